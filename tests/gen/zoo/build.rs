//! Makes Rust code of every valid fixture, with written impls and with the derive, and a file that
//! includes it all.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use tl_codegen::Builder;
use tl_codegen::Impls;

const FIXTURES: &str = "../../fixtures/valid";

/// More schemas that must compile; their text is not kept.
const SCHEMAS: [&str; 2] = ["../../../schemas/full_tl.tl", "../../../schemas/mtproto.tl"];

/// What the derive cannot say: the elements of `n*[ x:int y:int ]` are structs without a line of
/// their own.
const WITHOUT_DERIVE: &[&str] = &["full_tl", "masks_nested", "repetition", "repetition_deep"];

/// What JSON cannot say: arguments of types.
const WITHOUT_JSON: &[&str] = &[
    "answers",
    "call_in_a_constructor",
    "calls",
    "full_tl",
    "masks_nested",
    "names_lints",
    "params_numbers",
    "params_types",
    "repetition_deep",
];

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
         pub const CODE: &[(&str, &str)] = &[\n{texts}];\n\
         /// The code of the fixture `json` with JSON.\n\
         pub const JSON: &str = {};\n\
         /// The same without the binary form.\n\
         pub const JSON_ONLY: &str = {};\n",
        include("json_json", "include_str!"),
        include("json_json_only", "include_str!")
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
    for Form { suffix, impls, .. } in forms(name) {
        let binary = !suffix.ends_with("only");
        let builder = Builder::new()
            .schema(schema)
            .impls(impls)
            .json(suffix.contains("json"))
            .binary(binary)
            .registry(binary)
            .file_name(format!("{name}{suffix}.rs"));
        match suffix {
            "_options" => with_all_options(builder).compile()?,
            _ => builder.deny("warnings").compile()?,
        };
    }
    Ok(name.to_owned())
}

/// Everything that can be chosen; a fixture need not have what a selector is about.
fn with_all_options(builder: Builder) -> Builder {
    builder
        .derives("Debug, Clone, PartialEq, Default, Hash, From, TryFrom")
        .keep_enums("*")
        .keep_masks("*")
        .strings_as_bytes("*")
        .allow("warnings")
}

/// A form of the code.
struct Form {
    /// Of the file.
    suffix: &'static str,
    /// The module that it is in; empty for that of the fixture.
    module: &'static str,
    impls: Impls,
}

/// The forms that a schema can have.
fn forms(name: &str) -> impl Iterator<Item = Form> {
    let derive = !WITHOUT_DERIVE.contains(&name);
    let json = !WITHOUT_JSON.contains(&name);
    let all = [
        (true, "", "", Impls::Generated),
        (derive, "_derive", "derived", Impls::Derive),
        (json, "_json", "with_json", Impls::Generated),
        (json, "_json_only", "json_only", Impls::Generated),
        (
            derive && json,
            "_json_derive",
            "json_derived",
            Impls::Derive,
        ),
        (true, "_options", "with_options", Impls::Generated),
    ];
    let all = all.into_iter().filter(|(can, ..)| *can);
    all.map(|(_, suffix, module, impls)| Form {
        suffix,
        module,
        impls,
    })
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
    for Form { suffix, module, .. } in forms(name) {
        let code = include(&format!("{name}{suffix}"), "include!");
        match module {
            "" => writeln!(modules, "{code};")?,
            // As in a program, which nobody else uses.
            "with_options" => writeln!(
                modules,
                "#[allow(missing_docs, unreachable_pub)]\nmod {module} {{\n{code};\n}}"
            )?,
            _ => writeln!(
                modules,
                "/// The same: {module}.\npub mod {module} {{\n{code};\n}}"
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
