//! The JSON of TL's builtin types.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::{String, ToString};
#[cfg(target_has_atomic = "ptr")]
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::{Decoder, Encoder, FromJson, Json, JsonErrorKind, ToJson, base64};
use crate::value::True;

impl Decoder {
    /// Takes an integer, which may also be a string; `null` is 0.
    fn integer<T: TryFrom<i64> + Default>(&mut self, expected: &'static str) -> T {
        let json = self.take();
        let number = match &json {
            Json::Null => Some(0),
            Json::Integer(number) => Some(*number),
            Json::String(text) => text.parse().ok(),
            Json::Unsigned(_) | Json::Number(_) => None,
            Json::Bool(_) | Json::Array(_) | Json::Object(_) => {
                self.unexpected(expected, json.what());
                return T::default();
            }
        };
        let value = number.and_then(|number| T::try_from(number).ok());
        value.unwrap_or_else(|| {
            let found = match json {
                Json::Unsigned(number) => number.to_string(),
                // The text most likely has digits here, where `{:?}` has an exponent and `{}` rounds.
                Json::Number(number) if (1e16..1e21).contains(&number.abs()) => {
                    alloc::format!("{number:.0}")
                }
                // As JSON writes it: `1.0` is not `1`.
                Json::Number(number) => alloc::format!("{number:?}"),
                Json::Integer(number) => number.to_string(),
                Json::String(text) => alloc::format!("{text:?}"),
                Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => String::new(),
            };
            self.fail(JsonErrorKind::NoInteger { expected, found });
            T::default()
        })
    }

    /// Takes base64; `None` for `null`, and after a failure.
    fn base64(&mut self) -> Option<Vec<u8>> {
        match self.take() {
            Json::Null => None,
            Json::String(text) => {
                if !self.claim(text.len() / 4 * 3) {
                    return None;
                }
                let bytes = base64::decode(&text);
                if bytes.is_none() {
                    self.fail(JsonErrorKind::Base64);
                }
                bytes
            }
            other => {
                self.unexpected("a string of base64", other.what());
                None
            }
        }
    }
}

macro_rules! integer {
    ($($type:ty, $expected:literal, $value:ident => $json:expr;)*) => {
        $(
            impl ToJson for $type {
                fn to_json(&self, json: &mut Encoder) {
                    let $value = *self;
                    json.put($json);
                }
            }

            impl FromJson for $type {
                fn from_json(json: &mut Decoder) -> Self {
                    json.integer($expected)
                }
            }
        )*
    };
}

integer! {
    u32, "a number from 0 to 4294967295", value => Json::Integer(value.into());
    i32, "an integer of 32 bits", value => Json::Integer(value.into());
    i64, "an integer of 64 bits", value => Json::String(value.to_string());
}

impl ToJson for f64 {
    fn to_json(&self, json: &mut Encoder) {
        if !self.is_finite() {
            json.fail(JsonErrorKind::NotFinite);
        }
        json.put(Json::Number(*self));
    }
}

impl FromJson for f64 {
    #[allow(
        clippy::cast_precision_loss,
        reason = "JSON does not tell integers from others"
    )]
    fn from_json(json: &mut Decoder) -> Self {
        match json.take() {
            Json::Null => 0.0,
            Json::Number(number) => number,
            Json::Integer(number) => number as f64,
            Json::Unsigned(number) => number as f64,
            other => {
                json.unexpected("a number", other.what());
                0.0
            }
        }
    }
}

impl ToJson for f32 {
    fn to_json(&self, json: &mut Encoder) {
        f64::from(*self).to_json(json);
    }
}

impl FromJson for f32 {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "what is too precise is rounded"
    )]
    fn from_json(json: &mut Decoder) -> Self {
        let number = f64::from_json(json);
        let float = number as f32;
        if float.is_finite() {
            return float;
        }
        json.fail(JsonErrorKind::NoInteger {
            expected: "a number of 32 bits",
            found: alloc::format!("{number:?}"),
        });
        0.0
    }
}

impl ToJson for bool {
    fn to_json(&self, json: &mut Encoder) {
        json.put(Json::Bool(*self));
    }
}

impl FromJson for bool {
    /// An integer is `true` unless it is 0.
    fn from_json(json: &mut Decoder) -> Self {
        let value = json.take();
        let integer: Option<i64> = match &value {
            Json::Null => Some(0),
            Json::Bool(value) => Some((*value).into()),
            Json::Integer(number) => Some(*number),
            Json::String(text) => text.parse().ok(),
            Json::Unsigned(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => None,
        };
        if integer.is_none() {
            json.unexpected("a boolean", value.what());
        }
        integer.unwrap_or_default() != 0
    }
}

impl ToJson for True {
    fn to_json(&self, json: &mut Encoder) {
        json.put(Json::Bool(true));
    }
}

impl FromJson for True {
    fn from_json(json: &mut Decoder) -> Self {
        match json.take() {
            Json::Null | Json::Bool(true) => {}
            other => json.unexpected("true", other.what()),
        }
        True
    }
}

impl ToJson for str {
    fn to_json(&self, json: &mut Encoder) {
        json.put(Json::String(self.into()));
    }
}

impl FromJson for String {
    fn from_json(json: &mut Decoder) -> Self {
        match json.take() {
            Json::Null => String::new(),
            Json::String(text) => text,
            other => {
                json.unexpected("a string", other.what());
                String::new()
            }
        }
    }
}

impl ToJson for [u8] {
    fn to_json(&self, json: &mut Encoder) {
        json.put(Json::String(base64::encode(self)));
    }
}

impl FromJson for Vec<u8> {
    fn from_json(json: &mut Decoder) -> Self {
        json.base64().unwrap_or_default()
    }
}

impl<const N: usize> ToJson for [u8; N] {
    fn to_json(&self, json: &mut Encoder) {
        self.as_slice().to_json(json);
    }
}

impl<const N: usize> FromJson for [u8; N] {
    fn from_json(json: &mut Decoder) -> Self {
        let Some(bytes) = json.base64() else {
            return [0; N];
        };
        let found = bytes.len();
        <[u8; N]>::try_from(bytes).unwrap_or_else(|_| {
            json.fail(JsonErrorKind::WrongLength { expected: N, found });
            [0; N]
        })
    }
}

macro_rules! like_target {
    ($($type:ty),*) => {
        $(
            impl ToJson for $type {
                fn to_json(&self, json: &mut Encoder) {
                    (**self).to_json(json);
                }
            }
        )*
    };
}

like_target!(String, Cow<'_, str>, Vec<u8>, Cow<'_, [u8]>);

#[cfg(feature = "bytes")]
like_target!(bytes::Bytes);

impl FromJson for Cow<'_, str> {
    fn from_json(json: &mut Decoder) -> Self {
        Cow::Owned(String::from_json(json))
    }
}

impl FromJson for Cow<'_, [u8]> {
    fn from_json(json: &mut Decoder) -> Self {
        Cow::Owned(Vec::from_json(json))
    }
}

impl<T: ToJson + ?Sized> ToJson for &T {
    fn to_json(&self, json: &mut Encoder) {
        T::to_json(self, json);
    }
}

macro_rules! pointer {
    ($($pointer:ident $counters:expr;)*) => {
        $(
            impl<T: ToJson> ToJson for $pointer<T> {
                fn to_json(&self, json: &mut Encoder) {
                    (**self).to_json(json);
                }
            }

            impl<T: FromJson> FromJson for $pointer<T> {
                fn from_json(json: &mut Decoder) -> Self {
                    json.claim(size_of::<T>() + $counters);
                    $pointer::new(T::from_json(json))
                }
            }
        )*
    };
}

pointer! {
    Box 0;
}

#[cfg(target_has_atomic = "ptr")]
pointer! {
    // An `Arc` has two counters before the value.
    Arc 2 * size_of::<usize>();
}

impl ToJson for Json {
    fn to_json(&self, json: &mut Encoder) {
        json.put(self.clone());
    }
}

impl FromJson for Json {
    fn from_json(json: &mut Decoder) -> Self {
        json.take()
    }
}

#[cfg(feature = "bytes")]
impl FromJson for bytes::Bytes {
    fn from_json(json: &mut Decoder) -> Self {
        Vec::from_json(json).into()
    }
}
