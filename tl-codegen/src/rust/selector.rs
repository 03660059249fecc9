//! Selectors: the definitions or fields that an option is about.

pub(crate) mod unmatched;

use std::convert::Infallible;
use std::str::FromStr;

use tl_parser::diagnostic::Diagnostic;

use crate::rust::names::split;
use crate::rust::selector::unmatched::{Definitions, Unmatched};
use crate::sorted::Set;

/// How many selectors get advice. For each, all names are compared with it.
const ADVISED: usize = 100;

/// A glob over TL names: `photos.*`, `messages.sendMessage`, `resPQ:pq` for a field, `*` for all.
///
/// `*` stands for any text, including dots; `?` for one character.
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
    /// Returns the selector as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it matches the definition `name`, as a whole.
    fn selects(&self, name: &str) -> bool {
        glob(&self.text, name)
    }

    /// Whether it matches the definition `name`, or a namespace that contains it.
    pub(crate) fn selects_in_namespace(&self, name: &str) -> bool {
        self.selects(name) || namespaces(name).any(|namespace| self.selects(namespace))
    }

    /// Whether it matches everything, even if there is nothing.
    pub(crate) fn is_of_all(&self) -> bool {
        matches!(self.as_str(), "*" | "*:*")
    }

    /// Whether it matches members of definitions, `resPQ:pq`, and not definitions.
    pub(crate) fn is_of_members(&self) -> bool {
        self.text.contains(':')
    }

    /// Returns the type and the constructor of `Peer:peerUser`.
    pub(crate) fn of_variant(&self) -> Option<(&str, &str)> {
        let (definition, member) = self.text.split_once(':')?;
        let last = split(definition).1;
        let is_type = last.starts_with(|first: char| first.is_ascii_uppercase());
        is_type.then_some((definition, member))
    }

    /// Whether it matches `member` of the definition `name`, by itself.
    fn selects_member(&self, name: &str, member: &str) -> bool {
        self.is_of_members() && self.selects_field(name, member)
    }

    /// Whether it matches the definition `name`, or a member of it.
    fn selects_part(&self, name: &str) -> bool {
        glob(self.definition(), name)
    }

    /// Returns the part for the definition.
    fn definition(&self) -> &str {
        let definition = self.text.split_once(':').map(|(definition, _)| definition);
        definition.unwrap_or(&self.text)
    }

    /// Whether it matches `field` of the definition `name`, by itself or with the whole definition.
    fn selects_field(&self, name: &str, field: &str) -> bool {
        match self.text.split_once(':') {
            Some((definition, pattern)) => glob(definition, name) && glob(pattern, field),
            None => glob(&self.text, name),
        }
    }
}

/// The selectors of an option, and whether each of them has matched anything so far.
#[derive(Debug)]
pub(crate) struct Selection<'c> {
    option: &'static str,
    about: &'static str,
    selectors: Vec<(&'c Selector, bool)>,
    /// The definitions and fields that were checked while a selector had matched nothing.
    asked: Set<(String, String)>,
}

impl<'c> Selection<'c> {
    /// The selectors of `option`, which applies only to some definitions or fields.
    pub(crate) fn new(
        option: &'static str,
        about: &'static str,
        selectors: impl IntoIterator<Item = &'c Selector>,
    ) -> Self {
        let selectors = selectors.into_iter();
        Self {
            option,
            about,
            selectors: selectors.map(|selector| (selector, false)).collect(),
            asked: Set::default(),
        }
    }

    /// Whether one of them matches the definition `name`.
    pub(crate) fn selects(&mut self, name: &str) -> bool {
        self.any(name, "", |selector| selector.selects(name))
    }

    /// Whether one of them matches the definition `name`, or a namespace that contains it.
    pub(crate) fn selects_in_namespace(&mut self, name: &str) -> bool {
        let mut any = self.selects(name);
        for namespace in namespaces(name) {
            any |= self.selects(namespace);
        }
        any
    }

    /// Takes note of a definition that is left out, whether or not one of them matches it.
    pub(crate) fn leave_out(&mut self, name: &str) {
        for name in namespaces(name).chain([name]) {
            self.any(name, "", |_| false);
        }
    }

    /// Whether there are no selectors.
    pub(crate) fn is_empty(&self) -> bool {
        self.selectors.is_empty()
    }

    /// Whether one of them matches `field` of the definition `name`.
    pub(crate) fn selects_field(&mut self, name: &str, field: &str) -> bool {
        self.any(name, field, |selector| selector.selects_field(name, field))
    }

    /// Whether one of them matches `member` of the definition `name`, by itself.
    pub(crate) fn selects_member(&mut self, name: &str, member: &str) -> bool {
        self.any(name, member, |selector| {
            selector.selects_member(name, member)
        })
    }

    fn any(&mut self, name: &str, field: &str, is_about: impl Fn(&Selector) -> bool) -> bool {
        let (mut any, mut unmatched) = (false, false);
        for (selector, matched) in &mut self.selectors {
            if is_about(selector) {
                *matched = true;
                any = true;
            }
            unmatched |= !*matched;
        }
        if unmatched {
            self.asked.insert((name.into(), field.into()));
        }
        any
    }

    /// Adds the selectors that matched nothing, which is a mistake; but all of nothing is fine. `why` is
    /// another possible reason.
    pub(crate) fn unmatched(
        &self,
        known: &Definitions<'_>,
        why: Option<&str>,
        unmatched: &mut Vec<Unmatched>,
    ) {
        for (selector, matched) in &self.selectors {
            if !matched && !selector.is_of_all() {
                let absent = self.absent(selector, known);
                let finding = match absent.is_some() || unmatched.len() < ADVISED {
                    true => self.finding(selector, absent.as_ref(), known),
                    false => self.finding_without_advice(selector),
                };
                unmatched.push(Unmatched {
                    option: self.option,
                    selector: selector.as_str().to_owned(),
                    absence: absent.map(|(_, absence)| absence),
                    finding: why.into_iter().fold(finding, Diagnostic::note),
                });
            }
        }
    }
}

/// Returns `a` and `a.b` for `a.b.c`.
fn namespaces(name: &str) -> impl Iterator<Item = &str> {
    let dots = name.match_indices('.');
    dots.filter_map(|(at, _)| name.get(..at))
}

/// Whether `text` matches `pattern`, in time proportional to the product of their lengths.
fn glob(pattern: &str, text: &str) -> bool {
    let (mut pattern, mut text) = (pattern.chars(), text.chars());
    // Where to continue if the part after the last `*` does not match: one character further.
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

    #[test]
    fn all_may_be_nothing_but_a_name_may_not() {
        let selectors = ["*".into(), "photos.*".into()];
        let selection = Selection::new("keep_enums", "types", &selectors);
        let mut unmatched = Vec::new();
        selection.unmatched(&Definitions::default(), None, &mut unmatched);
        assert_eq!(unmatched.len(), 1);
        assert_eq!(unmatched[0].selector, "photos.*");
    }
}
