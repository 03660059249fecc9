//! Is every definition of every schema in its generated code?

use std::collections::BTreeMap;
use std::path::Path;

use tl_codegen::Config;
use tl_codegen::compile;
use tl_parser::check;
use tl_parser::diagnostic::Levels;
use tl_parser::schema::Origin;
use tl_parser::source::Sources;

use crate::support;

/// Counts how often each name occurs.
fn count<'n>(names: impl Iterator<Item = &'n str>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for name in names {
        *counts.entry(name.to_owned()).or_default() += 1;
    }
    counts
}

/// Returns the constructors and functions that a schema declares, except builtins, by name.
fn declared(sources: &Sources) -> BTreeMap<String, usize> {
    let mut found = Vec::new();
    let programs = check::parse_all(sources, &mut found);
    let schema = check::check(
        &programs,
        &tl_parser::diagnostic::Levels::default(),
        &mut found,
    );
    let combinators = schema.combinators.iter();
    let declared = combinators.filter(|it| it.origin == Origin::Declared && it.builtin.is_none());
    count(declared.map(|it| it.name))
}

/// Returns the structs in the code, by their TL names.
fn generated(code: &str) -> BTreeMap<String, usize> {
    let heads = ["constructor(", "in_run("].map(|method| format!("::codec::Head::{method}"));
    let heads = heads
        .iter()
        .flat_map(|head| code.split(head.as_str()).skip(1));
    count(heads.map(|rest| rest.split('"').nth(1).unwrap()))
}

/// Returns the code of a schema.
fn code(sources: &Sources, registry: bool) -> String {
    let config = Config {
        registry,
        ..Config::default()
    };
    let compiled = compile(sources, &config, &Levels::default());
    let rendered = || support::rendered(sources, &compiled);
    compiled
        .code
        .clone()
        .unwrap_or_else(|| panic!("{}", rendered()))
}

ask! { schemas: no_definition_of_any_schema_is_dropped }

fn no_definition_of_any_schema_is_dropped(path: &str) {
    let sources = support::schema(Path::new(path));
    let declared = declared(&sources);
    assert_eq!(generated(&code(&sources, true)), declared);
    // Without a registry, some constructors are only a variant that decodes and encodes their id.
    let code = code(&sources, false);
    let variants = code.matches(" => encoder.id(0x").count();
    let generated = generated(&code);
    let structs: usize = generated.values().sum();
    assert!(structs + variants >= declared.values().sum());
    assert!(
        generated
            .iter()
            .all(|(name, count)| count <= &declared[name])
    );
}

#[test]
fn there_are_schemas_of_thousands_of_definitions() {
    let schemas = gen_schemas::schemas();
    let sources = schemas.iter().map(|path| support::schema(path));
    let definitions = sources.map(|sources| declared(&sources).values().sum::<usize>());
    let (files, definitions) = (schemas.len(), definitions.sum::<usize>());
    let (least_files, least_definitions) = match gen_schemas::shared("schemas") {
        Some(_) => (15, 9_000),
        None => (5, 2_600),
    };
    assert!(
        files >= least_files && definitions > least_definitions,
        "{files} files, {definitions} definitions"
    );
}
