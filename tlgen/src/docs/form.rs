//! What pages become.

use super::folder::Output;
use super::page::Page;

/// Makes files of pages, one by one.
pub(crate) trait Form {
    /// The file of a page.
    fn page(&mut self, page: &Page<'_>) -> Output;

    /// What is there besides the pages, when all of them are known.
    fn rest(self: Box<Self>) -> Vec<Output>;
}
