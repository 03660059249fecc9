//! Makes calls.

use std::fmt;

use tl_runtime::{DecodeError, EncodeError};

use crate::protocol::Refusal;

// ANCHOR: invoke
use tl_runtime::{Function, Identify, from_bytes, peek_id, to_bytes};

/// Makes a call. `exchange` sends the bytes of a request and receives those of its answer.
///
/// # Errors
/// If the server returns a [`Refusal`], or the returned bytes are not an answer.
pub fn invoke<F: Function>(
    call: &F,
    exchange: impl FnOnce(&[u8]) -> Result<Vec<u8>, EncodeError>,
) -> Result<F::Response, Error> {
    let answer = exchange(&to_bytes(call)?)?;
    if peek_id(&answer) == Some(Refusal::ID) {
        return Err(Error::Refused(from_bytes(&answer)?));
    }
    Ok(call.decode_response(&answer)?)
}
// ANCHOR_END: invoke

/// The reason that a call has no answer.
#[derive(Debug, PartialEq)]
pub enum Error {
    /// The server returned a refusal.
    Refused(Refusal),
    /// The bytes are not an answer.
    Decode(DecodeError),
    /// The call or the answer cannot be encoded.
    Encode(EncodeError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(Refusal { code, message }) => write!(f, "{code}: {message}"),
            Self::Decode(error) => error.fmt(f),
            Self::Encode(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}

impl From<EncodeError> for Error {
    fn from(error: EncodeError) -> Self {
        Self::Encode(error)
    }
}
