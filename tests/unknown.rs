//! Can a client handle constructors of a newer layer?

mod views;

use gen_layers::{json_only, kept, kept_derived, kept_flat, newer, with_paths};
use tl_dynamic::Codec;
use tl_parser::check::{check, parse_all};
use tl_parser::diagnostic::Levels;
use tl_parser::schema::Schema;
use tl_parser::source::{Form, Sources};
use tl_runtime::codec::{DecodeErrorKind, EncodeErrorKind};
use tl_runtime::json::{self, JsonErrorKind};
use tl_runtime::value::Unknown;
use tl_runtime::{Decode, DecodeError, DecodeOptions, Encode, from_bytes, to_bytes};

use crate::support;
use crate::support::random::Random;
use crate::support::schemas::API;
use crate::support::vectors::VECTORS;

/// Parses the newer layer at run time, as a program would.
fn with_newer(bytes: Vec<u8>, then: impl FnOnce(&Codec<'_>)) {
    let mut sources = Sources::new();
    tl_parser::forms::add(&mut sources, "new", bytes).unwrap();
    let mut diagnostics = Vec::new();
    let programs = parse_all(&sources, &mut diagnostics);
    let schema = check(&programs, &Levels::default(), &mut diagnostics);
    assert_eq!(diagnostics, []);
    then(&Codec::new(&schema));
}

fn newer_text() -> String {
    support::text("tests/fixtures/layers/new.tl")
}

/// Returns updates of the newer layer: a list that alternates between known and unknown constructors.
fn updates() -> Vec<u8> {
    use newer::{enums, types};
    let poll = types::MediaPoll {
        question: "q".into(),
        answers: vec!["a".into(), "bb".into()],
        parent: None,
    };
    let message = types::Message {
        out: true,
        id: 5,
        media: Some(Box::new(poll.into())),
        text: "hi".into(),
    };
    let service = types::MessageService {
        id: 6,
        action: "x".into(),
    };
    let update = |message: enums::Message| types::UpdateNew { message, pts: 9 }.into();
    let typing = types::UpdateTyping {
        user: 7,
        trues: vec![Default::default(); 3],
    };
    let delete = types::UpdateDelete { ids: vec![1, 2] };
    let updates = vec![
        delete.into(),
        typing.into(),
        update(message.into()),
        update(service.into()),
    ];
    to_bytes(&types::Updates { updates, seq: 77 }).unwrap()
}

/// Decodes with the newer layer, and asserts that encoding restores the bytes.
fn round<T: for<'a> Decode<'a> + Encode>(codec: &Codec<'_>, bytes: &[u8]) -> T {
    let value: T = DecodeOptions::new().newer(codec).decode(bytes).unwrap();
    assert_eq!(to_bytes(&value).unwrap(), bytes);
    let strictly = DecodeOptions::new().newer(codec).strict(true);
    assert_eq!(
        to_bytes(&strictly.decode::<T>(bytes).unwrap()).unwrap(),
        bytes
    );
    value
}

#[test]
fn what_is_unknown_in_lists_is_kept_and_the_rest_is_read() {
    with_newer(newer_text().into(), |codec| {
        let bytes = updates();
        let value: kept::enums::Updates = round(codec, &bytes);
        let kept::enums::Updates::Updates(updates) = value.clone() else {
            panic!("{value:?}");
        };
        assert_eq!((updates.seq, updates.updates.len()), (77, 4));
        let [delete, typing, update, service] = &updates.updates[..] else {
            panic!("{updates:?}");
        };
        assert!(matches!(delete, kept::enums::Update::Delete(it) if it.ids == [1, 2]));
        assert!(
            matches!(typing, kept::enums::Update::Unknown(it) if it.rest().unwrap().len() == 16)
        );
        let kept::enums::Update::New(update) = update else {
            panic!("{update:?}");
        };
        let kept::enums::Message::Message(message) = &update.message else {
            panic!("{update:?}");
        };
        assert!(matches!(
            message.media,
            Some(kept::enums::Media::Unknown(_))
        ));
        assert_eq!((message.text.as_str(), update.pts), ("hi", 9));
        assert!(matches!(service, kept::enums::Update::New(it) if it.pts == 9));
        round::<kept_flat::enums::Updates>(codec, &bytes);
        round::<kept_derived::enums::Updates>(codec, &bytes);
    });
}

#[test]
fn the_newer_layer_may_be_in_any_form() {
    let mut sources = Sources::new();
    sources.add("new.tl", newer_text());
    let programs = parse_all(&sources, &mut Vec::new());
    let schema = check(&programs, &Levels::default(), &mut Vec::new());
    for form in [Form::Tl, Form::Json, Form::Tlo] {
        let written = tl_parser::forms::write(form, &programs, &schema, &mut Vec::new()).unwrap();
        with_newer(written, |codec| {
            drop(round::<kept::enums::Updates>(codec, &updates()))
        });
    }
}

#[test]
fn without_a_newer_layer_what_is_followed_is_an_error_with_its_place() {
    let bytes = updates();
    let errors: [DecodeError; 4] = [
        from_bytes::<kept::enums::Updates>(&bytes).unwrap_err(),
        from_bytes::<kept_flat::enums::Updates>(&bytes).unwrap_err(),
        from_bytes::<kept_derived::enums::Updates>(&bytes).unwrap_err(),
        from_bytes::<with_paths::enums::Updates>(&bytes).unwrap_err(),
    ];
    for error in errors {
        assert_eq!((error.path().as_str(), error.offset), ("updates[1]", 32));
        assert_eq!(
            (error.unknown_id(), error.reading),
            (Some(0x2874_4d4d), Some("Update"))
        );
    }
    // Deeper, and the last element of a list that something follows.
    let bytes = [
        &bytes[..8],
        &[1, 0, 0, 0],
        &bytes[52..100],
        &[9, 0, 0, 0, 7, 0, 0, 0],
    ]
    .concat();
    let error = from_bytes::<kept::enums::Updates>(&bytes).unwrap_err();
    assert_eq!(error.path(), "updates[0].message.media");
    assert_eq!(error.reading, Some("Media"));
    let text = error.to_string();
    assert!(
        text.starts_with("updates[0].message.media: at byte "),
        "{text}"
    );
}

#[test]
fn at_the_end_of_the_input_an_unknown_constructor_is_kept() {
    for rest in [&[][..], &[5], &[1, 2, 3, 4]] {
        let bytes = [&[1, 2, 3, 4], rest].concat();
        let media: kept::enums::Media = from_bytes(&bytes).unwrap();
        assert_eq!(
            media,
            kept::enums::Media::Unknown(Unknown::new(0x0403_0201, rest))
        );
        assert_eq!(to_bytes(&media).unwrap(), bytes);
        let tree: kept_flat::enums::Tree = from_bytes(&bytes).unwrap();
        assert_eq!(to_bytes(&tree).unwrap(), bytes);
        let media: kept_derived::enums::Media = from_bytes(&bytes).unwrap();
        assert_eq!(to_bytes(&media).unwrap(), bytes);
    }
    assert!(from_bytes::<with_paths::enums::Media>(&[1, 2, 3, 4]).is_err());
}

#[test]
fn hostile_bytes_are_errors_or_come_back() {
    with_newer(newer_text().into(), |codec| {
        let bytes = updates();
        let options = DecodeOptions::new().newer(codec);
        for length in 0..bytes.len() {
            options
                .decode::<kept::enums::Updates>(&bytes[..length])
                .unwrap_err();
        }
        let mut random = Random::new(17);
        let mut read = 0;
        for _ in 0..20_000 {
            let mut bytes = bytes.clone();
            for _ in 0..=random.below(3) {
                let at = random.below(bytes.len());
                bytes[at] = random.next() as u8;
            }
            if let Ok(value) = options.strict(true).decode::<kept::enums::Updates>(&bytes) {
                assert_eq!(to_bytes(&value).unwrap(), bytes);
                read += 1;
            }
        }
        assert!(read > 1_000, "{read}");
    });
}

#[test]
fn limits_hold_inside_of_what_is_unknown() {
    with_newer(newer_text().into(), |codec| {
        let options = DecodeOptions::new().newer(codec);
        let mut tree: newer::enums::Tree = newer::types::Leaf { value: 1 }.into();
        for _ in 0..100 {
            let inner = Box::new(tree);
            tree = newer::types::Wrap { tree: inner }.into();
        }
        let bytes = to_bytes(&tree).unwrap();
        round::<kept::enums::Tree>(codec, &bytes);
        let shallow = options.max_depth(50).decode::<kept::enums::Tree>(&bytes);
        assert_eq!(shallow.unwrap_err().kind, DecodeErrorKind::TooDeep);
        let few = options
            .max_empty(2)
            .decode::<kept::enums::Updates>(&updates());
        let error = few.unwrap_err();
        assert!(
            matches!(error.kind, DecodeErrorKind::Count { count: 3, most: 2 }),
            "{error}"
        );
        assert_eq!(error.path(), "updates[1]");
    });
}

#[test]
fn json_keeps_the_whole_object_anywhere() {
    let text = r#"{"@type":"updates","updates":[{"@type":"updateX","a":[1,2.5,{"b":null}]},{"@type":"updateNew","message":{"@type":"messageZ","@extra":5},"pts":1}],"seq":1}"#;
    let value: kept::enums::Updates = json::from_str(text).unwrap();
    assert_eq!(json::to_string(&value).unwrap(), text);
    let by_serde: kept::enums::Updates = serde_json::from_str(text).unwrap();
    assert_eq!(by_serde, value);
    assert_eq!(serde_json::to_string(&by_serde).unwrap(), text);
    let derived: kept_derived::enums::Updates = serde_json::from_str(text).unwrap();
    assert_eq!(json::to_string(&derived).unwrap(), text);
    let alone: json_only::enums::Updates = json::from_str(text).unwrap();
    assert_eq!(json::to_string(&alone).unwrap(), text);
    let kept::enums::Updates::Updates(updates) = value else {
        panic!("{value:?}");
    };
    let kept::enums::Update::Unknown(unknown) = &updates.updates[0] else {
        panic!("{updates:?}");
    };
    assert_eq!(
        unknown.json().and_then(|it| it.type_name()),
        Some("updateX")
    );
    assert_eq!((unknown.id(), unknown.rest()), (None, None));
    assert_eq!(
        format!("{unknown:?}"),
        r#"Unknown({"@type":"updateX","a":[1,2.5,{"b":null}]})"#
    );
    // It has no bytes, and bytes have no JSON.
    let error = to_bytes(&updates.updates[0]).unwrap_err();
    assert!(
        matches!(*error.kind, EncodeErrorKind::Invalid(_)),
        "{error}"
    );
    let bytes = kept::enums::Update::Unknown(Unknown::new(5, []));
    let error = json::to_string(&bytes).unwrap_err();
    assert!(matches!(error.kind, JsonErrorKind::NoForm(_)), "{error}");
}

#[test]
fn json_of_an_unknown_object_says_its_type() {
    for (text, expected) in [
        ("{}", "expected Media, found an object without \"@type\""),
        ("5", "expected an object"),
        (r#"{"@type":5}"#, "expected a string"),
        ("null", "expected an object, found null"),
    ] {
        let error = json::from_str::<kept::enums::Media>(text).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    }
}

gen_layers::tests! {
    /// Decodes the texts of layer 230 with TDLib's layer, each by itself and all in a list.
    fn texts_of_layer_230() {
        use gen_layers::texts::{enums, types};
        let codec = Codec::new(&API);
        let of = |ty: &str| of_type(&API, ty);
        let (rich, entities) = (of("RichText"), of("MessageEntity"));
        let mut unknown = 0;
        for bytes in &rich {
            let text: enums::RichText = round(&codec, bytes);
            unknown += usize::from(matches!(text, enums::RichText::Unknown(_)));
        }
        assert!(unknown > 2, "{unknown}");
        let bytes = list(0x7e6260d7, &[], &rich);
        let all: enums::RichText = round(&codec, &bytes);
        let enums::RichText::TextConcat(all) = all else { panic!("{all:?}") };
        assert_eq!(all.texts.len(), rich.len());
        let is_unknown = |it: &&enums::RichText| matches!(it, enums::RichText::Unknown(_));
        assert_eq!(all.texts.iter().filter(is_unknown).count(), unknown);
        assert!(from_bytes::<enums::RichText>(&bytes).unwrap_err().path().starts_with("texts["));
        let bytes = list(0x751f3146, b"\x02hi\0", &entities);
        let text: types::TextWithEntities = round(&codec, &bytes);
        assert_eq!((text.text.as_str(), text.entities.len()), ("hi", entities.len()));
        let is_unknown = |it: &&enums::MessageEntity| matches!(it, enums::MessageEntity::Unknown(_));
        assert!(text.entities.iter().any(|it| is_unknown(&it)));
    }
}

/// Returns the bytes of a constructor that ends with a list of these values.
#[allow(dead_code, reason = "not used where the schemas are absent")]
fn list(id: u32, before: &[u8], values: &[Vec<u8>]) -> Vec<u8> {
    let count = u32::try_from(values.len()).unwrap().to_le_bytes();
    let vector = 0x1cb5_c415_u32.to_le_bytes();
    let head = [&id.to_le_bytes(), before, &vector, &count].concat();
    [head, values.concat()].concat()
}

/// Returns the vectors of a type's constructors.
#[allow(dead_code, reason = "not used where the schemas are absent")]
fn of_type(schema: &Schema<'_>, ty: &str) -> Vec<Vec<u8>> {
    let is_of = |name: &str| {
        let mut all = schema.combinators.iter();
        let found = all.find(|it| it.name == name);
        found
            .and_then(|it| it.ty())
            .is_some_and(|it| schema[it].name == ty)
    };
    let vectors = VECTORS.iter().filter(|it| !it.function && is_of(&it.name));
    let found: Vec<_> = vectors.map(|it| it.bytes.clone()).collect();
    assert!(found.len() > 10, "{ty}");
    found
}
