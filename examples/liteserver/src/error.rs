//! Errors between the two sides.

use std::{fmt, io};

use tl_runtime::{DecodeError, EncodeError};

use crate::lite_api::types::lite_server;

/// The reason that a call has no answer, or that a connection ends.
#[derive(Debug)]
pub enum Error {
    /// The connection failed, or the bytes that arrived are not a packet.
    Io(io::Error),
    /// The bytes that arrived do not match the schema.
    Decode(DecodeError),
    /// A value to send cannot be encoded.
    Encode(EncodeError),
    /// The server returned an error.
    Refused(lite_server::Error),
    /// The server closed the connection.
    Gone,
    /// The other side takes too long.
    TimedOut,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Io(error) => error.fmt(f),
            Error::Decode(error) => error.fmt(f),
            Error::Encode(error) => error.fmt(f),
            Error::Refused(error) => {
                write!(f, "the server refuses: {} {}", error.code, error.message)
            }
            Error::Gone => f.write_str("the server has gone"),
            Error::TimedOut => f.write_str("the other side takes too long"),
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Error::Io(error)
    }
}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        Error::Decode(error)
    }
}

impl From<EncodeError> for Error {
    fn from(error: EncodeError) -> Self {
        Error::Encode(error)
    }
}

impl From<lite_server::Error> for Error {
    fn from(error: lite_server::Error) -> Self {
        Error::Refused(error)
    }
}

impl From<tokio::time::error::Elapsed> for Error {
    fn from(_: tokio::time::error::Elapsed) -> Self {
        Error::TimedOut
    }
}
