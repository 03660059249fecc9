//! The other forms of a schema: the official JSON, and the official binary form `.tlo`.
//!
//! A file in one of them is converted to TL text, so that all later stages work as for a file of TL, and
//! findings show text that people can read. They are written from a checked schema.

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

/// An error in a file of another form, and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormError {
    /// The place.
    pub place: FormPlace,
    /// The error message.
    pub message: String,
}

/// The place of an error in a file of another form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormPlace {
    /// The whole file.
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

/// Adds a file with these bytes, in any form.
///
/// # Errors
/// If the file is damaged, or if it is not TL text and the feature `forms` is missing.
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
            message: format!(
                "{} needs the feature `forms` of tlgen-codegen (or tlgen-parser): tlgen-codegen = {{ …, features = \
                 [\"forms\"] }} in Cargo.toml",
                form.name()
            ),
        }),
    }
}

/// Writes a schema without errors in a form. Returns `None` if the form cannot express something in it, which
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
