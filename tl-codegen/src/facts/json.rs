//! Reads the parts of a JSON value, with errors that have the path of the unexpected part.

use std::fmt;

use serde_json::{Map, Value};

use super::Text;
use super::error::FactsError;
use crate::sorted;

/// An unexpected part and its path, such as `methods["photos.x"].errors[2].code`.
#[derive(Debug)]
pub(super) struct Wrong {
    /// The path, from the inside out.
    path: Vec<String>,
    message: String,
}

impl Wrong {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            path: Vec::new(),
            message: message.into(),
        }
    }

    fn expected(what: &str, found: &Value) -> Self {
        let found = match found {
            Value::Null => "null",
            Value::Bool(_) => "a truth value",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        };
        Self::new(format!("expected {what}, found {found}"))
    }

    /// Adds the name of a member to the path.
    fn in_member(mut self, name: &str) -> Self {
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        self.path.push(match name.bytes().all(is_word) {
            true => format!(".{name}"),
            false => format!("[{name:?}]"),
        });
        self
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path: String = self.path.iter().rev().map(String::as_str).collect();
        match path.trim_start_matches('.') {
            "" => f.write_str(&self.message),
            path => write!(f, "at `{path}`: {}", self.message),
        }
    }
}

impl From<Wrong> for FactsError {
    fn from(wrong: Wrong) -> Self {
        Self::new(wrong.to_string())
    }
}

/// The result of reading a part.
pub(super) type Taken<T = ()> = Result<T, Wrong>;

/// Reads an object.
pub(super) fn object(value: &Value) -> Taken<&Map<String, Value>> {
    value
        .as_object()
        .ok_or_else(|| Wrong::expected("an object", value))
}

/// Reads a string.
pub(super) fn string(value: &Value) -> Taken<String> {
    as_str(value).map(str::to_owned)
}

fn as_str(value: &Value) -> Taken<&str> {
    value
        .as_str()
        .ok_or_else(|| Wrong::expected("a string", value))
}

/// Reads a truth value.
pub(super) fn truth(value: &Value) -> Taken<bool> {
    value
        .as_bool()
        .ok_or_else(|| Wrong::expected("a truth value", value))
}

/// Reads an integer.
pub(super) fn integer<N: TryFrom<i64>>(value: &Value) -> Taken<N> {
    let number = value.as_i64().and_then(|number| N::try_from(number).ok());
    number.ok_or_else(|| match value {
        Value::Number(number) => {
            Wrong::new(format!("{number} is not an integer that can stand here"))
        }
        _ => Wrong::expected("an integer", value),
    })
}

/// Calls `take` with each element of an array.
pub(super) fn elements(value: &Value, mut take: impl FnMut(&Value) -> Taken) -> Taken {
    let elements = value
        .as_array()
        .ok_or_else(|| Wrong::expected("an array", value))?;
    for (index, element) in elements.iter().enumerate() {
        take(element).map_err(|mut wrong| {
            wrong.path.push(format!("[{index}]"));
            wrong
        })?;
    }
    Ok(())
}

/// Reads an array of strings.
pub(super) fn strings(value: &Value) -> Taken<Vec<String>> {
    let mut strings = Vec::new();
    elements(value, |element| {
        strings.push(string(element)?);
        Ok(())
    })?;
    Ok(strings)
}

/// Calls `take` with each member of an object.
pub(super) fn members(value: &Value, mut take: impl FnMut(&str, &Value) -> Taken) -> Taken {
    for (name, member) in object(value)? {
        take(name, member).map_err(|wrong| wrong.in_member(name))?;
    }
    Ok(())
}

/// Takes the members of an object by their names.
pub(super) fn by_name<T>(
    value: &Value,
    take: fn(&Value) -> Taken<T>,
) -> Taken<sorted::Map<String, T>> {
    let mut taken = sorted::Map::default();
    members(value, |name, member| {
        taken.insert(name.into(), take(member)?);
        Ok(())
    })?;
    Ok(taken)
}

/// Reads a member that must be present.
pub(super) fn required<T>(
    value: &Value,
    name: &str,
    take: impl FnOnce(&Value) -> Taken<T>,
) -> Taken<T> {
    match object(value)?.get(name) {
        Some(member) => take(member).map_err(|wrong| wrong.in_member(name)),
        None => Err(Wrong::new(format!("`{name}` is missing"))),
    }
}

/// Reads a member that may be absent or null, which yields the default value.
pub(super) fn optional<T: Default>(
    value: &Value,
    name: &str,
    take: impl FnOnce(&Value) -> Taken<T>,
) -> Taken<T> {
    match object(value)?.get(name) {
        None | Some(Value::Null) => Ok(T::default()),
        Some(member) => take(member).map_err(|wrong| wrong.in_member(name)),
    }
}

/// Reads a paragraph, or an array of them.
pub(super) fn paragraphs(value: &Value) -> Taken<Text> {
    let mut text = Text::default();
    let mut add = |paragraph: &Value| {
        text.add_paragraphs(as_str(paragraph)?);
        Ok(())
    };
    match value {
        Value::String(_) => add(value)?,
        Value::Array(_) => elements(value, add)?,
        other => {
            return Err(Wrong::expected("a string or an array of strings", other));
        }
    }
    Ok(text)
}

/// Reads the description of a getdoc object: a paragraph or an array of them, with links.
pub(super) fn text(value: &Value) -> Taken<Text> {
    let text = optional(value, "description", paragraphs)?;
    Ok(text.with_links(optional(value, "links", strings)?))
}
