//! Decodes bytes as TON's schemas. The first byte selects the schema.
#![no_main]

use tlgen_fuzz::bytes::check;
use tlgen_fuzz::generated::{LITE_API, TON_API, lite_api, ton_api};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    match bytes {
        [first, bytes @ ..] if first % 2 == 0 => check(&ton_api::registry::TABLE, &TON_API, bytes),
        [_, bytes @ ..] => check(&lite_api::registry::TABLE, &LITE_API, bytes),
        [] => {}
    }
});
