//! Attributes that the user puts on generated items.

use crate::rust::choice::ChoiceValue;
use crate::rust::selector::Selector;

/// A complete attribute: `#[derive(Eq)]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute(pub(crate) String);

/// Returns the traits of `#[derive(Eq, Hash)]`, as they are written; empty for another attribute.
pub(crate) fn derived(attribute: &str) -> Vec<&str> {
    let inner = attribute
        .strip_prefix("#[")
        .and_then(|rest| rest.strip_suffix(']'));
    let list = inner.and_then(|inner| inner.trim().strip_prefix("derive"));
    let list = list.and_then(|list| list.trim().strip_prefix('(')?.strip_suffix(')'));
    let traits = list.unwrap_or_default().split(',').map(str::trim);
    traits.filter(|name| !name.is_empty()).collect()
}

impl ChoiceValue for Attribute {
    const WRITTEN: &'static str = "user=#[derive(Eq)]";

    fn parse(selector: &Selector, text: &str) -> Result<Self, String> {
        if !is_attribute(text) {
            return Err(format!(
                "`{text}` is not an attribute, such as `#[derive(Eq)]`"
            ));
        }
        match name(text) {
            "cfg" => Err(format!(
                "`{text}` would remove an item or a part of one, but not the code that uses it"
            )),
            "derive" if selector.is_of_members() => Err(format!(
                "`{text}` is for structs and enums, and `{}` selects fields or variants",
                selector.as_str()
            )),
            "non_exhaustive" if !selector.is_of_members() => Err(format!(
                "`--non-exhaustive` (in a build script `non_exhaustive`) puts `{text}` there, with a function `new` for a struct"
            )),
            _ => Ok(Self(text.into())),
        }
    }
}

/// Returns the first word of an attribute.
fn name(attribute: &str) -> &str {
    let inner = attribute.trim_start_matches(['#', '[', ' ']);
    let is_of_name = |letter: char| letter == '_' || letter.is_alphanumeric();
    inner
        .split(|letter| !is_of_name(letter))
        .next()
        .unwrap_or_default()
}

/// Whether the text is one outer attribute and nothing else.
fn is_attribute(text: &str) -> bool {
    let Some(inner) = text.strip_prefix("#[") else {
        return false;
    };
    let mut open = vec![']'];
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '(' => open.push(')'),
            '[' => open.push(']'),
            '{' => open.push('}'),
            ')' | ']' | '}' => {
                if open.pop() != Some(letter) {
                    return false;
                }
                if open.is_empty() {
                    // It must contain a path.
                    return letters.as_str().is_empty() && inner.starts_with(is_of_path);
                }
            }
            '"' => {
                while let Some(letter) = letters.next().filter(|letter| *letter != '"') {
                    if letter == '\\' {
                        letters.next();
                    }
                }
            }
            // These would break the line or hide the rest of it.
            '\n' | '\r' => return false,
            '/' if letters.as_str().starts_with(['/', '*']) => return false,
            _ => {}
        }
    }
    false
}

fn is_of_path(first: char) -> bool {
    first == ':' || first == '_' || first.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_attribute_is_one() {
        for text in [
            "#[derive(Eq)]",
            "#[serde(rename = \"a]b\", with = \"x\\\"]\")]",
            "#[::other::mark]",
            "#[doc = \"a // b\"]",
            "#[cfg_attr(feature = \"x\", derive(Eq), a[b{c}])]",
        ] {
            assert!(is_attribute(text), "{text}");
        }
        for text in [
            "",
            "derive(Eq)",
            "#![allow(x)]",
            "#[]",
            "#[derive(Eq]",
            "#[derive(Eq)",
            "#[derive(Eq)] #[x]",
            "#[a] struct Mine;",
            "#[doc = \"]",
            "#[a // b]",
            "#[a\n]",
            "#[(]",
        ] {
            assert!(!is_attribute(text), "{text}");
        }
    }

    #[test]
    fn what_would_not_compile_is_no_attribute_to_put() {
        let parsed = |selector: &str, text: &str| Attribute::parse(&selector.into(), text);
        for (selector, text) in [
            ("user", "#[cfg(test)]"),
            ("user:id", "#[ cfg(feature = \"x\")]"),
            ("*:*", "#[cfg(any())]"),
            ("user", "#[non_exhaustive]"),
            ("*", "#[ non_exhaustive ]"),
            ("user:id", "#[derive(Eq)]"),
            ("User:user", "#[ derive(Hash) ]"),
            ("*:*", "#[derive()]"),
        ] {
            let error = parsed(selector, text).unwrap_err();
            assert!(error.contains(&format!("`{text}`")), "{error}");
        }
        for (selector, text) in [
            ("user", "#[cfg_attr(test, derive(Eq))]"),
            ("User:user", "#[non_exhaustive]"),
            ("user", "#[must_use]"),
            ("user", "#[derive(Eq)]"),
            ("user:id", "#[derivative(Debug = \"ignore\")]"),
        ] {
            assert!(parsed(selector, text).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_a_derive_derives() {
        let derived = |text: &str| derived(text).join("+");
        assert_eq!(
            derived("#[derive(Eq, ::serde::Serialize,)]"),
            "Eq+::serde::Serialize"
        );
        assert_eq!(derived("#[ derive ( Eq ) ]"), "Eq");
        assert_eq!(derived("#[serde(rename = \"a\")]"), "");
        assert_eq!(derived("#[derive()]"), "");
    }
}
