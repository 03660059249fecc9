//! JSON in memory.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// Any JSON.
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
    /// An object: its members in their order.
    Object(Vec<(Cow<'static, str>, Json)>),
}

impl Json {
    /// `{"@type":"name"}`: a constructor or function, to be [filled](Self::insert).
    #[must_use]
    pub fn object(name: impl Into<Cow<'static, str>>) -> Self {
        let name = Json::String(name.into().into_owned());
        Json::Object([(Cow::Borrowed(TYPE), name)].into())
    }

    /// How many bytes its text has at least, without what is inside: `[,,]`, `{"":,"":}`.
    #[doc(hidden)]
    #[must_use]
    pub fn least_length(&self) -> usize {
        match self {
            Json::Array(elements) => elements.len().saturating_mul(2),
            Json::Object(members) => members.len().saturating_mul(5),
            Json::String(text) => text.len(),
            Json::Null | Json::Bool(_) | Json::Integer(_) | Json::Unsigned(_) | Json::Number(_) => {
                1
            }
        }
    }

    /// The first member of that name; `None` where it is not there, or this is not an object.
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

    /// Puts a member in the place of the first of that name, or after all others; nothing happens
    /// where this is not an object.
    pub fn insert(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Json>) {
        let (name, value) = (name.into(), value.into());
        if let Json::Object(members) = self {
            match members.iter_mut().find(|(key, _)| *key == name) {
                Some((_, place)) => *place = value,
                None => members.push((name, value)),
            }
        }
    }

    /// Takes the first member of that name out, and leaves the others in their order; `None` where it is
    /// not there, or this is not an object.
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

    /// The constructor or function that `"@type"` says it is.
    #[must_use]
    pub fn type_name(&self) -> Option<&str> {
        match self.get(TYPE) {
            Some(Json::String(name)) => Some(name),
            _ => None,
        }
    }

    /// What it is, in words: `a string`.
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

/// The member that says what an object is.
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
