//! JSON in memory.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// Any JSON value.
///
/// To read it, `match` on the variants, use the methods such as [`get`](Self::get) and [`as_str`](Self::as_str), or
/// decode it by [`from_value`](super::from_value). `from_value` accepts whatever a field of that type accepts: a `long`
/// of TDLib, for example, is a string.
///
/// ```
/// use tl_runtime::json::{self, Json};
///
/// let chat: Json = json::from_str(r#"{"@type":"chat","id":"17","title":"Ours","ids":[1,2]}"#)?;
/// assert_eq!(chat.get("title").and_then(Json::as_str), Some("Ours"));
/// assert_eq!(chat.get("ids").and_then(Json::as_array).map(<[_]>::len), Some(2));
/// assert!(matches!(chat.get("id"), Some(Json::String(id)) if id == "17"));
/// let id: i64 = json::from_value(chat.get("id").cloned().unwrap_or_default())?;
/// assert_eq!(id, 17);
/// # Ok::<(), json::JsonError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Json {
    /// `null`.
    #[default]
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// An integer that is too large for [`Integer`](Self::Integer).
    Unsigned(u64),
    /// Any other number.
    Number(f64),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object: its members, in order.
    Object(Vec<(Cow<'static, str>, Json)>),
}

impl Json {
    /// Creates `{"@type":"name"}`, a constructor or function to which [`insert`](Self::insert) adds members.
    #[must_use]
    pub fn object(name: impl Into<Cow<'static, str>>) -> Self {
        let name = Json::String(name.into().into_owned());
        Json::Object([(Cow::Borrowed(TYPE), name)].into())
    }

    /// Returns the least length of the text in bytes, without the values inside: `[,,]`, `{"":,"":}`. It is 0
    /// for `null`, since an absent member is read as `null`.
    #[doc(hidden)]
    #[must_use]
    pub fn least_length(&self) -> usize {
        match self {
            Json::Array(elements) => elements.len().saturating_mul(2),
            Json::Object(members) => members.len().saturating_mul(5),
            Json::String(text) => text.len(),
            Json::Bool(_) | Json::Integer(_) | Json::Unsigned(_) | Json::Number(_) => 1,
            Json::Null => 0,
        }
    }

    /// Returns the first member called `name`; `None` if there is none, or this is not an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => {
                let mut members = members.iter();
                members.find(|(key, _)| key == name).map(|(_, json)| json)
            }
            _ => None,
        }
    }

    /// Replaces the first member called `name`, or adds the member after all others. Does nothing if this is
    /// not an object.
    pub fn insert(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Json>) {
        let (name, value) = (name.into(), value.into());
        if let Json::Object(members) = self {
            match members.iter_mut().find(|(key, _)| *key == name) {
                Some((_, place)) => *place = value,
                None => members.push((name, value)),
            }
        }
    }

    /// Removes and returns the first member called `name`, and keeps the order of the others. Returns `None`
    /// if there is none, or this is not an object.
    ///
    /// ```
    /// use tl_runtime::json::Json;
    ///
    /// let mut answer = Json::object("ok");
    /// answer.insert("@extra", 17);
    /// assert_eq!(answer.remove("@extra"), Some(Json::Integer(17)));
    /// assert_eq!(answer, Json::object("ok"));
    /// ```
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        match self {
            Json::Object(members) => {
                let found = members.iter().position(|(key, _)| key == name)?;
                Some(members.remove(found).1)
            }
            _ => None,
        }
    }

    /// Returns the name of the constructor or function, from `"@type"`.
    #[must_use]
    pub fn type_name(&self) -> Option<&str> {
        self.get(TYPE)?.as_str()
    }

    /// Returns the text of a string; `None` if this is not a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Json::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns an integer; `None` if this is not an integer, or does not fit. An integer in a string is not one
    /// here, but it is for [`from_value`](super::from_value).
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Json::Integer(integer) => Some(*integer),
            _ => None,
        }
    }

    /// Returns a truth value; `None` if this is not `true` or `false`.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Json::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Returns the elements of an array; `None` if this is not an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Json]> {
        match self {
            Json::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// Describes the kind of value in words: `a string`.
    #[must_use]
    pub fn what(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Bool(_) => "a boolean",
            Json::Integer(_) | Json::Unsigned(_) | Json::Number(_) => "a number",
            Json::String(_) => "a string",
            Json::Array(_) => "an array",
            Json::Object(_) => "an object",
        }
    }
}

/// The member that names the constructor or function of an object.
pub(super) const TYPE: &str = "@type";

macro_rules! from {
    ($($type:ty => $value:ident => $json:expr;)*) => {
        $(
            impl From<$type> for Json {
                fn from($value: $type) -> Self {
                    $json
                }
            }
        )*
    };
}

from! {
    bool => value => Json::Bool(value);
    i32 => value => Json::Integer(value.into());
    u32 => value => Json::Integer(value.into());
    i64 => value => Json::Integer(value);
    u64 => value => i64::try_from(value).map_or(Json::Unsigned(value), Json::Integer);
    f64 => value => Json::Number(value);
    &str => value => Json::String(value.into());
    String => value => Json::String(value);
    Vec<Json> => value => Json::Array(value);
}
