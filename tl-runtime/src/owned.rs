//! Other types that a program may choose for `string` and `bytes`: `Box<str>`, `Arc<[u8]>`.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::codec::{Declared, Decoder, Encoder, HasId, Head};
use crate::traits::{Decode, Encode};

macro_rules! owned {
    ($($type:ty, $borrowed:ty, $usual:ty, $write:ident;)*) => {
        $(
            impl Declared for $type {
                type Kind = HasId;
                const HEAD: Head = <$usual>::HEAD;
            }

            impl<'a> Decode<'a> for $type {
                fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
                    let borrowed = <$borrowed>::decode_bare(decoder, ());
                    match decoder.claim_string(borrowed.len()) {
                        true => borrowed.into(),
                        false => <$borrowed>::default().into(),
                    }
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
                    <$usual as crate::json::FromJson>::from_json(json).into()
                }
            }
        )*
    };
}

owned! {
    Box<str>, Cow<'a, str>, String, string;
    Arc<str>, Cow<'a, str>, String, string;
    Box<[u8]>, &'a [u8], Vec<u8>, bytes;
    Arc<[u8]>, &'a [u8], Vec<u8>, bytes;
}

#[cfg(feature = "compact_str")]
owned! {
    compact_str::CompactString, Cow<'a, str>, String, string;
}
