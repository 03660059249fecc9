//! The workspace of a package.

use std::fs;
use std::path::Path;

use toml_edit::{DocumentMut, Item, Value};

/// Returns the dependencies that the packages of a workspace share, if this package belongs to one.
pub(super) fn dependencies(manifest: &DocumentMut, folder: &Path) -> Option<Item> {
    let package = manifest.get("package");
    let named = package
        .and_then(|it| it.get("workspace"))
        .and_then(Item::as_str);
    let workspace = match (manifest.get("workspace"), named) {
        (Some(own), _) => own.clone(),
        (None, Some(root)) => read(&folder.join(root))?,
        (None, None) => {
            let mut above = folder.ancestors().skip(1);
            above.find_map(|root| read(root).filter(|it| !excludes(it, root, folder)))?
        }
    };
    workspace.get("dependencies").cloned()
}

/// Reads the table `workspace` of a manifest.
fn read(folder: &Path) -> Option<Item> {
    let text = fs::read_to_string(folder.join("Cargo.toml")).ok()?;
    let document: DocumentMut = text.parse().ok()?;
    document.get("workspace").cloned()
}

/// Whether a workspace excludes the package of a folder. If a folder is listed as both, it is a member.
fn excludes(workspace: &Item, root: &Path, package: &Path) -> bool {
    let lists = |list: &str| {
        let folders = workspace.get(list).and_then(Item::as_array);
        let mut folders = folders.into_iter().flatten().filter_map(Value::as_str);
        folders.any(|folder| package.starts_with(root.join(folder)))
    };
    lists("exclude") && !lists("members")
}
