//! The meanings of Rust names, from the documentation of generated code.

use std::collections::BTreeMap;

/// Returns the TL name of each item, field and variant by its path: `enums::Foo::Bar` is `fooBar`.
pub(crate) fn of(code: &str) -> BTreeMap<String, String> {
    let mut meanings = BTreeMap::new();
    // The open items: their indentation, kinds and names.
    let mut path: Vec<(usize, &str, &str)> = Vec::new();
    let mut meaning = "";
    for line in code.lines() {
        let (indent, text) = (line.len() - line.trim_start().len(), line.trim_start());
        if text.is_empty() {
            continue;
        }
        if text.starts_with("impl") {
            path.retain(|(of, ..)| *of < indent);
            path.push((indent, "impl", ""));
            continue;
        }
        if let Some(docs) = text.strip_prefix("/// ") {
            let heads = ["The type ", "What ", "The field "];
            let docs = heads
                .iter()
                .find_map(|head| docs.strip_prefix(head))
                .unwrap_or(docs);
            let quoted = docs.strip_prefix('`').and_then(|it| it.split('`').next());
            meaning = quoted.map_or(meaning, |it| it.split(['#', ':', ' ']).next().unwrap());
            continue;
        }
        path.retain(|(of, ..)| *of < indent);
        let parent = path.last().map_or("mod", |(_, kind, _)| kind);
        let (kind, rest) = match (parent, text.strip_prefix("pub ")) {
            ("mod", Some(declared)) => declared.split_once(' ').unwrap_or_default(),
            ("struct", Some(declared)) => ("member", declared),
            ("enum", None) => ("variant", text),
            _ => continue,
        };
        if !["mod", "struct", "enum", "type", "member", "variant"].contains(&kind) {
            continue;
        }
        let rest = rest.strip_prefix("r#").unwrap_or(rest);
        let end = rest.find(|letter: char| letter != '_' && !letter.is_ascii_alphanumeric());
        let name = &rest[..end.unwrap_or(rest.len())];
        if name.is_empty() {
            continue;
        }
        path.push((indent, kind, name));
        if kind != "mod" {
            let names: Vec<&str> = path.iter().map(|(.., name)| *name).collect();
            meanings.insert(names.join("::"), meaning.to_owned());
        }
    }
    meanings
}
