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

#[cfg(all(test, feature = "forms"))]
mod tests;

use core::fmt;

#[cfg(feature = "forms")]
use crate::{diagnostic::Diagnostic, schema::Schema, syntax::ast::Program};

/// A form that a schema can be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// TL text.
    Tl,
    /// The JSON of core.telegram.org/schema/json.
    Json,
    /// The binary form, which the official parser writes.
    Tlo,
}

impl Form {
    /// The form of a file, by how it begins.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Form {
        // The first words of the versions 2, 3 and 4.
        const TLO: [[u8; 4]; 3] = [
            0x3a2f_9be2_u32.to_le_bytes(),
            0xe4a8_604b_u32.to_le_bytes(),
            0x90ac_88d7_u32.to_le_bytes(),
        ];
        if bytes.first_chunk().is_some_and(|word| TLO.contains(word)) {
            return Form::Tlo;
        }
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match text.trim_ascii_start().first() {
            // No declaration of TL begins so.
            Some(b'{') => Form::Json,
            _ => Form::Tl,
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Form::Tl => "TL",
            Form::Json => "JSON",
            Form::Tlo => ".tlo",
        }
    }
}

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

/// The TL text of a file in another form.
///
/// # Errors
/// Where the file is damaged, or the feature `forms` is missing.
pub fn read(form: Form, bytes: &[u8]) -> Result<String, FormError> {
    #[cfg(feature = "forms")]
    return match form {
        Form::Tl => Ok(String::from_utf8_lossy(bytes).into_owned()),
        Form::Json => json::read(bytes),
        Form::Tlo => tlo::read(bytes),
    };
    #[cfg(not(feature = "forms"))]
    Err(FormError {
        place: FormPlace::Nowhere,
        message: format!(
            "the {} form of {} bytes is read with the feature `forms` only",
            form.name(),
            bytes.len()
        ),
    })
}

/// A schema without errors in a form.
///
/// # Errors
/// Where the form has no place for something in it.
#[cfg(feature = "forms")]
pub fn write(
    form: Form,
    programs: &[Program<'_>],
    schema: &Schema<'_>,
) -> Result<Vec<u8>, Diagnostic> {
    match form {
        Form::Tl => Ok(text::write(programs, schema).into_bytes()),
        Form::Json => Ok(json::write(schema).into_bytes()),
        Form::Tlo => tlo::write(programs, schema),
    }
}
