//! Lists the things that tests are about, so that each has a test of its own.

use gen_schemas::{fixtures, schemas, shared, table, write};

fn main() {
    let mut lists = String::new();
    for folder in ["invalid", "several", "valid"] {
        println!("cargo::rerun-if-changed=fixtures/{folder}");
        let names = fixtures(folder).into_iter().map(|(name, _)| name);
        lists += &list(folder, names.map(|name| (name.clone(), name)));
    }

    println!("cargo::rerun-if-changed={}", table::page().display());
    let constructs = table::rows().into_iter().map(|row| row.construct);
    lists += &list("rows", constructs.map(|name| (name.to_lowercase(), name)));

    if let Some(folder) = shared("schemas") {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    let paths = schemas().into_iter().map(|path| {
        let last = path.iter().rev().take(2).map(|part| part.to_string_lossy());
        let [file, folder] = <[_; 2]>::try_from(last.collect::<Vec<_>>()).unwrap_or_default();
        let name = format!("{folder}_{}", file.trim_end_matches(".tl"));
        (name, path.display().to_string())
    });
    lists += &list("schemas", paths);
    write("lists.rs", &lists);
}

/// Returns a macro that generates a test for each thing, named after it.
fn list(name: &str, things: impl Iterator<Item = (String, String)>) -> String {
    let test = |(name, thing): (String, String)| {
        let words = name.split(|letter: char| !letter.is_ascii_alphanumeric());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let name = words.join("_");
        format!("#[test] fn {name}() {{ $question({thing:?}); }}\n")
    };
    let tests: String = things.map(test).collect();
    format!("macro_rules! {name} {{ ($question:path) => {{\n{tests}}} }}\n")
}
