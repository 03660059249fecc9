//! Do servers encode answers of every form so that clients can decode them?

use std::fmt::Debug;

use gen_zoo::a::b::functions_results::{self as written, derived, with_json};
use gen_zoo::a::b::{answers, params_numbers as numbers};
use tl_runtime::codec::EncodeErrorKind;
use tl_runtime::codec::append_response_to;
use tl_runtime::json::{JsonFunction, JsonServe};
use tl_runtime::value::True;
use tl_runtime::{DecodeOptions, Function, Identify, Serve, to_bytes};

use crate::support::words;

const VECTOR: u32 = 0x1cb5_c415;

/// Asserts that the answer encodes to these words and decodes again.
fn answered<F, R: Debug + PartialEq>(call: &F, answer: R, expected: &[u32])
where
    F: Function<Response = R> + Serve<Response = R>,
{
    let bytes = call.encode_response(&answer).unwrap();
    assert_eq!(bytes, words(expected), "{}", F::NAME);
    assert_eq!(call.decode_response(&bytes).unwrap(), answer, "{}", F::NAME);
    let mut buffer = vec![1, 2, 3];
    append_response_to(&mut buffer, call, &answer).unwrap();
    assert_eq!(buffer, [&[1, 2, 3], bytes.as_slice()].concat());
}

macro_rules! of_results {
    ($name:ident, $way:ident) => {
        #[test]
        fn $name() {
            use $way::{enums, functions, types};
            let user = |id| types::User { id };
            let (id, empty) = (types::User::ID, types::UserEmpty::ID);
            answered(&functions::GetInts, vec![7, 8], &[VECTOR, 2, 7, 8]);
            answered(
                &functions::GetLongs,
                vec![-1],
                &[VECTOR, 1, u32::MAX, u32::MAX],
            );
            answered(
                &functions::GetStrings,
                vec!["a".into()],
                &[VECTOR, 1, 0x6101],
            );
            answered(
                &functions::GetUsers { id: vec![5] },
                vec![user(5).into(), enums::User::Empty],
                &[VECTOR, 2, id, 5, 0, empty],
            );
            answered(
                &functions::GetLists,
                vec![vec![user(5)], vec![]],
                &[VECTOR, 2, 1, 5, 0, 0],
            );
            answered(
                &functions::GetNested,
                vec![vec![user(5).into()], vec![]],
                &[VECTOR, 2, VECTOR, 1, id, 5, 0, VECTOR, 0],
            );
            answered(&functions::GetUser, user(5).into(), &[id, 5, 0]);
            answered(
                &functions::GetPong,
                types::Pong { id: 5 },
                &[types::Pong::ID, 5, 0],
            );
            answered(&functions::Arrow { x: 1 }, enums::User::Empty, &[empty]);
            answered(
                &functions::nested::GetOk,
                types::nested::deep::Ok,
                &[types::nested::deep::Ok::ID],
            );
            answered(&functions::GetBool, true, &[0x9972_75b5]);
            answered(&functions::GetTrue, True, &[0x3fed_d339]);
            answered(&functions::GetInt, 5, &[i32::ID, 5]);
            answered(&functions::GetText, "a".into(), &[String::ID, 0x6101]);
            // Any object, including a call.
            let calls = functions::GetUsers { id: vec![5] };
            for object in [
                Box::new(user(5)) as Box<dyn tl_runtime::value::AnyObject>,
                Box::new(calls),
            ] {
                let bytes = functions::GetObject.encode_response(&object).unwrap();
                assert_eq!(bytes, object.to_bytes().unwrap());
                let options = DecodeOptions::new().registry(&$way::registry::TABLE);
                let read = options
                    .decode_response(&functions::GetObject, &bytes)
                    .unwrap();
                assert!(*read == *object);
            }
        }
    };
}

of_results!(each_form_of_answer, written);
of_results!(each_form_of_answer_by_the_derive, derived);

#[test]
fn an_answer_that_depends_on_the_call() {
    use numbers::{enums, functions, types};
    let tuple = |numbers: &[i32]| types::Tuple {
        value: numbers.to_vec(),
    };
    let id = types::Tuple::<i32>::ID;
    answered(&functions::GetRow { n: 2 }, tuple(&[7, 8]), &[id, 7, 8]);
    answered(&functions::GetRow { n: 0 }, tuple(&[]), &[id]);
    let error = functions::GetRow { n: 3 }
        .encode_response(&tuple(&[7]))
        .unwrap_err();
    let text = "tuple: value is a list of 1 elements where there must be 3";
    assert_eq!(error.to_string(), text);
    // The bits of the answer are those that the call requests.
    let mut call = functions::GetMasked {
        fields_mask: 1,
        verbose: false,
    };
    let masked: enums::Masked = types::Masked {
        x: Some(5),
        y: None,
    };
    answered(&call, masked.clone(), &[types::Masked::ID, 5]);
    call.fields_mask = 3;
    let error = call.encode_response(&masked).unwrap_err();
    let kind = EncodeErrorKind::MaskDisagrees {
        constructor: "masked",
        field: "y",
        expected: true,
    };
    assert_eq!(*error.kind, kind);
    let two = types::Two {
        a: masked,
        b: types::Masked { x: None, y: None },
        c: None,
    };
    let call = functions::GetMany {
        m: 1,
        n: 0,
        count: 1,
    };
    answered(&call, vec![two], &[VECTOR, 1, types::Two::ID, 5]);
}

#[test]
fn an_answer_that_is_that_of_a_call_inside() {
    use answers::functions::{All, Both, GetUser, InvokeReq, Twice};
    use answers::{enums, types};
    let user = |id| types::User { id };
    let id = types::User::ID;
    let all = All {
        query: All {
            query: GetUser { id: 1 },
        },
    };
    answered(
        &all,
        vec![vec![user(5)], vec![]],
        &[VECTOR, 2, VECTOR, 1, id, 5, VECTOR, 0],
    );
    let both = Both {
        one: All {
            query: GetUser { id: 1 },
        },
        two: GetUser { id: 2 },
    };
    let pair = types::Pair::<(), ()>::ID;
    let answer = types::Pair {
        first: vec![user(1)],
        second: types::Pair {
            first: user(2),
            second: 7,
        },
    };
    answered(&both, answer, &[pair, VECTOR, 1, id, 1, pair, id, 2, 7]);
    let twice = Twice {
        query: GetUser { id: 1 },
    };
    answered(
        &twice,
        vec![types::Pair {
            first: user(1),
            second: user(2),
        }],
        &[VECTOR, 1, id, 1, id, 2],
    );
    let request = InvokeReq {
        id: 9,
        query: InvokeReq {
            id: 8,
            query: GetUser { id: 1 },
        },
    };
    let inner = enums::ReqResult::from(types::ReqResult { result: user(1) });
    let result = types::ReqResult::<()>::ID;
    answered(
        &request,
        types::ReqResult { result: inner }.into(),
        &[result, result, id, 1],
    );
}

/// A server with one function, which a client calls through another one.
#[test]
fn a_server_answers_what_it_reads() {
    use gen_zoo::a::b::functions_generic::{functions, registry};
    use tl_runtime::value::AnyObject;
    let call = functions::InvokeWithLayer {
        layer: 230,
        query: functions::Ping,
    };
    let object = registry::decode(&to_bytes(&call).unwrap()).unwrap();
    type Any = Box<dyn AnyObject>;
    let outer = object
        .downcast::<functions::InvokeWithLayer<Any>>()
        .unwrap();
    let inner = outer.query.downcast_ref::<functions::Ping>().unwrap();
    let answer = inner.encode_response(&true).unwrap();
    assert!(call.decode_response(&answer).unwrap());
}

/// Asserts that the answer has this JSON and decodes again.
fn answered_by_json<F, R: Debug + PartialEq>(_: &F, answer: &R, text: &str)
where
    F: JsonFunction<Response = R> + JsonServe<Response = R>,
{
    let json = F::encode_json_response(answer).unwrap();
    assert_eq!(json.to_string(), text);
    assert_eq!(&F::decode_json_response(json).unwrap(), answer);
}

#[test]
fn answers_as_json() {
    use gen_zoo::a::b::json::{json_only, with_json as drawings};
    let text = r#"[{"@type":"numbers","id":"7","size":8,"sizes":[],"ids":[],"hash":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","secret":"","type":0}]"#;
    let numbers = drawings::types::Numbers {
        id: 7,
        size: 8,
        ..tl_runtime::json::from_str("{}").unwrap()
    };
    answered_by_json(
        &drawings::functions::GetNumbers,
        &vec![numbers.clone()],
        text,
    );
    let all = drawings::functions::All {
        query: drawings::functions::GetNumbers,
    };
    answered_by_json(&all, &vec![vec![numbers], vec![]], &format!("[{text},[]]"));
    let numbers = json_only::types::Numbers {
        id: 7,
        size: 8,
        ..tl_runtime::json::from_str("{}").unwrap()
    };
    answered_by_json(&json_only::functions::GetNumbers, &vec![numbers], text);
    use with_json::{functions, types};
    answered_by_json(&functions::GetLongs, &vec![5], r#"["5"]"#);
    answered_by_json(
        &functions::GetPong,
        &types::Pong { id: 5 },
        r#"{"@type":"pong","id":"5"}"#,
    );
    answered_by_json(&functions::GetBool, &true, "true");
}
