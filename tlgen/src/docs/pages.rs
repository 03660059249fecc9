//! All pages of a reference.

mod definitions;
mod errors;
mod lists;
mod overview;
mod types;
mod weight;

use super::page::{Content, Inline, Page, Section};
use super::reference::Reference;

pub(super) use definitions::members;
pub(crate) use lists::namespace_titles;
pub(crate) use overview::{list_titles, title};

/// The receiver of pages.
pub(crate) type Take<'t> = &'t mut dyn FnMut(Page<'_>) -> Result<(), String>;

/// Makes all pages one by one, in the order of a book.
pub(crate) fn pages(reference: &Reference<'_, '_>, take: Take<'_>) -> Result<(), String> {
    let schema = reference.schema;
    let first = overview::overview(reference).into_iter();
    first
        .chain(lists::namespaces(reference))
        .try_for_each(&mut *take)?;
    for id in schema.combinators.ids() {
        let page = definitions::page(reference, id);
        page.into_iter().try_for_each(&mut *take)?;
    }
    for id in schema.types.ids() {
        let pages = types::pages(reference, id);
        pages.into_iter().try_for_each(&mut *take)?;
    }
    errors::pages(reference, take)
}

fn section<'r>(id: &'static str, title: &'static str, content: Vec<Content<'r>>) -> Section<'r> {
    Section { id, title, content }
}

fn sentence(text: &str) -> Content<'static> {
    Content::Paragraph(vec![Inline::Text(text.into())])
}
