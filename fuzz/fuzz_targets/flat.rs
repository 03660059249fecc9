//! Bytes through the decoders of flat enums. The first byte selects the type.
#![no_main]

use tlgen_fuzz::bytes::check_type;
use tlgen_fuzz::generated::{full_tl, full_tl_flat, photos, photos_flat};

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
        0 photos photos_flat Photo;
        1 photos photos_flat PhotoSize;
        2 photos photos_flat User;
        3 photos photos_flat UserStatus;
        4 full_tl full_tl_flat tour::Tree;
        5 full_tl full_tl_flat tour::Shape;
        6 full_tl full_tl_flat tour::Place;
        7 full_tl full_tl_flat tour::Draft;
    );
});
