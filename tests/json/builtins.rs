//! Which deviations are accepted for TL's builtin types, whatever the schema, and which are not?

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::MapDeserializer;
use tl_runtime::json::{Json, from_value};

#[test]
fn a_float_that_is_too_large_is_an_error() {
    let read = |number| from_value::<f32>(Json::Number(number));
    assert_eq!(read(0.1).unwrap(), 0.1f32);
    assert_eq!(read(-3.4e38).unwrap(), -3.4e38f32);
    assert_eq!(read(1e-60).unwrap(), 0.0);
    for number in [1e39, -1e39] {
        let error = read(number).unwrap_err().to_string();
        let expected = format!("expected a number of 32 bits, found {number:?}");
        assert_eq!(error, expected);
    }
}

#[test]
fn a_boolean_may_be_an_integer_in_a_string() {
    let read = |text: &str| from_value::<bool>(Json::String(text.into()));
    assert!(read("1").unwrap());
    assert!(!read("0").unwrap());
    for text in ["true", "", "1.0"] {
        let error = read(text).unwrap_err().to_string();
        assert_eq!(error, "expected a boolean, found a string");
    }
}

/// Returns a number as `serde_json` passes it if a crate has enabled `arbitrary_precision`.
fn with_its_text(text: &str) -> Result<Json, serde::de::value::Error> {
    let members = [("$serde_json::private::Number", text)];
    Json::deserialize(MapDeserializer::new(members.into_iter()))
}

#[test]
fn a_number_may_come_as_its_text() {
    for (text, number) in [
        ("1.5", Json::Number(1.5)),
        ("-1E-7", Json::Number(-1e-7)),
        ("-9223372036854775808", Json::Integer(i64::MIN)),
        ("18446744073709551615", Json::Unsigned(u64::MAX)),
        (
            "18446744073709551616",
            Json::Number(18_446_744_073_709_551_616.0),
        ),
    ] {
        assert_eq!(with_its_text(text).unwrap(), number, "{text}");
    }
    let error = with_its_text("1e400").unwrap_err().to_string();
    assert_eq!(error, "the number is out of range");
}

#[test]
fn a_number_may_have_128_bits() {
    let read = |value: i128| Json::deserialize(value.into_deserializer());
    let read: Result<Json, serde::de::value::Error> = read(-5);
    assert_eq!(read.unwrap(), Json::Integer(-5));
    let large = IntoDeserializer::<serde::de::value::Error>::into_deserializer(u128::MAX);
    let large = Json::deserialize(large).unwrap();
    assert!(
        matches!(large, Json::Number(number) if number > 3e38),
        "{large:?}"
    );
}

#[test]
fn members_are_put_in_from_any_number() {
    let mut json = Json::object("getMe");
    json.insert("@extra", 17u64);
    assert_eq!(json.get("@extra"), Some(&Json::Integer(17)));
    json.insert("@extra", u64::MAX);
    assert_eq!(json.get("@extra"), Some(&Json::Unsigned(u64::MAX)));
}
