//! Lists of pages: of a namespace, of all errors, of methods for bots. A long list is split into several pages.

use std::collections::BTreeMap;
use std::rc::Rc;

use tl_parser::schema::CombinatorKind;

use super::section;
use super::weight::weight_of;
use crate::docs::page::{Content, Entry, Kind, Page, Section};
use crate::docs::reference::{OVERVIEW, Reference, namespace};
use crate::docs::words::shown_name;

/// The size of a page, in bytes of a site.
const WEIGHT: usize = 50_000;

/// The title of the namespace without a name.
const ROOT: &str = "(no namespace)";

/// Returns the parent pages of a definition.
pub(super) fn above(reference: &Reference<'_, '_>, name: &str) -> Vec<(String, Rc<str>)> {
    let namespace = namespace(name);
    let path = reference.namespaces.get(namespace).cloned();
    let mut above = overview();
    above.extend(path.map(|path| (title_of(namespace), path)));
    above
}

/// Returns the parent pages of a list.
pub(super) fn overview() -> Vec<(String, Rc<str>)> {
    vec![("Reference".to_owned(), OVERVIEW.into())]
}

/// Returns the title of a namespace: `photos`, or a placeholder if it has no name.
pub(super) fn title_of(namespace: &str) -> String {
    match namespace {
        "" => ROOT.into(),
        name => shown_name(name).into_owned(),
    }
}

/// Returns the namespaces with their pages.
pub(crate) fn namespace_titles(reference: &Reference<'_, '_>) -> Vec<(String, Rc<str>)> {
    let namespaces = reference.namespaces.iter();
    namespaces
        .map(|(name, path)| (title_of(name), path.clone()))
        .collect()
}

/// Returns the pages of all namespaces.
pub(super) fn namespaces<'r>(reference: &'r Reference<'_, '_>) -> Vec<Page<'r>> {
    let schema = reference.schema;
    let mut definitions: BTreeMap<_, Vec<Entry>> = BTreeMap::new();
    for (id, it) in schema.combinators.entries() {
        let group = definitions.entry((namespace(it.name), Some(it.kind)));
        group.or_default().extend(reference.entry(id));
    }
    for (id, it) in schema.types.entries() {
        let group = definitions.entry((namespace(it.name), None));
        group.or_default().extend(reference.type_entry(id));
    }
    let mut pages = Vec::new();
    for (name, path) in &reference.namespaces {
        let mut of = |kind| {
            let mut entries = definitions.remove(&(*name, kind)).unwrap_or_default();
            entries.sort_by(|one, other| one.name.cmp(&other.name));
            entries
        };
        pages.extend(
            List {
                path: path.clone(),
                kind: Kind::Namespace,
                title: title_of(name),
                above: overview(),
                summary: "".into(),
                before: Vec::new(),
                groups: vec![
                    ("functions", "Functions", of(Some(CombinatorKind::Function))),
                    ("types", "Types", of(None)),
                    (
                        "constructors",
                        "Constructors",
                        of(Some(CombinatorKind::Constructor)),
                    ),
                ],
            }
            .pages(),
        );
    }
    pages
}

/// A list.
pub(super) struct List<'r> {
    pub(super) path: Rc<str>,
    pub(super) kind: Kind,
    pub(super) title: String,
    /// Its parent pages.
    pub(super) above: Vec<(String, Rc<str>)>,
    pub(super) summary: Rc<str>,
    /// The sections before it, on its first page.
    pub(super) before: Vec<Section<'r>>,
    pub(super) groups: Vec<(&'static str, &'static str, Vec<Entry>)>,
}

impl<'r> List<'r> {
    /// Returns its pages, which link to each other.
    pub(super) fn pages(self) -> Vec<Page<'r>> {
        let mut parts: Vec<Vec<(&'static str, &'static str, Vec<Entry>)>> = vec![Vec::new()];
        let mut weight = 0;
        for (id, title, entries) in self.groups {
            let mut open = Vec::new();
            for entry in entries {
                weight += weight_of(&entry);
                if weight > WEIGHT {
                    weight = weight_of(&entry);
                    push(&mut parts, id, title, &mut open);
                    parts.push(Vec::new());
                }
                open.push(entry);
            }
            push(&mut parts, id, title, &mut open);
        }
        let path = |index: usize| -> Rc<str> {
            match index {
                0 => self.path.clone(),
                // No other page has this path: a name never ends with such a number twice.
                index => format!("{}--{}", self.path, index + 1).into(),
            }
        };
        let links: Vec<Entry> = match parts.as_slice() {
            [_] => Vec::new(),
            parts => parts
                .iter()
                .enumerate()
                .map(|(index, part)| link(part, path(index)))
                .collect(),
        };
        let count = parts.len();
        let mut before = self.before;
        let pages = parts.into_iter().enumerate().map(|(index, groups)| {
            let mut sections = std::mem::take(&mut before);
            for (id, title, entries) in groups {
                sections.push(section(id, title, vec![Content::Entries("", entries)]));
            }
            if count > 1 {
                sections.push(section(
                    "pages",
                    "All pages of this list",
                    vec![Content::Entries("", links.clone())],
                ));
            }
            Page {
                path: path(index),
                kind: self.kind,
                goes_on: index > 0,
                title: match index {
                    0 => self.title.clone(),
                    index => format!("{}, page {}", self.title, index + 1),
                },
                above: self.above.clone(),
                summary: self.summary.clone(),
                sections,
                members: Vec::new(),
            }
        });
        pages.collect()
    }
}

type Part = Vec<(&'static str, &'static str, Vec<Entry>)>;

fn push(parts: &mut [Part], id: &'static str, title: &'static str, open: &mut Vec<Entry>) {
    if let (Some(part), false) = (parts.last_mut(), open.is_empty()) {
        part.push((id, title, std::mem::take(open)));
    }
}

/// Returns a link such as `Functions: messages.acceptEncryption – messages.getHistory`.
fn link(part: &Part, to: Rc<str>) -> Entry {
    let ends = part
        .first()
        .zip(part.last())
        .and_then(|((_, title, first), (_, _, last))| {
            Some(format!(
                "{title}: {} – {}",
                first.first()?.name,
                last.last()?.name
            ))
        });
    Entry::new(ends.unwrap_or_default(), to, "")
}
