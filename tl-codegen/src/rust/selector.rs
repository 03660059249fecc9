//! Which definitions or fields an option is about.

use std::convert::Infallible;
use std::str::FromStr;

/// A glob over TL names: `photos.*`, `messages.sendMessage`, `resPQ:pq` for a field, `*` for all.
///
/// `*` stands for any text, dots too; `?` for one character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    text: String,
}

impl FromStr for Selector {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(text.into())
    }
}

impl From<&str> for Selector {
    fn from(text: &str) -> Self {
        Self { text: text.into() }
    }
}

impl Selector {
    /// As it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it is about the definition `name`, as a whole.
    fn selects(&self, name: &str) -> bool {
        glob(&self.text, name)
    }

    /// Whether it is about `field` of the definition `name`: by itself or with the whole.
    fn selects_field(&self, name: &str, field: &str) -> bool {
        match self.text.split_once(':') {
            Some((definition, pattern)) => glob(definition, name) && glob(pattern, field),
            None => glob(&self.text, name),
        }
    }
}

/// The selectors of an option, and which of them were about anything so far.
#[derive(Debug)]
pub(crate) struct Selection<'c> {
    selectors: Vec<(&'c Selector, bool)>,
}

impl<'c> Selection<'c> {
    pub(crate) fn new(selectors: &'c [Selector]) -> Self {
        Self {
            selectors: selectors.iter().map(|selector| (selector, false)).collect(),
        }
    }

    /// Whether one of them is about the definition `name`.
    pub(crate) fn selects(&mut self, name: &str) -> bool {
        self.any(|selector| selector.selects(name))
    }

    /// Whether one of them is about `field` of the definition `name`.
    pub(crate) fn selects_field(&mut self, name: &str, field: &str) -> bool {
        self.any(|selector| selector.selects_field(name, field))
    }

    fn any(&mut self, is_about: impl Fn(&Selector) -> bool) -> bool {
        let mut any = false;
        for (selector, matched) in &mut self.selectors {
            if is_about(selector) {
                *matched = true;
                any = true;
            }
        }
        any
    }

    /// Those that were about nothing.
    pub(crate) fn unmatched(&self) -> impl Iterator<Item = &'c Selector> + '_ {
        self.selectors
            .iter()
            .filter(|(_, matched)| !matched)
            .map(|(selector, _)| *selector)
    }
}

/// Whether `text` is of the form `pattern`; in time proportional to the product of their lengths.
fn glob(pattern: &str, text: &str) -> bool {
    let (mut pattern, mut text) = (pattern.chars(), text.chars());
    // Where to go on when what follows the last `*` does not match: one character further.
    let mut retry: Option<(std::str::Chars<'_>, std::str::Chars<'_>)> = None;
    loop {
        match (pattern.next(), text.clone().next()) {
            (Some('*'), _) => retry = Some((pattern.clone(), text.clone())),
            (Some(want), Some(found)) if want == '?' || want == found => {
                text.next();
            }
            (None, None) => return true,
            (Some(_) | None, _) => {
                let Some((after_star, rest)) = &mut retry else {
                    return false;
                };
                if rest.next().is_none() {
                    return false;
                }
                (pattern, text) = (after_star.clone(), rest.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs() {
        for (pattern, text, matches) in [
            ("*", "photos.photo", true),
            ("photos.*", "photos.photo", true),
            ("photos.*", "photo", false),
            ("*.photo", "photos.photo", true),
            ("*o*o", "photos.photo", true),
            ("*a*", "photos.photo", false),
            ("phot?", "photo", true),
            ("phot?", "phot", false),
            ("", "", true),
            ("", "a", false),
        ] {
            assert_eq!(glob(pattern, text), matches, "{pattern} {text}");
        }
    }

    #[test]
    fn a_field_is_selected_by_itself_or_with_its_definition() {
        assert!(Selector::from("resPQ:pq").selects_field("resPQ", "pq"));
        assert!(!Selector::from("resPQ:pq").selects_field("resPQ", "nonce"));
        assert!(Selector::from("res*").selects_field("resPQ", "nonce"));
        assert!(!Selector::from("resPQ:pq").selects("resPQ"));
    }
}
