//! Makes Rust code of every valid fixture, with written impls and with the derive, and a file that
//! includes it all.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use tl_codegen::Builder;
use tl_codegen::rust::config::Impls;

const FIXTURES: &str = "../../fixtures/valid";

/// More schemas that must compile; their text is not kept.
const SCHEMAS: [&str; 2] = ["../../../schemas/full_tl.tl", "../../../schemas/mtproto.tl"];

/// What the derive cannot say: the elements of `n*[ x:int y:int ]` are structs without a line of
/// their own.
const WITHOUT_DERIVE: &[&str] = &["full_tl", "masks_nested", "repetition"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FIXTURES}");
    let out_dir = PathBuf::from(env::var("OUT_DIR")?);
    let (mut modules, mut texts) = (String::new(), String::new());
    for schema in schemas()? {
        let name = generate(&schema)?;
        module(&mut modules, &name)?;
        text(&mut texts, &name)?;
    }
    for schema in SCHEMAS {
        module(&mut modules, &generate(Path::new(schema))?)?;
    }
    let texts = format!(
        "/// The name of each fixture, and the code with written impls.\n\
         pub const CODE: &[(&str, &str)] = &[\n{texts}];\n"
    );
    fs::write(out_dir.join("zoo.rs"), modules + &texts)?;
    Ok(())
}

/// Generates all forms; returns the name of the schema.
fn generate(schema: &Path) -> Result<String, Box<dyn Error>> {
    let name = schema
        .file_stem()
        .and_then(|stem| stem.to_str())
        .ok_or("a schema without a name")?;
    for (suffix, impls) in forms(name) {
        Builder::new()
            .schema(schema)
            .impls(*impls)
            .registry(true)
            .deny("warnings")
            .file_name(format!("{name}{suffix}.rs"))
            .compile()?;
    }
    Ok(name.to_owned())
}

/// The suffix of the file, and where its impls come from.
fn forms(name: &str) -> &'static [(&'static str, Impls)] {
    const GENERATED: (&str, Impls) = ("", Impls::Generated);
    if WITHOUT_DERIVE.contains(&name) {
        &[GENERATED]
    } else {
        &[GENERATED, ("_derive", Impls::Derive)]
    }
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

/// A module that includes the code, and the other form a module deeper.
fn module(modules: &mut String, name: &str) -> std::fmt::Result {
    writeln!(modules, "/// What `{name}.tl` became.\npub mod {name} {{")?;
    for (suffix, _) in forms(name) {
        let code = include(&format!("{name}{suffix}"), "include!");
        match *suffix {
            "" => writeln!(modules, "{code};")?,
            _ => writeln!(
                modules,
                "/// The same, by the derive.\npub mod derived {{\n{code};\n}}"
            )?,
        }
    }
    writeln!(modules, "}}\n")
}

fn text(texts: &mut String, name: &str) -> std::fmt::Result {
    writeln!(texts, "({name:?}, {}),", include(name, "include_str!"))
}

fn include(name: &str, macro_name: &str) -> String {
    format!("{macro_name}(concat!(env!(\"OUT_DIR\"), \"/{name}.rs\"))")
}
