//! The JSON form of TL values that TDLib and tonlib use.
//!
//! | TL | JSON |
//! | --- | --- |
//! | a constructor or function | `{"@type":"photos.photo", …}`, a member for each field |
//! | `int`, `#`, `int53`, `double`, `float` | a number |
//! | `long`, `int64` | a string: JavaScript's numbers have 53 bits |
//! | `string`, `secureString` | a string |
//! | `bytes`, `secureBytes`, `int128`, `int256`, `int512` | a string: base64 with padding |
//! | `Bool`, `flags.3?true` | `true` or `false`; a flag that is not set is left out |
//! | `Vector t`, `vector t`, `n*[t]` | an array |
//! | a masked field, or one that "may be null" | left out where it is `None` |
//! | an element that "may be null" | `null` |
//! | a mask (`flags:#`, `mode:#`) | a number: the bits of the fields that are there, and those that the Rust type keeps |
//! | `Object`, `Function`, `!X` | any constructor or function; decoding one needs a registry, or code without the binary form, where it is [`Json`] |
//! | an element of a repetition | an object without `"@type"` |
//!
//! Decoding accepts more. An integer may be a string or a number. A field may be absent or `null`: then it
//! is 0, `""`, `false`, `[]` or `None`; only a required object must be present. If a mask is given, it decides
//! which fields exist, as in TON's own code: other members are ignored, and a missing one is an error. If the
//! mask is absent, it is computed from the members. `"@type"` may be absent if there is only one constructor.
//! Members that the schema does not have (`@extra`, `@client_id`) are ignored. If a member is repeated, the
//! first counts.
//!
//! `tlgen --json`, `Builder::json` and `#[tl(json)]` implement [`ToJson`] and [`FromJson`] for a
//! type. The functions [`to_string`], [`from_str`], [`to_value`] and [`from_value`] use these
//! traits. [`Json`] is any JSON value:
//!
//! ```
//! use tl_runtime::json::{self, Json};
//!
//! let answer: Json = json::from_str(r#"{"@type":"ok","@extra":"17"}"#)?;
//! assert_eq!(answer.get("@extra"), Some(&Json::from("17")));
//! let mut request = Json::object("getMe");
//! request.insert("@extra", 1.01234);
//! assert_eq!(request.to_string(), r#"{"@type":"getMe","@extra":1.01234}"#);
//! # Ok::<(), json::JsonError>(())
//! ```
//!
//! With the feature `serde`, `Json` implements serde's `Serialize` and `Deserialize`.
//! `tlgen --serde`, `Builder::serde` and `#[tl(serde)]` implement these two traits for a type, so
//! that any JSON crate can be used, and the type can be a field of your own types.
//!
//! A function implements [`JsonFunction`], whose [`JsonFunction::decode_json_response`] decodes its answer.
//!
//! The code of a type encodes to the one type [`Json`] and decodes from it, also with serde. So the
//! code is small, and nothing in it is generic over a format.

mod base64;
mod builtins;
mod decoder;
mod encoder;
mod error;
mod forms;
#[cfg(feature = "serde")]
mod serde;
mod text;
mod value;

pub use decoder::Decoder;
pub use encoder::Encoder;
pub use error::{JsonError, JsonErrorKind};
pub use forms::{Int53, ListOf, Nullable, Plain};
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serde::{deserialize, serialize};
pub use value::Json;

use alloc::string::{String, ToString};

use crate::options::DecodeOptions;

/// A type that has a JSON form.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no JSON form",
    label = "not encodable as JSON",
    note = "a type with `#[derive(TlObject)]` gets one by `#[tl(json)]`, a generated one by `--json`"
)]
pub trait ToJson {
    /// Encodes the value.
    fn to_json(&self, json: &mut Encoder);
}

/// A type that can be decoded from JSON.
///
/// As in [`Decode`](crate::Decode), decoding never stops early: after the first failure, every
/// value is `null`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from JSON",
    label = "not decodable from JSON",
    note = "a type with `#[derive(TlObject)]` gets a JSON form by `#[tl(json)]`, a generated one by \
            `--json`; what is borrowed can only be encoded"
)]
pub trait FromJson: Sized {
    /// Decodes a value.
    fn from_json(json: &mut Decoder) -> Self;

    /// Decodes a call. Of all types, only that of any object can be something else.
    #[doc(hidden)]
    fn from_json_call(json: &mut Decoder) -> Self {
        Self::from_json(json)
    }
}

/// A function that is called in JSON, and its answer.
///
/// ```
/// use tl_runtime::json::{self, Json, JsonError, JsonFunction};
///
/// fn call<F: JsonFunction>(
///     call: &F,
///     exchange: impl Fn(Json) -> Json,
/// ) -> Result<F::Response, JsonError> {
///     let answer = exchange(json::to_value(call)?);
///     F::decode_json_response(answer)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a function that is called by JSON",
    label = "not callable by JSON",
    note = "a function with `#[derive(TlObject)]` is one by `#[tl(json)]`, a generated one by \
            `--json`, but not with `--role server`"
)]
pub trait JsonFunction: ToJson {
    /// The answer: for `= photos.Photo`, the Rust type of `photos.Photo`.
    type Response;
    /// The form of the answer: [`Plain`] where its type says it.
    type Form: FromJsonAs<Self::Response> + Default;

    /// Decodes the answer to a call of this function.
    ///
    /// [`DecodeOptions::decode_json_response`] does so with other options.
    ///
    /// # Errors
    /// If it stands for none.
    fn decode_json_response(json: Json) -> Result<Self::Response, JsonError>
    where
        Self: Sized,
    {
        DecodeOptions::new().decode_json_response::<Self>(json)
    }
}

/// A function that is answered in JSON: what [`Serve`](crate::Serve) is for bytes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a function that is answered by JSON",
    label = "not answerable by JSON",
    note = "generated functions are with `--role server` or `both`, or with `--registry`; one with \
            `#[derive(TlObject)]` is by `#[tl(json)]`"
)]
pub trait JsonServe {
    /// The answer, as in [`JsonFunction::Response`].
    type Response;
    /// The form of the answer: [`Plain`] where its type says it.
    type Form: ToJsonAs<Self::Response> + Default;

    /// The JSON of an answer to a call of this function.
    ///
    /// # Errors
    /// As [`to_value`].
    fn encode_json_response(answer: &Self::Response) -> Result<Json, JsonError>
    where
        Self: Sized,
    {
        let mut encoder = Encoder::default();
        Self::Form::default().encode(answer, &mut encoder);
        encoder.finish()
    }
}

/// A function for both sides: what [`TwoWay`](crate::TwoWay) is for bytes.
pub trait JsonTwoWay:
    JsonFunction<Response = Self::Answer> + JsonServe<Response = Self::Answer>
{
    /// The answer: [`JsonFunction::Response`], which is [`JsonServe::Response`].
    type Answer;
}

impl<F: JsonFunction<Response = A> + JsonServe<Response = A>, A> JsonTwoWay for F {
    type Answer = A;
}

/// Encodes a `T` in the form that this stands for.
pub trait ToJsonAs<T>: Copy {
    /// Encodes a value.
    fn encode(self, value: &T, json: &mut Encoder);
}

/// Decodes a `T` in the form that this stands for.
pub trait FromJsonAs<T>: Copy {
    /// Decodes a value.
    fn decode(self, json: &mut Decoder) -> T;
}

/// How an object of any type is encoded and decoded: what [`Identify`](crate::Identify) knows of it.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct JsonForm<T> {
    pub(crate) encode: fn(&T, &mut Encoder),
    pub(crate) decode: Option<fn(&mut Decoder) -> T>,
}

impl<T: ToJson> JsonForm<T> {
    /// That of a type that is only encoded.
    pub const ENCODED: Option<Self> = Some(Self {
        encode: T::to_json,
        decode: None,
    });
}

impl<T: ToJson + FromJson> JsonForm<T> {
    /// That of the type's own impls.
    pub const OWN: Option<Self> = Some(Self {
        encode: T::to_json,
        decode: Some(T::from_json),
    });
}

/// The JSON of a value as text, without spaces and line breaks.
///
/// # Errors
/// As [`to_value`].
///
/// ```
/// use tl_runtime::json::{self, Json};
///
/// assert_eq!(json::to_string(&5_i64)?, r#""5""#);
/// # Ok::<(), json::JsonError>(())
/// ```
pub fn to_string<T: ToJson + ?Sized>(value: &T) -> Result<String, JsonError> {
    Ok(to_value(value)?.to_string())
}

/// Decodes a value from a JSON text.
///
/// For other options, decode the text to a [`Json`], and pass that to
/// [`DecodeOptions::decode_json`].
///
/// # Errors
/// If the text is not JSON, and as [`from_value`].
///
/// ```
/// use tl_runtime::json;
///
/// assert_eq!(json::from_str::<i64>(r#""5""#)?, 5);
/// # Ok::<(), json::JsonError>(())
/// ```
pub fn from_str<T: FromJson>(text: &str) -> Result<T, JsonError> {
    from_value(text.parse()?)
}

/// The JSON of a value.
///
/// # Errors
/// If the value has no JSON: a number is infinite, or fields that share a bit disagree.
///
/// ```
/// use tl_runtime::json::{self, Json};
///
/// assert_eq!(json::to_value(&5_i64)?, Json::from("5"));
/// # Ok::<(), json::JsonError>(())
/// ```
pub fn to_value<T: ToJson + ?Sized>(value: &T) -> Result<Json, JsonError> {
    let mut encoder = Encoder::default();
    value.to_json(&mut encoder);
    encoder.finish()
}

/// The value that the JSON stands for.
///
/// [`DecodeOptions::decode_json`] takes other options.
///
/// # Errors
/// If it stands for none.
///
/// ```
/// use tl_runtime::json::{self, Json};
///
/// assert_eq!(json::from_value::<i64>(Json::from("5"))?, 5);
/// # Ok::<(), json::JsonError>(())
/// ```
pub fn from_value<T: FromJson>(json: Json) -> Result<T, JsonError> {
    DecodeOptions::new().decode_json(json)
}

/// Of the options, only `max_depth`, `max_memory` and `registry` have an effect on JSON.
impl DecodeOptions<'_> {
    /// The value that the JSON stands for.
    ///
    /// # Errors
    /// If it stands for none.
    pub fn decode_json<T: FromJson>(self, json: Json) -> Result<T, JsonError> {
        self.decode_json_with(json, T::from_json)
    }

    /// The answer to a call of `F` that the JSON stands for.
    ///
    /// # Errors
    /// If it stands for none.
    pub fn decode_json_response<F: JsonFunction>(
        self,
        json: Json,
    ) -> Result<F::Response, JsonError> {
        self.decode_json_with(json, |json| F::Form::default().decode(json))
    }

    fn decode_json_with<T>(
        self,
        json: Json,
        decode: impl FnOnce(&mut Decoder) -> T,
    ) -> Result<T, JsonError> {
        let mut decoder = Decoder::new(json, self);
        let value = decode(&mut decoder);
        decoder.finish()?;
        Ok(value)
    }
}
