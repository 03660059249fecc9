//! The exchange in which a client and the server agree on a key.

mod asked;
mod asking;

pub(crate) use asked::Exchange;
pub(crate) use asking::agree;

use crate::Error;
use crate::crypto::aes_ige::AesIge;
use crate::crypto::hash::sha1;
use crate::crypto::random;

/// Returns the cipher for both halves of the key, from the two numbers that only the two sides know.
fn cipher(server_nonce: &[u8; 16], new_nonce: &[u8; 32]) -> AesIge {
    let one = sha1(&[new_nonce, server_nonce]);
    let two = sha1(&[server_nonce, new_nonce]);
    let three = sha1(&[new_nonce, new_nonce]);
    let bytes = [&one[..], &two, &three, &new_nonce[..4]].concat();
    let part = |from| std::array::from_fn(|at| bytes.get(from + at).copied().unwrap_or_default());
    AesIge::new(part(0), part(32))
}

/// Encrypts one half: a hash, the object, and random bytes to fill the last block.
fn seal(cipher: AesIge, object: &[u8]) -> Result<Vec<u8>, Error> {
    let mut data = [&sha1(&[object])[..], object].concat();
    let length = data.len().next_multiple_of(16);
    random::pad(&mut data, length)?;
    cipher.encrypt(&mut data)?;
    Ok(data)
}

/// Decrypts the other half; returns the hash of the object, and the object with its padding.
fn open(cipher: AesIge, encrypted: &[u8]) -> Result<([u8; 20], Vec<u8>), Error> {
    let mut data = encrypted.to_vec();
    cipher.decrypt(&mut data)?;
    let split = data.split_first_chunk::<20>();
    let (hash, object) = split.ok_or(Error::Protocol("half of the key exchange is too short"))?;
    Ok((*hash, object.to_vec()))
}

/// Returns the first salt of a new key.
fn first_salt(server_nonce: &[u8; 16], new_nonce: &[u8; 32]) -> i64 {
    let number = |bytes: &[u8]| bytes.first_chunk().copied().map(i64::from_le_bytes);
    number(server_nonce).unwrap_or_default() ^ number(new_nonce).unwrap_or_default()
}
