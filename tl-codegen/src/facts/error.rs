//! Errors in files of facts.

use std::fmt;

/// An error in a file of facts, with its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactsError(String);

impl FactsError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for FactsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FactsError {}
