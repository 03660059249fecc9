//! Which Rust name each definition gets, and in which module.

use std::collections::BTreeMap;

use tl_parser::schema::{CombinatorId, CombinatorKind, Origin, Schema, TypeId};
use tl_parser::source::Span;

use crate::rust::lower::path::Path;
use crate::rust::lower::records::visit_records;
use crate::rust::names::{Taken, camel, snake, split};

/// The names of all definitions of a schema.
#[derive(Debug)]
pub(super) struct Naming {
    combinators: Vec<Option<Path>>,
    types: Vec<Option<Path>>,
    records: BTreeMap<Span, Path>,
}

impl Naming {
    pub(super) fn new(schema: &Schema<'_>) -> Self {
        let mut taken = BTreeMap::new();
        let combinators = schema.combinators.iter().map(|combinator| {
            let generated = combinator.builtin.is_none() && combinator.origin == Origin::Declared;
            generated.then(|| path(root(combinator.kind), combinator.name, &mut taken))
        });
        let combinators = combinators.collect();
        let types = schema.types.iter().map(|ty| {
            let generated = ty.builtin.is_none() && ty.origin == Origin::Declared;
            generated.then(|| path("enums", ty.name, &mut taken))
        });
        let types = types.collect();
        let records = records(schema, &mut taken);
        Self {
            combinators,
            types,
            records,
        }
    }

    /// Where the struct of the repetition at that place is.
    pub(super) fn record(&self, span: Span) -> Option<&Path> {
        self.records.get(&span)
    }

    /// Where the struct of a constructor or function is; `None` for what is built in.
    pub(super) fn combinator(&self, id: CombinatorId) -> Option<&Path> {
        self.combinators.get(id.0 as usize)?.as_ref()
    }

    /// Where the enum or alias of a type is; `None` for what is built in.
    pub(super) fn ty(&self, id: TypeId) -> Option<&Path> {
        self.types.get(id.0 as usize)?.as_ref()
    }
}

/// The names of the records, which are those of the constructor and of the field.
fn records(schema: &Schema<'_>, taken: &mut BTreeMap<Vec<String>, Taken>) -> BTreeMap<Span, Path> {
    let mut records = BTreeMap::new();
    for combinator in &schema.combinators {
        if combinator.builtin.is_some() || combinator.origin != Origin::Declared {
            continue;
        }
        for field in &combinator.fields {
            visit_records(
                field.name.unwrap_or("items"),
                &field.ty,
                &mut |name, span, _| {
                    let name = format!("{}_{name}", combinator.name);
                    records
                        .entry(span)
                        .or_insert_with(|| path(root(combinator.kind), &name, taken));
                },
            );
        }
    }
    records
}

fn root(kind: CombinatorKind) -> &'static str {
    match kind {
        CombinatorKind::Constructor => "types",
        CombinatorKind::Function => "functions",
    }
}

fn path(root: &str, name: &str, taken: &mut BTreeMap<Vec<String>, Taken>) -> Path {
    let (namespaces, last) = split(name);
    let modules: Vec<String> = [root.to_owned()]
        .into_iter()
        .chain(namespaces.into_iter().map(snake))
        .collect();
    let wanted = camel(last);
    let name = taken
        .entry(modules.clone())
        .or_default()
        .unique(wanted.clone());
    Path {
        modules,
        renamed: name != wanted,
        name,
    }
}
