//! The pages of errors, and of what bots may call.

use tl_codegen::facts::Callers;
use tl_parser::schema::{CombinatorId, CombinatorKind};

use super::definitions::entries;
use super::lists::List;
use super::{section, sentence};
use crate::docs::page::{Content, Entry, Kind, Page};
use crate::docs::reference::{BOTS, ERRORS, OVERVIEW, Reference};
use crate::docs::words::{shown, summary};

/// How many functions stand beside an error in the list of all.
const BESIDE: usize = 3;

/// The page of each error, the list of all, and the list of what bots may call.
pub(super) fn pages(reference: &Reference<'_, '_>) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut all = Vec::new();
    for (name, path) in &reference.errors {
        let Some(known) = reference.facts.errors.get(*name) else {
            continue;
        };
        let codes: Vec<String> = known.codes.iter().map(ToString::to_string).collect();
        let codes = codes.join(", ");
        let raised_by = reference.raised_by.get(name).map_or(&[][..], Vec::as_slice);
        let list = entries("", reference, raised_by);
        let title = shown(name).into_owned();
        let mut more: Vec<_> = raised_by
            .iter()
            .filter_map(|id| reference.entry(*id))
            .map(|it| (it.name, it.to))
            .collect();
        if more.len() > BESIDE {
            more.truncate(BESIDE - 1);
            let others = format!("{} others", raised_by.len() - more.len());
            more.push((others, path.clone()));
        }
        all.push(Entry {
            name: title.clone(),
            to: path.clone(),
            note: codes.clone(),
            summary: summary(&known.description),
            more,
        });
        let none = sentence(
            "No function of this schema is documented to be answered with it: any may be.",
        );
        pages.push(Page {
            path: path.clone(),
            kind: Kind::Error,
            title,
            above: vec![
                ("Reference".to_owned(), OVERVIEW.into()),
                ("Errors".to_owned(), ERRORS.into()),
            ],
            summary: summary(&known.description),
            sections: vec![
                section("description", "", reference.prose(&known.description)),
                section(
                    "code",
                    "Code",
                    vec![sentence(if codes.is_empty() {
                        "It is not known."
                    } else {
                        &codes
                    })],
                ),
                section("functions", "Functions", vec![list.unwrap_or(none)]),
            ],
            members: Vec::new(),
        });
    }
    let before = match all.len() {
        0 => "No error is documented.".to_owned(),
        count => format!("{count} errors, each with the functions that may be answered with it."),
    };
    pages.extend(
        List {
            path: ERRORS.into(),
            kind: Kind::List,
            title: "Errors".into(),
            summary: "All errors, each with the functions that may be answered with it.".into(),
            before: vec![sentence(&before)],
            groups: vec![("errors", "All errors", all)],
        }
        .pages(),
    );
    pages.extend(bots(reference));
    pages
}

fn bots(reference: &Reference<'_, '_>) -> Vec<Page> {
    let schema = reference.schema;
    let functions = schema.combinators.entries().filter(|(id, it)| {
        it.kind == CombinatorKind::Function && reference.combinators[*id].is_some()
    });
    let functions: Vec<(CombinatorId, _)> = functions
        .map(|(id, it)| (id, reference.facts.functions.get(it.name)))
        .collect();
    let of = |wanted: &dyn Fn(&tl_codegen::facts::FunctionFacts) -> bool| {
        let chosen = functions
            .iter()
            .filter(|(_, known)| known.is_some_and(wanted));
        let mut entries: Vec<Entry> = chosen.filter_map(|(id, _)| reference.entry(*id)).collect();
        entries.sort_by(|one, other| one.name.cmp(&other.name));
        entries
    };
    let both = of(&|known| known.callers == Some(Callers::Both));
    let only = of(&|known| known.callers == Some(Callers::Bots));
    let business = of(&|known| known.business);
    let known = functions
        .iter()
        .filter(|(_, known)| known.is_some_and(|it| it.callers.is_some()));
    let (known, all) = (known.count(), functions.len());
    let before = match known {
        0 => "It is not known which functions bots may call.".to_owned(),
        _ => format!(
            "Bots may call {} of {all} functions; of {} it is not known.",
            both.len() + only.len(),
            all - known
        ),
    };
    let before: Vec<Content> = vec![sentence(&before)];
    List {
        path: BOTS.into(),
        kind: Kind::List,
        title: "What bots may call".into(),
        summary: "The functions that bots may call.".into(),
        before,
        groups: vec![
            ("both", "Bots and users", both),
            ("bots", "Bots only", only),
            ("business", "For a business account", business),
        ],
    }
    .pages()
}
