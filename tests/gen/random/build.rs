//! Generates code of the first random schemas that code can be generated from, with and without options, and a
//! list of their texts and registries.

// The tests of schemas use the same module.
#[path = "../../properties/schemas.rs"]
#[allow(clippy::indexing_slicing, reason = "tests may fail")]
#[allow(dead_code, reason = "the tests make more of them")]
mod schemas;

#[path = "../../support/random.rs"]
mod random;

mod support {
    pub(crate) use crate::random;
}

use gen_schemas::{Impls, Role, include, write};
use random::Random;
use schemas::{Constructs, Schema};
use tl_codegen::{Config, compile};
use tl_parser::diagnostic::Levels;
use tl_parser::source::Sources;

/// The number of schemas of each kind.
const SCHEMAS: usize = 8;

fn main() {
    println!("cargo::rerun-if-changed=../../properties/schemas.rs");
    println!("cargo::rerun-if-changed=build.rs");
    let (mut modules, mut list) = (String::new(), String::new());
    for (kind, constructs) in [("all", Constructs::All), ("plain", Constructs::Plain)] {
        let texts = (0..).map(|seed| Schema::new(&mut Random::new(seed), constructs).text);
        let generated = texts.filter_map(|text| Some((codes(&text, constructs)?, text)));
        for (number, (codes, text)) in generated.take(SCHEMAS).enumerate() {
            let mut tables = String::new();
            for (way, code) in codes {
                let name = format!("{kind}_{number}_{way}");
                modules += &module(&name, &code);
                tables += &format!("({way:?}, &{name}::registry::TABLE), ");
            }
            for (way, config) in others(constructs) {
                let name = format!("{kind}_{number}_{way}");
                let code = code(&text, &config);
                // All constructors without fields may be in namespaces, so that `c?` selects nothing.
                assert!(code.is_some() || way == "excluded", "{name}: {text}");
                if let Some(code) = code {
                    modules += &module(&name, &code);
                }
            }
            list += &format!("({text:?}, &[{tables}]),\n");
        }
    }
    let list = format!(
        "/// A schema, and what became of it: by which way, and its table.\n\
         pub type Generated = (&'static str, &'static [(&'static str, &'static tl_runtime::value::Registry)]);\n\
         /// All of them.\n\
         pub static SCHEMAS: &[Generated] = &[\n{list}];\n"
    );
    write("random.rs", &(modules + &list));
}

/// Writes code to a file, and returns a module with it.
fn module(name: &str, code: &str) -> String {
    write(&format!("{name}.rs"), code);
    let code = include("include", name);
    format!("#[allow(missing_docs)]\npub mod {name} {{\n{code};\n}}\n")
}

/// Returns the code of a schema in each form; `None` if it cannot be generated.
fn codes(text: &str, constructs: Constructs) -> Option<Vec<(&'static str, String)>> {
    let ways: &[_] = match constructs {
        Constructs::All => &[("generated", false, Impls::Generated)],
        Constructs::Plain => &[
            ("generated", true, Impls::Generated),
            ("derived", true, Impls::Derive),
        ],
    };
    let form = |&(way, json, impls)| {
        let config = Config {
            registry: true,
            json,
            impls,
            role: Some(Role::Both),
            ..Config::default()
        };
        Some((way, code(text, &config)?))
    };
    ways.iter().map(form).collect()
}

/// Returns combinations of options whose code is only compiled.
fn others(constructs: Constructs) -> Vec<(&'static str, Config)> {
    let views = || Config {
        views: vec!["*".into()],
        unknown: vec!["T*".into()],
        role: Some(Role::Both),
        ..Config::default()
    };
    let flat = Config {
        flat: vec!["*".into()],
        ..views()
    };
    // Some of the constructors without fields: those without a namespace.
    let excluded = Config {
        exclude: vec!["c?".into()],
        ..views()
    };
    let mut all = vec![("flat", flat), ("excluded", excluded)];
    // The derive supports no other constructs.
    if constructs == Constructs::Plain {
        let derived = Config {
            impls: Impls::Derive,
            error_paths: true,
            unknown: Vec::new(),
            ..views()
        };
        all.push(("paths", derived));
    }
    all
}

fn code(text: &str, config: &Config) -> Option<String> {
    let mut sources = Sources::new();
    sources.add("random.tl", text);
    compile(&sources, config, &Levels::default()).code
}
