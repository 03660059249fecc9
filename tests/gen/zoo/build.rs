//! Makes Rust code of every valid fixture, with written impls and with the derive, and a file that
//! includes it all.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use tl_codegen::Builder;
use tl_codegen::rust::config::Impls;

const FIXTURES: &str = "../../fixtures/valid";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FIXTURES}");
    let out_dir = PathBuf::from(env::var("OUT_DIR")?);
    let (mut modules, mut texts) = (String::new(), String::new());
    for schema in schemas()? {
        let name = schema
            .file_stem()
            .and_then(|stem| stem.to_str())
            .ok_or("a fixture without a name")?;
        for (suffix, impls) in [("", Impls::Generated), ("_derive", Impls::Derive)] {
            let builder = Builder::new().schema(&schema).impls(impls).registry(true);
            builder
                .deny("warnings")
                .file_name(format!("{name}{suffix}.rs"))
                .compile()?;
        }
        module(&mut modules, name)?;
        text(&mut texts, name)?;
    }
    let texts = format!(
        "/// The name of each fixture, and the code with written impls.\n\
         pub const CODE: &[(&str, &str)] = &[\n{texts}];\n"
    );
    fs::write(out_dir.join("zoo.rs"), modules + &texts)?;
    Ok(())
}

/// The fixtures, by name.
fn schemas() -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut schemas = Vec::new();
    for entry in fs::read_dir(Path::new(FIXTURES))? {
        schemas.push(entry?.path());
    }
    schemas.sort();
    Ok(schemas)
}

/// A module that includes both forms, one of them a module deeper.
fn module(modules: &mut String, name: &str) -> std::fmt::Result {
    writeln!(
        modules,
        "/// What `{name}.tl` became.\n\
         pub mod {name} {{\n\
         {generated}\n\
         /// The same, by the derive.\n\
         pub mod derived {{\n\
         {derived}\n\
         }}\n\
         }}\n",
        generated = include(name, "include!") + ";",
        derived = include(&format!("{name}_derive"), "include!") + ";",
    )
}

fn text(texts: &mut String, name: &str) -> std::fmt::Result {
    writeln!(texts, "({name:?}, {}),", include(name, "include_str!"))
}

fn include(name: &str, macro_name: &str) -> String {
    format!("{macro_name}(concat!(env!(\"OUT_DIR\"), \"/{name}.rs\"))")
}
