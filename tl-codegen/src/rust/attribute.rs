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

    fn parse(_: &Selector, text: &str) -> Result<Self, String> {
        match is_attribute(text) {
            true => Ok(Self(text.into())),
            false => Err(format!(
                "`{text}` is not an attribute, such as `#[derive(Eq)]`"
            )),
        }
    }
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
