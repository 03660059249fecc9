//! Pages as a static site that works without a server: HTML, one style sheet, one script, one index.

mod html;
mod rust;
mod search;

use std::rc::Rc;

use super::folder::Output;
use super::form::Form;
use super::page::Page;

/// A site whose pages are added one by one.
pub(crate) struct Site<'t> {
    frame: html::Frame<'t>,
    index: search::Index,
}

impl<'t> Site<'t> {
    /// Returns a site with a title, lists and namespaces, each with its page.
    pub(crate) fn new(
        title: &'t str,
        lists: &'t [(Rc<str>, Rc<str>)],
        namespaces: &'t [(String, Rc<str>)],
    ) -> Self {
        Self {
            frame: html::Frame {
                title,
                lists,
                namespaces,
            },
            index: search::Index::new(),
        }
    }
}

impl Form for Site<'_> {
    fn page(&mut self, page: &Page<'_>) -> Output {
        self.index.add(page);
        Output::new(format!("{}.html", page.path), self.frame.page(page))
    }

    fn rest(self: Box<Self>) -> Vec<Output> {
        vec![
            Output::new("site.css", include_str!("site/site.css")),
            Output::new("site.js", include_str!("site/site.js")),
            Output::new("search.js", self.index.finish()),
        ]
    }
}
