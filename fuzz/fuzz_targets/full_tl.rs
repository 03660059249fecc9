//! Decodes bytes with all constructs of TL.
#![no_main]

use tlgen_fuzz::bytes::check;
use tlgen_fuzz::generated::{FULL_TL, full_tl};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check(&full_tl::registry::TABLE, &FULL_TL, bytes);
});
