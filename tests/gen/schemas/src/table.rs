//! The guide's table of constructs.

use std::path::PathBuf;

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// The name of the construct: `repetition`.
    pub construct: String,
    /// An example: fields, or declarations, each with its `;`.
    pub tl: String,
    /// Code that must be in the generated code.
    pub rust: Vec<String>,
    /// The bytes of a value, in hexadecimal.
    pub wire: String,
}

impl Row {
    /// Returns the row as a schema. The bytes are a value of its last combinator.
    #[must_use]
    pub fn schema(&self) -> String {
        let declarations = if self.tl.contains(';') {
            self.tl.clone()
        } else {
            format!("row {} = Row;", self.tl)
        };
        format!("{PRELUDE}\n{declarations}\n")
    }

    /// Returns the name of the module with the code of a row: `row_03`.
    #[must_use]
    pub fn module(index: usize) -> String {
        format!("row_{index:02}")
    }
}

/// Declarations that the examples use.
const PRELUDE: &str = "user user_id:long = User;
circle radius:int = Shape; nothing = Shape;";

/// Returns the page of the guide with the table.
#[must_use]
pub fn page() -> PathBuf {
    crate::repository().join("guide/src/mapping.md")
}

fn text() -> String {
    std::fs::read_to_string(page()).expect("the page can be read")
}

/// Returns the rows of the table.
#[must_use]
pub fn rows() -> Vec<Row> {
    let text = text();
    let lines = text.lines().filter(|line| line.starts_with("| "));
    lines.filter_map(row).collect()
}

/// Returns the TL that cannot be generated, according to the list below the table, and whether this is the case
/// only if the derive makes the impls.
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

/// Parses a row; returns `None` for the two lines of the heading.
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

/// Returns the code spans in a cell.
fn code(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}
