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
pub(crate) use overview::title;

/// All pages, in the order in which a book has them.
pub(crate) fn pages(reference: &Reference<'_, '_>, done: &mut dyn FnMut()) -> Vec<Page> {
    let schema = reference.schema;
    let mut pages = overview::overview(reference);
    pages.extend(lists::namespaces(reference));
    for id in schema.combinators.ids() {
        pages.extend(definitions::page(reference, id));
        done();
    }
    for id in schema.types.ids() {
        pages.extend(types::pages(reference, id));
        done();
    }
    pages.extend(errors::pages(reference));
    pages
}

fn section(id: &'static str, title: &'static str, content: Vec<Content>) -> Section {
    Section { id, title, content }
}

fn sentence(text: &str) -> Content {
    Content::Paragraph(vec![Inline::Text(text.into())])
}
