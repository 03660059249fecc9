//! The other forms of a schema: the official JSON, and the official binary form `.tlo`.
//!
//! What is read becomes TL text, so that all that follows is as it is for a file of TL, and each
//! finding shows text that people can read. What is written comes of a checked schema.

#[cfg(feature = "forms")]
mod json;
#[cfg(feature = "forms")]
mod text;
#[cfg(feature = "forms")]
mod tlo;

use core::fmt;

#[cfg(feature = "forms")]
use crate::diagnostic::Diagnostic;
#[cfg(feature = "forms")]
use crate::schema::Schema;
use crate::source::{FileId, Form, Sources};
#[cfg(feature = "forms")]
use crate::syntax::ast::Program;

/// Why a file in another form cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormError {
    /// The place.
    pub place: FormPlace,
    /// What is wrong there.
    pub message: String,
}

/// Where a file in another form is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormPlace {
    /// In all of it.
    Nowhere,
    /// A byte of a binary file, counted from 0.
    Byte(usize),
    /// Line and column of a text, both from 1.
    Line(usize, usize),
}

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            FormPlace::Nowhere => {}
            FormPlace::Byte(offset) => write!(f, "at byte {offset}: ")?,
            FormPlace::Line(line, column) => write!(f, "in line {line}, column {column}: ")?,
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for FormError {}

/// Adds a file as it was read, in whatever form it is.
///
/// # Errors
/// If the file is damaged, or it is not TL text and the feature `forms` is missing.
pub fn add(sources: &mut Sources, name: &str, bytes: Vec<u8>) -> Result<FileId, FormError> {
    match Form::of(&bytes) {
        Form::Tl => Ok(sources.add_bytes(name, bytes)),
        #[cfg(feature = "forms")]
        form @ Form::Json => Ok(sources.add_form(name, json::read(&bytes)?, form)),
        #[cfg(feature = "forms")]
        form @ Form::Tlo => Ok(sources.add_form(name, tlo::read(&bytes)?, form)),
        #[cfg(not(feature = "forms"))]
        form @ (Form::Json | Form::Tlo) => Err(FormError {
            place: FormPlace::Nowhere,
            message: format!("the feature `forms` is needed for {}", form.name()),
        }),
    }
}

/// A schema without errors in a form; `None` where the form has no place for something in it, which
/// is added to `diagnostics`.
#[cfg(feature = "forms")]
#[must_use]
pub fn write(
    form: Form,
    programs: &[Program<'_>],
    schema: &Schema<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<u8>> {
    match form {
        Form::Tl => Some(text::write(programs, schema).into_bytes()),
        Form::Json => Some(json::write(schema).into_bytes()),
        Form::Tlo => tlo::write(programs, schema, diagnostics),
    }
}
