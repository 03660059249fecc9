//! The heading above the changes: the names of the schemas, and the number of changes.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;
use tl_parser::schema::Schema;

use super::changes::{Change, Changes, How};

/// The two schemas: their names, and their layers if known.
pub(crate) struct Heading<'a> {
    pub(crate) old: Side<'a>,
    pub(crate) new: Side<'a>,
}

/// The name and layer of a schema.
#[derive(Serialize)]
pub(crate) struct Side<'a> {
    pub(crate) name: &'a str,
    pub(crate) layer: Option<u32>,
}

impl<'a> Side<'a> {
    pub(crate) fn new(name: &'a str, schema: &Schema<'_>) -> Self {
        let layer = schema.layer;
        Self { name, layer }
    }

    fn text(&self) -> String {
        match self.layer {
            Some(layer) => format!("{} (layer {layer})", self.name),
            None => self.name.to_owned(),
        }
    }
}

impl Heading<'_> {
    /// Returns `old.tl (layer 117) -> new.tl (layer 230)`.
    pub(crate) fn text(&self) -> String {
        format!("{} -> {}", self.old.text(), self.new.text())
    }

    /// Returns `Layer 230, after layer 117`, or a title with the names of the files.
    pub(crate) fn title(&self) -> String {
        match (self.old.layer, self.new.layer) {
            (Some(old), Some(new)) if old != new => format!("Layer {new}, after layer {old}"),
            (None, Some(new)) => format!("Layer {new}"),
            _ => format!("Changes from `{}` to `{}`", self.old.name, self.new.name),
        }
    }
}

/// The number of changes for each kind of declaration.
#[derive(Serialize)]
pub(crate) struct Summary {
    pub(crate) types: Counts,
    pub(crate) constructors: Counts,
    pub(crate) functions: Counts,
}

/// The number of items that were added, removed, renamed and changed.
#[derive(Default, Serialize)]
pub(crate) struct Counts {
    pub(crate) added: usize,
    pub(crate) removed: usize,
    pub(crate) renamed: usize,
    pub(crate) changed: usize,
}

impl Counts {
    fn of(all: impl Iterator<Item = How>) -> Self {
        let mut counts: BTreeMap<How, usize> = BTreeMap::new();
        for how in all {
            *counts.entry(how).or_default() += 1;
        }
        let count = |how| counts.get(&how).copied().unwrap_or_default();
        Self {
            added: count(How::Added),
            removed: count(How::Removed),
            renamed: count(How::Renamed),
            changed: count(How::Changed),
        }
    }

    /// Returns each number with its word, except zeros.
    fn text(&self) -> Option<String> {
        let all = [
            (self.added, How::Added),
            (self.removed, How::Removed),
            (self.renamed, How::Renamed),
            (self.changed, How::Changed),
        ];
        let there = all.into_iter().filter(|(count, _)| *count > 0);
        let parts: Vec<_> = there
            .map(|(count, how)| format!("{count} {}", how.word()))
            .collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

impl Summary {
    pub(crate) fn of(changes: &Changes<'_, '_>) -> Self {
        let constructors = changes.types.iter().flat_map(|it| &it.constructors);
        Self {
            types: Counts::of(changes.types.iter().map(|it| it.how())),
            constructors: Counts::of(constructors.map(Change::how)),
            functions: Counts::of(changes.functions.iter().map(Change::how)),
        }
    }

    /// Returns a line for each kind of declaration: `types: 3 added, 1 changed`.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for (what, counts) in self.parts() {
            if let Some(counts) = counts.text() {
                // Writing to a string does not fail.
                let _ = writeln!(text, "{what}: {counts}");
            }
        }
        text
    }

    pub(crate) fn parts(&self) -> [(&'static str, &Counts); 3] {
        [
            ("types", &self.types),
            ("constructors", &self.constructors),
            ("functions", &self.functions),
        ]
    }
}
