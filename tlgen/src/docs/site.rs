//! Pages as a static site, which opens from a file: HTML, one style sheet, one script, one index.

mod html;
mod rust;
mod search;

use super::folder::Output;
use super::page::Page;

/// The files of a site.
pub(crate) fn files(title: &str, pages: &[Page], done: &mut dyn FnMut()) -> Vec<Output> {
    let mut files = vec![
        Output::new("site.css", include_str!("site/site.css")),
        Output::new("site.js", include_str!("site/site.js")),
        Output::new("search.js", search::index(pages)),
    ];
    let frame = html::Frame::new(title, pages);
    for page in pages {
        files.push(Output::new(format!("{}.html", page.path), frame.page(page)));
        done();
    }
    files
}
