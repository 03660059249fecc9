//! `secureString` and `secureBytes`.

use core::fmt;

use crate::codec::{Declared, Decoder, Encoder, Head, Layout};
use crate::traits::{Decode, Encode};

/// A value that `Debug` does not show: `secureString`, `secureBytes`.
///
/// ```
/// let password = tl_runtime::value::Secret(String::from("hunter2"));
/// assert_eq!(format!("{password:?}"), "Secret(…)");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Secret<T>(pub T);

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl<T: Declared> Declared for Secret<T> {
    type Kind = T::Kind;
    const HEAD: Head = T::HEAD;
}

impl<'a, T: Decode<'a>> Decode<'a> for Secret<T> {
    const LAYOUT: Layout = T::LAYOUT;

    fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
        Secret(T::decode_bare(decoder, ()))
    }

    fn decode_call(decoder: &mut Decoder<'a>, (): ()) -> Self {
        Secret(T::decode_call(decoder, ()))
    }
}

impl<T: Encode> Encode for Secret<T> {
    fn encode_bare(&self, encoder: &mut Encoder, (): ()) {
        self.0.encode_bare(encoder, ());
    }
}

#[cfg(feature = "json")]
impl<T: crate::json::ToJson> crate::json::ToJson for Secret<T> {
    fn to_json(&self, json: &mut crate::json::Encoder) {
        self.0.to_json(json);
    }
}

#[cfg(feature = "json")]
impl<T: crate::json::FromJson> crate::json::FromJson for Secret<T> {
    fn from_json(json: &mut crate::json::Decoder) -> Self {
        Secret(T::from_json(json))
    }
}
