//! Decodes JSON text, with and without the binary form, and with `tl-dynamic`.
#![no_main]

use tl_runtime::json::{Json, from_str, from_value, to_value};
use tlgen_fuzz::bytes::check_json;
use tlgen_fuzz::generated::{LITE_API, TELEGRAM, lite_api, photos_json, telegram};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let json = match from_str::<Json>(text) {
        Ok(json) => json,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    let written = json.to_string();
    assert_eq!(from_str::<Json>(&written).expect("JSON is JSON"), json);
    check_json(&telegram::registry::TABLE, &TELEGRAM, &json);
    check_json(&lite_api::registry::TABLE, &LITE_API, &json);
    if let Ok(photo) = from_value::<photos_json::types::photos::Photo>(json) {
        let json = to_value(&photo).expect("what was JSON has JSON");
        let again = from_value::<photos_json::types::photos::Photo>(json);
        assert_eq!(again.expect("it is read again"), photo);
    }
});
