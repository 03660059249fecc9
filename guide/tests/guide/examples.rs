//! Do the pages show the actual code of the examples?
//!
//! With `SNAPSHOTS=overwrite`, the actual code is written to the pages.

use std::fs;

use snapbox::Data;

use crate::page::{Line, Page, guide, guide_pages};

#[test]
fn the_code_of_examples_is_theirs() {
    for page in guide_pages() {
        snapbox::assert_data_eq!(filled(&page), Data::read_from(&page.path, None).raw());
    }
}

/// Returns the page with the code of its examples.
fn filled(page: &Page) -> String {
    let mut text = String::new();
    let mut is_example = false;
    for (line, kind) in page.text.lines().zip(page.lines()) {
        match kind {
            Line::Code(_) if is_example => continue,
            Line::Code(_) | Line::Text => text += line,
            Line::End => {
                is_example = false;
                text += line;
            }
            Line::Fence(fence) => {
                text += line;
                if let Some(example) = fence.strip_prefix("rust,example:") {
                    is_example = true;
                    text += "\n";
                    text += code(example).trim_end();
                }
            }
        }
        text += "\n";
    }
    text
}

/// Returns the code of `FILE:ANCHOR`: the lines of `examples/FILE` between `// ANCHOR: ANCHOR` and `//
/// ANCHOR_END: ANCHOR`, without other anchors.
fn code(example: &str) -> String {
    let (file, anchor) = example.split_once(':').expect("FILE:ANCHOR");
    let file = guide().join("../examples").join(file);
    let text =
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let is = |line: &str, mark: &str| line.trim().strip_prefix(mark) == Some(anchor);
    let lines = text
        .lines()
        .skip_while(|line| !is(line, "// ANCHOR: "))
        .skip(1);
    let lines = lines.take_while(|line| !is(line, "// ANCHOR_END: "));
    let lines: Vec<_> = lines
        .filter(|line| !line.trim().starts_with("// ANCHOR"))
        .collect();
    assert_ne!(lines, [""; 0], "{}: no `{anchor}`", file.display());
    let code = lines.iter().filter(|line| !line.is_empty());
    let indented = code.map(|line| line.len() - line.trim_start().len()).min();
    let lines = lines
        .iter()
        .map(|line| line.get(indented.unwrap_or_default()..));
    lines
        .flat_map(|line| [line.unwrap_or_default(), "\n"])
        .collect()
}
