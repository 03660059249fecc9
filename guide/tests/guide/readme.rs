//! Is the README short enough to be read as a whole?

use crate::page::{Page, guide};

#[test]
fn the_readme_has_at_most_150_lines() {
    let readme = Page::read(guide().join("../README.md"));
    let lines = readme.text.lines().count();
    assert!(lines <= 150, "it has {lines} lines");
}
