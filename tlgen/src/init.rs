//! `tlgen init [PACKAGE]`: sets up a package that generates code when it is built.

mod changes;
mod manifest;
mod paths;
mod schemas;
mod workspace;

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
use manifest::{Dependencies, Features, Manifest};
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

    let dependencies = manifest.add_dependencies(&Features {
        json: arguments.json,
        forms: schemas.iter().any(Schema::needs_forms),
    });
    let dependencies = dependencies.map_err(wrong)?;

    let mut changes = Changes::default();
    for schema in &schemas {
        // A package with a build script is not a new one.
        let is_asked_for = !arguments.schema.is_empty() || !script.exists();
        match is_asked_for || within(package, &schema.path).exists() {
            true => schema.put(package, &mut changes),
            false => changes.say(&format!(
                "skipped  the example of a schema, because {} exists; `--schema FILE` adds your schema",
                script.display()
            )),
        }
    }
    let code = Code {
        schemas: &schemas,
        json: arguments.json,
        dependencies: &dependencies,
    };
    code.put_script(&script, &checked, &mut changes)?;
    if dependencies.added.is_empty() {
        changes.keep(&path, ": it has both dependencies");
    } else {
        let added = dependencies.added.join(", ");
        changes.replace(&path, manifest.to_string().into_bytes(), &added);
    }
    let next = code.next(package)?;
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
    /// Whether it is the schema of TDLib, which speaks JSON.
    is_of_tdlib: bool,
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
    let mut all = schema.combinators.iter();
    // Every client of TDLib has to call it first.
    checked.is_of_tdlib = all.any(|it| it.name == "setTdlibParameters");
    Ok(Some(checked))
}

/// The code that is generated, and what the package has to do for it.
struct Code<'c> {
    schemas: &'c [Schema],
    json: bool,
    dependencies: &'c Dependencies,
}

impl Code<'_> {
    /// Writes the build script, or says what the one that there is has to call.
    fn put_script(
        &self,
        script: &Path,
        checked: &Checked,
        changes: &mut Changes,
    ) -> Result<(), Failure> {
        match files::read_to_compare(script)? {
            None => {
                changes.write(script, self.build_script(checked).into_bytes());
                for (name, count) in &checked.warnings {
                    let count = number(*count, "warning");
                    changes.say(&format!(
                        "allowed  {name}: {count} of the schema, which `tlgen check` shows"
                    ));
                }
                if self.json {
                    changes.say(
                        "chose    a client that speaks only JSON, as clients of TDLib do: `role` and `binary` in the script",
                    );
                } else if checked.is_of_tdlib {
                    changes.say(&format!(
                        "note     TDLib speaks JSON: for a client of it, remove {} and repeat this with `--json`",
                        script.display()
                    ));
                }
                if !checked.lossy.is_empty() {
                    let count = number(checked.lossy.len(), "declaration");
                    changes.say(&format!(
                        "chose    `Vec<u8>` for the strings of {count}, which hold bytes: `strings_as_bytes` in the script"
                    ));
                }
            }
            Some(text) if self.needed(checked).iter().all(|it| text.contains(it)) => {
                changes.keep(script, "");
            }
            Some(_) => {
                let call = self.build(checked).concat();
                changes.keep(script, &format!(": let it call `{call}`"));
            }
        }
        Ok(())
    }

    /// Returns what a build script contains if it generates the code.
    fn needed(&self, checked: &Checked) -> Vec<String> {
        let schemas = self.schemas.iter().map(|it| format!("{:?}", it.path));
        let json = self.json.then(|| ".json(true)".to_owned());
        // Whether it allows or denies them, its author knows of them.
        let warnings = checked.warnings.keys();
        let warnings = warnings.map(|name| format!("{name:?}"));
        let options = self.runtime_path().into_iter().chain(json);
        schemas.chain(options).chain(warnings).collect()
    }

    /// Returns the call that tells the name of the runtime, if it is not the usual one.
    fn runtime_path(&self) -> Option<String> {
        let runtime = &self.dependencies.runtime;
        (runtime != "tl_runtime").then(|| format!(".runtime_path(\"::{runtime}\")"))
    }

    /// Returns the calls that generate the code.
    fn build(&self, checked: &Checked) -> Vec<String> {
        let generator = &self.dependencies.generator;
        let mut calls = vec![format!("{generator}::Builder::new()")];
        let schemas = self.schemas.iter();
        calls.extend(schemas.map(|it| format!(".schema({:?})", it.path)));
        calls.extend(self.runtime_path());
        if self.json {
            // TDLib's JSON clients only make calls and do not need the binary form.
            calls.extend([
                ".json(true)".into(),
                format!(".role({generator}::Role::Client)"),
                ".binary(false)".into(),
            ]);
        }
        let lossy = checked.lossy.iter();
        calls.extend(lossy.map(|name| format!(".strings_as_bytes({name:?})")));
        let warnings = checked.warnings.keys();
        calls.extend(warnings.map(|name| format!(".allow({name:?})")));
        calls.push(".compile()?".into());
        calls
    }

    fn build_script(&self, checked: &Checked) -> String {
        let generator = &self.dependencies.generator;
        let build = self.build(checked).join("\n        ");
        format!(
            "//! Generates Rust code for the schema.\n\n\
             fn main() -> Result<(), {generator}::Error> {{\n    {build};\n    Ok(())\n}}\n"
        )
    }

    /// Describes the remaining step, unless it is done. The code is named after the first schema.
    fn next(&self, package: &Path) -> Result<String, Failure> {
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
        let stem = self.schemas.first().map_or("api", Schema::stem);
        let include = match is_module_name(stem) {
            true => format!("{module} {stem}"),
            false => format!("{module} api, {stem:?}"),
        };
        let runtime = &self.dependencies.runtime;
        Ok(format!(
            "\nNext, put this line into {root}, and build:\n\n    {runtime}::include_tl!({include});\n"
        ))
    }
}
