//! Names that stand for nothing: each is reported once, with all its uses.

use std::collections::HashMap;

use super::declare::Entry;
use super::scope::Scope;
use super::suggest::Suggester;
use super::unparsed::Unparsed;
use crate::ast::is_type_name;
use crate::diagnostic::{Code, Diagnostic, Suggestion};
use crate::schema::{CombinatorKind, Type};
use crate::span::{Span, Spanned};

/// Why a name cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// Nothing declares it.
    Undeclared,
    /// It is a type that only functions answer with.
    NoConstructors,
    /// A number belongs there, and no variable is called so.
    NoNumber,
}

/// How many uses of a name are shown.
const SHOWN: usize = 3;

#[derive(Debug)]
struct Name<'s> {
    name: &'s str,
    why: Why,
    uses: Vec<Span>,
    more: usize,
    /// The variables that are in scope at the first use.
    scope: Vec<&'s str>,
    /// What is most likely meant at the first use.
    meant: Option<Suggestion>,
}

/// The names so far.
#[derive(Debug, Default)]
pub(super) struct Unknown<'s> {
    names: Vec<Name<'s>>,
    index: HashMap<&'s str, usize>,
}

/// What there is that could be meant.
pub(super) struct Known<'a, 's> {
    pub(super) entries: &'a [Entry<'s>],
    pub(super) types: &'a [Type<'s>],
}

impl<'s> Unknown<'s> {
    /// A use of a name that cannot be used.
    pub(super) fn add(&mut self, name: Spanned<&'s str>, why: Why, scope: &Scope<'s>) {
        let known = self
            .index
            .get(name.value)
            .and_then(|&index| self.names.get_mut(index));
        if let Some(known) = known {
            if known.uses.len() < SHOWN {
                known.uses.push(name.span);
            } else {
                known.more += 1;
            }
            return;
        }
        self.index.insert(name.value, self.names.len());
        self.names.push(Name {
            name: name.value,
            why,
            uses: vec![name.span],
            more: 0,
            scope: scope.names().take(16).map(|(name, _)| name).collect(),
            meant: None,
        });
    }

    /// What is most likely meant where the name is unknown, and this is its first use.
    pub(super) fn perhaps(&mut self, name: &str, place: Span, meant: Suggestion) {
        let index = self.index.get(name).copied();
        if let Some(known) = index.and_then(|index| self.names.get_mut(index)) {
            if known.uses.first() == Some(&place) && known.why == Why::Undeclared {
                known.meant = Some(meant);
            }
        }
    }

    /// Whether a type of this name was reported, or will be.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.index.contains_key(name)
    }

    /// One diagnostic for each name. Names that stand in text that could not be parsed are left
    /// out: they are declared there, or may be.
    pub(super) fn report(
        self,
        known: &Known<'_, 's>,
        unparsed: &Unparsed<'_>,
        suggester: &mut Suggester,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if self.names.is_empty() {
            return;
        }
        let types = known.types.iter().map(|ty| (ty.name, ty.span)).collect();
        let functions: HashMap<&str, Span> = known
            .entries
            .iter()
            .filter(|entry| entry.kind == CombinatorKind::Function)
            .map(|entry| (entry.ast.name.value, entry.ast.name.span))
            .collect();
        let places = Places { functions, types };
        for name in &self.names {
            if !unparsed.may_declare(name.name) {
                diagnostics.push(name.diagnostic(known, &places, suggester));
            }
        }
    }
}

/// Where names of other kinds are declared.
struct Places<'s> {
    functions: HashMap<&'s str, Span>,
    types: HashMap<&'s str, Span>,
}

impl Name<'_> {
    fn diagnostic(
        &self,
        known: &Known<'_, '_>,
        places: &Places<'_>,
        suggester: &mut Suggester,
    ) -> Diagnostic {
        let name = self.name;
        let first = self.uses.first().copied().unwrap_or_default();
        let mut diagnostic = self.headline(first);
        for &span in self.uses.iter().skip(1) {
            diagnostic = diagnostic.label(span, "and here");
        }
        if self.why == Why::NoConstructors {
            if let Some(&ty) = places.types.get(name) {
                diagnostic = diagnostic.label(ty, "declared here, and no constructor's result");
            }
        }
        match self.more {
            0 => {}
            1 => diagnostic = diagnostic.note("it is used in one more place"),
            more => diagnostic = diagnostic.note(format!("it is used in {more} more places")),
        }
        if let Some(&function) = places.functions.get(name) {
            return diagnostic
                .label(function, "this is a function")
                .note("a function is a call, and no type of a value; `!X` is a call that a parameter stands for");
        }
        if let Some(keyword) = finality(name) {
            return diagnostic.suggest(format!("did you mean `{keyword}`?"), first, keyword);
        }
        if let Some(meant) = &self.meant {
            diagnostic.suggestion = Some(meant.clone());
            return diagnostic;
        }
        if name == "Type" {
            return diagnostic.note("a parameter of kind `Type` is written in braces: `{t:Type}`");
        }
        match self.nearest(known, suggester) {
            Some(nearest) => {
                diagnostic.suggest(format!("did you mean `{nearest}`?"), first, nearest)
            }
            None if self.why == Why::Undeclared => diagnostic.note(
                "where another file declares it, give that file too: together they are one schema",
            ),
            None => diagnostic,
        }
    }

    fn headline(&self, span: Span) -> Diagnostic {
        let name = self.name;
        match self.why {
            Why::Undeclared => {
                let what = if is_type_name(name) {
                    "type"
                } else {
                    "constructor"
                };
                Diagnostic::new(
                    Code::UndeclaredName,
                    format!("there is no {what} `{name}`"),
                    span,
                    "nothing declares it",
                )
            }
            Why::NoNumber => Diagnostic::new(
                Code::UndeclaredName,
                format!("there is no number `{name}`"),
                span,
                "no field before this one, and no parameter, has this name",
            ),
            Why::NoConstructors => Diagnostic::new(
                Code::EmptyType,
                format!("the type `{name}` has no constructors"),
                span,
                "no value can stand here",
            ),
        }
    }

    fn nearest<'a>(
        &'a self,
        known: &'a Known<'_, '_>,
        suggester: &mut Suggester,
    ) -> Option<&'a str> {
        let mut scope = self.scope.iter().copied();
        if self.why == Why::NoNumber {
            return suggester.nearest(self.name, &mut scope);
        }
        let constructors = known
            .entries
            .iter()
            .filter(|entry| entry.kind == CombinatorKind::Constructor)
            .map(|entry| entry.ast.name.value);
        let types = known
            .types
            .iter()
            .filter(|ty| !ty.constructors.is_empty())
            .map(|ty| ty.name);
        if is_type_name(self.name) {
            suggester.nearest(self.name, scope.chain(types).chain(constructors))
        } else {
            suggester.nearest(self.name, scope.chain(constructors).chain(types))
        }
    }
}

/// `New` for `new`: a name that nothing declares is most likely such a word.
pub(super) fn finality(name: &str) -> Option<&'static str> {
    let mut words = ["New", "Final", "Empty"].into_iter();
    words.find(|word| word.eq_ignore_ascii_case(name))
}
