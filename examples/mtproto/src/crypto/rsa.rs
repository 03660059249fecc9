//! RSA, which encrypts the first secret of a client.

use num_bigint::BigUint;
use tl_runtime::codec::to_bytes_bare;

use super::aes_ige::AesIge;
use super::auth_key::last;
use super::hash::{sha1, sha256};
use super::random;
use crate::Error;
use crate::tl::mtproto::types;

/// The public key of a server, which clients know.
#[derive(Debug, Clone)]
pub struct PublicKey {
    n: BigUint,
    e: BigUint,
}

/// The private key of a server.
#[derive(Debug, Clone)]
pub struct PrivateKey {
    public: PublicKey,
    d: BigUint,
}

impl PrivateKey {
    /// Returns the key of the example. It is public, and so protects nothing.
    #[must_use]
    pub fn example() -> Self {
        let p = hexadecimal(
            "c9381ef1dd33b0036a354ec4e67227191a5258e25d1230dffaf72e919760329b\
             66daa6cb7b3572e4fe6d868661149e6e2be9248d2a227fb0b79a4f73625d748c\
             3b14720d02c579997e3cc6aa410d65114a268f916f47d4976ba1d469712470f8\
             cea70d97f58a8c90f90d08b23037f91cad8ef525251bdb1a77bad5df11765223",
        );
        let q = hexadecimal(
            "fcd3e557958b5ea7e8004e52f4b1dddb5dd748d3b41fe8f6e72cb02623c0f4ee\
             f5c435208f8267e68cc3c159b4d7bfd58991ae4b86e731058ae7e1166b1bb2b7\
             8df5559072c132a7c5368da1fbd48a78eb11b82caff2a44158da761b181d8d90\
             b363687aa4f67eb8dfb03ac99663930973e2a82833436578757ec7a4a5d44d25",
        );
        let e = BigUint::from(65_537_u32);
        let group = (&p - 1_u32) * (&q - 1_u32);
        // The primes were chosen so that the inverse exists.
        let d = e.modinv(&group).unwrap_or_default();
        Self {
            public: PublicKey { n: p * q, e },
            d,
        }
    }

    /// Returns the public key for clients.
    #[must_use]
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// Decrypts data from a client, in the old format or in the new one. Padding follows the data.
    ///
    /// # Errors
    /// If the data was encrypted with another key, or in another format.
    pub fn decrypt(&self, encrypted: &[u8]) -> Result<Vec<u8>, Error> {
        let block = BigUint::from_bytes_be(encrypted).modpow(&self.d, &self.public.n);
        let block = to_array(&block);
        unpad(&block)
            .or_else(|| unhash(&block))
            .ok_or(Error::Protocol(
                "the first secret is not encrypted by this key",
            ))
    }
}

impl PublicKey {
    /// Returns the modulus, big-endian.
    #[must_use]
    pub fn modulus(&self) -> Vec<u8> {
        self.n.to_bytes_be()
    }

    /// Returns the exponent, big-endian.
    #[must_use]
    pub fn exponent(&self) -> Vec<u8> {
        self.e.to_bytes_be()
    }

    /// Returns the id of the key: the end of the hash of `rsa_public_key`, which is never sent.
    ///
    /// # Errors
    /// If the key is too long to encode.
    pub fn fingerprint(&self) -> Result<i64, Error> {
        let key = types::RsaPublicKey {
            n: self.modulus(),
            e: self.exponent(),
        };
        Ok(last(&sha1(&[&to_bytes_bare(&key)?])))
    }

    /// Describes a server on loopback and one of its photos for clients in other languages, as JSON with
    /// hexadecimal numbers.
    ///
    /// # Errors
    /// The same as [`fingerprint`](Self::fingerprint).
    pub fn description(&self, port: u16, photo: i64) -> Result<String, Error> {
        let (n, e) = (self.n.to_str_radix(16), self.e.to_str_radix(16));
        let fingerprint = self.fingerprint()?;
        Ok(format!(
            r#"{{"port":{port},"fingerprint":"{fingerprint}","n":"{n}","e":"{e}","photo":"{photo}"}}"#
        ))
    }

    /// Encrypts up to 144 bytes with `RSA_PAD`, the new format.
    ///
    /// # Errors
    /// If the data is longer, or the system cannot provide random bytes.
    pub fn encrypt(&self, data: &[u8]) -> Result<Vec<u8>, Error> {
        if data.len() > 144 {
            return Err(Error::Protocol("the first secret is too long"));
        }
        let mut padded = data.to_vec();
        random::pad(&mut padded, 192)?;
        loop {
            let key = random::array()?;
            let mut rest: Vec<u8> = padded.iter().rev().copied().collect();
            rest.extend(sha256(&[&key, &padded]));
            AesIge::new(key, [0; 32]).encrypt(&mut rest)?;
            let mut block = xor(key, sha256(&[&rest])).to_vec();
            block.extend(rest);
            let block = BigUint::from_bytes_be(&block);
            if block < self.n {
                let encrypted = block.modpow(&self.e, &self.n);
                return Ok(to_array::<256>(&encrypted).to_vec());
            }
        }
    }
}

/// Decodes the new format: a key, masked with the hash of the rest, which it encrypts: the reversed data, and a
/// hash.
fn unpad(block: &[u8; 256]) -> Option<Vec<u8>> {
    let (hidden, rest) = block.split_first_chunk::<32>()?;
    let key = xor(*hidden, sha256(&[rest]));
    let mut rest = rest.to_vec();
    AesIge::new(key, [0; 32]).decrypt(&mut rest).ok()?;
    let (reversed, hash) = rest.split_last_chunk::<32>()?;
    let data: Vec<u8> = reversed.iter().rev().copied().collect();
    (sha256(&[&key, &data]) == *hash).then_some(data)
}

/// Decodes the old format, which some clients still use: a zero, a hash, the data. The hash does not cover the
/// padding, and only the data tells its own length, so all lengths are tried.
fn unhash(block: &[u8; 256]) -> Option<Vec<u8>> {
    let (hash, data) = block.strip_prefix(&[0])?.split_first_chunk::<20>()?;
    let fits = |length| data.get(..length).filter(|data| sha1(&[data]) == *hash);
    (0..=data.len()).find_map(fits).map(<[u8]>::to_vec)
}

fn xor(mut one: [u8; 32], other: [u8; 32]) -> [u8; 32] {
    for (one, other) in one.iter_mut().zip(other) {
        *one ^= other;
    }
    one
}

/// Returns a number as `N` bytes, with zeros in front.
pub(super) fn to_array<const N: usize>(number: &BigUint) -> [u8; N] {
    let mut array = [0; N];
    for (place, byte) in array.iter_mut().rev().zip(number.to_bytes_le()) {
        *place = byte;
    }
    array
}

/// Parses a number in the source code.
pub(super) fn hexadecimal(digits: &str) -> BigUint {
    BigUint::parse_bytes(digits.as_bytes(), 16).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encrypted_can_be_decrypted() {
        let key = PrivateKey::example();
        let encrypted = key.public().encrypt(b"secret").unwrap();
        assert!(key.decrypt(&encrypted).unwrap().starts_with(b"secret"));
        assert!(key.public().encrypt(&[0; 145]).is_err());
    }

    #[test]
    fn the_old_way_is_understood() {
        let key = PrivateKey::example();
        let data = b"\x95\x5f\xf5\xa9 and more";
        let mut block = [&sha1(&[data])[..], data].concat();
        random::pad(&mut block, 255).unwrap();
        let encrypted = BigUint::from_bytes_be(&block).modpow(&key.public.e, &key.public.n);
        assert_eq!(key.decrypt(&encrypted.to_bytes_be()).unwrap(), data);
    }

    #[test]
    fn what_is_not_encrypted_by_this_key_is_an_error() {
        let key = PrivateKey::example();
        for garbage in [&[][..], &[1], &[0xff; 256], &[0x55; 300]] {
            assert!(key.decrypt(garbage).is_err());
        }
    }
}
