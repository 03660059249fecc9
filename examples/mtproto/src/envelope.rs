//! Encrypted packets.

use tl_runtime::codec::{Decoder, to_bytes_bare};

use crate::Error;
use crate::crypto::auth_key::{AuthKey, Sender};
use crate::crypto::random;
use crate::frames::{Encrypted, Letter};

// ANCHOR: seal
/// Encrypts a letter.
///
/// # Errors
/// If the message cannot be encoded, or the system returns no random bytes.
pub fn seal(key: &AuthKey, sender: Sender, letter: &Letter<'_>) -> Result<Vec<u8>, Error> {
    let mut data = to_bytes_bare(letter)?;
    let length = (data.len() + 12).next_multiple_of(16);
    random::pad(&mut data, length)?;
    let msg_key = key.msg_key(sender, &data);
    key.cipher(sender, &msg_key).encrypt(&mut data)?;
    Ok(to_bytes_bare(&Encrypted {
        auth_key_id: key.id(),
        msg_key: &msg_key,
        data: &data,
    })?)
}
// ANCHOR_END: seal

/// Decrypts a packet; [`read`] decodes the letter in it.
///
/// # Errors
/// If the packet was encrypted with another key, or modified.
pub fn open(key: &AuthKey, sender: Sender, packet: &Encrypted<'_>) -> Result<Vec<u8>, Error> {
    let mut data = packet.data.to_vec();
    key.cipher(sender, packet.msg_key).decrypt(&mut data)?;
    if key.msg_key(sender, &data) == *packet.msg_key {
        Ok(data)
    } else {
        Err(Error::Protocol("a packet was encrypted by another key"))
    }
}

/// Decodes the letter in decrypted data, which it borrows from.
///
/// # Errors
/// If the data is not a letter, or the padding is too short or too long.
pub fn read(data: &[u8]) -> Result<Letter<'_>, Error> {
    let mut decoder = Decoder::new(data);
    let letter = decoder.bare(());
    match decoder.finish()?.len() {
        12..=1024 => Ok(letter),
        _ => Err(Error::Protocol("the padding has another length")),
    }
}
