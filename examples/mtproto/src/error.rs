//! Errors between the two sides.

use std::{fmt, io};

use tl_runtime::{DecodeError, EncodeError};

use crate::tl::mtproto::types::RpcError;

/// The reason that a call has no answer, or that a connection ends.
#[derive(Debug)]
pub enum Error {
    /// The connection fails.
    Io(io::Error),
    /// The bytes that arrived do not match the schema.
    Decode(DecodeError),
    /// A value to send cannot be encoded.
    Encode(EncodeError),
    /// The other side violates the protocol.
    Protocol(&'static str),
    /// The other side ends the connection with a code as in HTTP: 404 for an unknown key.
    Code(i32),
    /// The server returned an error.
    Refused(RpcError),
    /// The other side takes too long.
    TimedOut,
}

/// Returns an error to answer a call with: `refusal(400, "PHOTO_ID_INVALID")`.
#[must_use]
pub fn refusal(code: i32, message: &str) -> RpcError {
    RpcError {
        error_code: code,
        error_message: message.to_owned(),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Io(error) => error.fmt(f),
            Error::Decode(error) => error.fmt(f),
            Error::Encode(error) => error.fmt(f),
            Error::Protocol(how) => write!(f, "the other side breaks the protocol: {how}"),
            Error::Code(code) => write!(f, "the other side ends the connection: {code}"),
            Error::Refused(error) => {
                write!(
                    f,
                    "the server refuses: {} {}",
                    error.error_code, error.error_message
                )
            }
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

impl From<RpcError> for Error {
    fn from(error: RpcError) -> Self {
        Error::Refused(error)
    }
}

impl From<tokio::time::error::Elapsed> for Error {
    fn from(_: tokio::time::error::Elapsed) -> Self {
        Error::TimedOut
    }
}

impl From<getrandom::Error> for Error {
    fn from(error: getrandom::Error) -> Self {
        Error::Io(error.into())
    }
}
