//! One value from bytes, one value to bytes.

use alloc::vec::Vec;

use crate::error::{DecodeError, DecodeErrorKind, EncodeError};
use crate::options::ReadOptions;
use crate::traits::{Function, Identify, Read, Write};
use crate::{Reader, Writer};

/// How much room a value gets at first: enough for most requests.
const FIRST: usize = 128;

/// Reads a boxed value that takes the whole input.
///
/// # Errors
/// Where the input is not such a value, or goes on after it.
pub fn from_bytes<'a, T: Read<'a>>(input: &'a [u8]) -> Result<T, DecodeError> {
    from_bytes_with(input, ReadOptions::default())
}

/// [`from_bytes`] with options.
///
/// # Errors
/// Where the input is not such a value, or goes on after it.
pub fn from_bytes_with<'a, T: Read<'a>>(
    input: &'a [u8],
    options: ReadOptions,
) -> Result<T, DecodeError> {
    whole(input, options, |reader| reader.boxed(()))
}

/// Reads a bare value, one without its id, that takes the whole input.
///
/// # Errors
/// Where the input is not such a value, or goes on after it.
pub fn from_bytes_bare<'a, T: Read<'a> + Identify>(
    input: &'a [u8],
    options: ReadOptions,
) -> Result<T, DecodeError> {
    whole(input, options, |reader| T::read_bare(reader, ()))
}

/// Reads a boxed value from the start of the input, and gives the rest.
///
/// # Errors
/// Where the input does not begin with such a value.
pub fn from_prefix<'a, T: Read<'a>>(
    input: &'a [u8],
    options: ReadOptions,
) -> Result<(T, &'a [u8]), DecodeError> {
    let mut reader = Reader::with_options(input, options);
    let value = reader.boxed(());
    Ok((value, reader.finish()?))
}

/// Reads the answer to `call`, which takes the whole input.
///
/// # Errors
/// Where the input is not such an answer, or goes on after it.
pub fn response_from_bytes<F: Function>(
    call: &F,
    input: &[u8],
) -> Result<F::Response, DecodeError> {
    response_from_bytes_with(call, input, ReadOptions::default())
}

/// [`response_from_bytes`] with options: an answer of any type (`= Object`) needs a registry.
///
/// # Errors
/// Where the input is not such an answer, or goes on after it.
pub fn response_from_bytes_with<F: Function>(
    call: &F,
    input: &[u8],
    options: ReadOptions,
) -> Result<F::Response, DecodeError> {
    whole(input, options, |reader| call.read_response(reader))
}

/// Reads with `read` and demands that it takes the whole input.
pub(crate) fn whole<'a, T>(
    input: &'a [u8],
    options: ReadOptions,
    read: impl FnOnce(&mut Reader<'a>) -> T,
) -> Result<T, DecodeError> {
    let mut reader = Reader::with_options(input, options);
    let value = read(&mut reader);
    let left = reader.rest().len();
    if left > 0 {
        reader.fail(DecodeErrorKind::TrailingBytes { left });
    }
    reader.finish()?;
    Ok(value)
}

/// The boxed form of a value.
///
/// # Errors
/// Where the value has no form on the wire: fields that share a bit and disagree.
pub fn to_bytes<T: Write>(value: &T) -> Result<Vec<u8>, EncodeError> {
    let mut buffer = Vec::with_capacity(FIRST);
    append_to(&mut buffer, value)?;
    Ok(buffer)
}

/// The bare form of a value, without its id.
///
/// # Errors
/// As [`to_bytes`].
pub fn to_bytes_bare<T: Write + Identify>(value: &T) -> Result<Vec<u8>, EncodeError> {
    let mut buffer = Vec::with_capacity(FIRST);
    Writer::append(&mut buffer, |writer| value.write_bare(writer, ()))?;
    Ok(buffer)
}

/// Appends the boxed form of a value to a buffer, which stays as it is if that fails.
///
/// # Errors
/// As [`to_bytes`].
pub fn append_to<T: Write>(buffer: &mut Vec<u8>, value: &T) -> Result<(), EncodeError> {
    Writer::append(buffer, |writer| writer.boxed(value, ()))
}
