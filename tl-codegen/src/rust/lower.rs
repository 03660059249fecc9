//! From the words of TL to the words of Rust: names, types, boxes, documentation.
//!
//! What Rust cannot say yet is a diagnostic at its place, and no definition is dropped.

mod docs;
mod fields;
mod items;
mod json;
mod layout;
mod naming;
mod order;
mod params;
mod path;
mod records;
mod repetition;
mod traits;

use tl_parser::diagnostic::Diagnostic;
use tl_parser::schema::Graph;
use tl_parser::schema::{CombinatorId, CombinatorKind, Schema, TypeId};

use crate::rust::config::Config;
use crate::rust::form::Unsupported;
use crate::rust::lower::layout::Sizes;
use crate::rust::lower::naming::Naming;
use crate::rust::lower::params::TypeParams;
use crate::rust::lower::traits::Abilities;
use crate::rust::model::{File, Module};
use crate::rust::names::ident;
use crate::rust::selector::Selection;

/// Everything that is known while a schema becomes Rust.
struct Lowering<'a, 's> {
    schema: &'a Schema<'s>,
    config: &'a Config,
    graph: Graph,
    naming: Naming,
    type_params: TypeParams,
    sizes: Sizes,
    abilities: Abilities,
    strings_as_bytes: Selection<'a>,
    keep_masks: Selection<'a>,
    keep_enums: Selection<'a>,
    /// By type: whether it is an enum whatever it has.
    kept: Vec<bool>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

/// The file that a schema becomes.
///
/// What cannot be generated is reported; the file is worth nothing where an error was.
pub fn lower(schema: &Schema<'_>, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> File {
    let naming = Naming::new(schema);
    let mut keep_enums = Selection::new("keep_enums", "types", &config.keep_enums);
    let kept = (0..).map(TypeId).zip(&schema.types);
    let kept = kept.map(|(id, ty)| naming.ty(id).is_some() && keep_enums.selects(ty.name));
    let kept = kept.collect();
    let mut lowering = Lowering {
        schema,
        config,
        graph: Graph::new(schema),
        naming,
        type_params: TypeParams::new(schema),
        sizes: Sizes::default(),
        abilities: Abilities::new(schema),
        strings_as_bytes: Selection::new(
            "strings_as_bytes",
            "fields of type `string`",
            &config.strings_as_bytes,
        ),
        keep_masks: Selection::new(
            "keep_masks",
            "masks: fields of type `#`",
            &config.keep_masks,
        ),
        keep_enums,
        kept,
        diagnostics,
    };
    let file = lowering.file();
    lowering.report_unmatched_selectors();
    file
}

impl Lowering<'_, '_> {
    fn file(&mut self) -> File {
        for &(constructor, span) in &self.schema.expanding {
            let what = "a type that contains ever larger types of its own kind";
            let unsupported = Unsupported { what, span };
            let constructor = &self.schema[constructor];
            self.diagnostics.push(unsupported.of(constructor));
        }
        self.needs_no_builtins();
        let mut roots = [
            module("types", "The constructors, a struct each."),
            module(
                "enums",
                "The types: an enum where there are several constructors.",
            ),
            module("functions", "The functions, a struct each."),
        ];
        let [types, enums, functions] = &mut roots;
        // Sizes are needed of what a type contains before those of the type.
        for id in order::contained_first(self.schema, &self.graph) {
            self.plan(id);
        }
        for (index, combinator) in (0..).zip(&self.schema.combinators) {
            let id = CombinatorId(index);
            let Some(path) = self.naming.combinator(id).cloned() else {
                continue;
            };
            let root = match combinator.kind {
                CombinatorKind::Constructor => &mut *types,
                CombinatorKind::Function => &mut *functions,
            };
            let item = self.record(id, &path);
            let records = self.records(id);
            self.check_json(id, [&item].into_iter().chain(&records));
            let module = place(root, &path.modules);
            module.items.push(item);
            module.items.extend(records);
        }
        for index in (0..).take(self.schema.types.len()) {
            let id = TypeId(index);
            let Some(path) = self.naming.ty(id).cloned() else {
                continue;
            };
            if let Some(item) = self.union(id, &path) {
                place(enums, &path.modules).items.push(item);
            }
        }
        let of_schema = self
            .schema
            .layer
            .and_then(|layer| i32::try_from(layer).ok());
        let registry = self.config.registry.then(|| self.registry());
        File {
            layer: self.config.layer.or(of_schema),
            modules: roots.into(),
            registry,
        }
    }

    fn report_unmatched_selectors(&mut self) {
        let selections = [&self.strings_as_bytes, &self.keep_masks, &self.keep_enums];
        let unmatched = selections
            .iter()
            .flat_map(|selection| selection.unmatched());
        self.diagnostics.extend(unmatched);
    }
}

fn module(name: &str, docs: &str) -> Module {
    Module {
        ident: ident(name),
        docs: docs.into(),
        items: Vec::new(),
        modules: Vec::new(),
    }
}

/// The module of that path; the first part is `root` itself.
fn place<'m>(root: &'m mut Module, path: &[String]) -> &'m mut Module {
    let mut here = root;
    let mut namespace = String::new();
    for name in path.iter().skip(1) {
        if !namespace.is_empty() {
            namespace.push('.');
        }
        namespace.push_str(name);
        let wanted = ident(name);
        let found = here
            .modules
            .iter()
            .position(|module| module.ident == wanted);
        let index = found.unwrap_or_else(|| {
            here.modules
                .push(module(name, &format!("The namespace `{namespace}`.")));
            here.modules.len() - 1
        });
        // The index is of a module that was found or just put there.
        #[allow(clippy::indexing_slicing)]
        {
            here = &mut here.modules[index];
        }
    }
    here
}
