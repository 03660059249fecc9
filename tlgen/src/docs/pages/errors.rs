//! Pages of errors, and the list of methods for bots.

use std::borrow::Cow;
use std::rc::Rc;

use tl_codegen::__private::report::number;
use tl_codegen::facts::{Callers, ErrorFacts, FunctionFacts};

use super::lists::{List, overview};
use super::{Take, section, sentence};
use crate::docs::page::{Entry, Kind, Page};
use crate::docs::reference::{BOTS, ERRORS, Reference};
use crate::docs::words::shown_name;

/// The number of functions next to an error in the list of all errors.
const BESIDE: usize = 3;

/// Makes the page of each error, the list of all errors, and the list of methods for bots.
pub(super) fn pages(reference: &Reference<'_, '_>, take: Take<'_>) -> Result<(), String> {
    let mut all = Vec::new();
    for (name, path) in &reference.errors {
        if let Some(known) = reference.facts.errors.get(*name) {
            let (entry, list) = of_error(reference, name, path, known);
            all.push(entry);
            list.pages().into_iter().try_for_each(&mut *take)?;
        }
    }
    let before = format!(
        "{}, each with the functions that may be answered with it.",
        number(all.len(), "error")
    );
    let of_all = List {
        path: ERRORS.into(),
        kind: Kind::List,
        title: "Errors".into(),
        summary: "All errors, each with the functions that may be answered with it.".into(),
        above: overview(),
        before: vec![section("description", "", vec![sentence(&before)])],
        groups: vec![("errors", "All errors", all)],
    };
    let lists = (!reference.errors.is_empty()).then(|| of_all.pages());
    let bots = reference.knows_bots().then(|| bots(reference));
    let mut pages = lists.into_iter().chain(bots).flatten();
    pages.try_for_each(take)
}

/// Returns the entry of an error in the list of all errors, and its page.
fn of_error<'r>(
    reference: &'r Reference<'_, '_>,
    name: &str,
    path: &Rc<str>,
    known: &'r ErrorFacts,
) -> (Entry, List<'r>) {
    let codes: Vec<String> = known.codes.iter().map(ToString::to_string).collect();
    let codes = codes.join(", ");
    let raised_by = reference.raised_by.get(name).map_or(&[][..], Vec::as_slice);
    let summary = reference.errors_in_short.get(name);
    let summary = summary.map_or_else(|| "".into(), |it| it.summary.clone());
    let functions = raised_by.iter().filter_map(|id| reference.entry(*id));
    let functions: Vec<Entry> = functions.collect();
    let title = shown_name(name).into_owned();
    let links = functions.iter().map(|it| (it.name.clone(), it.to.clone()));
    let mut more: Vec<_> = links.collect();
    if more.len() > BESIDE {
        more.truncate(BESIDE - 1);
        let others = format!("{} others", raised_by.len() - more.len());
        more.push((others.into(), path.clone()));
    }
    let code = match codes.as_str() {
        "" => "It is not known.",
        codes => codes,
    };
    let description = reference.prose(Cow::Borrowed(&known.description));
    let mut before = vec![
        section("description", "", description),
        section("code", "Code", vec![sentence(code)]),
    ];
    if functions.is_empty() {
        let none = "No function of this schema is documented to be answered with it: any may be.";
        before.push(section("functions", "Functions", vec![sentence(none)]));
    }
    let entry = Entry {
        name: title.as_str().into(),
        to: path.clone(),
        note: codes,
        summary: summary.clone(),
        more,
    };
    let mut above = overview();
    above.push(("Errors".to_owned(), ERRORS.into()));
    let list = List {
        path: path.clone(),
        kind: Kind::Error,
        title,
        above,
        summary,
        before,
        groups: vec![("functions", "Functions", functions)],
    };
    (entry, list)
}

fn bots<'r>(reference: &'r Reference<'_, '_>) -> Vec<Page<'r>> {
    let functions: Vec<_> = reference.functions().collect();
    let of = |wanted: &dyn Fn(&FunctionFacts) -> bool| {
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
    let before = format!(
        "Bots may call {} of {all} functions; of {} it is not known.",
        both.len() + only.len(),
        all - known
    );
    let before = vec![section("description", "", vec![sentence(&before)])];
    List {
        path: BOTS.into(),
        kind: Kind::List,
        title: "What bots may call".into(),
        above: overview(),
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
