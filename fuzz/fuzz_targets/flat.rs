//! Decodes bytes as flat enums, and as enums that keep unknown constructors. The first byte selects the type.
#![no_main]

use tl_runtime::to_bytes;
use tlgen_fuzz::bytes::check_type;
use tlgen_fuzz::generated::{full_tl, full_tl_flat, full_tl_unknown};
use tlgen_fuzz::generated::{photos, photos_flat, photos_unknown};

/// Structs and flat variants accept the same bytes. Enums with unknown constructors accept these too.
macro_rules! all {
    ($bytes:ident, $kind:ident:
        $($number:literal $schema:ident $flat:ident $unknown:ident $($ty:ident)::*;)*) => {
        match $kind {
            $($number => {
                let flat = check_type::<$flat::enums::$($ty)::*>($bytes);
                let structs = check_type::<$schema::enums::$($ty)::*>($bytes);
                assert_eq!(flat.is_some(), structs.is_some());
                let unknown = check_type::<$unknown::enums::$($ty)::*>($bytes);
                if let Some(structs) = structs {
                    let written = to_bytes(&unknown.expect("what is known is accepted")).expect("it encodes");
                    assert_eq!(written, to_bytes(&structs).expect("it encodes"));
                }
            })*
            _ => {}
        }
    };
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let [kind, bytes @ ..] = bytes else { return };
    let kind = kind % 8;
    all!(bytes, kind:
        0 photos photos_flat photos_unknown Photo;
        1 photos photos_flat photos_unknown PhotoSize;
        2 photos photos_flat photos_unknown User;
        3 photos photos_flat photos_unknown UserStatus;
        4 full_tl full_tl_flat full_tl_unknown tour::Tree;
        5 full_tl full_tl_flat full_tl_unknown tour::Shape;
        6 full_tl full_tl_flat full_tl_unknown tour::Place;
        7 full_tl full_tl_flat full_tl_unknown tour::Draft;
    );
});
