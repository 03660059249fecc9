//! Messages on standard error, in the format that the user chose.

pub(crate) mod github;
pub(crate) mod json;

use std::io::{self, Write};

use terminal_size::terminal_size_of;
use tl_codegen::__private::report::{Renderer, Title, number};
use tl_parser::diagnostic::{Diagnostic, Levels, Severity, Shown};
use tl_parser::source::{LineIndex, Sources};

use crate::cli::MessageFormat;

/// Shows messages.
pub(crate) struct Messages {
    format: MessageFormat,
    renderer: Renderer,
}

impl Messages {
    pub(crate) fn new(format: MessageFormat) -> Self {
        Self {
            format,
            renderer: Renderer::colored(columns()),
        }
    }

    pub(crate) fn are_json(&self) -> bool {
        self.format == MessageFormat::Json
    }

    /// Shows findings.
    pub(crate) fn show(&self, sources: &Sources, diagnostics: &[Shown]) {
        let index = LineIndex::new(sources);
        let each = |shown: &dyn Fn(&Shown) -> String| {
            let shown = diagnostics.iter().map(|found| shown(found) + "\n");
            shown.collect::<String>()
        };
        print(&match self.format {
            MessageFormat::Human => self.renderer.findings(diagnostics, &index),
            MessageFormat::Short => each(&|found| short(found, &index)),
            MessageFormat::Json => each(&|found| json::finding(found, &index)),
            MessageFormat::Github => each(&|found| github::finding(found, &index)),
        });
    }

    /// Shows the findings and their number.
    pub(crate) fn report(&self, sources: &Sources, levels: &Levels, found: Vec<Diagnostic>) {
        let shown = levels.show(found);
        self.show(sources, &shown);
        self.conclude(&shown);
    }

    /// Shows the number of findings and the outcome.
    pub(crate) fn conclude(&self, diagnostics: &[Shown]) {
        let of = |severity| {
            diagnostics
                .iter()
                .filter(|found| found.severity == severity)
                .count()
        };
        let errors = number(of(Severity::Error), "error");
        let warnings = number(of(Severity::Warning), "warning");
        let (title, message) = match (of(Severity::Error), of(Severity::Warning)) {
            (0, 0) => return,
            (0, _) => (Title::Warning, format!("{warnings} emitted")),
            (_, 0) => (Title::Error, format!("aborting due to {errors}")),
            (_, _) => (
                Title::Error,
                format!("aborting due to {errors}; {warnings} emitted"),
            ),
        };
        // A program that reads the findings counts them itself.
        if !self.are_json() {
            self.say(title, &message);
        }
    }

    /// Shows a message about the run, not about the schema.
    pub(crate) fn say(&self, title: Title, message: &str) {
        print(&match self.format {
            MessageFormat::Human => self.renderer.title(title, message),
            MessageFormat::Short => format!("{}: {message}\n", title.word()),
            MessageFormat::Json => json::message(title, message) + "\n",
            MessageFormat::Github => github::message(title, message) + "\n",
        });
    }
}

fn print(text: &str) {
    // There is nowhere to report a failure; the exit code still tells.
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

fn short(diagnostic: &Shown, index: &LineIndex<'_>) -> String {
    let place = diagnostic
        .labels
        .first()
        .and_then(|label| index.place(label.span));
    let place = place.map(|(file, line, column)| format!("{file}:{line}:{column}: "));
    let level = Title::from(diagnostic.severity).word();
    let message = diagnostic.message.replace('\n', " ");
    format!(
        "{}{level}[{}]: {message}",
        place.unwrap_or_default(),
        diagnostic.code.id()
    )
}

/// Returns the width of the terminal that shows the messages.
fn columns() -> Option<usize> {
    let (width, _) = terminal_size_of(io::stderr())?;
    Some(usize::from(width.0).max(40))
}
