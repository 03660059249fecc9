//! The `Cargo.toml` of a package, and the dependencies to add to it.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use tl_codegen::__private::files;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value, value};

use super::paths::{relative, with_slashes};

pub(super) struct Manifest {
    document: DocumentMut,
    /// Its folder, as an absolute path if possible.
    folder: PathBuf,
}

/// Features that the code and its generator need beyond the default ones.
pub(super) struct Features {
    /// Values have a JSON form.
    pub(super) json: bool,
    /// Schemas are in other forms than TL text.
    pub(super) forms: bool,
}

impl Manifest {
    pub(super) fn parse(text: &str, folder: &Path) -> Result<Self, String> {
        let document: DocumentMut = text.parse().map_err(|error| format!("{error}"))?;
        let Some(package) = document.get("package") else {
            return Err(match document.contains_key("workspace") {
                true => {
                    "this is the manifest of a workspace; name the folder of one of its packages"
                }
                false => "it has no `[package]`",
            }
            .into());
        };
        let edition = package.get("edition");
        if edition.is_none_or(|it| it.as_str() == Some("2015")) {
            let of_all = match edition {
                Some(_) => "",
                None => ", which is that of a package without `edition`",
            };
            return Err(format!(
                "the generated code does not compile in edition 2015{of_all}"
            ));
        }
        let folder = files::canonical(folder).unwrap_or_else(|| folder.into());
        Ok(Self { document, folder })
    }

    /// Returns the path of the build script, which need not exist.
    pub(super) fn build_script(&self) -> Result<&str, String> {
        let build = self.document.get("package").and_then(|it| it.get("build"));
        match build.map(|build| (build, build.as_str())) {
            None => Ok("build.rs"),
            Some((_, Some(script))) => Ok(script),
            Some((build, None)) if build.as_bool() == Some(true) => Ok("build.rs"),
            Some((build, None)) => Err(format!(
                "`build = {}` leaves no place for a build script; remove it",
                build.to_string().trim()
            )),
        }
    }

    /// Adds the missing dependencies and features, and returns a description of each.
    pub(super) fn add_dependencies(&mut self, features: &Features) -> Vec<String> {
        let json: &[&str] = if features.json {
            &["json", "serde"]
        } else {
            &[]
        };
        let forms: &[&str] = if features.forms { &["forms"] } else { &[] };
        let wanted = [
            ("dependencies", "tlgen-runtime", "tl-runtime", json),
            ("build-dependencies", "tlgen-codegen", "tl-codegen", forms),
        ];
        let workspace = self.workspace();
        let mut added = Vec::new();
        for (table, package, folder, feature) in wanted {
            // Cargo still accepts this name, but not beside the other one.
            let old = table.replace('-', "_");
            let table = match self.document.contains_key(&old) {
                true => &old,
                false => table,
            };
            let table_of = self.document.entry(table);
            let table_of = table_of.or_insert(Item::Table(Table::new()));
            let Some(dependencies) = table_of.as_table_like_mut() else {
                continue;
            };
            let known = name_of(dependencies, package);
            let is_new = known.is_none();
            let name = known.unwrap_or_else(|| package.into());
            if is_new {
                let of_workspace = workspace
                    .as_deref()
                    .and_then(|it| it.get(package))
                    .is_some();
                let source = match of_workspace {
                    true => ("workspace", true.into()),
                    false => dependency(&self.folder, folder),
                };
                dependencies.insert(&name, source_item(source, feature.is_empty()));
            }
            let has_feature = add_feature(dependencies, &name, feature);
            match feature.first() {
                _ if is_new => added.push(format!("{package} in [{table}]")),
                Some(feature) if !has_feature => {
                    added.push(format!("feature `{feature}` of {package}"));
                }
                _ => {}
            }
        }
        added
    }

    /// Returns the dependencies that the packages of the workspace share, if this is one of them.
    fn workspace(&self) -> Option<Box<dyn TableLike>> {
        let own = self.document.get("workspace").cloned();
        let shared = own.or_else(|| {
            let mut folders = self.folder.ancestors().skip(1);
            folders.find_map(|folder| {
                let text = fs::read_to_string(folder.join("Cargo.toml")).ok()?;
                let document: DocumentMut = text.parse().ok()?;
                document.get("workspace").cloned()
            })
        });
        match shared?.get("dependencies")?.clone().into_table() {
            Ok(table) => Some(Box::new(table)),
            Err(_) => None,
        }
    }
}

impl fmt::Display for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.document.fmt(f)
    }
}

/// Returns a dependency with its source. A version may be written without a table.
fn source_item((key, source): (&str, Value), may_be_short: bool) -> Item {
    if key == "version" && may_be_short {
        return value(source);
    }
    let mut table = InlineTable::new();
    table.insert(key, source);
    value(table)
}

/// Returns the name that a package has among the dependencies, if it is one of them.
fn name_of(dependencies: &dyn TableLike, package: &str) -> Option<String> {
    let mut all = dependencies.iter();
    let found = all.find(|(name, dependency)| {
        let renamed = dependency.get("package").and_then(Item::as_str);
        renamed.unwrap_or(name) == package
    });
    found.map(|(name, _)| name.to_owned())
}

/// Enables the first of the features unless one of them is enabled already; returns whether one was.
fn add_feature(dependencies: &mut dyn TableLike, name: &str, any_of: &[&str]) -> bool {
    let Some(dependency) = dependencies.get_mut(name) else {
        return false;
    };
    let Some(wanted) = any_of.first() else {
        return true;
    };
    if let Some(version) = dependency.as_str().map(str::to_owned) {
        *dependency = source_item(("version", version.into()), false);
    }
    let Some(table) = dependency.as_table_like_mut() else {
        return false;
    };
    let features = table.entry("features").or_insert(value(Array::new()));
    let Some(features) = features.as_array_mut() else {
        return false;
    };
    let is_wanted = |it: &Value| it.as_str().is_some_and(|it| any_of.contains(&it));
    let is_enabled = features.iter().any(is_wanted);
    if !is_enabled {
        features.push(*wanted);
    }
    is_enabled
}

/// Returns the source of a package of this repository: the clone, if this program was built from one; else the
/// registry.
fn dependency(from: &Path, folder: &str) -> (&'static str, Value) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sibling = here.parent().map(|clone| clone.join(folder));
    match sibling.filter(|sibling| sibling.join("Cargo.toml").exists()) {
        Some(path) => {
            let way = files::canonical(&path).and_then(|to| relative(from, &to));
            let path = way.unwrap_or(path);
            ("path", with_slashes(&path).into())
        }
        None => ("version", env!("CARGO_PKG_VERSION").into()),
    }
}
