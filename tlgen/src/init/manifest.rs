//! The `Cargo.toml` of a package, to which dependencies are added.

use std::fmt;
use std::path::Path;

use toml_edit::{DocumentMut, InlineTable, Item, Table, value};

pub(super) struct Manifest(DocumentMut);

impl Manifest {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let manifest: DocumentMut = text.parse().map_err(|error| format!("{error}"))?;
        if manifest.contains_key("package") {
            Ok(Self(manifest))
        } else {
            Err(
                "this is the manifest of a workspace; name the folder of one of its packages"
                    .into(),
            )
        }
    }

    /// Where the build script is, or is to be.
    pub(super) fn build_script(&self) -> &str {
        let package = self.0.get("package");
        let build = package.and_then(|package| package.get("build"));
        build.and_then(Item::as_str).unwrap_or("build.rs")
    }

    /// Adds the dependencies that are missing, and returns what was added.
    pub(super) fn add_dependencies(&mut self) -> Vec<String> {
        let wanted = [
            ("dependencies", "tlgen-runtime", "tl-runtime"),
            ("build-dependencies", "tlgen-codegen", "tl-codegen"),
        ];
        let mut added = Vec::new();
        for (table, package, folder) in wanted {
            let table_of = self.0.entry(table).or_insert(Item::Table(Table::new()));
            let Some(dependencies) = table_of.as_table_like_mut() else {
                continue;
            };
            if !dependencies.contains_key(package) {
                dependencies.insert(package, dependency(folder));
                added.push(format!("{package} in [{table}]"));
            }
        }
        added
    }
}

impl fmt::Display for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A package that stands beside this one: where this program was built from a clone of the repository,
/// the one of the clone, else the published one.
fn dependency(folder: &str) -> Item {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sibling = here.parent().map(|clone| clone.join(folder));
    match sibling.filter(|sibling| sibling.join("Cargo.toml").exists()) {
        Some(path) => {
            let mut table = InlineTable::new();
            table.insert("path", path.display().to_string().into());
            value(table)
        }
        None => value(env!("CARGO_PKG_VERSION")),
    }
}
