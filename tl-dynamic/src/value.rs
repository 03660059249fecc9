//! Values of any type of a schema.

use tl_parser::schema::CombinatorId;

/// A value of any type.
///
/// A value does not tell whether it is boxed, or how long a list must be; its [`Type`] does.
///
/// [`Type`]: crate::Type
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`, in place of an element that may be null in JSON. The wire has no null.
    Null,
    /// `#`: a number, a mask.
    Nat(u32),
    /// `int`.
    Int(i32),
    /// `long`.
    Long(i64),
    /// `int53`.
    Int53(i64),
    /// `double`.
    Double(f64),
    /// `float`.
    Float(f32),
    /// `Bool`.
    Bool(bool),
    /// `true`.
    True,
    /// `string`, `secureString`: any bytes, but most often UTF-8.
    String(Box<[u8]>),
    /// `bytes`, `secureBytes`.
    Bytes(Box<[u8]>),
    /// `int128`, `int256`, `int512`, in the order of the wire.
    Raw(Box<[u8]>),
    /// `Vector t`, `vector t`, `n*[ t ]`.
    List(Box<[Value]>),
    /// A constructor or function.
    Object(CombinatorId, Box<[Member]>),
    /// An element of a repetition of several fields.
    Element(Box<[Member]>),
}

/// A field that is present, and its value.
///
/// Two kinds of fields are not members, because other members contain them: `flags.3?true`, which is a
/// bit of the member `flags`, and the count in `# [ t ]`, which is the length of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The index of the field in [`Combinator::fields`](tl_parser::schema::Combinator::fields), or in the
    /// fields of the repetition.
    pub field: u32,
    /// The value of the field.
    pub value: Value,
}

impl Value {
    /// Returns the member for a field of a constructor, function or element.
    #[must_use]
    pub fn get(&self, field: usize) -> Option<&Value> {
        let (Value::Object(_, members) | Value::Element(members)) = self else {
            return None;
        };
        let mut members = members.iter();
        let found = members.find(|member| member.field as usize == field);
        found.map(|member| &member.value)
    }

    /// Describes the kind of value in words.
    pub(crate) fn what(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Nat(_) => "a `#`",
            Value::Int(_) => "an `int`",
            Value::Long(_) => "a `long`",
            Value::Int53(_) => "an `int53`",
            Value::Double(_) => "a `double`",
            Value::Float(_) => "a `float`",
            Value::Bool(_) => "a `Bool`",
            Value::True => "a `true`",
            Value::String(_) => "a `string`",
            Value::Bytes(_) => "`bytes`",
            Value::Raw(_) => "raw bytes",
            Value::List(_) => "a list",
            Value::Object(..) => "another object",
            Value::Element(_) => "an element of a repetition",
        }
    }
}
