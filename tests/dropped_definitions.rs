//! Is every definition of every schema in the code that is made of it?

use std::collections::BTreeMap;
use std::path::PathBuf;

use tl_codegen::compile::compile;
use tl_codegen::rust::config::Config;
use tl_parser::front::{self, Levels};
use tl_parser::schema::Origin;
use tl_parser::span::Sources;

use crate::support;

/// The schemas: three files of VK are one.
fn schemas() -> Vec<Vec<PathBuf>> {
    let (goldmaster, others): (Vec<PathBuf>, Vec<PathBuf>) =
        support::schema_files().into_iter().partition(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            name.is_some_and(|name| name.starts_with("goldmaster"))
        });
    let mut schemas: Vec<Vec<PathBuf>> = others.into_iter().map(|path| vec![path]).collect();
    if !goldmaster.is_empty() {
        assert_eq!(goldmaster.len(), 3);
        schemas.push(goldmaster);
    }
    schemas
}

fn sources(paths: &[PathBuf]) -> Sources {
    let mut sources = Sources::new();
    let mut paths = paths.to_vec();
    paths.sort();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        sources.add(path.display().to_string(), text);
    }
    sources
}

/// How often each name is one of a definition.
fn count<'n>(names: impl Iterator<Item = &'n str>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for name in names {
        *counts.entry(name.to_owned()).or_default() += 1;
    }
    counts
}

/// The constructors and functions of a schema, by name, that are not built in.
fn declared(sources: &Sources) -> BTreeMap<String, usize> {
    let mut found = Vec::new();
    let programs = front::parse_all(sources, &mut found);
    let schema = front::check(&programs, &mut found);
    let combinators = schema.combinators.iter();
    let declared = combinators.filter(|it| it.origin == Origin::Declared && it.builtin.is_none());
    count(declared.map(|it| it.name))
}

/// The structs in the code, by what they say is their name.
fn generated(code: &str) -> BTreeMap<String, usize> {
    let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
    let names = code.split("const NAME: &'static str = \"").skip(1);
    count(names.map(|rest| rest.split('"').next().unwrap()))
}

#[test]
fn no_definition_of_any_schema_is_dropped() {
    let (mut files, mut definitions) = (0, 0);
    for paths in schemas() {
        let sources = sources(&paths);
        let compiled = compile(&sources, &Config::default(), &Levels::default());
        let Some(code) = &compiled.code else {
            panic!("{paths:?}\n{}", support::rendered(&sources, &compiled));
        };
        let declared = declared(&sources);
        assert_eq!(generated(code), declared, "{paths:?}");
        files += paths.len();
        definitions += declared.values().sum::<usize>();
    }
    assert!(
        files >= 5 && definitions > 2_600,
        "{files} files, {definitions} definitions"
    );
    if gen_schemas::shared("schemas").is_some() {
        assert!(
            files >= 15 && definitions > 9_000,
            "{files} files, {definitions} definitions"
        );
    }
}
