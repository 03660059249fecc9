//! Reports definitions that are not documented, and documentation of unknown definitions.

use std::collections::BTreeSet;

use tl_codegen::__private::report::{Title, number};
use tl_codegen::facts::{Facts, Text};
use tl_parser::schema::{Combinator, CombinatorKind, Origin, Schema, Type};

use super::pages::members;
use super::words::shown;
use crate::messages::Messages;

/// Coverage of one kind of definition: the number in the schema, the names without a description, and the
/// described names that the schema does not have.
struct Coverage<'n> {
    word: &'static str,
    all: usize,
    undescribed: BTreeSet<&'n str>,
    unknown: BTreeSet<&'n str>,
}

/// Reports missing descriptions and unknown names, as numbers or as lists.
pub(super) fn report(schema: &Schema<'_>, facts: &Facts, verbose: bool, messages: &Messages) {
    let members = unknown_members(schema, facts);
    let all = coverages(schema, facts, &members);
    let is_described = |it: &Coverage<'_>| it.all > it.undescribed.len();
    let is_said = |it: &Coverage<'_>| is_described(it) || !it.unknown.is_empty();
    if !all.iter().any(is_said) {
        return;
    }
    let hint = if verbose { "" } else { " (`-v` lists them)" };
    for it in all {
        let (missing, unknown) = (it.undescribed.len(), number(it.unknown.len(), it.word));
        let plural = number(it.all, it.word);
        let both = [
            (
                &it.undescribed,
                format!("{missing} of {plural} without a description{hint}"),
            ),
            (
                &it.unknown,
                format!("{unknown} documented, but not in the schema{hint}"),
            ),
        ];
        for (names, message) in both.iter().filter(|(names, _)| !names.is_empty()) {
            list(message, names, verbose, messages);
        }
    }
}

/// Returns the coverage of each kind of definition. `members` are the described fields that the schema does not have.
fn coverages<'n>(
    schema: &'n Schema<'_>,
    facts: &'n Facts,
    members: &'n [String],
) -> [Coverage<'n>; 4] {
    let described = |text: &Text| !text.is_empty();
    let functions = facts
        .functions
        .iter()
        .map(|(name, it)| (name.as_str(), described(&it.description)));
    let constructors = facts
        .constructors
        .iter()
        .map(|(name, it)| (name.as_str(), described(&it.description)));
    let types = facts
        .types
        .iter()
        .map(|(name, text)| (name.as_str(), described(text)));
    // A type with one constructor is described by it.
    let is_described = |ty: &Type<'_>| match ty.constructors.as_slice() {
        [only] => {
            let only = &schema[*only];
            let known = facts.constructors.get(only.name);
            !only.docs.is_empty() || known.is_some_and(|it| described(&it.description))
        }
        _ => false,
    };
    let combinators = |wanted: CombinatorKind| {
        let all = schema
            .combinators
            .iter()
            .filter(move |it| it.kind == wanted);
        all.filter(|it| it.origin == Origin::Declared && it.builtin.is_none())
            .map(|it: &Combinator<'_>| (it.name, !it.docs.is_empty()))
    };
    let of_schema = schema
        .types
        .iter()
        .filter(|it| it.origin == Origin::Declared && it.builtin.is_none());
    [
        coverage("function", combinators(CombinatorKind::Function), functions),
        coverage(
            "constructor",
            combinators(CombinatorKind::Constructor),
            constructors,
        ),
        coverage(
            "type",
            of_schema.map(|it| (it.name, !it.docs.is_empty() || is_described(it))),
            types,
        ),
        Coverage {
            word: "field",
            all: 0,
            undescribed: BTreeSet::new(),
            unknown: members.iter().map(String::as_str).collect(),
        },
    ]
}

/// Returns the documented parameters and fields that their declarations do not have: `photos.getPhoto.sise`.
fn unknown_members(schema: &Schema<'_>, facts: &Facts) -> Vec<String> {
    let mut unknown = Vec::new();
    for it in &schema.combinators {
        let described = match it.kind {
            CombinatorKind::Function => facts.functions.get(it.name).map(|it| &it.parameters),
            CombinatorKind::Constructor => facts.constructors.get(it.name).map(|it| &it.fields),
        };
        let Some(described) = described.filter(|described| !described.is_empty()) else {
            continue;
        };
        let mut rows = Vec::new();
        members(&it.fields, &mut rows);
        let names: BTreeSet<&str> = rows.iter().map(|(name, _)| name.as_str()).collect();
        let missing = described
            .keys()
            .filter(|name| !names.contains(name.as_str()));
        unknown.extend(missing.map(|name| format!("{}.{name}", it.name)));
    }
    unknown
}

fn list(message: &str, names: &BTreeSet<&str>, verbose: bool, messages: &Messages) {
    let names: Vec<_> = names.iter().map(|name| shown(name)).collect();
    match verbose {
        true => messages.say(Title::Note, &format!("{message}: {}", names.join(", "))),
        false => messages.say(Title::Note, message),
    }
}

fn coverage<'n>(
    word: &'static str,
    schema: impl Iterator<Item = (&'n str, bool)>,
    facts: impl Iterator<Item = (&'n str, bool)>,
) -> Coverage<'n> {
    let mut unknown: BTreeSet<&str> = BTreeSet::new();
    let mut described: BTreeSet<&str> = BTreeSet::new();
    for (name, is_described) in facts {
        unknown.insert(name);
        if is_described {
            described.insert(name);
        }
    }
    let (mut all, mut undescribed) = (0, BTreeSet::new());
    for (name, is_described) in schema {
        all += 1;
        unknown.remove(name);
        if !is_described && !described.contains(name) {
            undescribed.insert(name);
        }
    }
    Coverage {
        word,
        all,
        undescribed,
        unknown,
    }
}
