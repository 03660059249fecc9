//! The schemas of a new package.

use std::path::{Path, PathBuf};

use tl_codegen::__private::files;
use tl_parser::source::Form;

use super::changes::Changes;
use super::paths::{with_slashes, within};
use crate::exit::Failure;

const EXAMPLE: &str = include_str!("api.tl");

/// A schema that the package generates code for.
pub(super) struct Schema {
    /// Its path, relative to the package's folder.
    pub(super) path: String,
    text: Vec<u8>,
    /// Whether it is outside the package and may have to be copied.
    is_elsewhere: bool,
}

impl Schema {
    /// Returns the schemas that the user names, or an example if there are none.
    pub(super) fn all(package: &Path, given: &[PathBuf]) -> Result<Vec<Self>, Failure> {
        let mut schemas: Vec<Self> = Vec::with_capacity(given.len());
        for file in given {
            let schema = Self::of(package, file)?;
            if schemas.iter().any(|it| it.path == schema.path) {
                let message = "two schemas have the name";
                return Err(Failure::Usage(format!("{message} {}", schema.path)));
            }
            schemas.push(schema);
        }
        if schemas.is_empty() {
            schemas.push(Self::example(package)?);
        }
        Ok(schemas)
    }

    fn of(package: &Path, file: &Path) -> Result<Self, Failure> {
        let text = files::read(file)?;
        let package_path = files::canonical(package);
        let inside = files::canonical(file).zip(package_path);
        let inside =
            inside.and_then(|(file, package)| Some(file.strip_prefix(package).ok()?.into()));
        let is_elsewhere = inside.is_none();
        let name = file.file_name().unwrap_or(file.as_os_str());
        let path = inside.unwrap_or_else(|| Path::new("schemas").join(name));
        let path = with_slashes(&path);
        let own = within(package, &path);
        if is_elsewhere && own.exists() && !files::holds(&own, &text) {
            return Err(Failure::Usage(format!(
                "{} exists, and is not {}; `--schema {0}` uses it",
                own.display(),
                file.display(),
            )));
        }
        Ok(Self {
            path,
            text,
            is_elsewhere,
        })
    }

    /// Returns the example, or the user's own file in its place.
    fn example(package: &Path) -> Result<Self, Failure> {
        let path = "schemas/api.tl";
        let own = files::read_to_compare(&within(package, path))?;
        Ok(Self {
            path: path.into(),
            text: own.unwrap_or_else(|| EXAMPLE.into()).into_bytes(),
            is_elsewhere: true,
        })
    }

    /// Returns its name without an extension; the code is named after it.
    pub(super) fn stem(&self) -> &str {
        let stem = Path::new(&self.path).file_stem();
        stem.and_then(|stem| stem.to_str()).unwrap_or_default()
    }

    /// Whether the generator needs the feature `forms` to read it.
    pub(super) fn needs_forms(&self) -> bool {
        Form::of(&self.text) != Form::Tl
    }

    /// Copies it into the package unless it is there.
    pub(super) fn put(&self, package: &Path, changes: &mut Changes) {
        let path = within(package, &self.path);
        if !self.is_elsewhere || path.exists() {
            changes.keep(&path, "");
        } else {
            changes.write(&path, self.text.clone());
        }
    }
}
