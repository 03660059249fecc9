//! Decodes bytes as views and as their owned types. The first byte selects the type.
#![no_main]

use std::fmt::Debug;

use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::{Decode, DecodeOptions, View};
use tlgen_fuzz::generated::{full_tl_views, photos_views};

/// A view accepts the same bytes as its owned type, except strings that are not UTF-8, and has the same value.
fn agree<'a, V>(bytes: &'a [u8])
where
    V: Decode<'a> + View<Owned: Decode<'a> + Debug> + Clone + Debug,
{
    for options in [DecodeOptions::new(), DecodeOptions::new().strict(true)] {
        match (
            options.decode::<V::Owned>(bytes),
            options.decode::<V>(bytes),
        ) {
            (Ok(owned), Ok(view)) => {
                let shown = format!("{owned:?}");
                assert_eq!(format!("{view:?}"), shown);
                assert_eq!(format!("{:?}", view.into_owned()), shown);
            }
            (owned, Err(view)) if view.kind == DecodeErrorKind::Utf8 => {
                assert!(!options.is_strict() || owned.is_err(), "{view}");
            }
            // A view allocates nothing, so it never reaches the limit.
            (Err(owned), _) if matches!(owned.kind, DecodeErrorKind::Memory { .. }) => {}
            (Err(owned), Err(view)) => assert_eq!(owned, view),
            (owned, view) => panic!("{owned:?}\n{view:?}"),
        }
    }
}

macro_rules! views {
    ($bytes:ident, $kind:ident: $($number:literal $schema:ident $($ty:ident)::*;)*) => {
        match $kind {
            $($number => agree::<$schema::views::$($ty)::*>($bytes),)*
            _ => {}
        }
    };
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let [kind, bytes @ ..] = bytes else { return };
    let kind = kind % 8;
    views!(bytes, kind:
        0 photos_views Photo;
        1 photos_views PhotoSize;
        2 photos_views User;
        3 photos_views photos::Photo;
        4 full_tl_views tour::Tree;
        5 full_tl_views tour::Shape;
        6 full_tl_views tour::Place;
        7 full_tl_views tour::Draft;
    );
});
