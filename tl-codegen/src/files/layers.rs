//! The files of several layers, and the layer of each.

use std::fs;
use std::path::{Path, PathBuf};

use tl_parser::layers::{LayerError, LayerNumbers};
use tl_parser::source::Sources;

use super::FileError;
use crate::sorted::Set;

/// Returns the schemas at a path: the path itself, or the files in that folder, sorted by name.
///
/// # Errors
/// If the folder cannot be read.
pub fn schemas(path: &Path) -> Result<Vec<PathBuf>, FileError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let failed = |error| FileError::new("read", path.display(), error);
    let mut found = Set::default();
    for entry in fs::read_dir(path).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let extension = path.extension().and_then(|it| it.to_str());
        if matches!(extension, Some("tl" | "json" | "tlo")) && path.is_file() {
            found.insert(path);
        }
    }
    Ok(found.iter().cloned().collect())
}

/// Returns the layer in the name of a file: `190` for `layer_190.tl` and `api-190.json`.
#[must_use]
pub fn number_in_name(path: &Path) -> Option<u32> {
    let stem = path.file_stem()?.to_str()?;
    let is_digit = |letter: char| letter.is_ascii_digit();
    let end = stem.trim_end_matches(|letter| !is_digit(letter));
    end.get(end.trim_end_matches(is_digit).len()..)?
        .parse()
        .ok()
}

/// Adds schemas, some with the number of their layer. Returns what is known about the layers of all
/// schemas.
///
/// # Errors
/// If one cannot be read.
pub fn add(
    sources: &mut Sources,
    schemas: &[(Option<u32>, PathBuf)],
) -> Result<LayerNumbers, FileError> {
    let mut numbers = LayerNumbers::default();
    for (given, path) in schemas {
        let file = super::add(sources, &path.display().to_string(), super::read(path)?)?;
        if let Some(number) = given {
            numbers.given.insert(file, *number);
        }
        if let Some(number) = number_in_name(path) {
            numbers.by_name.insert(file, number);
        }
    }
    Ok(numbers)
}

/// Formats an error about the layers of files as a message for people.
#[must_use]
pub fn mistake(error: LayerError, sources: &Sources) -> String {
    let name = |file| sources.get(file).map_or("a file", |source| &source.name);
    match error {
        LayerError::Unknown(file) => format!(
            "it is not known which layer {name} is of: a comment `// LAYER 190` in it says so, its name, \
             `layer_190.tl`, or its number, `190={name}` (in a build script `layer_file(190, \"{name}\")`)",
            name = name(file)
        ),
        LayerError::Twice(file) => format!(
            "{} has marks of several layers, and is not of the one that is given",
            name(file)
        ),
        LayerError::TooLarge(file) => format!(
            "{}: the number of a layer is at most {}",
            name(file),
            i32::MAX
        ),
        LayerError::TooMany(file) => format!(
            "{}: there are more than 1,000 layers, or all of them together have more than \
             2,000,000 declarations and comments",
            name(file)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_number_in_a_name_is_that_of_the_layer() {
        let number = |name: &str| number_in_name(Path::new(name));
        for name in [
            "190.tl",
            "layer_190.json",
            "a/layer-190.tl",
            "api2-190.tl",
            "v1/190_api.tlo",
        ] {
            assert_eq!(number(name), Some(190), "{name}");
        }
        for name in ["api.tl", "190/api.tl", "", "99999999999.tl"] {
            assert_eq!(number(name), None, "{name}");
        }
    }

    #[test]
    fn a_folder_stands_for_the_schemas_in_it() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["layer_2.tl", "layer_1.json", "README.md", "layer_3.tlo"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::create_dir(folder.path().join("more.tl")).unwrap();
        let found = schemas(folder.path()).unwrap();
        let names = found
            .iter()
            .map(|path| path.strip_prefix(folder.path()).unwrap());
        let names: Vec<&str> = names.map(|name| name.to_str().unwrap()).collect();
        assert_eq!(names, ["layer_1.json", "layer_2.tl", "layer_3.tlo"]);
        let missing = folder.path().join("missing.tl");
        assert_eq!(schemas(&missing).unwrap(), [missing]);
    }
}
