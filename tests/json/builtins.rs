//! What is forgiven of the types that TL has built in, whatever the schema, and what is not.

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
