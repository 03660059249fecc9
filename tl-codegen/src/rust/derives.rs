//! The optional traits that definitions get.

use std::str::FromStr;

use tl_parser::diagnostic::nearest;

use crate::rust::rust_path;
use crate::rust::selector::Selector;

/// A set of optional traits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Traits(u64);

impl Traits {
    pub(crate) const DEBUG: Self = Self(1);
    pub(crate) const CLONE: Self = Self(1 << 1);
    pub(crate) const PARTIAL_EQ: Self = Self(1 << 2);
    /// For structs whose fields all have a default.
    pub(crate) const DEFAULT: Self = Self(1 << 3);
    /// `Hash` and `Eq`, which need `PartialEq`; for types without floating-point numbers and objects.
    pub(crate) const HASH: Self = Self(1 << 4);
    /// `From` of a constructor's struct for the enum of its type.
    pub(crate) const FROM: Self = Self(1 << 5);
    /// `TryFrom` of an enum for a constructor's struct.
    pub(crate) const TRY_FROM: Self = Self(1 << 6);
    pub(crate) const EQ: Self = Self(1 << 7);
    pub(crate) const PARTIAL_ORD: Self = Self(1 << 8);
    pub(crate) const ORD: Self = Self(1 << 9);
    pub(crate) const COPY: Self = Self(1 << 10);
    /// The bit of the first trait of another crate.
    const FIRST_PATH: u32 = 16;
    /// The maximum number of traits of other crates.
    pub(crate) const MOST_PATHS: usize = 48;

    /// The default traits of functions.
    pub(crate) const OF_FUNCTIONS: Self = Self::DEBUG.and(Self::CLONE);
    /// The default traits of types.
    pub(crate) const OF_TYPES: Self = Self::OF_FUNCTIONS.and(Self::PARTIAL_EQ).and(Self::FROM);
    /// The traits of everything in a registry, which `AnyObject` requires.
    pub(crate) const OF_OBJECTS: Self = Self::OF_FUNCTIONS.and(Self::PARTIAL_EQ);
    /// Traits that not every field can have.
    pub(crate) const PARTIAL: Self = Self::HASH
        .and(Self::EQ)
        .and(Self::PARTIAL_ORD)
        .and(Self::ORD)
        .and(Self::COPY);
    /// Traits that a type can have only if everything that it contains has them.
    pub(crate) const INHERITED: Self = Self::OF_OBJECTS
        .and(Self::PARTIAL)
        .and(Self(!0 << Self::FIRST_PATH));

    /// The traits of the standard library that can be derived, in the order of an attribute, each with the traits
    /// that it requires.
    pub(crate) const DERIVED: [(Self, Self); 9] = [
        (Self::DEBUG, Self(0)),
        (Self::CLONE, Self(0)),
        (Self::COPY, Self::CLONE),
        (Self::DEFAULT, Self(0)),
        (Self::PARTIAL_EQ, Self(0)),
        (Self::EQ, Self::PARTIAL_EQ),
        (Self::PARTIAL_ORD, Self::PARTIAL_EQ),
        (
            Self::ORD,
            Self::EQ.and(Self::PARTIAL_ORD).and(Self::PARTIAL_EQ),
        ),
        (Self::HASH, Self(0)),
    ];

    /// Returns the traits of both.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns the traits that both have.
    pub(crate) const fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Returns the traits that `other` does not have.
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether it has all traits of `other`.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Adds `Eq` if there is `Hash`, which brings it.
    pub(crate) fn with_eq(self) -> Self {
        match self.has(Self::HASH) {
            true => self.and(Self::EQ),
            false => self,
        }
    }

    /// Returns the names of the traits of the standard library to derive.
    pub(crate) fn names(self) -> Vec<&'static str> {
        self.with_eq().own_names()
    }

    /// The same, without the traits that others bring.
    pub(crate) fn own_names(self) -> Vec<&'static str> {
        let derived = Self::DERIVED.iter().filter(|(it, _)| self.has(*it));
        derived.filter_map(|(it, _)| it.name()).collect()
    }

    /// Formats the names of traits, without those that others bring: "`Eq` and `Hash`".
    pub(crate) fn quoted(self) -> String {
        let names = self.own_names().into_iter();
        let quoted: Vec<String> = names.map(|name| format!("`{name}`")).collect();
        quoted.join(" and ")
    }

    /// Formats the names of the traits to derive as an option: `+Eq,+Hash`.
    pub(crate) fn signed(self, sign: char) -> String {
        let names = self.names().into_iter();
        let signed: Vec<String> = names.map(|name| format!("{sign}{name}")).collect();
        signed.join(",")
    }

    /// Returns the paths of the traits of other crates; `all` are the paths of all such traits.
    pub(crate) fn paths(self, all: &[String]) -> Vec<&str> {
        let all = (Self::FIRST_PATH..).zip(all);
        let own = all.filter(|(bit, _)| self.0 & (1 << bit) != 0);
        own.map(|(_, path)| path.as_str()).collect()
    }

    /// Returns the traits with these paths, and adds new paths to `all`.
    fn of_paths(paths: &[String], all: &mut Vec<String>) -> Self {
        let mut traits = Self::default();
        for path in paths {
            let known = all.iter().position(|it| it == path);
            let index = known.unwrap_or_else(|| {
                all.push(path.clone());
                all.len() - 1
            });
            let bit = u32::try_from(index)
                .ok()
                .and_then(|it| 1_u64.checked_shl(Self::FIRST_PATH + it));
            traits.0 |= bit.unwrap_or(0);
        }
        traits
    }

    /// Returns the optional trait with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let bit = Derives::NAMES.iter().position(|it| *it == name)?;
        Some(Self(1 << bit))
    }

    /// Returns the name of this one trait.
    pub(crate) fn name(self) -> Option<&'static str> {
        let bit = usize::try_from(self.0.trailing_zeros()).ok()?;
        Derives::NAMES.get(bit).copied()
    }
}

/// A list of optional traits to add or remove: `Debug,Clone`, `+Default,-PartialEq`, or with a selector
/// for some definitions, `messages.*=+Hash`. A trait of another crate is written with its path,
/// `+serde::Serialize`.
///
/// A list without signs replaces the default, which is Debug, Clone, PartialEq and From for types, and
/// Debug and Clone for functions. Adding a trait to some definitions adds it to everything that they
/// contain; removing a trait removes it from everything that contains them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derives {
    /// The constructors, functions and types that the list is about; `None` for all.
    pub(crate) selector: Option<Selector>,
    /// Whether the list replaces the default.
    replaces: bool,
    added: Traits,
    removed: Traits,
    /// Traits of other crates.
    added_paths: Vec<String>,
    removed_paths: Vec<String>,
}

/// The effect of a list on the traits of a definition.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Change {
    replaces: bool,
    pub(crate) added: Traits,
    removed: Traits,
}

impl Change {
    /// Returns the traits of a definition that had `before`.
    pub(crate) fn apply(self, before: Traits) -> Traits {
        let kept = match self.replaces {
            true => Traits::default(),
            false => before,
        };
        kept.and(self.added).without(self.removed)
    }
}

impl Derives {
    /// The names of all optional traits that do not need a path, in the order of their bits.
    pub const NAMES: [&'static str; 11] = [
        "Debug",
        "Clone",
        "PartialEq",
        "Default",
        "Hash",
        "From",
        "TryFrom",
        "Eq",
        "PartialOrd",
        "Ord",
        "Copy",
    ];

    /// Returns the number of traits of other crates in the lists.
    pub(crate) fn paths(lists: &[Self]) -> usize {
        let mut paths = Vec::new();
        for list in lists {
            list.change(&mut paths);
        }
        paths.len()
    }

    /// Returns the effect of the list, as bits. `paths` are the traits of other crates so far; new ones are added.
    pub(crate) fn change(&self, paths: &mut Vec<String>) -> Change {
        Change {
            replaces: self.replaces,
            added: self.added.and(Traits::of_paths(&self.added_paths, paths)),
            removed: self
                .removed
                .and(Traits::of_paths(&self.removed_paths, paths)),
        }
    }

    /// Whether the list is about some definitions and not all.
    pub(crate) fn is_of_some(&self) -> bool {
        self.selector.as_ref().is_some_and(|it| !it.is_of_all())
    }
}

impl FromStr for Derives {
    /// A message for people about what is wrong with the list.
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
            added_paths: Vec::new(),
            removed_paths: Vec::new(),
        };
        let parts = list.split(',').map(str::trim);
        for part in parts.filter(|part| !part.is_empty()) {
            let name = part.trim_start_matches(['+', '-']);
            if replaces != (name.len() == part.len()) {
                return Err(half_signed(list));
            }
            let name = name.trim_start();
            let (set, paths) = match part.starts_with('-') {
                true => (&mut derives.removed, &mut derives.removed_paths),
                false => (&mut derives.added, &mut derives.added_paths),
            };
            match rust_path::of_trait(name) {
                Some(path) => paths.push(path),
                None => *set = set.and(Traits::named(name).ok_or_else(|| no_trait(name))?),
            }
        }
        derives.complete();
        Ok(derives)
    }
}

impl Derives {
    /// Adds the traits that the added ones need, and removes those that need removed ones.
    fn complete(&mut self) {
        // `Eq` comes with `Hash`, and needs `PartialEq`.
        if self.added.has(Traits::HASH) {
            self.added = self.added.and(Traits::PARTIAL_EQ);
        }
        for (it, needed) in Traits::DERIVED {
            if self.added.has(it) {
                self.added = self.added.and(needed);
            }
        }
        let mut removed = self.removed;
        if !removed
            .common(Traits::PARTIAL_EQ.and(Traits::EQ))
            .is_empty()
        {
            removed = removed.and(Traits::HASH);
        }
        if removed.has(Traits::HASH) {
            removed = removed.and(Traits::EQ);
        }
        for (it, needed) in Traits::DERIVED {
            if !removed.common(needed).is_empty() {
                removed = removed.and(it);
            }
        }
        self.removed = removed;
    }
}

fn half_signed(list: &str) -> String {
    format!(
        "`{list}` has names with and without a sign: those with a sign change the default, those \
         without replace it"
    )
}

fn no_trait(name: &str) -> String {
    if name.contains("::") {
        return format!("`{name}` is not a path to a trait, such as `serde::Serialize`");
    }
    match nearest(name, Derives::NAMES.into_iter()) {
        Some(meant) => format!("there is no optional trait `{name}`; did you mean `{meant}`?"),
        None => {
            let known = Derives::NAMES.join(", ");
            format!(
                "there is no optional trait `{name}`; there are {known}, and those of other crates by \
                 their path, such as `serde::Serialize`"
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(list: &str) -> Traits {
        let derives: Derives = list.parse().unwrap();
        derives.change(&mut Vec::new()).apply(Traits::OF_TYPES)
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
        let known = "there are Debug, Clone, PartialEq, Default, Hash, From, TryFrom, Eq, PartialOrd, \
                     Ord, Copy, and those of other crates by their path, such as `serde::Serialize`";
        assert!(error.ends_with(known), "{error}");
        let error = "+super::Serialize".parse::<Derives>().unwrap_err();
        assert!(error.contains("is not a path to a trait"), "{error}");
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
        let eq = Traits::EQ.and(Traits::PARTIAL_EQ);
        assert_eq!(
            applied("+Ord"),
            default.and(eq).and(Traits::ORD).and(Traits::PARTIAL_ORD)
        );
        assert_eq!(applied("-Clone,+Debug"), default.without(Traits::CLONE));
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
    fn what_needs_a_trait_goes_with_it() {
        let removed = |list: &str| list.parse::<Derives>().unwrap().removed.names().join(" ");
        assert_eq!(removed("-PartialEq"), "PartialEq Eq PartialOrd Ord Hash");
        assert_eq!(removed("-Eq"), "Eq Ord Hash");
        assert_eq!(removed("-Hash"), "Eq Ord Hash");
        assert_eq!(removed("-PartialOrd"), "PartialOrd Ord");
        assert_eq!(removed("-Clone"), "Clone Copy");
        assert_eq!(removed("-Copy"), "Copy");
    }

    #[test]
    fn traits_of_other_crates_have_a_path() {
        let mut all = Vec::new();
        let derives: Derives = "+serde::Serialize,+Eq,-::a::B".parse().unwrap();
        let traits = derives.change(&mut all).apply(Traits::OF_TYPES);
        assert_eq!(all, ["::serde::Serialize", "::a::B"]);
        assert_eq!(traits.paths(&all), ["::serde::Serialize"]);
        assert_eq!(traits.names(), ["Debug", "Clone", "PartialEq", "Eq"]);
        let without: Derives = "-serde::Serialize".parse().unwrap();
        assert!(
            without
                .change(&mut all)
                .apply(traits)
                .paths(&all)
                .is_empty()
        );
    }

    #[test]
    fn a_list_can_be_about_some_definitions() {
        let derives: Derives = "messages.* = +Hash".parse().unwrap();
        assert_eq!(derives.selector.unwrap().as_str(), "messages.*");
        assert_eq!("+Hash".parse::<Derives>().unwrap().selector, None);
    }
}
