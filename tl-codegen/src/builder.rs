//! The interface for build scripts.

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use tl_parser::diagnostic::Diagnostic;
use tl_parser::front::{Levels, UnknownFinding};
use tl_parser::lines::Index;
use tl_parser::span::Sources;

use crate::compile::{Compiled, compile};
use crate::files::{self, FileError};
use crate::options;
use crate::report;
use crate::rust::config::{Config, Impls};

/// Generates Rust code in a build script.
///
/// ```no_run
/// // In build.rs:
/// tl_codegen::Builder::new()
///     .schema("schemas/mtproto.tl")
///     .schema("schemas/api.tl")
///     .registry(true)
///     .compile()
///     .unwrap();
/// ```
///
/// The code is in `$OUT_DIR/mtproto.rs` then: the file is named after the first schema. Where
/// Cargo runs it (there is an environment variable `OUT_DIR`), `cargo::rerun-if-changed` is
/// printed for every schema, and nothing else ever is.
#[derive(Debug, Clone, Default)]
#[must_use = "nothing is generated before `compile`"]
pub struct Builder {
    schemas: Vec<PathBuf>,
    out_dir: Option<PathBuf>,
    file_name: Option<PathBuf>,
    config: Config,
    derives: Option<String>,
    deny: Vec<String>,
}

impl Builder {
    /// Without schemas, and with the default options.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file; all files are one schema.
    pub fn schema(mut self, path: impl Into<PathBuf>) -> Self {
        self.schemas.push(path.into());
        self
    }

    /// Adds several files.
    pub fn schemas<P: Into<PathBuf>>(mut self, paths: impl IntoIterator<Item = P>) -> Self {
        self.schemas.extend(paths.into_iter().map(Into::into));
        self
    }

    /// Where the code goes, by default `$OUT_DIR`.
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(path.into());
        self
    }

    /// What the file of the code is called, by default after the first schema: `photos.rs`.
    pub fn file_name(mut self, name: impl Into<PathBuf>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// The optional traits, by name: `Debug,Clone`. By default all of
    /// [`Derives::NAMES`](crate::rust::config::Derives::NAMES) but
    /// `Hash` and `TryFrom`.
    pub fn derives(mut self, list: impl Into<String>) -> Self {
        self.derives = Some(list.into());
        self
    }

    /// Makes bytes of the fields of type `string` that the selector is about: `resPQ:pq`.
    pub fn strings_as_bytes(mut self, selector: impl AsRef<str>) -> Self {
        self.config.strings_as_bytes.push(selector.as_ref().into());
        self
    }

    /// Makes fields of the masks that the selector is about, whatever they are called.
    pub fn stored_masks(mut self, selector: impl AsRef<str>) -> Self {
        self.config.stored_masks.push(selector.as_ref().into());
        self
    }

    /// Makes enums of the types of one constructor that the selector is about.
    pub fn keep_enums(mut self, selector: impl AsRef<str>) -> Self {
        self.config.keep_enums.push(selector.as_ref().into());
        self
    }

    /// Whether to write the table of all constructors and functions, by default not.
    pub fn registry(mut self, registry: bool) -> Self {
        self.config.registry = registry;
        self
    }

    /// The constant `LAYER`, by default what `// LAYER 230` in a schema says.
    pub fn layer(mut self, layer: i32) -> Self {
        self.config.layer = Some(layer);
        self
    }

    /// The path of the runtime, by default `::tl_runtime`.
    pub fn runtime_path(mut self, path: impl Into<String>) -> Self {
        self.config.runtime_path = path.into();
        self
    }

    /// Whether impls are written out, as by default, or `#[derive(TlObject)]` makes them.
    pub fn impls(mut self, impls: Impls) -> Self {
        self.config.impls = impls;
        self
    }

    /// Makes errors of the findings of a name (`id-mismatch`) or code (`TL0101`); of all warnings
    /// by the name `warnings`.
    pub fn deny(mut self, name: impl Into<String>) -> Self {
        self.deny.push(name.into());
        self
    }

    /// Generates the code, and writes it where it has changed.
    ///
    /// # Errors
    /// Where a schema cannot be read or has errors, an option is wrong, or the code cannot be
    /// written. The [`Error`] shows as a report, by `{}` and by `{:?}`, so `unwrap` is enough.
    pub fn compile(mut self) -> Result<Report, Error> {
        let run_by_cargo = env::var_os("OUT_DIR");
        if run_by_cargo.is_some() {
            // Before anything can fail: Cargo is to try again when the schema is mended.
            for schema in &self.schemas {
                println!("cargo::rerun-if-changed={}", schema.display());
            }
        }
        let levels = self.options()?;
        let file = self.file(run_by_cargo)?;
        let mut sources = Sources::new();
        for schema in &self.schemas {
            sources.add(schema.display().to_string(), files::read(schema)?);
            if files::same(schema, &file) {
                return Err(Error(format!("{} would be overwritten", schema.display())));
            }
        }
        let Compiled { code, diagnostics } = compile(&sources, &self.config, &levels);
        match code {
            Some(code) => {
                let written = files::write(&file, code.as_bytes())?;
                Ok(Report {
                    warnings: diagnostics,
                    sources,
                    file,
                    written,
                })
            }
            None => Err(Error(failure(&sources, &diagnostics))),
        }
    }

    /// Applies the options that are given as text.
    fn options(&mut self) -> Result<Levels, Error> {
        if let Some(list) = &self.derives {
            self.config.derives = options::derives(list).map_err(Error)?;
        }
        options::runtime_path(&self.config.runtime_path).map_err(Error)?;
        let mut levels = Levels::default();
        for name in &self.deny {
            levels.deny(name)?;
        }
        Ok(levels)
    }

    /// Where the code goes.
    fn file(&self, out_dir_of_cargo: Option<OsString>) -> Result<PathBuf, Error> {
        let first = self.schemas.first().ok_or_else(|| {
            Error("no schema: `Builder::schema` names the file to compile".into())
        })?;
        let out_dir = self
            .out_dir
            .clone()
            .or_else(|| out_dir_of_cargo.map(PathBuf::from));
        let out_dir = out_dir.ok_or_else(|| {
            let why = "OUT_DIR is not set: it is where Cargo runs a build script";
            Error(format!("{why}; elsewhere `Builder::out_dir` is needed"))
        })?;
        let name = match (&self.file_name, first.file_stem()) {
            (Some(name), _) => name.clone(),
            (None, Some(stem)) => {
                let mut name = stem.to_os_string();
                name.push(".rs");
                name.into()
            }
            (None, None) => return Err(Error(format!("{} is no file", first.display()))),
        };
        Ok(out_dir.join(name))
    }
}

/// What was generated.
#[derive(Debug, Clone)]
pub struct Report {
    warnings: Vec<Diagnostic>,
    sources: Sources,
    file: PathBuf,
    written: bool,
}

impl Report {
    /// What is probably not as it was meant. The report's `Display` shows them as text.
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The schema files, which the warnings point into.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The file of the code.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Whether the file was written; it is not where it would be the same.
    #[must_use]
    pub fn written(&self) -> bool {
        self.written
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&rendered(&self.sources, &self.warnings))
    }
}

/// Why there is no code. It is a report for people, in all forms.
pub struct Error(String);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The same as `Display`, since that is what `unwrap` shows.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}

impl From<FileError> for Error {
    fn from(error: FileError) -> Self {
        Self(error.to_string())
    }
}

impl From<UnknownFinding> for Error {
    fn from(error: UnknownFinding) -> Self {
        Self(error.to_string())
    }
}

fn failure(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let names: Vec<_> = sources
        .iter()
        .map(|(_, source)| source.name.as_str())
        .collect();
    let count = report::count(diagnostics);
    format!(
        "cannot compile {}: {count}\n\n{}",
        names.join(", "),
        rendered(sources, diagnostics)
    )
}

fn rendered(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let index = Index::new(sources);
    let reports: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| report::render(diagnostic, &index))
        .collect();
    reports.join("\n")
}

#[cfg(test)]
mod tests;
