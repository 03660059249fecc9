//! A client that can make any call; the answer has the type in the schema.

use std::fmt;

use tl_runtime::Function;
use tl_runtime::{DecodeError, EncodeError};

/// Sends a request to a server and returns the answer.
pub trait Transport {
    /// Returns the answer to the request, or the server's error.
    fn exchange(&mut self, request: &[u8]) -> Result<Vec<u8>, Refusal>;
}

/// An error from a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// The code, as in HTTP: 400.
    pub code: u16,
    /// The name, such as `PHOTO_ID_INVALID`.
    pub name: &'static str,
}

/// Makes calls over a transport.
pub struct Client<T> {
    transport: T,
}

impl<T: Transport> Client<T> {
    /// Creates a client over `transport`.
    pub fn new(transport: T) -> Self {
        Self { transport }
    }

    /// Makes a call and decodes its answer.
    pub fn invoke<F: Function>(&mut self, call: &F) -> Result<F::Response, Error> {
        let request = tl_runtime::to_bytes(call)?;
        let answer = self.transport.exchange(&request)?;
        Ok(call.decode_response(&answer)?)
    }
}

/// The reason that a call has no answer.
#[derive(Debug)]
pub enum Error {
    /// The call cannot be encoded.
    Encode(EncodeError),
    /// The server refuses it.
    Refused(Refusal),
    /// The server's answer does not match the schema.
    Decode(DecodeError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Encode(error) => error.fmt(f),
            Error::Refused(Refusal { code, name }) => {
                write!(f, "the server refuses: {code} {name}")
            }
            Error::Decode(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

impl From<EncodeError> for Error {
    fn from(error: EncodeError) -> Self {
        Error::Encode(error)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Error::Refused(refusal)
    }
}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        Error::Decode(error)
    }
}
