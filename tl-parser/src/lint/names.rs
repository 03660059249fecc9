//! Names that differ by case or `_` only.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::{Item, items};
use crate::ast::{ExprKind, Field, Program};
use crate::diagnostic::{Code, Diagnostic};
use crate::span::Span;

/// What a name is the name of. Those of different kinds are never mistaken for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum What {
    Constructor,
    Function,
    Type,
    Field,
}

impl What {
    fn plural(self) -> &'static str {
        match self {
            What::Constructor => "constructors",
            What::Function => "functions",
            What::Type => "types",
            What::Field => "fields",
        }
    }
}

/// A name where it is defined: a type where it is a result.
#[derive(Debug, Clone, Copy)]
pub(super) struct Definition<'s> {
    what: What,
    pub(super) name: &'s str,
    pub(super) span: Span,
}

/// The names of all types, constructors and functions, in order; those of types repeatedly.
pub(super) fn definitions<'s>(programs: &[Program<'s>]) -> Vec<Definition<'s>> {
    let mut all = Vec::new();
    for item in programs.iter().flat_map(items) {
        let what = if item.is_function() {
            What::Function
        } else {
            What::Constructor
        };
        let name = item.combinator.name;
        if name.value != "_" {
            all.push(Definition {
                what,
                name: name.value,
                span: name.span,
            });
        }
        all.extend(result(&item));
    }
    all
}

/// The type of the result.
fn result<'s>(item: &Item<'_, 's>) -> Option<Definition<'s>> {
    let head = match &item.combinator.result.kind {
        ExprKind::Apply { head, .. } => *head,
        ExprKind::Nat
        | ExprKind::Number(_)
        | ExprKind::Bare(_)
        | ExprKind::Sum(_)
        | ExprKind::Repeat { .. } => return None,
    };
    let mut params = item.combinator.params.iter();
    let is_param = params.any(|param| param.name.value == head.value);
    (!is_param).then_some(Definition {
        what: What::Type,
        name: head.value,
        span: head.span,
    })
}

pub(super) fn lint(definitions: &[Definition<'_>], diagnostics: &mut Vec<Diagnostic>) {
    compare(definitions.iter().copied(), diagnostics);
}

/// Compares the fields of a declaration.
pub(super) fn fields(fields: &[Field<'_>], diagnostics: &mut Vec<Diagnostic>) {
    if fields.len() > 1 {
        let names = fields.iter().filter_map(|field| field.name);
        let names = names.map(|name| Definition {
            what: What::Field,
            name: name.value,
            span: name.span,
        });
        compare(names, diagnostics);
    }
    for field in fields {
        if let ExprKind::Repeat { fields: inner, .. } = &field.ty.kind {
            self::fields(inner, diagnostics);
        }
    }
}

fn compare<'s>(
    definitions: impl Iterator<Item = Definition<'s>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut first: HashMap<(What, String), Definition<'s>> =
        HashMap::with_capacity(definitions.size_hint().0);
    // What was said of a type is not said again at its next constructor.
    let mut said: HashSet<(What, &str)> = HashSet::new();
    for definition in definitions {
        match first.entry((definition.what, folded(definition.name))) {
            Entry::Vacant(slot) => {
                slot.insert(definition);
            }
            Entry::Occupied(slot) => {
                let other = *slot.get();
                if other.name != definition.name && said.insert((definition.what, definition.name))
                {
                    diagnostics.push(finding(definition, other));
                }
            }
        }
    }
}

/// What all names that differ by case or `_` only have in common; namespaces stay as they are.
fn folded(name: &str) -> String {
    let (namespace, name) = match name.rsplit_once('.') {
        Some((namespace, name)) => (namespace, name),
        None => ("", name),
    };
    let mut folded = String::with_capacity(namespace.len() + name.len() + 1);
    folded.push_str(namespace);
    folded.push('.');
    let letters = name.chars().filter(|letter| *letter != '_');
    folded.extend(letters.map(|letter| letter.to_ascii_lowercase()));
    folded
}

fn finding(definition: Definition<'_>, first: Definition<'_>) -> Diagnostic {
    Diagnostic::new(
        Code::SimilarNames,
        format!(
            "the {} `{}` and `{}` differ by case or `_` only",
            definition.what.plural(),
            definition.name,
            first.name
        ),
        definition.span,
        "one of them",
    )
    .label(first.span, "the other")
    .note("most languages have a style of names of their own, in which the two become one, so that generated code has to rename one of them; in Rust it gets a number")
}
