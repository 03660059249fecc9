//! `tlgen init [PACKAGE]`: what a package needs to generate code when it is built.

mod changes;
mod manifest;
mod paths;
mod schemas;

use std::path::Path;

use tl_codegen::__private::{files, runtime_path};

use crate::cli::Init;
use crate::exit::{Exit, Failure};
use crate::output;
use changes::Changes;
use manifest::{Features, Manifest};
use paths::within;
use schemas::Schema;

pub(crate) fn run(arguments: &Init) -> Result<Exit, Failure> {
    let package = &arguments.package;
    let path = within(package, "Cargo.toml");
    let Some(text) = files::read_to_compare(&path)? else {
        let message = "does not exist; run `cargo new` first, then `tlgen init` in the new package";
        return Err(Failure::Usage(format!("{} {message}", path.display())));
    };
    let wrong = |why: String| Failure::Usage(format!("{}: {why}", path.display()));
    let mut manifest = Manifest::parse(&text, package).map_err(wrong)?;
    let script = within(package, manifest.build_script().map_err(wrong)?);
    let schemas = Schema::all(package, &arguments.schema)?;

    let mut changes = Changes::default();
    for schema in &schemas {
        schema.put(package, &mut changes);
    }
    let build = build(&schemas, arguments.json);
    match files::read_to_compare(&script)? {
        None => changes.write(&script, build_script(&build).into_bytes()),
        Some(text) if schemas.iter().all(|it| text.contains(&it.path)) => changes.keep(&script, ""),
        Some(_) => {
            let call: String = build.split('\n').map(str::trim).collect();
            changes.keep(&script, &format!(": let it call `{call}`"));
        }
    }
    let added = manifest.add_dependencies(&Features {
        json: arguments.json,
        forms: schemas.iter().any(Schema::needs_forms),
    });
    if added.is_empty() {
        changes.keep(&path, ": it has both dependencies");
    } else {
        let added = added.join(", ");
        changes.replace(&path, manifest.to_string().into_bytes(), &added);
    }
    let done = changes.make()?;
    let next = next(package, &schemas);
    output::colored(&format!("{done}\n{next}"))?;
    Ok(Exit::Fine)
}

/// The call that generates the code.
fn build(schemas: &[Schema], json: bool) -> String {
    let mut call = "tl_codegen::Builder::new()".to_owned();
    for schema in schemas {
        call += &format!("\n        .schema({:?})", schema.path);
    }
    if json {
        call += "\n        .json(true)";
    }
    call + "\n        .compile()?"
}

fn build_script(build: &str) -> String {
    format!(
        "//! Generates Rust code for the schema.\n\n\
         fn main() -> Result<(), tl_codegen::Error> {{\n    {build};\n    Ok(())\n}}\n"
    )
}

/// What is left to do. The code is named after the first schema.
fn next(package: &Path, schemas: &[Schema]) -> String {
    let stem = schemas.first().map_or("api", Schema::stem);
    let include = match runtime_path(stem) {
        Ok(module) => format!("pub mod {module}"),
        Err(_) => format!("pub mod api, {stem:?}"),
    };
    let roots = ["src/main.rs", "src/lib.rs"];
    let there = roots.iter().filter(|root| within(package, root).exists());
    let root = match there.copied().collect::<Vec<_>>().as_slice() {
        [root] => (*root).to_owned(),
        _ => roots.join(" or "),
    };
    format!(
        "Next, put this line into {root}, and build:\n\n    tl_runtime::include_tl!({include});\n"
    )
}
