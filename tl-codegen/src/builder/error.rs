//! The error of a build script.

use std::fmt;

use tl_parser::diagnostic::{LevelError, Severity, Shown, merged};
use tl_parser::source::{LineIndex, Sources};

use super::cargo;
use crate::files::FileError;
use crate::report::{self, Renderer};

/// The reason why no code was generated. Both `Display` and `Debug` show it as a report for people,
/// without the parts that Cargo has already shown.
pub struct Error {
    /// The message, which is a single line.
    message: String,
    /// The findings; empty if they are not the reason.
    diagnostics: Vec<Shown>,
    sources: Sources,
    /// Whether Cargo has shown the error.
    shown: bool,
}

impl Error {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            diagnostics: Vec::new(),
            sources: Sources::new(),
            shown: false,
        }
    }

    /// An error for files with findings that prevent code from being generated.
    pub(super) fn of_findings(sources: Sources, diagnostics: Vec<Shown>) -> Self {
        let names: Vec<_> = sources
            .iter()
            .map(|(_, source)| source.name.as_str())
            .collect();
        let count = report::count(&diagnostics);
        Self {
            message: format!("cannot compile {}: {count}", names.join(", ")),
            diagnostics,
            sources,
            shown: false,
        }
    }

    /// The errors and warnings of the schema. There are none if something else is wrong, such as an
    /// option, or a file that cannot be read.
    #[must_use]
    pub fn diagnostics(&self) -> &[Shown] {
        &self.diagnostics
    }

    /// The schema files, which the diagnostics point into.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Makes Cargo show the error.
    pub(super) fn show(&mut self) {
        let reports = |severity| self.reports(|found| found.severity == severity);
        let errors = format!("{}{}", self.message, reports(Severity::Error));
        let warnings = reports(Severity::Warning);
        self.shown = cargo::error(&errors);
        if self.shown {
            cargo::warn(&warnings);
        }
    }

    /// Renders the findings for which `wanted` is true, each after an empty line.
    fn reports(&self, wanted: impl Fn(&Shown) -> bool) -> String {
        let index = LineIndex::new(&self.sources);
        let findings = merged(&self.diagnostics).into_iter();
        let findings = findings.filter(|found| wanted(found));
        findings
            .map(|found| {
                let report = Renderer::PLAIN.finding(&found, &index);
                format!("\n\n{}", report.trim_end())
            })
            .collect()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if self.shown && !self.diagnostics.is_empty() {
            return f.write_str(", shown above");
        }
        f.write_str(&self.reports(|_| true))
    }
}

/// The same as `Display`, since `unwrap` shows the `Debug` form.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}

impl From<FileError> for Error {
    fn from(error: FileError) -> Self {
        Self::new(error.to_string())
    }
}

impl From<LevelError> for Error {
    fn from(error: LevelError) -> Self {
        Self::new(error.to_string())
    }
}
