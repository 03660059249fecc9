//! What a build script gets: what was generated, or why nothing was.

use std::fmt;
use std::path::{Path, PathBuf};

use tl_parser::diagnostic::LevelError;
use tl_parser::diagnostic::{Diagnostic, Severity};
use tl_parser::source::LineIndex;
use tl_parser::source::Sources;

use super::cargo;
use crate::files::FileError;
use crate::report;

/// What was generated.
#[derive(Debug, Clone)]
pub struct Report {
    pub(super) warnings: Vec<Diagnostic>,
    pub(super) sources: Sources,
    pub(super) file: PathBuf,
    pub(super) written: bool,
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
        let reports = reports(&self.sources, &self.warnings);
        let reports: Vec<String> = reports.into_iter().map(|(_, report)| report).collect();
        f.write_str(&reports.join("\n"))
    }
}

/// Why there is no code. It is a report for people, in all forms; what Cargo has shown already is
/// not shown again.
pub struct Error {
    /// A line.
    message: String,
    /// The findings, each as a report; empty where they are not the reason.
    findings: Vec<(Severity, String)>,
    /// Whether Cargo has shown it.
    shown: bool,
}

impl Error {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            findings: Vec::new(),
            shown: false,
        }
    }

    /// That these files have errors.
    pub(super) fn of_findings(sources: &Sources, diagnostics: &[Diagnostic]) -> Self {
        let names: Vec<_> = sources
            .iter()
            .map(|(_, source)| source.name.as_str())
            .collect();
        let count = report::count(diagnostics);
        Self {
            message: format!("cannot compile {}: {count}", names.join(", ")),
            findings: reports(sources, diagnostics),
            shown: false,
        }
    }

    /// Has Cargo show it.
    pub(super) fn show(&mut self) {
        self.shown = cargo::error(&format!(
            "{}{}",
            self.message,
            self.reports(Severity::Error)
        ));
        if self.shown {
            cargo::warn(&self.reports(Severity::Warning));
        }
    }

    /// The findings that are so bad, each behind an empty line.
    fn reports(&self, severity: Severity) -> String {
        let findings = self.findings.iter().filter(|(of, _)| *of == severity);
        findings
            .map(|(_, report)| format!("\n\n{}", report.trim_end()))
            .collect()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if self.shown && !self.findings.is_empty() {
            return f.write_str(", shown above");
        }
        for (_, report) in &self.findings {
            write!(f, "\n\n{}", report.trim_end())?;
        }
        Ok(())
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
        Self::new(error.to_string())
    }
}

impl From<LevelError> for Error {
    fn from(error: LevelError) -> Self {
        Self::new(error.to_string())
    }
}

fn reports(sources: &Sources, diagnostics: &[Diagnostic]) -> Vec<(Severity, String)> {
    let index = LineIndex::new(sources);
    let report = |found: &Diagnostic| (found.severity, report::render(found, &index));
    diagnostics.iter().map(report).collect()
}
