//! Is the JSON of masks the same as in TON's own code? There a mask is a number like any other and is always
//! written; on input, it alone tells which fields are present.

use gen_zoo::a::b::json::with_json::types::{Computed, Masked};
use tl_runtime::json::{self, FromJson, ToJson};

/// Decodes a text and encodes the value again.
#[track_caller]
fn again<T: ToJson + FromJson>(text: &str) -> String {
    let value: T = json::from_str(text).unwrap();
    json::to_string(&value).unwrap()
}

#[test]
fn a_computed_mask_is_written() {
    let whole = Computed {
        word: Some(1),
        json: Some(vec![0]),
        first: true,
    };
    let text = r#"{"@type":"computed","flags":3,"word":"1","json":"AA==","first":true}"#;
    assert_eq!(json::to_string(&whole).unwrap(), text);
    assert_eq!(again::<Computed>(text), text);
    let none = r#"{"@type":"computed","flags":0}"#;
    assert_eq!(json::to_string(&Computed::default()).unwrap(), none);
}

#[test]
fn a_mask_that_is_given_decides() {
    // Older versions of TON write all fields, regardless of the mask.
    let all = r#"{"@type":"computed","flags":0,"word":"0","json":"","first":false}"#;
    assert_eq!(again::<Computed>(all), r#"{"@type":"computed","flags":0}"#);
    let all = r#"{"mode":20,"shape":null,"big":0,"more":0,"deep":""}"#;
    assert_eq!(
        again::<Masked>(all),
        r#"{"@type":"masked","mode":20,"quick":true}"#
    );
    // In TON, a `true` is in JSON only as its bit.
    assert_eq!(
        again::<Computed>(r#"{"flags":2}"#),
        r#"{"@type":"computed","flags":2,"first":true}"#
    );
}

#[test]
fn without_a_mask_the_fields_decide() {
    for mask in ["", r#""flags":null,"#] {
        let text = format!(r#"{{{mask}"word":7,"json":"","first":true}}"#);
        let written = r#"{"@type":"computed","flags":3,"word":"7","json":"","first":true}"#;
        assert_eq!(again::<Computed>(&text), written);
    }
    let written = r#"{"@type":"masked","mode":8,"more":2,"deep":"x"}"#;
    assert_eq!(again::<Masked>(r#"{"deep":"x","more":2}"#), written);
}

#[test]
fn a_field_that_the_mask_promises_must_be_there() {
    for text in [
        r#"{"flags":1,"word":"1"}"#,
        r#"{"flags":1,"word":"1","json":null}"#,
    ] {
        let error = json::from_str::<Computed>(text).unwrap_err().to_string();
        assert_eq!(
            error,
            "json: the mask says that the field is there, but it is not"
        );
    }
    let error = json::from_str::<Masked>(r#"{"mode":8}"#)
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        "more: the mask says that the field is there, but it is not"
    );
    let error = json::from_str::<Computed>(r#"{"flags":-1}"#)
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        "flags: expected a number from 0 to 4294967295, found -1"
    );
}

#[test]
fn fields_on_one_bit_are_written_together_or_not_at_all() {
    let half = Computed {
        word: Some(1),
        ..Computed::default()
    };
    let error = json::to_string(&half).unwrap_err().to_string();
    assert_eq!(error, tl_runtime::to_bytes(&half).unwrap_err().to_string());
}
