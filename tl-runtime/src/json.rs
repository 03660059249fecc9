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
//! | a masked field, or one that "may be null" | left out if it is `None` |
//! | an element that "may be null" | `null` |
//! | a mask (`flags:#`, `mode:#`) | a number: the bits of the fields that are present, and others that the Rust type keeps |
//! | `Object`, `Function`, `!X` | any constructor or function; decoding one needs a registry, or yields [`Json`] in code without the binary form |
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
mod names;
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

/// A type that can be encoded as JSON.
///
/// A type of your own for a `string`, which `--map-type` puts into a field, encodes as a string does:
///
/// ```
/// use tl_runtime::json::{self, Decoder, Encoder, FromJson, ToJson};
///
/// struct Title(Box<str>);
///
/// impl ToJson for Title {
///     fn to_json(&self, json: &mut Encoder) {
///         self.0.to_json(json);
///     }
/// }
///
/// impl FromJson for Title {
///     fn from_json(json: &mut Decoder) -> Self {
///         Self(FromJson::from_json(json))
///     }
/// }
///
/// let title: Title = json::from_str(r#""tlgen""#)?;
/// assert_eq!(json::to_string(&title)?, r#""tlgen""#);
/// # Ok::<(), json::JsonError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be encoded as JSON",
    label = "not encodable as JSON",
    note = "`#[derive(TlObject)]` implements `ToJson` for your type with `#[tl(json)]`, but not with `decode_only`",
    note = "generated types can be with `--json` (in a build script `json(true)`), if their role (`--role`, \
            `Builder::role`) encodes them",
    note = "a type of yours for `--map-type` needs an `impl ToJson`",
    note = "a list alone has no JSON form; if it is the answer to a call, use `encode_json_response` of `JsonServe`"
)]
pub trait ToJson {
    /// Encodes the value.
    fn to_json(&self, json: &mut Encoder);
}

/// A type that can be decoded from JSON.
///
/// As in [`Decode`](crate::Decode), decoding never stops early: after the first failure, every
/// value is `null`. [`ToJson`] has an example of both traits.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from JSON",
    label = "not decodable from JSON",
    note = "`#[derive(TlObject)]` implements `FromJson` for your type with `#[tl(json)]`, but not with `encode_only`; \
            a type that borrows can only be encoded",
    note = "generated types can be with `--json` (in a build script `json(true)`), if their role (`--role`, \
            `Builder::role`) decodes them",
    note = "a type of yours for `--map-type` needs an `impl FromJson`",
    note = "a list alone has no JSON form; if it is the answer to a call, use `decode_json_response` of `JsonFunction`"
)]
pub trait FromJson: Sized {
    /// Decodes a value.
    fn from_json(json: &mut Decoder) -> Self;

    /// Decodes a call. A type that can be any object does not accept a constructor here.
    #[doc(hidden)]
    fn from_json_call(json: &mut Decoder) -> Self {
        Self::from_json(json)
    }
}

/// A function for clients that use JSON: a call, and the form of its answer.
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
    note = "a generated function is callable by JSON with `--json` (in a build script `json(true)`), but not with \
            `--role server`",
    note = "a function with `#[derive(TlObject)]` is callable by JSON with `response` and `json`, but not with \
            `decode_only`"
)]
pub trait JsonFunction: ToJson {
    /// The answer: for `= photos.Photo`, the Rust type of `photos.Photo`.
    type Response;
    /// The form of the answer: [`Plain`] if the type of the answer gives the form.
    type Form: FromJsonAs<Self::Response> + Default;

    /// Decodes the answer to a call of this function.
    ///
    /// [`DecodeOptions::decode_json_response`] does so with other options.
    ///
    /// # Errors
    /// If the JSON is not such an answer.
    fn decode_json_response(json: Json) -> Result<Self::Response, JsonError>
    where
        Self: Sized,
    {
        DecodeOptions::new().decode_json_response::<Self>(json)
    }
}

/// A function for servers that use JSON: what [`Serve`](crate::Serve) is for bytes.
///
/// ```
/// use tl_runtime::json::{self, FromJson, Json, JsonError, JsonServe};
///
/// fn serve<F: JsonServe + FromJson>(
///     request: Json,
///     handle: impl Fn(F) -> F::Response,
/// ) -> Result<Json, JsonError> {
///     let call: F = json::from_value(request)?;
///     F::encode_json_response(&handle(call))
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a function that is answered by JSON",
    label = "not answerable by JSON",
    note = "a generated function is answerable by JSON with `--json` (in a build script `json(true)`) and \
            `--role server`, `--role both` or `--registry`",
    note = "a function with `#[derive(TlObject)]` is answerable by JSON with `response` and `json`, but not with \
            `encode_only`"
)]
pub trait JsonServe {
    /// The answer, as in [`JsonFunction::Response`].
    type Response;
    /// The form of the answer: [`Plain`] if the type of the answer gives the form.
    type Form: ToJsonAs<Self::Response> + Default;

    /// Encodes an answer to a call of this function.
    ///
    /// # Errors
    /// The same as for [`to_value`].
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

/// A JSON form in which a `T` can be encoded.
pub trait ToJsonAs<T>: Copy {
    /// Encodes a value.
    fn encode(self, value: &T, json: &mut Encoder);
}

/// A JSON form from which a `T` can be decoded.
pub trait FromJsonAs<T>: Copy {
    /// Decodes a value.
    fn decode(self, json: &mut Decoder) -> T;
}

/// How to encode and decode an object of any type: [`Identify`](crate::Identify) for JSON.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct JsonForm<T> {
    pub(crate) encode: fn(&T, &mut Encoder),
    pub(crate) decode: Option<fn(&mut Decoder) -> T>,
}

impl<T: ToJson> JsonForm<T> {
    /// The form of a type that is only encoded.
    pub const ENCODED: Option<Self> = Some(Self {
        encode: T::to_json,
        decode: None,
    });
}

impl<T: ToJson + FromJson> JsonForm<T> {
    /// The form of a type that is encoded and decoded by its own impls.
    pub const OWN: Option<Self> = Some(Self {
        encode: T::to_json,
        decode: Some(T::from_json),
    });
}

/// Encodes a value as JSON text, without spaces and line breaks.
///
/// # Errors
/// The same as for [`to_value`].
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
/// If the text is not JSON, or the JSON is not such a value.
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

/// Encodes a value as JSON.
///
/// # Errors
/// If the value has no JSON form: for example, if a number is infinite, or if fields that share a bit
/// disagree.
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

/// Decodes a value from JSON.
///
/// [`DecodeOptions::decode_json`] does so with other options.
///
/// # Errors
/// If the JSON is not such a value.
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
    /// Decodes a value from JSON.
    ///
    /// # Errors
    /// If the JSON is not such a value.
    pub fn decode_json<T: FromJson>(self, json: Json) -> Result<T, JsonError> {
        self.decode_json_with(json, T::from_json)
    }

    /// Decodes the answer to a call of `F` from JSON.
    ///
    /// # Errors
    /// If the JSON is not such an answer.
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
