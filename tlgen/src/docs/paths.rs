//! File names of pages: unique, and valid on every file system.

use std::collections::BTreeMap;
use std::rc::Rc;

/// The paths that were assigned.
#[derive(Debug, Default)]
pub(crate) struct Paths {
    /// Names in lower case, each with the number of times it was used.
    taken: BTreeMap<String, usize>,
}

/// Names that Windows reserves, with any extension.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
/// Shorter than the limit of file systems, to leave room for prefixes and suffixes.
const LENGTH: usize = 120;

impl Paths {
    /// Returns a new path in a folder, from the letters, digits and `_.-` of a name.
    pub(crate) fn give(&mut self, folder: &str, name: &str) -> Rc<str> {
        let stem = format!("{folder}{}", safe(name));
        let mut path = stem.clone();
        loop {
            let number = self.taken.entry(path.to_lowercase()).or_default();
            *number += 1;
            if *number == 1 {
                return path.into();
            }
            path = format!("{stem}-{number}");
        }
    }
}

fn safe(name: &str) -> String {
    // `%d` is a number in the name of an error.
    let name = name.replace("%d", "X");
    let is_safe = |it: char| it.is_ascii_alphanumeric() || "_.-".contains(it);
    let mut safe: String = name
        .chars()
        .take(LENGTH)
        .map(|it| if is_safe(it) { it } else { '-' })
        .collect();
    let stem = safe
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let stem = stem.trim_end_matches(|it: char| it.is_ascii_digit());
    if safe.is_empty() || safe.starts_with(['.', '-']) || RESERVED.contains(&stem) {
        safe.insert(0, '_');
    }
    if safe.ends_with('.') {
        safe.push('_');
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(names: &[&str]) -> Vec<String> {
        let mut paths = Paths::default();
        names
            .iter()
            .map(|name| paths.give("type/", name).to_string())
            .collect()
    }

    #[test]
    fn a_name_of_tl_is_its_path() {
        assert_eq!(
            given(&["photos.Photo", "User_2"]),
            ["type/photos.Photo", "type/User_2"]
        );
    }

    #[test]
    fn no_two_paths_are_alike_where_case_does_not_count() {
        let names = ["a", "A", "a", "a-2"];
        assert_eq!(
            given(&names),
            ["type/a", "type/A-2", "type/a-3", "type/a-2-2"]
        );
    }

    #[test]
    fn no_name_leads_out_of_its_folder() {
        for name in [
            "..",
            "../../etc/passwd",
            "/etc/passwd",
            ".",
            "",
            "a/../..",
            "C:\\x",
            "\0",
            "…",
        ] {
            let [path] = given(&[name]).try_into().unwrap();
            let rest = path.strip_prefix("type/").unwrap();
            assert!(
                !rest.contains(['/', '\\', ':']) && !rest.starts_with('.'),
                "{name}: {path}"
            );
        }
    }

    #[test]
    fn names_that_windows_keeps_and_long_ones_are_changed() {
        assert_eq!(
            given(&["con", "Aux.x", "com1", "concert", "a."]),
            [
                "type/_con",
                "type/_Aux.x",
                "type/_com1",
                "type/concert",
                "type/a._"
            ]
        );
        assert!(
            given(&["x".repeat(1000).as_str()])
                .iter()
                .all(|path| path.len() < 200)
        );
    }

    #[test]
    fn the_number_of_an_error_has_a_letter() {
        assert_eq!(given(&["FLOOD_WAIT_%d"]), ["type/FLOOD_WAIT_X"]);
    }
}
