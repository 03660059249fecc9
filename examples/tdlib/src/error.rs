// ANCHOR: file
//! Errors of calls.

use std::fmt;

use tl_runtime::json::JsonError;

use crate::td_api::types;

/// The reason that a call has no answer.
#[derive(Debug)]
pub enum Error {
    /// The library cannot be loaded.
    Library(libloading::Error),
    /// The JSON is invalid or does not match the schema.
    Json(JsonError),
    /// TDLib returned an error.
    Refused(types::Error),
    /// TDLib did not answer.
    Silent,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Library(error) => error.fmt(f),
            Error::Json(error) => error.fmt(f),
            Error::Refused(error) => write!(f, "TDLib refuses: {} {}", error.code, error.message),
            Error::Silent => f.write_str("TDLib says nothing"),
        }
    }
}

impl std::error::Error for Error {}

impl From<libloading::Error> for Error {
    fn from(error: libloading::Error) -> Self {
        Error::Library(error)
    }
}

impl From<JsonError> for Error {
    fn from(error: JsonError) -> Self {
        Error::Json(error)
    }
}

impl From<types::Error> for Error {
    fn from(error: types::Error) -> Self {
        Error::Refused(error)
    }
}
// ANCHOR_END: file
