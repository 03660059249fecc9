//! Bytes through the decoders of Telegram's API: owned, strict, JSON, and `tl-dynamic`.
#![no_main]

use tlgen_fuzz::bytes::check;
use tlgen_fuzz::generated::{TELEGRAM, telegram};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check(&telegram::registry::TABLE, &TELEGRAM, bytes);
});
