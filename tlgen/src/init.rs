//! `tlgen init [PACKAGE]`: sets up a package that generates code when it is built.

mod changes;
mod manifest;
mod paths;
mod schemas;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tl_codegen::__private::report::number;
use tl_codegen::__private::{files, is_module_name, lossy_strings};
use tl_parser::check;
use tl_parser::diagnostic::{Diagnostic, Levels};

use crate::cli::Init;
use crate::exit::{Exit, Failure};
use crate::messages::Messages;
use crate::{input, output};
use changes::Changes;
use manifest::{Features, Manifest};
use paths::{from_here, within};
use schemas::Schema;

pub(crate) fn run(arguments: &Init, messages: &Messages) -> Result<Exit, Failure> {
    let package = &from_here(&arguments.package);
    let path = within(package, "Cargo.toml");
    let Some(text) = files::read_to_compare(&path)? else {
        let message = "does not exist; run `cargo new` first, then `tlgen init` in the new package";
        return Err(Failure::Usage(format!("{} {message}", path.display())));
    };
    let wrong = |why: String| Failure::Usage(format!("{}: {why}", path.display()));
    let mut manifest = Manifest::parse(&text, package).map_err(wrong)?;
    let script = within(package, manifest.build_script().map_err(wrong)?);
    let schemas = Schema::all(package, &arguments.schema)?;
    let Some(checked) = check_schemas(&arguments.schema, messages)? else {
        return Ok(Exit::Findings);
    };

    let mut changes = Changes::default();
    for schema in &schemas {
        schema.put(package, &mut changes);
    }
    put_script(&script, &schemas, arguments.json, &checked, &mut changes)?;
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
    for (name, count) in checked.warnings {
        let count = number(count, "warning");
        changes.say(&format!(
            "allowed  {name}: {count} of the schema, which `tlgen check` shows"
        ));
    }
    let next = next(package, &schemas)?;
    let done = changes.make()?;
    output::colored(&format!("{done}{next}"))?;
    Ok(Exit::Fine)
}

/// What the build script has to know about the user's schemas. They may come from elsewhere, so the user need
/// not fix them.
#[derive(Default)]
struct Checked {
    /// The number of warnings, by name.
    warnings: BTreeMap<&'static str, usize>,
    /// The names of the declarations whose strings hold bytes.
    lossy: Vec<String>,
}

/// Checks the user's schemas. Returns `None` after showing the findings if there are errors.
fn check_schemas(schemas: &[PathBuf], messages: &Messages) -> Result<Option<Checked>, Failure> {
    let mut checked = Checked::default();
    if schemas.is_empty() {
        return Ok(Some(checked));
    }
    let sources = input::read(schemas)?;
    let (levels, mut found) = (Levels::default(), Vec::new());
    let programs = check::parse_all(&sources, &mut found);
    let schema = check::check(&programs, &levels, &mut found);
    if levels.fail(&found) {
        // The script will allow the warnings.
        found.retain(Diagnostic::is_error);
        messages.report(&sources, &levels, found);
        return Ok(None);
    }
    for warning in levels.show(found) {
        *checked.warnings.entry(warning.code.name()).or_default() += 1;
    }
    checked.lossy = lossy_strings(&schema)
        .map(|it| it.name.to_owned())
        .collect();
    Ok(Some(checked))
}

/// Writes the build script, or says what the one that there is has to call.
fn put_script(
    script: &Path,
    schemas: &[Schema],
    json: bool,
    checked: &Checked,
    changes: &mut Changes,
) -> Result<(), Failure> {
    let build = build(schemas, json, checked);
    match files::read_to_compare(script)? {
        None => {
            changes.write(script, build_script(&build).into_bytes());
            if json {
                changes.say(
                    "chose    a client that speaks only JSON, as clients of TDLib do: `role` and `binary` in the script",
                );
            }
            if !checked.lossy.is_empty() {
                let count = number(checked.lossy.len(), "declaration");
                changes.say(&format!(
                    "chose    `Vec<u8>` for the strings of {count}, which hold bytes: `strings_as_bytes` in the script"
                ));
            }
        }
        Some(text) if schemas.iter().all(|it| text.contains(&it.path)) => changes.keep(script, ""),
        Some(_) => {
            let call: String = build.split('\n').map(str::trim).collect();
            changes.keep(script, &format!(": let it call `{call}`"));
        }
    }
    Ok(())
}

/// Returns the call that generates the code.
fn build(schemas: &[Schema], json: bool, checked: &Checked) -> String {
    let mut call = "tl_codegen::Builder::new()".to_owned();
    for schema in schemas {
        call += &format!("\n        .schema({:?})", schema.path);
    }
    if json {
        // TDLib's JSON clients only make calls and do not need the binary form.
        call += "\n        .json(true)\n        .role(tl_codegen::Role::Client)\n        .binary(false)";
    }
    for name in &checked.lossy {
        call += &format!("\n        .strings_as_bytes({name:?})");
    }
    for name in checked.warnings.keys() {
        call += &format!("\n        .allow({name:?})");
    }
    call + "\n        .compile()?"
}

fn build_script(build: &str) -> String {
    format!(
        "//! Generates Rust code for the schema.\n\n\
         fn main() -> Result<(), tl_codegen::Error> {{\n    {build};\n    Ok(())\n}}\n"
    )
}

/// Describes the remaining step, unless it is done. The code is named after the first schema.
fn next(package: &Path, schemas: &[Schema]) -> Result<String, Failure> {
    let roots = ["src/main.rs", "src/lib.rs"];
    for root in roots {
        let text = files::read_to_compare(&within(package, root))?;
        if text.is_some_and(|text| text.contains("include_tl!")) {
            return Ok(String::new());
        }
    }
    let there = roots.iter().filter(|root| within(package, root).exists());
    let root = match there.copied().collect::<Vec<_>>().as_slice() {
        [root] => (*root).to_owned(),
        _ => roots.join(" or "),
    };
    // A program has no public items.
    let module = match root == roots[0] {
        true => "mod",
        false => "pub mod",
    };
    let stem = schemas.first().map_or("api", Schema::stem);
    let include = match is_module_name(stem) {
        true => format!("{module} {stem}"),
        false => format!("{module} api, {stem:?}"),
    };
    Ok(format!(
        "\nNext, put this line into {root}, and build:\n\n    tl_runtime::include_tl!({include});\n"
    ))
}
