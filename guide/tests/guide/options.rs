//! Are all options for generated code in the table of the guide?

use std::process::Command;

use crate::console::TLGEN;
use crate::page::{Page, guide};

#[test]
fn every_option_is_in_the_table() {
    let help = Command::new(&*TLGEN).args(["generate", "--help"]).output();
    let help = String::from_utf8(help.expect("it runs").stdout).expect("it is text");
    let (_, options) = help
        .split_once("\nCode generation:\n")
        .expect("it has options");
    let (options, _) = options.split_once("\nOutput:\n").expect("others follow");
    let page = Page::read(guide().join("src/build-scripts.md"));
    for line in options.lines().map(str::trim) {
        let flag = line.split([' ', '=']).next().unwrap_or_default();
        if flag.starts_with("--") {
            assert!(page.text.contains(&format!("`{flag}")), "{flag}");
        }
    }
}
