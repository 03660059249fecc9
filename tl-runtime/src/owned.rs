//! Other types that a program may choose for `string` and `bytes`: `Box<str>`, `Arc<[u8]>`.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
#[cfg(target_has_atomic = "ptr")]
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::codec::{Declared, Decoder, Encoder, HasId, Head};
use crate::traits::{Decode, Encode};

/// Implements the traits for types, each with its borrowed and its usual type, the method that encodes it, whether
/// it takes over the memory of the usual type, and the memory of a length.
macro_rules! owned {
    ($($type:ty, $borrowed:ty, $usual:ty, $write:ident, $moved:literal, $memory:expr;)*) => {
        $(
            impl Declared for $type {
                type Kind = HasId;
                const HEAD: Head = <$usual>::HEAD;
            }

            impl<'a> Decode<'a> for $type {
                fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
                    let start = decoder.offset();
                    let value = <Cow<'a, $borrowed>>::decode_bare(decoder, ());
                    // The memory of a copy, in which U+FFFD replaces invalid bytes, has been counted.
                    let counted = match &value {
                        Cow::Owned(copy) => copy.len(),
                        Cow::Borrowed(_) => 0,
                    };
                    let needed: usize = $memory(value.len());
                    let kept = if $moved { counted } else { 0 };
                    let value = match decoder.claim_at(start, needed.saturating_sub(kept)) {
                        true => value.into(),
                        false => <$usual>::default().into(),
                    };
                    // This comes last, because the copy and the memory that replaces it exist at the same time.
                    decoder.release(counted - kept);
                    value
                }
            }

            impl Encode for $type {
                fn encode_bare(&self, encoder: &mut Encoder, (): ()) {
                    encoder.$write(self);
                }
            }

            #[cfg(feature = "json")]
            impl crate::json::ToJson for $type {
                fn to_json(&self, json: &mut crate::json::Encoder) {
                    (**self).to_json(json);
                }
            }

            #[cfg(feature = "json")]
            impl crate::json::FromJson for $type {
                fn from_json(json: &mut crate::json::Decoder) -> Self {
                    let value = <$usual as crate::json::FromJson>::from_json(json);
                    match $moved || json.claim($memory(value.len())) {
                        true => value.into(),
                        false => <$usual>::default().into(),
                    }
                }
            }
        )*
    };
}

owned! {
    Box<str>, str, String, string, true, |length| length;
    Box<[u8]>, [u8], Vec<u8>, bytes, true, |length| length;
}

#[cfg(target_has_atomic = "ptr")]
owned! {
    Arc<str>, str, String, string, false, in_arc;
    Arc<[u8]>, [u8], Vec<u8>, bytes, false, in_arc;
}

#[cfg(feature = "compact_str")]
owned! {
    compact_str::CompactString, str, String, string, true, |length: usize| {
        // A string that is not in the value itself takes at least one word more than would fit there.
        let inside = size_of::<compact_str::CompactString>();
        if length > inside { length.max(inside + size_of::<usize>()) } else { length }
    };
}

/// Returns the memory of an `Arc` of bytes: two counters come before them.
#[cfg(target_has_atomic = "ptr")]
fn in_arc(length: usize) -> usize {
    length.saturating_add(2 * size_of::<usize>())
}
