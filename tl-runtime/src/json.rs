//! JSON as TDLib and tonlib speak it.
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
//! | `Object`, `Function`, `!X` | any constructor or function; reading one needs a registry, or code without the binary form, where it is [`Json`] |
//! | the record of a repetition | an object without `"@type"` |
//!
//! Reading forgives more. An integer may be a string or a number. A field may be absent or `null`:
//! then it is 0, `""`, `false`, `[]` or `None`, and only for an object that must be there it is an
//! error. A mask that is given says, as in TON's own code, which of its fields are there: others are
//! ignored, and one of them that is absent is an error. Without it, those are there that have a
//! member. `"@type"` may be absent where there is only one constructor. Members that the schema does
//! not know (`@extra`, `@client_id`) are ignored. Of members of one name the first counts.
//!
//! `tlgen --serde`, `Builder::serde` and `#[tl(json)]` give a type [`ToJson`] and [`FromJson`], and
//! serde's `Serialize` and `Deserialize` over them, so any crate for JSON will do:
//!
//! ```
//! use tl_runtime::json::{self, Json};
//!
//! let answer: Json = serde_json::from_str(r#"{"@type":"ok","@extra":"17"}"#)?;
//! assert_eq!(answer.get("@extra"), Some(&Json::from("17")));
//! let mut request = Json::object("getMe");
//! request.insert("@extra", 1.01234);
//! assert_eq!(serde_json::to_string(&request)?, r#"{"@type":"getMe","@extra":1.01234}"#);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! A function is a [`JsonFunction`], which says what it is answered with:
//! [`response_from_value`].
//!
//! The code of a type goes through the one type [`Json`], so it is small, and serde's generic code
//! is compiled for `Json` alone.

mod base64;
mod error;
mod forms;
mod impls;
mod reader;
mod serde;
mod value;
mod writer;

pub use error::{JsonError, JsonErrorKind};
pub use forms::{Int53, ListOf, Nullable, Plain};
pub use reader::Reader;
#[doc(hidden)]
pub use serde::{deserialize, serialize};
pub use value::Json;
pub use writer::Writer;

use crate::options::ReadOptions;

/// A type that has a JSON form.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no JSON form",
    label = "not writable as JSON",
    note = "a type with `#[derive(TlObject)]` gets one by `#[tl(json)]`, a generated one by `--serde`"
)]
pub trait ToJson {
    /// Writes the value.
    fn to_json(&self, json: &mut Writer);
}

/// A type that can be read from JSON.
///
/// As in [`Read`](crate::Read), reading never stops early: after the first failure there is nothing
/// but `null`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from JSON",
    label = "not readable from JSON",
    note = "a type with `#[derive(TlObject)]` gets a JSON form by `#[tl(json)]`, a generated one by \
            `--serde`; what is borrowed can be written only"
)]
pub trait FromJson: Sized {
    /// Reads a value.
    fn from_json(json: &mut Reader) -> Self;

    /// Reads a call. Of all types, only that of any object can be something else.
    #[doc(hidden)]
    fn from_json_call(json: &mut Reader) -> Self {
        Self::from_json(json)
    }
}

/// A function that is called by JSON, and what it is answered with.
///
/// ```
/// use tl_runtime::json::{self, Json, JsonError, JsonFunction};
///
/// fn call<F: JsonFunction>(
///     call: &F,
///     exchange: impl Fn(Json) -> Json,
/// ) -> Result<F::Response, JsonError> {
///     let answer = exchange(json::to_value(call)?);
///     json::response_from_value::<F>(answer)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no function that is called by JSON",
    label = "not callable by JSON",
    note = "a function with `#[derive(TlObject)]` is one by `#[tl(json)]`, a generated one by \
            `--serde`"
)]
pub trait JsonFunction: ToJson {
    /// The answer: for `= photos.Photo` what `photos.Photo` is in Rust.
    type Response;
    /// The form of the answer: [`Plain`] where its type says it.
    type Form: FromJsonAs<Self::Response> + Default;
}

/// Writes a `T` in the form that this stands for.
pub trait ToJsonAs<T>: Copy {
    /// Writes a value.
    fn write(self, value: &T, json: &mut Writer);
}

/// Reads a `T` in the form that this stands for.
pub trait FromJsonAs<T>: Copy {
    /// Reads a value.
    fn read(self, json: &mut Reader) -> T;
}

/// How an object of any type is written and read: what [`Identify`](crate::Identify) knows of it.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct JsonForm<T> {
    pub(crate) write: fn(&T, &mut Writer),
    pub(crate) read: fn(&mut Reader) -> T,
}

impl<T: ToJson + FromJson> JsonForm<T> {
    /// That of the type's own impls.
    pub const OWN: Option<Self> = Some(Self {
        write: T::to_json,
        read: T::from_json,
    });
}

/// The JSON of a value.
///
/// # Errors
/// Where it has none: a number that is infinite, fields that share a bit and disagree.
pub fn to_value<T: ToJson + ?Sized>(value: &T) -> Result<Json, JsonError> {
    let mut writer = Writer::default();
    value.to_json(&mut writer);
    writer.finish()
}

/// The value that the JSON stands for.
///
/// # Errors
/// Where it stands for none.
pub fn from_value<T: FromJson>(json: Json) -> Result<T, JsonError> {
    from_value_with(json, ReadOptions::default())
}

/// [`from_value`] with options, of which `max_depth` and `registry` are of interest.
///
/// # Errors
/// Where it stands for none.
pub fn from_value_with<T: FromJson>(json: Json, options: ReadOptions) -> Result<T, JsonError> {
    read(json, options, T::from_json)
}

/// The answer to a call of `F` that the JSON stands for.
///
/// # Errors
/// Where it stands for none.
pub fn response_from_value<F: JsonFunction>(json: Json) -> Result<F::Response, JsonError> {
    response_from_value_with::<F>(json, ReadOptions::default())
}

/// [`response_from_value`] with options, of which `max_depth` and `registry` are of interest.
///
/// # Errors
/// Where it stands for none.
pub fn response_from_value_with<F: JsonFunction>(
    json: Json,
    options: ReadOptions,
) -> Result<F::Response, JsonError> {
    read(json, options, |json| F::Form::default().read(json))
}

fn read<T>(
    json: Json,
    options: ReadOptions,
    read: impl FnOnce(&mut Reader) -> T,
) -> Result<T, JsonError> {
    let mut reader = Reader::new(json, options);
    let value = read(&mut reader);
    reader.finish()?;
    Ok(value)
}
