use tl_parser::check::{check, failed, parse_all};
use tl_parser::diagnostic::Levels;
use tl_parser::source::Sources;
use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::json::from_str;

use crate::{Codec, Value};

/// Calls `work` with a codec of a schema without errors.
pub(crate) fn with_codec<T>(text: &str, work: impl FnOnce(&Codec<'_>) -> T) -> T {
    let mut sources = Sources::new();
    sources.add("test.tl", text);
    let mut found = Vec::new();
    let programs = parse_all(&sources, &mut found);
    let schema = check(&programs, &Levels::default(), &mut found);
    assert!(!failed(&found), "{found:?}");
    work(&Codec::new(&schema))
}

#[test]
fn a_builtin_constructor_is_found_by_its_name() {
    with_codec("a x:Int = A;", |codec| {
        for (name, value, with_id) in [
            ("int", Value::Int(5), &b"\xda\x9b\x50\xa8\x05\0\0\0"[..]),
            ("true", Value::True, b"\x39\xd3\xed\x3f"),
            ("boolTrue", Value::True, b"\xb5\x75\x72\x99"),
            (
                "string",
                Value::String((*b"abc").into()),
                b"\x24\x6e\x28\xb5\x03abc",
            ),
        ] {
            for (ty, bytes) in [
                (codec.with_id(name), with_id),
                (codec.bare(name), &with_id[4..]),
            ] {
                let ty = ty.unwrap();
                let encoded = codec.encode(&ty, &value).unwrap();
                assert_eq!(encoded, bytes, "{name}");
                assert_eq!(codec.decode(&ty, bytes).unwrap(), value, "{name}");
            }
        }
        assert!(codec.with_id("vector").is_none());
        assert!(codec.with_id("b").is_none());
    });
}

#[test]
fn a_missing_value_that_may_be_null_cannot_be_encoded() {
    let schema = "//@description A user @photo Photo; may be null @photos Photos; may be null
        user photo:Photo photos:vector<Photo> = User; photo = Photo;";
    with_codec(schema, |codec| {
        let photo = r#","photo":{"@type":"photo"}"#;
        for (fields, place) in [
            (String::new(), "photo"),
            (r#","photo":null"#.to_owned(), "photo"),
            (format!(r#"{photo},"photos":[null]"#), "photos[0]"),
            (photo.to_owned(), ""),
        ] {
            let json = format!(r#"{{"@type":"user"{fields}}}"#);
            let value = codec
                .from_json(&codec.any(), from_str(&json).unwrap())
                .unwrap();
            let error = codec.encode(&codec.any(), &value).err();
            let said = error.map_or(String::new(), |it| it.to_string());
            let expected = match place {
                "" => String::new(),
                place => format!("{place}: the value is null or absent, but the wire has no null"),
            };
            assert_eq!(said, expected, "{json}");
        }
    });
}

/// A value of the last type contains 2^40 values that take no bytes. Their memory is limited.
#[test]
fn a_chain_of_types_that_contain_each_other_twice_is_too_much_memory() {
    for first in [
        "t0 = T0;",
        "t0 x:true = T0;",
        "t0 {t:Type} = T0 t; t0of x:(t0 int) = T0of;",
    ] {
        let mut schema = first.to_owned();
        for level in 1..=40 {
            let previous = match level {
                1 if first.contains("T0of") => "T0of".to_owned(),
                level => format!("T{}", level - 1),
            };
            schema += &format!("t{level} x:%{previous} y:%{previous} = T{level};\n");
        }
        with_codec(&schema, |codec| {
            let last = codec.by_name("t40", None).unwrap();
            let bytes = codec.schema[last].id.to_le_bytes();
            let error = codec.decode(&codec.any(), &bytes).unwrap_err();
            assert!(
                matches!(error.kind(), DecodeErrorKind::Memory { .. }),
                "{error}"
            );
            let json = from_str(r#"{"@type":"t40"}"#).unwrap();
            assert!(codec.from_json(&codec.any(), json).is_err());
        });
    }
}
