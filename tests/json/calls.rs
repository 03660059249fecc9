//! Can functions be called with JSON, with and without the binary form?

use gen_zoo::a::b::json::{json_only, with_json};
use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::json::{self, Json, JsonErrorKind, JsonFunction};
use tl_runtime::value::Secret;
use tl_runtime::{DecodeOptions, Function};

/// Decodes the text of an answer to a call.
fn answered<F: JsonFunction>(_: &F, text: &str) -> Result<F::Response, json::JsonError> {
    F::decode_json_response(json::from_str(text).unwrap())
}

const NUMBERS: &str = r#"[{"@type":"numbers","id":"7","size":8,"sizes":[[1]],"ids":[9]},{}]"#;

#[test]
fn an_answer_can_be_a_list() {
    let answer = answered(&with_json::functions::GetNumbers, NUMBERS).unwrap();
    assert_eq!((answer[0].id, answer[0].ids[0]), (7, 9));
    assert_eq!(
        answer[1],
        with_json::types::Numbers {
            id: 0,
            size: 0,
            sizes: vec![],
            ids: vec![],
            hash: [0; 32],
            secret: Secret(vec![]),
            r#type: 0,
        }
    );
    let alone = answered(&json_only::functions::GetNumbers, NUMBERS).unwrap();
    assert_eq!((alone[0].id, alone[0].sizes[0][0]), (7, 1));
    let wrong = answered(&json_only::functions::GetNumbers, "{}").unwrap_err();
    assert!(
        matches!(
            wrong.kind,
            JsonErrorKind::Unexpected {
                found: "an object",
                ..
            }
        ),
        "{wrong}"
    );
}

#[test]
fn a_call_of_a_call_is_answered_as_the_inner_one() {
    let call = json_only::functions::Draw::new(json_only::functions::GetNumbers);
    assert_eq!(
        json::to_value(&call).unwrap().get("query"),
        Some(&Json::object("getNumbers"))
    );
    assert_eq!(answered(&call, NUMBERS).unwrap().len(), 2);
    let all = json_only::functions::All { query: call };
    let answers = answered(&all, &format!("[{NUMBERS},[]]")).unwrap();
    assert_eq!((answers[0][0].id, answers[1].len()), (7, 0));
}

#[test]
fn without_the_binary_form_any_object_is_any_json() {
    let text = r#"{"@type":"any","body":{"@type":"of another schema","x":[1.5]},"call":{"@type":"getNumbers"},"value":3}"#;
    let any: json_only::types::Any = json::from_str(text).unwrap();
    assert_eq!(any.body.type_name(), Some("of another schema"));
    assert_eq!(
        any.call,
        json::to_value(&json_only::functions::GetNumbers).unwrap()
    );
    assert_eq!(json::to_string(&any).unwrap(), text);
}

#[test]
fn the_json_is_the_same_with_and_without_the_binary_form() {
    let texts = [
        r#"{"@type":"masked","mode":13,"shape":{"@type":"shape.nothing"},"quick":true,"more":2,"deep":"x"}"#,
        r#"{"@type":"computed","word":"1","json":"AA==","first":false}"#,
        r#"{"@type":"computed","word":"1"}"#,
        r#"{"@type":"shape.point","x":1.5}"#,
        r#"{"@type":"shape.framed"}"#,
    ];
    fn way<T: json::ToJson + json::FromJson>(json: Json) -> Result<Json, String> {
        let value: T = json::from_value(json).map_err(|error| error.to_string())?;
        json::to_value(&value).map_err(|error| error.to_string())
    }
    for text in texts {
        let json: Json = json::from_str(text).unwrap();
        let [with, without] = match json.type_name() {
            Some("masked") => [
                way::<with_json::types::Masked>(json.clone()),
                way::<json_only::types::Masked>(json),
            ],
            Some("computed") => [
                way::<with_json::types::Computed>(json.clone()),
                way::<json_only::types::Computed>(json),
            ],
            _ => [
                way::<with_json::enums::Shape>(json.clone()),
                way::<json_only::enums::Shape>(json),
            ],
        };
        assert_eq!(with, without, "{text}");
    }
}

/// Additional data next to an object.
#[derive(serde::Serialize, serde::Deserialize)]
struct Envelope<T> {
    #[serde(flatten)]
    object: T,
    #[serde(rename = "@extra")]
    extra: Option<u64>,
}

#[test]
fn an_object_may_be_flattened_into_what_travels_beside_it() {
    use json_only::types::Computed;
    let text = r#"{"@type":"computed","flags":2,"first":true,"@extra":7}"#;
    let envelope: Envelope<Computed> = serde_json::from_str(text).unwrap();
    assert!(envelope.object.first);
    assert_eq!(envelope.extra, Some(7));
    assert_eq!(serde_json::to_string(&envelope).unwrap(), text);
}

#[test]
fn an_answer_of_any_type_is_read_with_a_registry() {
    use gen_zoo::a::b::objects::with_json::{functions::Run, registry::TABLE, types::Blob};
    let call = Run {
        query: Box::new(Run {
            query: Box::new(Blob { data: vec![] }),
        }),
    };
    let options = DecodeOptions::new().registry(&TABLE);
    let blob = Blob { data: vec![1] };
    let bytes = tl_runtime::to_bytes(&blob).unwrap();
    let answer = options.decode_response(&call, &bytes).unwrap();
    assert_eq!(answer.downcast_ref(), Some(&blob));
    let error = call.decode_response(&bytes).unwrap_err();
    assert_eq!(error.kind, DecodeErrorKind::NoRegistry);
    let json = json::to_value(&blob).unwrap();
    let answer = options.decode_json_response::<Run>(json.clone()).unwrap();
    assert_eq!(answer.downcast_ref(), Some(&blob));
    let error = Run::decode_json_response(json).unwrap_err();
    assert_eq!(error.kind, JsonErrorKind::NoRegistry);
}
