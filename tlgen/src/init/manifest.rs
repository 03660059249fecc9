//! The `Cargo.toml` of a package, and the dependencies to add to it.

use std::fmt;
use std::path::{Path, PathBuf};

use tl_codegen::__private::files;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value, value};

use super::paths::{relative, with_slashes};
use super::workspace;

pub(super) struct Manifest {
    document: DocumentMut,
    /// Its folder, as an absolute path if possible.
    folder: PathBuf,
    has_byte_order_mark: bool,
    has_crlf: bool,
}

/// Features that the code and its generator need beyond the default ones.
pub(super) struct Features {
    /// Values have a JSON form.
    pub(super) json: bool,
    /// Schemas are in other forms than TL text.
    pub(super) forms: bool,
}

/// The two dependencies that generated code needs.
pub(super) struct Dependencies {
    /// The name of the runtime in Rust.
    pub(super) runtime: String,
    /// The name of the generator in Rust.
    pub(super) generator: String,
    /// A description of each addition to the manifest.
    pub(super) added: Vec<String>,
}

/// A dependency that a manifest must have.
struct Wanted {
    table: &'static str,
    package: &'static str,
    /// The folder of the package in this repository. The library has the same name.
    folder: &'static str,
    /// One of these features must be enabled; none if this is empty.
    features: &'static [&'static str],
}

/// A dependency as a manifest names it.
struct Named {
    key: String,
    /// Whether the key is also its name in Rust.
    is_renamed: bool,
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
        if !package.is_table_like() {
            return Err(not_a_table("package"));
        }
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
        let first_line = text.split_inclusive('\n').next();
        Ok(Self {
            document,
            folder: files::canonical(folder).unwrap_or_else(|| folder.into()),
            has_byte_order_mark: text.starts_with('\u{feff}'),
            has_crlf: first_line.is_some_and(|line| line.ends_with("\r\n")),
        })
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

    /// Adds the missing dependencies and features.
    pub(super) fn add_dependencies(&mut self, features: &Features) -> Result<Dependencies, String> {
        let runtime = Wanted {
            table: "dependencies",
            package: "tlgen-runtime",
            folder: "tl-runtime",
            features: if features.json {
                &["json", "serde"]
            } else {
                &[]
            },
        };
        let generator = Wanted {
            table: "build-dependencies",
            package: "tlgen-codegen",
            folder: "tl-codegen",
            features: if features.forms { &["forms"] } else { &[] },
        };
        let shared = workspace::dependencies(&self.document, &self.folder);
        let mut added = Vec::new();
        Ok(Dependencies {
            runtime: self.add(&runtime, shared.as_ref(), &mut added)?,
            generator: self.add(&generator, shared.as_ref(), &mut added)?,
            added,
        })
    }

    /// Adds a dependency or a feature of it if it is missing, and returns its name in Rust.
    fn add(
        &mut self,
        wanted: &Wanted,
        shared: Option<&Item>,
        added: &mut Vec<String>,
    ) -> Result<String, String> {
        let Wanted {
            package, folder, ..
        } = *wanted;
        // Cargo still accepts this name, but not beside the other one.
        let old = wanted.table.replace('-', "_");
        let table = match self.document.contains_key(&old) {
            true => &old,
            false => wanted.table,
        };
        let dependencies = self.document.entry(table);
        let dependencies = dependencies.or_insert(Item::Table(Table::new()));
        let dependencies = dependencies.as_table_like_mut();
        let dependencies = dependencies.ok_or_else(|| not_a_table(table))?;
        let known = Named::find(dependencies, package, shared);
        let of_workspace = || Named::find(shared?.as_table_like()?, package, None);
        let (named, source) = match known {
            Some(known) => (known, None),
            None => match of_workspace() {
                Some(named) => (named, Some(("workspace", true.into()))),
                None => (Named::new(package), Some(source(&self.folder, folder))),
            },
        };
        let key = named.key.as_str();
        let is_new = source.is_some();
        if let Some(source) = source {
            dependencies.insert(key, source_item(source, wanted.features.is_empty()));
        }
        let dependency = dependencies.get_mut(key);
        let optional = dependency.as_ref().and_then(|it| it.get("optional"));
        if optional.and_then(Item::as_bool) == Some(true) {
            return Err(format!(
                "the dependency `{key}` is optional, but every build needs it; remove `optional`"
            ));
        }
        let missing = match dependency {
            Some(dependency) => add_feature(dependency, wanted.features)
                .map_err(|why| format!("the dependency `{key}` {why}"))?,
            None => None,
        };
        match missing {
            _ if is_new => added.push(format!("{package} in [{table}]")),
            Some(feature) => added.push(format!("feature `{feature}` of {package}")),
            None => {}
        }
        Ok(match named.is_renamed {
            true => named.key,
            false => folder.to_owned(),
        }
        .replace('-', "_"))
    }
}

impl fmt::Display for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.has_byte_order_mark {
            f.write_str("\u{feff}")?;
        }
        let text = self.document.to_string();
        match self.has_crlf {
            true => f.write_str(&text.replace("\r\n", "\n").replace('\n', "\r\n")),
            false => f.write_str(&text),
        }
    }
}

impl Named {
    fn new(package: &str) -> Self {
        Self {
            key: package.into(),
            is_renamed: false,
        }
    }

    /// Finds a package among dependencies, whose names may be those of the workspace.
    fn find(dependencies: &dyn TableLike, package: &str, shared: Option<&Item>) -> Option<Self> {
        dependencies.iter().find_map(|(key, dependency)| {
            let is_shared = dependency.get("workspace").and_then(Item::as_bool) == Some(true);
            let of_workspace = shared.filter(|_| is_shared).and_then(|it| it.get(key));
            let renamed = of_workspace.unwrap_or(dependency).get("package");
            let renamed = renamed.and_then(Item::as_str);
            (renamed.unwrap_or(key) == package).then(|| Self {
                key: key.into(),
                is_renamed: renamed.is_some(),
            })
        })
    }
}

fn not_a_table(key: &str) -> String {
    format!("`{key}` is not a table")
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

/// Enables the first of the features unless one of them is enabled already; returns the one that it enabled.
fn add_feature(
    dependency: &mut Item,
    any_of: &[&'static str],
) -> Result<Option<&'static str>, String> {
    let Some(wanted) = any_of.first() else {
        return Ok(None);
    };
    if let Some(version) = dependency.as_str().map(str::to_owned) {
        *dependency = source_item(("version", version.into()), false);
    }
    let table = dependency.as_table_like_mut();
    let table = table.ok_or("is neither a version nor a table")?;
    let features = table.entry("features").or_insert(value(Array::new()));
    let features = features.as_array_mut();
    let features = features.ok_or("has `features` that are not an array")?;
    let is_wanted = |it: &Value| it.as_str().is_some_and(|it| any_of.contains(&it));
    if features.iter().any(is_wanted) {
        return Ok(None);
    }
    features.push(*wanted);
    Ok(Some(wanted))
}

/// Returns the source of a package of this repository: the clone, if this program was built from one; else the
/// registry.
fn source(from: &Path, folder: &str) -> (&'static str, Value) {
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
