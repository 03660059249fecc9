//! Generates code of the first random schemas that code can be generated from, and a list of their texts and
//! registries.

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
                write(&format!("{name}.rs"), &code);
                let code = include("include", &name);
                modules += &format!("#[allow(missing_docs)]\npub mod {name} {{\n{code};\n}}\n");
                tables += &format!("({way:?}, &{name}::registry::TABLE), ");
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

/// Returns the code of a schema in each form; `None` if it cannot be generated.
fn codes(text: &str, constructs: Constructs) -> Option<Vec<(&'static str, String)>> {
    let mut sources = Sources::new();
    sources.add("random.tl", text);
    let ways: &[_] = match constructs {
        Constructs::All => &[("generated", false, Impls::Generated)],
        Constructs::Plain => &[
            ("generated", true, Impls::Generated),
            ("derived", true, Impls::Derive),
        ],
    };
    let code = |&(way, json, impls)| {
        let config = Config {
            registry: true,
            json,
            impls,
            role: Some(Role::Both),
            ..Config::default()
        };
        Some((way, compile(&sources, &config, &Levels::default()).code?))
    };
    ways.iter().map(code).collect()
}
