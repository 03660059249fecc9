//! The authorization key of a client and a server.

use super::aes_ige::AesIge;
use super::hash::{sha1, sha256};

/// A shared secret of 2048 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuthKey([u8; 256]);

/// The sender of an encrypted message. The two sides use different parts of the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// The client.
    Client,
    /// The server.
    Server,
}

impl AuthKey {
    /// Creates a key from bytes, big-endian.
    #[must_use]
    pub fn new(bytes: [u8; 256]) -> Self {
        Self(bytes)
    }

    /// Returns the id of the key.
    #[must_use]
    pub fn id(&self) -> i64 {
        last(&sha1(&[&self.0]))
    }

    /// Returns the hash that proves to the client that the server has the key too. `number` is 1 if the
    /// exchange succeeded, 2 if it must be repeated, and 3 if it failed.
    #[must_use]
    pub fn new_nonce_hash(&self, new_nonce: &[u8; 32], number: u8) -> [u8; 16] {
        let own = sha1(&[&self.0]);
        let hash = sha1(&[new_nonce, &[number], &own[..8]]);
        std::array::from_fn(|at| hash.get(at + 4).copied().unwrap_or_default())
    }

    /// Returns the middle of the hash of a part of the key and the plain data.
    #[must_use]
    pub fn msg_key(&self, sender: Sender, plain: &[u8]) -> [u8; 16] {
        let hash = sha256(&[self.part::<32>(88 + sender.offset()), plain]);
        std::array::from_fn(|at| hash.get(at + 8).copied().unwrap_or_default())
    }

    /// Returns the cipher for a message with this `msg_key`.
    #[must_use]
    pub fn cipher(&self, sender: Sender, msg_key: &[u8; 16]) -> AesIge {
        let x = sender.offset();
        let a = sha256(&[msg_key, self.part::<36>(x)]);
        let b = sha256(&[self.part::<36>(40 + x), msg_key]);
        let (mut key, mut iv) = (a, b);
        key[8..24].copy_from_slice(&b[8..24]);
        iv[8..24].copy_from_slice(&a[8..24]);
        AesIge::new(key, iv)
    }

    fn part<const N: usize>(&self, from: usize) -> &[u8; N] {
        let part = self.0.get(from..).and_then(|rest| rest.first_chunk());
        part.unwrap_or(&[0; N])
    }
}

impl Sender {
    fn offset(self) -> usize {
        match self {
            Sender::Client => 0,
            Sender::Server => 8,
        }
    }
}

/// Returns the last 8 bytes of a hash as a number, which is used as the id of keys.
#[must_use]
pub(super) fn last(hash: &[u8; 20]) -> i64 {
    i64::from_le_bytes(hash.last_chunk().copied().unwrap_or_default())
}
