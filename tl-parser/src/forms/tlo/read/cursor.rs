//! Reads words and names from the bytes of a file.

use crate::forms::tlo::LONGEST_NAME;
use crate::forms::tlo::applied::names::{APPLIED, is_application};
use crate::forms::{FormError, FormPlace};

pub(super) type Result<T> = core::result::Result<T, FormError>;

/// A place in a file.
pub(super) struct Cursor<'b> {
    bytes: &'b [u8],
    pub(super) at: usize,
}

impl<'b> Cursor<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'b [u8]> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let Some(taken) = rest.get(..length) else {
            return Err(damage(
                self.bytes.len(),
                "the file ends in the middle of the schema",
            ));
        };
        self.at += length;
        Ok(taken)
    }

    pub(super) fn word(&mut self) -> Result<u32> {
        let bytes = self.take(4)?.first_chunk().copied().unwrap_or_default();
        Ok(u32::from_le_bytes(bytes))
    }

    /// Reads the id of a constructor, which must be one of `ids`.
    pub(super) fn one_of(&mut self, what: &str, ids: &[u32]) -> Result<u32> {
        let at = self.at;
        let id = self.word()?;
        if ids.contains(&id) {
            return Ok(id);
        }
        Err(damage(at, format!("{id:08x} is not the id of {what}")))
    }

    /// Reads a name, which may be empty.
    pub(super) fn string(&mut self) -> Result<&'b str> {
        let at = self.at;
        let length = self.take(1)?.first().copied().map_or(0, usize::from);
        if length > LONGEST_NAME {
            return Err(damage(
                at,
                format!("a name of more than {LONGEST_NAME} bytes"),
            ));
        }
        let bytes = self.take(length)?;
        self.take((1 + length).next_multiple_of(4) - 1 - length)?;
        let is_right = |byte: &u8| byte.is_ascii_alphanumeric() || b"_.".contains(byte);
        let name = core::str::from_utf8(bytes).ok();
        let name = name.filter(|_| bytes.iter().all(|it| is_right(it) || APPLIED.contains(it)));
        name.ok_or_else(|| {
            let name = String::from_utf8_lossy(bytes);
            damage(at, format!("{name:?} is not a name"))
        })
    }

    pub(super) fn name(&mut self) -> Result<Option<&'b str>> {
        let at = self.at;
        match self.string()? {
            "" => Ok(None),
            name if is_application(name) => Err(damage(at, format!("`{name}` is not a name"))),
            name => Ok(Some(name)),
        }
    }
}

pub(super) fn damage(at: usize, message: impl Into<String>) -> FormError {
    FormError {
        place: FormPlace::Byte(at),
        message: message.into(),
    }
}
