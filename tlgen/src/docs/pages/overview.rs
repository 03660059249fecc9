//! The first page, and the page of builtins.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use tl_codegen::__private::report::number;
use tl_parser::schema::{Builtin, Combinator, CombinatorKind, Schema};

use super::lists::title_of;
use super::{section, sentence};
use crate::docs::page::{Content, Entry, Inline, Kind, Page, Table};
use crate::docs::reference::{BOTS, BUILTINS, ERRORS, OVERVIEW, Reference, namespace};
use crate::docs::words::shown;

/// Returns the title of the whole reference, with its layer if known.
pub(crate) fn title(schema: &Schema<'_>) -> String {
    match schema.layer {
        Some(layer) => format!("TL reference, layer {layer}"),
        None => "TL reference".into(),
    }
}

/// Returns the lists, except those with nothing on them.
fn lists(reference: &Reference<'_, '_>) -> Vec<Entry> {
    let errors = "All errors, and which functions may be answered with them.";
    let bots = "The functions that bots may call.";
    let builtin = "Numbers, strings, vectors, and what they are in Rust.";
    let lists = [
        (!reference.errors.is_empty()).then(|| Entry::new("Errors", ERRORS.into(), errors)),
        reference
            .knows_bots()
            .then(|| Entry::new("What bots may call", BOTS.into(), bots)),
        Some(Entry::new("Built-in types", BUILTINS.into(), builtin)),
    ];
    lists.into_iter().flatten().collect()
}

/// Returns the overview and the lists with their pages.
pub(crate) fn list_titles(reference: &Reference<'_, '_>) -> Vec<(Rc<str>, Rc<str>)> {
    let overview = ("Overview".into(), OVERVIEW.into());
    let lists = lists(reference).into_iter();
    let lists = lists.map(|list| (list.name, list.to));
    std::iter::once(overview).chain(lists).collect()
}

pub(super) fn overview<'r>(reference: &'r Reference<'_, '_>) -> Vec<Page<'r>> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (id, it) in reference.schema.combinators.entries() {
        if reference.combinators[id].is_some() && it.builtin.is_none() {
            let (functions, constructors) = counts.entry(namespace(it.name)).or_default();
            match it.kind {
                CombinatorKind::Function => *functions += 1,
                CombinatorKind::Constructor => *constructors += 1,
            }
        }
    }
    let functions = number(counts.values().map(|it| it.0).sum(), "function");
    let constructors = number(counts.values().map(|it| it.1).sum(), "constructor");
    let types = reference.schema.types.entries();
    let types = types.filter(|(id, it)| reference.types[*id].is_some() && it.builtin.is_none());
    let types = number(types.count(), "type");
    let namespaces = reference.namespaces.iter().map(|(name, path)| {
        let (functions, constructors) = counts.get(name).copied().unwrap_or_default();
        let functions = number(functions, "function");
        let constructors = number(constructors, "constructor");
        let summary = format!("{functions}, {constructors}");
        Entry::new(title_of(name), path.clone(), summary)
    });
    let about = format!("{functions}, {constructors} and {types}.");
    let client = "In the examples `types`, `enums` and `functions` are the modules of the generated code, and \
                  `client.invoke` sends a call and decodes the answer to it.";
    let client = tl_codegen::facts::Text::new(client);
    let mut description = vec![sentence(&about)];
    description.extend(reference.prose(Cow::Owned(client)));
    vec![
        Page {
            path: OVERVIEW.into(),
            kind: Kind::Overview,
            goes_on: false,
            title: title(reference.schema),
            above: Vec::new(),
            summary: about.into(),
            sections: vec![
                section("description", "", description),
                section(
                    "namespaces",
                    "Namespaces",
                    vec![Content::Entries("", namespaces.collect())],
                ),
                section(
                    "lists",
                    "Lists",
                    vec![Content::Entries("", lists(reference))],
                ),
            ],
            members: Vec::new(),
        },
        builtins(reference),
    ]
}

/// Returns the page of builtins: each TL name with its Rust type.
fn builtins(reference: &Reference<'_, '_>) -> Page<'static> {
    let schema = reference.schema;
    let mut rows = Vec::new();
    for name in reference.builtins.keys() {
        let combinator = schema.combinators.iter().find(|it| it.name == *name);
        let ty = schema.types.iter().find(|it| it.name == *name);
        let builtin = combinator
            .and_then(|it| it.builtin)
            .or_else(|| ty.and_then(|it| it.builtin));
        let Some(builtin) = builtin else {
            continue;
        };
        let form = ty.map(|_| "The same, with its id in front.");
        rows.push(row(name, builtin, form));
    }
    let about = "What needs no declaration, and what it is in Rust.";
    Page {
        path: BUILTINS.into(),
        kind: Kind::List,
        goes_on: false,
        title: "Built-in types".into(),
        above: vec![("Reference".to_owned(), OVERVIEW.into())],
        summary: about.into(),
        sections: vec![
            section("description", "", vec![sentence(about)]),
            section(
                "types",
                "Types",
                vec![Content::Table(Table { head: HEAD, rows })],
            ),
        ],
        members: Vec::new(),
    }
}

const HEAD: [&str; 3] = ["Name", "Rust", "On the wire"];

fn row(name: &str, builtin: Builtin, form: Option<&str>) -> [Vec<Inline<'static>>; 3] {
    let (rust, bytes) = what(builtin);
    [
        vec![Inline::Strong(name.to_owned())],
        vec![Inline::Code(rust.into())],
        vec![Inline::Text(form.unwrap_or(bytes).into())],
    ]
}

/// Describes a constructor that the schema declares but that is builtin, unless its declaration already tells.
pub(super) fn builtin(it: &Combinator<'_>) -> Option<Content<'static>> {
    let is_said = |builtin: &Builtin| matches!(builtin, Builtin::True | Builtin::Bool);
    let builtin = it.builtin.filter(|builtin| !is_said(builtin))?;
    Some(Content::Table(Table {
        head: HEAD,
        rows: vec![row(&shown(it.name), builtin, None)],
    }))
}

fn what(builtin: Builtin) -> (&'static str, &'static str) {
    match builtin {
        Builtin::Int => ("i32", "4 bytes, little-endian."),
        Builtin::Long | Builtin::Int53 => ("i64", "8 bytes, little-endian."),
        Builtin::Double => ("f64", "8 bytes."),
        Builtin::Float => ("f32", "4 bytes."),
        Builtin::String => (
            "String",
            "A length, the bytes in UTF-8, zeros up to a multiple of 4.",
        ),
        Builtin::Bytes => (
            "Vec<u8>",
            "A length, the bytes, zeros up to a multiple of 4.",
        ),
        Builtin::SecureString => ("Secret<String>", "As a string; it is never shown."),
        Builtin::SecureBytes => ("Secret<Vec<u8>>", "As bytes; they are never shown."),
        Builtin::Int128 => ("[u8; 16]", "16 bytes."),
        Builtin::Int256 => ("[u8; 32]", "32 bytes."),
        Builtin::Int512 => ("[u8; 64]", "64 bytes."),
        Builtin::True => (
            "True, or bool under a mask",
            "Nothing: the bit of the mask says it.",
        ),
        Builtin::Bool => ("bool", "The id of one of two constructors."),
        Builtin::Vector => ("Vec<T>", "A count, then the elements."),
        Builtin::Object => ("Box<dyn AnyObject>", "Any constructor, its id in front."),
        Builtin::Function => ("Box<dyn AnyObject>", "Any function, its id in front."),
    }
}
