//! The table of constructs in the guide.

use std::path::PathBuf;

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// What the construct is called: `repetition`.
    pub construct: String,
    /// An example: fields, or declarations, each with its `;`.
    pub tl: String,
    /// What must be found in the code that is generated of it.
    pub rust: Vec<String>,
    /// The bytes of a value of it, in hexadecimal.
    pub wire: String,
}

impl Row {
    /// The row as a schema. Its last combinator is what the bytes are of.
    #[must_use]
    pub fn schema(&self) -> String {
        let declarations = if self.tl.contains(';') {
            self.tl.clone()
        } else {
            format!("row {} = Row;", self.tl)
        };
        format!("{PRELUDE}\n{declarations}\n")
    }

    /// The module of its code: `row_03`.
    #[must_use]
    pub fn module(index: usize) -> String {
        format!("row_{index:02}")
    }
}

/// What the examples use.
const PRELUDE: &str = "user user_id:long = User;
circle radius:int = Shape; nothing = Shape;";

/// The page of the guide that has the table.
#[must_use]
pub fn page() -> PathBuf {
    crate::repository().join("guide/src/mapping.md")
}

fn text() -> String {
    std::fs::read_to_string(page()).expect("the page can be read")
}

/// The rows of the table.
#[must_use]
pub fn rows() -> Vec<Row> {
    let text = text();
    let lines = text.lines().filter(|line| line.starts_with("| "));
    lines.filter_map(row).collect()
}

/// What the list below the table says that cannot be generated: TL, and whether that is only so
/// where the derive makes the impls.
#[must_use]
pub fn impossible() -> Vec<(String, bool)> {
    let text = text();
    let list = text
        .split("\ntlgen cannot generate the following")
        .nth(1)
        .unwrap_or("");
    let list = list.split("\n## ").next().unwrap_or("");
    let items = list.split("\n- ").skip(1);
    let last = |item: &str| code(item).last().map(ToString::to_string);
    items
        .filter_map(|item| Some((last(item)?, item.contains("`--impls derive`"))))
        .collect()
}

/// `None` for the two lines of the heading.
fn row(line: &str) -> Option<Row> {
    let mut cells = line.trim_matches('|').split(" | ").map(str::trim);
    let mut cell = || cells.next().unwrap_or("");
    let (construct, tl, rust, wire) = (cell(), cell(), cell(), cell());
    if construct == "construct" || construct.starts_with("--") {
        return None;
    }
    Some(Row {
        construct: construct.into(),
        tl: code(tl).join(" "),
        rust: code(rust).into_iter().map(Into::into).collect(),
        wire: code(wire).concat().replace(' ', ""),
    })
}

/// What stands in backticks.
fn code(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}
