//! Paths from one folder to another.

use std::env;
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

/// Returns the path of a package's file as the user would write it.
pub(super) fn within(package: &Path, file: &str) -> PathBuf {
    match package == Path::new(".") {
        true => file.into(),
        false => package.join(file),
    }
}

/// Returns the path of a folder from the current folder, unless the given path is shorter.
pub(super) fn from_here(folder: &Path) -> PathBuf {
    let here = env::current_dir().ok().filter(|_| folder.is_absolute());
    match here.and_then(|here| relative(&here, folder)) {
        Some(way) if way.as_os_str().is_empty() => ".".into(),
        Some(way) if way.as_os_str().len() < folder.as_os_str().len() => way,
        Some(_) | None => folder.to_owned(),
    }
}

/// Returns a path with slashes, as manifests and build scripts write it on every system.
pub(super) fn with_slashes(path: &Path) -> String {
    path.display().to_string().replace(MAIN_SEPARATOR, "/")
}

/// Returns the path from one absolute folder to another; `None` if they share only the root.
pub(super) fn relative(from: &Path, to: &Path) -> Option<PathBuf> {
    let shared = from.components().zip(to.components());
    let shared = shared.take_while(|(one, other)| one == other).count();
    let is_name = |it: &Component<'_>| matches!(it, Component::Normal(_));
    if !from.components().take(shared).any(|it| is_name(&it)) {
        return None;
    }
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    Some(up.chain(to.components().skip(shared)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_from_one_folder_to_another() {
        for (from, to, way) in [
            (
                "/home/me/app",
                "/home/me/tlgen/tl-runtime",
                Some("../tlgen/tl-runtime"),
            ),
            (
                "/home/me/ws/app",
                "/home/me/tlgen/tl-runtime",
                Some("../../tlgen/tl-runtime"),
            ),
            (
                "/home/me/tlgen/app",
                "/home/me/tlgen/tl-runtime",
                Some("../tl-runtime"),
            ),
            (
                "/home/me",
                "/home/me/tlgen/tl-runtime",
                Some("tlgen/tl-runtime"),
            ),
            ("/home/me/app", "/opt/tlgen/tl-runtime", None),
            ("/", "/opt/tlgen/tl-runtime", None),
        ] {
            let found = relative(Path::new(from), Path::new(to));
            assert_eq!(found.as_deref(), way.map(Path::new), "{from} {to}");
        }
    }
}
