//! Output forms of pages.

use super::folder::Output;
use super::page::Page;

/// Turns pages into files, one by one.
pub(crate) trait Form {
    /// Returns the file of a page.
    fn page(&mut self, page: &Page<'_>) -> Output;

    /// Returns the files other than pages, after all pages are known.
    fn rest(self: Box<Self>) -> Vec<Output>;
}
