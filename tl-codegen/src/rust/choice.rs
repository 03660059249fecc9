//! Options with a value for what a selector matches: `--rename user:id=user_id`.

use std::str::FromStr;

use crate::rust::names::identifier;
use crate::rust::rust_path;
use crate::rust::selector::{Selection, Selector};

/// A selector, and the value for what it matches: `SELECTOR=VALUE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<T> {
    pub(crate) selector: Selector,
    pub(crate) value: T,
}

/// The choices of an option.
#[derive(Debug)]
pub(crate) struct Choices<'c, T>(Vec<(Selection<'c>, &'c T)>);

impl<'c, T> Choices<'c, T> {
    /// The choices of `option`, which applies only to some definitions or members.
    pub(crate) fn new(option: &'static str, about: &'static str, choices: &'c [Choice<T>]) -> Self {
        let choices = choices.iter().map(|choice| {
            let selection = Selection::new(option, about, [&choice.selector]);
            (selection, &choice.value)
        });
        Self(choices.collect())
    }

    /// Returns the values of the choices for which `selects` is true, in order.
    pub(crate) fn find(&mut self, selects: impl Fn(&mut Selection<'c>) -> bool) -> Vec<&'c T> {
        let choices = self.0.iter_mut();
        let selected = choices.filter_map(|(it, value)| selects(it).then_some(*value));
        selected.collect()
    }

    /// Iterates over the choices with their selectors.
    pub(crate) fn each(&mut self) -> impl Iterator<Item = (&mut Selection<'c>, &'c T)> {
        self.0
            .iter_mut()
            .map(|(selection, value)| (selection, *value))
    }

    /// Returns the last value that is chosen for the definition `name`.
    pub(crate) fn of(&mut self, name: &str) -> Option<&'c T> {
        self.find(|it| it.selects(name)).pop()
    }

    /// Returns the last value that is chosen for `member` of the definition `name`.
    pub(crate) fn of_member(&mut self, name: &str, member: &str) -> Option<&'c T> {
        self.find(|it| it.selects_member(name, member)).pop()
    }

    /// The same as [`each`](Self::each), for reading after all selectors were matched.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&Selection<'c>, &'c T)> {
        self.0.iter().map(|(selection, value)| (selection, *value))
    }

    /// Iterates over the selections of all choices.
    pub(crate) fn selections(&self) -> impl Iterator<Item = &Selection<'c>> {
        self.all().map(|(selection, _)| selection)
    }
}

/// The value of such an option.
pub trait ChoiceValue: Sized {
    /// An example of the option, for people.
    const WRITTEN: &'static str;

    /// Parses the value for what the selector matches.
    ///
    /// # Errors
    /// If the text is not such a value. The error is a message for people.
    fn parse(selector: &Selector, text: &str) -> Result<Self, String>;
}

impl<T: ChoiceValue> Choice<T> {
    /// Parses `text` as the value for what the selector matches.
    ///
    /// # Errors
    /// If the text is not such a value. The error is a message for people.
    pub fn new(selector: impl AsRef<str>, text: &str) -> Result<Self, String> {
        let selector = Selector::from(selector.as_ref());
        let value = T::parse(&selector, text)?;
        Ok(Self { selector, value })
    }
}

impl<T: ChoiceValue> FromStr for Choice<T> {
    /// A message for people.
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((selector, value)) => Self::new(selector.trim(), value.trim()),
            None => Err(format!(
                "`{text}` has no `=`: it is written `{}`",
                T::WRITTEN
            )),
        }
    }
}

/// The name of a definition in Rust, `InputUser`, or of a field, `user_id`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustName(pub(crate) String);

impl ChoiceValue for RustName {
    const WRITTEN: &'static str = "inputUser=SomeUser` or `user:id=user_id";

    fn parse(selector: &Selector, text: &str) -> Result<Self, String> {
        if let Some((ty, constructor)) = selector.of_variant() {
            let meant = match constructor.starts_with(|first: char| first.is_ascii_lowercase()) {
                true => format!("`{constructor}`"),
                false => "the constructor".into(),
            };
            return Err(format!(
                "a variant has the name of its constructor: select {meant} instead of `{ty}:{constructor}`"
            ));
        }
        type Test = fn(char) -> bool;
        let (is_first, is_other): (Test, Test) = match selector.is_of_members() {
            true => (
                |first| first == '_' || first.is_ascii_lowercase(),
                |other| other == '_' || other.is_ascii_lowercase() || other.is_ascii_digit(),
            ),
            false => (
                |first| first.is_ascii_uppercase(),
                |other| other.is_ascii_alphanumeric(),
            ),
        };
        let name = identifier(text);
        // `identifier` adds an underscore to a keyword that cannot be raw.
        let is_kept = name.as_str() == text || name.as_str().starts_with("r#");
        if text.starts_with(is_first) && text.chars().all(is_other) && text != "_" && is_kept {
            return Ok(Self(name.to_string()));
        }
        let what = match selector.is_of_members() {
            true => "a field, such as `user_id`",
            false => "a type, such as `SomeUser`",
        };
        let of_field = match selector.as_str().rsplit_once('.') {
            Some((definition, field)) if !selector.is_of_members() => {
                format!("; a field is selected by a colon: `{definition}:{field}`")
            }
            Some(_) | None => String::new(),
        };
        Err(format!(
            "`{text}` is not a name that Rust has for {what}{of_field}"
        ))
    }
}

/// A Rust type for strings or bytes: `Box<str>`, `bytes::Bytes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappedType {
    /// The type as the user wrote it.
    pub(crate) written: String,
    /// Its path, in which `$` stands for the path of the runtime.
    pub(crate) path: String,
    /// Whether it can stand for `string`, as far as is known.
    pub(crate) strings: bool,
    /// Whether it can stand for `bytes`, as far as is known.
    pub(crate) bytes: bool,
}

impl MappedType {
    /// Returns the TL type that it stands for, if it can stand for only one.
    pub(crate) fn only_for(&self) -> Option<&'static str> {
        match (self.strings, self.bytes) {
            (true, false) => Some("string"),
            (false, true) => Some("bytes"),
            (true, true) | (false, false) => None,
        }
    }
}

impl ChoiceValue for MappedType {
    const WRITTEN: &'static str = "user:name=Box<str>";

    fn parse(_: &Selector, text: &str) -> Result<Self, String> {
        if rust_path::is_builtin(text) {
            return Err(format!(
                "`{text}` cannot hold the value of a `string` or `bytes`; fields of other types are not mapped"
            ));
        }
        let path = rust_path::of_type(text)?;
        let is_text = path.ends_with("<str>") || path == "::compact_str::CompactString";
        let is_binary = path.ends_with("<[u8]>") || path == "::bytes::Bytes";
        Ok(Self {
            written: text.into(),
            strings: !is_binary,
            bytes: !is_text,
            path,
        })
    }
}

/// The path of a Rust type for a TL type or constructor that is not generated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternPath(pub(crate) String);

impl ChoiceValue for ExternPath {
    const WRITTEN: &'static str = "photos.Photo=common::Photo";

    fn parse(selector: &Selector, text: &str) -> Result<Self, String> {
        let name = selector.as_str();
        if name.is_empty() || name.contains(['*', '?', ':']) {
            return Err(format!(
                "`{name}` is not the name of one type or constructor"
            ));
        }
        let of_rust = || {
            format!(
                "`{text}` is a type of Rust itself, which cannot stand for a type of the schema"
            )
        };
        if rust_path::is_builtin(text) {
            return Err(of_rust());
        }
        let path = rust_path::of_type(text)?;
        if path.starts_with('$') {
            return Err(of_rust());
        }
        // Its generic arguments follow from the schema.
        match path.contains('<') {
            true => Err(format!(
                "`{text}` has arguments, which follow from the schema"
            )),
            false => Ok(Self(path)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_what_they_are_for() {
        let renamed = |text: &str| text.parse::<Choice<RustName>>().map(|it| it.value.0);
        for (text, name) in [
            ("user=SomeUser", "SomeUser"),
            (" user = V2 ", "V2"),
            ("user:id=user_id", "user_id"),
            ("user:id=_id", "_id"),
            ("user:*=type", "r#type"),
        ] {
            assert_eq!(renamed(text).as_deref(), Ok(name), "{text}");
        }
        for (text, said) in [
            ("user", "has no `=`"),
            ("user=", "for a type, such as `SomeUser`"),
            ("user=someUser", "for a type"),
            ("user=Some_User", "for a type"),
            ("user=Self", "for a type"),
            ("user=Some User", "for a type"),
            ("user:id=UserId", "for a field, such as `user_id`"),
            ("user:id=2d", "for a field"),
            ("user:id=self", "for a field"),
            ("user:id=_", "for a field"),
            ("user.id=user_id", "selected by a colon: `user:id`"),
            (
                "Update:updateNew=New",
                "select `updateNew` instead of `Update:updateNew`",
            ),
            ("Update:updateNew=new", "select `updateNew` instead"),
            ("a.Update:a.new=New", "select `a.new` instead"),
            (
                "Update:New=Newest",
                "select the constructor instead of `Update:New`",
            ),
            ("user:id=New", "for a field"),
            (
                "messages.send.peer=to",
                "selected by a colon: `messages.send:peer`",
            ),
        ] {
            let error = renamed(text).unwrap_err();
            assert!(error.contains(said), "{text}: {error}");
        }
    }

    #[test]
    fn a_type_of_rust_itself_is_not_called_another_thing() {
        for value in ["i32", "bool", "f64"] {
            let option = format!("user:id={value}");
            let error = option.parse::<Choice<MappedType>>().unwrap_err();
            let said = format!("`{value}` cannot hold the value of a `string` or `bytes`");
            assert!(error.starts_with(&said), "{error}");
        }
        for name in ["u32", "bool", "f64", "String", "Vec<u8>", "Box<crate::A>"] {
            let option = format!("User={name}");
            let error = option.parse::<Choice<ExternPath>>().unwrap_err();
            assert!(
                error.starts_with(&format!("`{name}` is a type of Rust itself")),
                "{error}"
            );
        }
    }
}
