//! A client that can make any call: its answer has the type that the schema says.

use std::fmt;

use tl_runtime::Function;
use tl_runtime::{DecodeError, EncodeError};

/// What takes a request to a server and brings the answer back.
pub trait Transport {
    /// The answer to the request; where there is none, a code and the name of the error.
    fn exchange(&mut self, request: &[u8]) -> Result<Vec<u8>, Refusal>;
}

/// What a server says instead of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// As in HTTP: 400.
    pub code: u16,
    /// `PHOTO_ID_INVALID`.
    pub name: &'static str,
}

/// Makes calls over a transport.
pub struct Client<T> {
    transport: T,
}

impl<T: Transport> Client<T> {
    /// A client that talks over `transport`.
    pub fn new(transport: T) -> Self {
        Self { transport }
    }

    /// Makes a call, and reads the answer to it.
    pub fn invoke<F: Function>(&mut self, call: &F) -> Result<F::Response, Error> {
        let request = tl_runtime::to_bytes(call)?;
        let answer = self.transport.exchange(&request)?;
        Ok(call.decode_response(&answer)?)
    }
}

/// Why a call has no answer.
#[derive(Debug)]
pub enum Error {
    /// The call cannot be written.
    Encode(EncodeError),
    /// The server refuses it.
    Refused(Refusal),
    /// What the server answers is not what the schema says.
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
