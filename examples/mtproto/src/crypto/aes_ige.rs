//! AES-256 in IGE mode: each block is mixed with the previous block, both plain and encrypted.

use aes::cipher::{Array, BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use aes::{Aes256Dec, Aes256Enc};

use crate::Error;

/// A key, and the two blocks to mix with the first one.
#[derive(Debug, Clone, Copy)]
pub struct AesIge {
    key: [u8; 32],
    /// The block before the first encrypted block.
    encrypted: [u8; 16],
    /// The block before the first plain block.
    plain: [u8; 16],
}

impl AesIge {
    /// Creates a cipher. The first half of `iv` is the encrypted block before the first one, the second half is
    /// the plain one.
    #[must_use]
    pub fn new(key: [u8; 32], iv: [u8; 32]) -> Self {
        let [mut encrypted, mut plain] = [[0; 16]; 2];
        encrypted.copy_from_slice(&iv[..16]);
        plain.copy_from_slice(&iv[16..]);
        Self {
            key,
            encrypted,
            plain,
        }
    }

    /// Encrypts whole blocks.
    ///
    /// # Errors
    /// If the length is not a multiple of 16.
    pub fn encrypt(self, data: &mut [u8]) -> Result<(), Error> {
        let cipher = Aes256Enc::new(&self.key.into());
        let (mut before, mut plain_before) = (self.encrypted, self.plain);
        for block in blocks(data)? {
            let plain = *block;
            let mut mixed = Array(xor(plain, before));
            cipher.encrypt_block(&mut mixed);
            *block = xor(mixed.into(), plain_before);
            (before, plain_before) = (*block, plain);
        }
        Ok(())
    }

    /// Decrypts whole blocks.
    ///
    /// # Errors
    /// If the length is not a multiple of 16.
    pub fn decrypt(self, data: &mut [u8]) -> Result<(), Error> {
        let cipher = Aes256Dec::new(&self.key.into());
        let (mut before, mut plain_before) = (self.encrypted, self.plain);
        for block in blocks(data)? {
            let encrypted = *block;
            let mut mixed = Array(xor(encrypted, plain_before));
            cipher.decrypt_block(&mut mixed);
            *block = xor(mixed.into(), before);
            (before, plain_before) = (encrypted, *block);
        }
        Ok(())
    }
}

fn blocks(data: &mut [u8]) -> Result<impl Iterator<Item = &mut [u8; 16]>, Error> {
    if data.len() % 16 == 0 {
        Ok(data
            .chunks_exact_mut(16)
            .filter_map(<[u8]>::first_chunk_mut))
    } else {
        Err(Error::Protocol("encrypted data is not whole blocks"))
    }
}

fn xor(mut one: [u8; 16], other: [u8; 16]) -> [u8; 16] {
    for (one, other) in one.iter_mut().zip(other) {
        *one ^= other;
    }
    one
}

#[cfg(test)]
mod tests {
    use super::AesIge;

    #[test]
    fn what_is_encrypted_is_what_telethon_makes_of_it() {
        let cipher = AesIge::new(
            std::array::from_fn(|at| at as u8),
            std::array::from_fn(|at| 32 + at as u8),
        );
        let plain: [u8; 64] = std::array::from_fn(|at| at as u8);
        let mut data = plain;
        cipher.encrypt(&mut data).unwrap();
        assert_eq!(data[..8], [0x42, 0xe6, 0x6e, 0x1a, 0x75, 0x6c, 0xcc, 0xf5]);
        assert_eq!(data[56..], [0x79, 0x0d, 0x77, 0xf1, 0x82, 0x4a, 0x66, 0x2c]);
        cipher.decrypt(&mut data).unwrap();
        assert_eq!(data, plain);
    }

    #[test]
    fn half_a_block_is_an_error() {
        let cipher = AesIge::new([0; 32], [0; 32]);
        assert!(cipher.encrypt(&mut [0; 15]).is_err());
        assert!(cipher.decrypt(&mut [0; 17]).is_err());
    }
}
