//! The levels of diagnostics: which ones the user wants to see, and how severe they are.

use std::error::Error;
use std::fmt;

use super::{Code, Diagnostic, Level, Severity, nearest};

/// The levels of all codes: the [defaults](Code::level) and the user's changes.
///
/// If a code is changed several times, the last change wins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Levels {
    changes: Vec<(Of, Level)>,
}

/// The subject of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Code(Code),
    Warnings,
}

impl Levels {
    /// The name that stands for all warnings.
    pub const WARNINGS: &'static str = "warnings";

    /// Turns the diagnostics with this name (`id-mismatch`) or code (`TL0101`) into errors. The name
    /// [`WARNINGS`](Self::WARNINGS) stands for all that are warnings so far.
    ///
    /// # Errors
    /// If there is no such name.
    pub fn deny(&mut self, name: &str) -> Result<(), LevelError> {
        self.set(name, Level::Error)
    }

    /// Turns the diagnostics with this name or code into warnings. The name [`WARNINGS`](Self::WARNINGS)
    /// stands for all that are warnings by default.
    ///
    /// # Errors
    /// If there is no such name, or if it is the name of an error that cannot be allowed.
    pub fn warn(&mut self, name: &str) -> Result<(), LevelError> {
        self.set(name, Level::Warning)
    }

    /// Silences the diagnostics with this name or code. The name [`WARNINGS`](Self::WARNINGS) stands for all
    /// that are warnings so far.
    ///
    /// # Errors
    /// If there is no such name, or if it is the name of an error that cannot be allowed.
    pub fn allow(&mut self, name: &str) -> Result<(), LevelError> {
        self.set(name, Level::Allowed)
    }

    /// Sets a level, as [`deny`](Self::deny), [`warn`](Self::warn) and [`allow`](Self::allow) do.
    ///
    /// # Errors
    /// As those methods.
    pub fn set(&mut self, name: &str, level: Level) -> Result<(), LevelError> {
        let of = match Code::find(name) {
            _ if name == Self::WARNINGS => Of::Warnings,
            Some(code) if level != Level::Error && !code.can_be_allowed() => {
                return Err(LevelError(Wrong::IsError(code)));
            }
            Some(code) => Of::Code(code),
            None => {
                let (meant, name) = (nearest(name, Self::names()), name.to_owned());
                return Err(LevelError(Wrong::Unknown { name, meant }));
            }
        };
        self.changes.push((of, level));
        Ok(())
    }

    /// Returns the level of a code.
    #[must_use]
    pub fn of(&self, code: Code) -> Level {
        let usual = code.level();
        let mut now = usual;
        for (of, level) in &self.changes {
            let concerned = match of {
                Of::Code(changed) => *changed == code,
                // This restores warnings that were allowed or denied before.
                Of::Warnings if *level == Level::Warning => usual == Level::Warning,
                Of::Warnings => now == Level::Warning,
            };
            if concerned {
                now = *level;
            }
        }
        now
    }

    /// Returns the names that can be given a level.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let names = Code::ALL.iter().map(|code| code.name());
        names.chain([Self::WARNINGS])
    }

    /// Whether the user does not want to see the diagnostic.
    pub(crate) fn silence(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.can_be_allowed() && self.of(diagnostic.code) == Level::Allowed
    }

    /// Returns the severity of the diagnostic for the user. One that is always an error stays an error, even
    /// if its code has warnings too.
    #[must_use]
    pub fn severity(&self, diagnostic: &Diagnostic) -> Severity {
        let is_error = match diagnostic.can_be_allowed() {
            true => self.of(diagnostic.code) == Level::Error,
            false => diagnostic.is_error(),
        };
        if is_error {
            Severity::Error
        } else {
            Severity::Warning
        }
    }

    /// Whether one of the diagnostics is an error for the user.
    #[must_use]
    pub fn fail(&self, diagnostics: &[Diagnostic]) -> bool {
        let mut severities = diagnostics.iter().map(|it| self.severity(it));
        severities.any(|it| it == Severity::Error)
    }
}

/// An invalid change of a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelError(Wrong);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Wrong {
    Unknown {
        name: String,
        meant: Option<&'static str>,
    },
    IsError(Code),
}

impl fmt::Display for LevelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Wrong::Unknown { name, meant } => {
                write!(f, "there is no finding `{name}`")?;
                match meant {
                    Some(meant) => write!(f, "; did you mean `{meant}`?"),
                    None => f.write_str("; `tlgen explain` lists all"),
                }
            }
            Wrong::IsError(code) => {
                write!(f, "`{}` is an error that cannot be allowed", code.name())
            }
        }
    }
}

impl Error for LevelError {}

#[cfg(test)]
mod tests;
