//! Results on standard output, messages on standard error.

use std::io::{self, ErrorKind, Write};

use terminal_size::terminal_size_of;
use tl_codegen::report::{self, number};
use tl_parser::diagnostic::{Diagnostic, Severity};
use tl_parser::source::LineIndex;
use tl_parser::source::Sources;

use crate::cli::MessageFormat;
use crate::outcome::Failure;
use crate::render::Human;
use crate::{github, json};

/// Writes a result as it is.
pub(crate) fn raw(result: &[u8]) -> Result<(), Failure> {
    finish(io::stdout().lock(), result)
}

/// Writes a result that may have colors.
pub(crate) fn colored(result: &str) -> Result<(), Failure> {
    finish(anstream::stdout().lock(), result.as_bytes())
}

fn finish(mut out: impl Write, result: &[u8]) -> Result<(), Failure> {
    match out.write_all(result).and_then(|()| out.flush()) {
        // Whoever reads has seen enough: `| head`.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(Failure::Output),
    }
}

/// Shows messages in the form that the user wants.
pub(crate) struct Messages {
    format: MessageFormat,
}

impl Messages {
    pub(crate) fn new(format: MessageFormat) -> Self {
        Self { format }
    }

    pub(crate) fn are_json(&self) -> bool {
        self.format == MessageFormat::Json
    }

    /// Shows findings.
    pub(crate) fn show(&self, sources: &Sources, diagnostics: &[Diagnostic]) {
        let index = LineIndex::new(sources);
        let mut text = String::new();
        match self.format {
            MessageFormat::Human => {
                let human = Human::new(columns());
                for diagnostic in diagnostics {
                    text.push_str(&human.render(diagnostic, &index));
                    text.push_str("\n\n");
                }
            }
            MessageFormat::Short => {
                for diagnostic in diagnostics {
                    text.push_str(&short(diagnostic, &index));
                    text.push('\n');
                }
            }
            MessageFormat::Json => {
                for diagnostic in diagnostics {
                    text.push_str(&json::finding(diagnostic, &index));
                    text.push('\n');
                }
            }
            MessageFormat::Github => {
                for diagnostic in diagnostics {
                    text.push_str(&github::finding(diagnostic, &index));
                    text.push('\n');
                }
            }
        }
        print(&text);
    }

    /// Says how many findings there were, and what came of it.
    pub(crate) fn conclude(&self, diagnostics: &[Diagnostic]) {
        let of = |severity| {
            diagnostics
                .iter()
                .filter(|found| found.severity == severity)
                .count()
        };
        let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
        let message = match (errors, warnings) {
            (0, 0) => return,
            (0, _) => format!("{} emitted", number(warnings, "warning")),
            (_, 0) => format!("aborting due to {}", number(errors, "error")),
            (_, _) => {
                let warnings = number(warnings, "warning");
                format!(
                    "aborting due to {}; {warnings} emitted",
                    number(errors, "error")
                )
            }
        };
        let severity = if errors == 0 {
            Severity::Warning
        } else {
            Severity::Error
        };
        // A program that reads the findings counts them itself.
        if !self.are_json() {
            self.say(severity, &message);
        }
    }

    /// Says what went wrong apart from the schema.
    pub(crate) fn failure(&self, message: &str) {
        self.say(Severity::Error, message);
    }

    fn say(&self, severity: Severity, message: &str) {
        print(&match self.format {
            MessageFormat::Human => format!("{}\n", Human::new(columns()).title(severity, message)),
            MessageFormat::Short => format!("{}: {message}\n", report::severity(severity)),
            MessageFormat::Json => format!("{}\n", json::message(severity, message)),
            MessageFormat::Github => format!("{}\n", github::message(severity, message)),
        });
    }
}

fn print(text: &str) {
    // There is nowhere left to complain to; the exit code still tells.
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

fn short(diagnostic: &Diagnostic, index: &LineIndex<'_>) -> String {
    let place = diagnostic
        .labels
        .first()
        .and_then(|label| index.place(label.span));
    let place = place.map(|(file, line, column)| format!("{file}:{line}:{column}: "));
    let level = report::severity(diagnostic.severity);
    let message = diagnostic.message.replace('\n', " ");
    format!(
        "{}{level}[{}]: {message}",
        place.unwrap_or_default(),
        diagnostic.code.id()
    )
}

/// How wide the terminal is that messages go to; else what tools that read them are used to.
fn columns() -> usize {
    const ELSEWHERE: usize = 140;
    terminal_size_of(io::stderr()).map_or(ELSEWHERE, |(width, _)| usize::from(width.0).max(40))
}
