//! The table in `ARCHITECTURE.md` that follows a declaration from text to Rust.

use std::collections::BTreeSet;

use crate::support;

/// Returns the code spans in a cell.
fn marked(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn the_way_of_a_declaration_is_that_of_the_code() {
    let text = support::text("ARCHITECTURE.md");
    let (_, table) = text.split_once("## The way of one declaration").unwrap();
    let (mut folder, mut entered, mut code) = ("tl-parser/src", BTreeSet::new(), String::new());
    let rows = table.lines().skip_while(|line| !line.starts_with("| ---"));
    for row in rows.skip(1).take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.trim_matches(['|', ' ']).split(" | ").collect();
        let [_, functions, files] = cells[..] else {
            panic!("{row}")
        };
        for path in marked(files) {
            let path = match path.split_once("/src/") {
                Some((krate, rest)) => {
                    folder = ["tl-parser/src", "tl-codegen/src"]
                        .into_iter()
                        .find(|it| it.starts_with(krate))
                        .unwrap();
                    rest
                }
                None => path,
            };
            let (before, names) = path.split_once('{').unwrap_or((path, ""));
            for name in names.trim_end_matches('}').split(',') {
                let file = format!("{folder}/{before}{name}.rs");
                code += &support::text(&file);
                entered.insert(file);
            }
        }
        for function in marked(functions) {
            let named = |after: char| code.contains(&format!("fn {function}{after}"));
            assert!(named('(') || named('<'), "{function} is not in {files}");
        }
    }
    assert!((20..=30).contains(&entered.len()), "{entered:#?}");
}
