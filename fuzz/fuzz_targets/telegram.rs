//! Decodes bytes as Telegram's API: owned, strict, via JSON, and with `tl-dynamic`.
#![no_main]

use tlgen_fuzz::bytes::check;
use tlgen_fuzz::generated::{TELEGRAM, telegram};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check(&telegram::registry::TABLE, &TELEGRAM, bytes);
});
