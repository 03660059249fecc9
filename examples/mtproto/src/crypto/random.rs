//! Random bytes from the operating system.

use crate::Error;

/// Returns `N` random bytes.
///
/// # Errors
/// If the operating system cannot provide them.
pub fn array<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// Returns a random number.
///
/// # Errors
/// If the operating system cannot provide random bytes.
pub fn long() -> Result<i64, Error> {
    Ok(i64::from_le_bytes(array()?))
}

/// Appends random bytes until the length is `length`.
///
/// # Errors
/// If the operating system cannot provide them.
pub fn pad(bytes: &mut Vec<u8>, length: usize) -> Result<(), Error> {
    let start = bytes.len();
    bytes.resize(length.max(start), 0);
    if let Some(padding) = bytes.get_mut(start..) {
        getrandom::fill(padding)?;
    }
    Ok(())
}
