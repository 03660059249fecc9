//! The result of a build script.

use std::fmt;
use std::path::{Path, PathBuf};

use tl_parser::diagnostic::{Shown, merged};
use tl_parser::source::{LineIndex, Sources};

use crate::report::{Renderer, Title};
use crate::rust::kept::Kept;

/// A report about the generated code.
#[derive(Debug, Clone)]
pub struct Report {
    pub(super) warnings: Vec<Shown>,
    pub(super) sources: Sources,
    pub(super) kept: Kept,
    pub(super) file: PathBuf,
    pub(super) written: bool,
    /// Why the code is not formatted, although formatting was requested.
    pub(super) unformatted: Option<String>,
}

impl Report {
    /// The warnings about the schema. The report's `Display` shows them as text.
    #[must_use]
    pub fn warnings(&self) -> &[Shown] {
        &self.warnings
    }

    /// The schema files, which the warnings point into.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// How much of the schema is in the code.
    #[must_use]
    pub fn kept(&self) -> Kept {
        self.kept
    }

    /// The file of the code.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Whether the file was written. It is not written if its text would stay the same.
    #[must_use]
    pub fn written(&self) -> bool {
        self.written
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let index = LineIndex::new(&self.sources);
        let warnings = merged(&self.warnings).into_iter();
        let mut reports: Vec<_> = warnings
            .map(|found| Renderer::PLAIN.finding(&found, &index))
            .collect();
        if let Some(why) = &self.unformatted {
            let message = format!("the code is not formatted: {why}");
            reports.push(Renderer::PLAIN.title(Title::Note, &message));
        }
        f.write_str(&reports.join("\n"))
    }
}
