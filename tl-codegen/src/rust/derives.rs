//! The optional traits that definitions get.

use std::str::FromStr;

use tl_parser::diagnostic::nearest;

use crate::rust::selector::Selector;

/// A set of optional traits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Traits(u8);

impl Traits {
    pub(crate) const DEBUG: Self = Self(1);
    pub(crate) const CLONE: Self = Self(1 << 1);
    pub(crate) const PARTIAL_EQ: Self = Self(1 << 2);
    /// For structs whose fields all have one.
    pub(crate) const DEFAULT: Self = Self(1 << 3);
    /// `Hash` and `Eq`, which need `PartialEq`; for types without floating-point numbers and objects.
    pub(crate) const HASH: Self = Self(1 << 4);
    /// `From` of a constructor's struct for the enum of its type.
    pub(crate) const FROM: Self = Self(1 << 5);
    /// `TryFrom` of an enum for a constructor's struct.
    pub(crate) const TRY_FROM: Self = Self(1 << 6);

    /// What functions have by default.
    pub(crate) const OF_FUNCTIONS: Self = Self::DEBUG.and(Self::CLONE);
    /// What types have by default.
    pub(crate) const OF_TYPES: Self = Self::OF_FUNCTIONS.and(Self::PARTIAL_EQ).and(Self::FROM);
    /// What everything in a registry has, because it is an `AnyObject`.
    pub(crate) const OF_OBJECTS: Self = Self::OF_FUNCTIONS.and(Self::PARTIAL_EQ);
    /// What a type can have only where all that it contains has it too.
    pub(crate) const INHERITED: Self = Self::OF_OBJECTS.and(Self::HASH);

    /// Both.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that both have.
    pub(crate) const fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// All but those.
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether it has all of `other`.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn named(name: &str) -> Option<Self> {
        let bit = Derives::NAMES.iter().position(|it| *it == name)?;
        Some(Self(1 << bit))
    }
}

/// Which optional traits some definitions get: `Debug,Clone`, `+Default,-PartialEq`, or one of these
/// for what a selector is about, `messages.*=+Hash`.
///
/// A list without signs replaces the default, which is Debug, Clone, PartialEq and From for types, and
/// Debug and Clone for functions. A trait that is added for some definitions is added for all that
/// they contain; one that is taken away is taken from all that contains them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derives {
    /// Which constructors, functions and types it is about; without one, all.
    pub(crate) selector: Option<Selector>,
    /// Whether the default counts no longer.
    replaces: bool,
    pub(crate) added: Traits,
    removed: Traits,
}

impl Derives {
    /// The names of all optional traits.
    pub const NAMES: [&'static str; 7] = [
        "Debug",
        "Clone",
        "PartialEq",
        "Default",
        "Hash",
        "From",
        "TryFrom",
    ];

    /// The traits of a definition that had `before`.
    pub(crate) fn apply(&self, before: Traits) -> Traits {
        let kept = if self.replaces {
            Traits::default()
        } else {
            before
        };
        kept.and(self.added).without(self.removed)
    }
}

impl FromStr for Derives {
    /// What is wrong with the list, for people.
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (selector, list) = match text.split_once('=') {
            Some((selector, list)) => (Some(Selector::from(selector.trim())), list),
            None => (None, text),
        };
        let replaces = !list.trim_start().starts_with(['+', '-']);
        let mut derives = Self {
            selector,
            replaces,
            added: Traits::default(),
            removed: Traits::default(),
        };
        let parts = list.split(',').map(str::trim);
        for part in parts.filter(|part| !part.is_empty()) {
            let name = part.trim_start_matches(['+', '-']);
            if replaces != (name.len() == part.len()) {
                return Err(half_signed(list));
            }
            let name = name.trim_start();
            let named = Traits::named(name).ok_or_else(|| no_trait(name))?;
            let set = match part.starts_with('-') {
                true => &mut derives.removed,
                false => &mut derives.added,
            };
            *set = set.and(named);
        }
        // `Eq` comes with `Hash`, and needs `PartialEq`.
        if derives.added.has(Traits::HASH) {
            derives.added = derives.added.and(Traits::PARTIAL_EQ);
        }
        if derives.removed.has(Traits::PARTIAL_EQ) {
            derives.removed = derives.removed.and(Traits::HASH);
        }
        Ok(derives)
    }
}

fn half_signed(list: &str) -> String {
    format!(
        "`{list}` has names with and without a sign: those with a sign change the default, those \
         without replace it"
    )
}

fn no_trait(name: &str) -> String {
    match nearest(name, Derives::NAMES.into_iter()) {
        Some(meant) => format!("there is no optional trait `{name}`; did you mean `{meant}`?"),
        None => {
            let known = Derives::NAMES.join(", ");
            format!("there is no optional trait `{name}`; there are {known}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(list: &str) -> Traits {
        list.parse::<Derives>().unwrap().apply(Traits::OF_TYPES)
    }

    #[test]
    fn an_unknown_trait_is_answered_with_the_nearest() {
        for (list, error) in [
            (
                "Debug,Cloen",
                "there is no optional trait `Cloen`; did you mean `Clone`?",
            ),
            (
                "messages.*=+Hahs",
                "there is no optional trait `Hahs`; did you mean `Hash`?",
            ),
        ] {
            assert_eq!(list.parse::<Derives>().unwrap_err(), error);
        }
        let error = "Serialize".parse::<Derives>().unwrap_err();
        let known = "there are Debug, Clone, PartialEq, Default, Hash, From, TryFrom";
        assert!(error.ends_with(known), "{error}");
        assert!("+".parse::<Derives>().is_err());
    }

    #[test]
    fn names_without_a_sign_replace_the_default() {
        assert_eq!(applied("Debug, Clone,"), Traits::OF_FUNCTIONS);
        assert_eq!(applied(""), Traits::default());
        assert_eq!(applied("Hash"), Traits::HASH.and(Traits::PARTIAL_EQ));
    }

    #[test]
    fn names_with_a_sign_change_the_default() {
        let default = Traits::OF_TYPES;
        assert_eq!(
            applied(" + TryFrom , +Debug,"),
            default.and(Traits::TRY_FROM)
        );
        assert_eq!(applied("-PartialEq"), default.without(Traits::PARTIAL_EQ));
        assert_eq!(
            applied("+Default,-From"),
            default.and(Traits::DEFAULT).without(Traits::FROM)
        );
        for half in ["+Hash,TryFrom", "Hash,+TryFrom", "-Hash,TryFrom"] {
            let error = half.parse::<Derives>().unwrap_err();
            let start = format!("`{half}` has names with and without a sign");
            assert!(error.starts_with(&start), "{error}");
        }
    }

    #[test]
    fn a_list_can_be_about_some_definitions() {
        let derives: Derives = "messages.* = +Hash".parse().unwrap();
        assert_eq!(derives.selector.unwrap().as_str(), "messages.*");
        assert_eq!("+Hash".parse::<Derives>().unwrap().selector, None);
    }
}
