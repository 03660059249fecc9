//! Bytes through the decoders of flat enums: the first byte says of which type.
#![no_main]

use tlgen_fuzz::bytes::check_type;
use tlgen_fuzz::generated::{full_tl, full_tl_flat, telegram, telegram_flat};

/// Structs and flat variants accept the same bytes.
macro_rules! both {
    ($bytes:ident, $kind:ident: $($number:literal $schema:ident $flat:ident $($ty:ident)::*;)*) => {
        match $kind {
            $($number => {
                let flat = check_type::<$flat::enums::$($ty)::*>($bytes);
                let structs = check_type::<$schema::enums::$($ty)::*>($bytes);
                assert_eq!(flat.is_some(), structs.is_some());
            })*
            _ => {}
        }
    };
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let [kind, bytes @ ..] = bytes else { return };
    let kind = kind % 8;
    both!(bytes, kind:
        0 telegram telegram_flat messages::Messages;
        1 telegram telegram_flat InputMedia;
        2 telegram telegram_flat Message;
        3 telegram telegram_flat PageBlock;
        4 telegram telegram_flat RichText;
        5 full_tl full_tl_flat tour::Shape;
    );
});
