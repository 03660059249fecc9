//! What can go wrong between two sides.

use std::{fmt, io};

use tl_runtime::{DecodeError, EncodeError};

use crate::tl::mtproto::types::RpcError;

/// Why a call has no answer, or a connection ends.
#[derive(Debug)]
pub enum Error {
    /// The connection fails.
    Io(io::Error),
    /// What arrived is not what the schema says.
    Decode(DecodeError),
    /// What is to be sent has no form on the wire.
    Encode(EncodeError),
    /// The other side breaks the protocol: how.
    Protocol(&'static str),
    /// The other side ends the connection with a code as of HTTP: 404 for an unknown key.
    Code(i32),
    /// The server answers with an error.
    Refused(RpcError),
    /// The other side takes too long.
    TimedOut,
}

/// An error to answer a call with: `refusal(400, "PHOTO_ID_INVALID")`.
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
