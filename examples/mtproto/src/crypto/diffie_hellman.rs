//! Diffie-Hellman key exchange: two sides agree on a secret number.

use std::sync::LazyLock;

use num_bigint::BigUint;

use super::{AuthKey, random};
use crate::Error;

/// The generator.
pub const G: i32 = 2;

/// The prime of the group: number 14 of RFC 3526, with 2048 bits. Telegram uses another one; clients that only
/// accept that one reject this.
static PRIME: LazyLock<BigUint> = LazyLock::new(|| {
    super::rsa::hexadecimal(
        "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74\
         020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437\
         4fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed\
         ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf05\
         98da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb\
         9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b\
         e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf695581718\
         3995497cea956ae515d2261898fa051015728e5a8aacaa68ffffffffffffffff",
    )
});

/// The secret number of one side.
#[derive(Debug)]
pub struct Secret(BigUint);

impl Secret {
    /// Generates a random secret.
    ///
    /// # Errors
    /// If the system cannot provide random bytes.
    pub fn random() -> Result<Self, Error> {
        Ok(Self(BigUint::from_bytes_be(&random::array::<256>()?)))
    }

    /// Returns the number to send to the other side.
    #[must_use]
    pub fn public(&self) -> Vec<u8> {
        BigUint::from(G.unsigned_abs())
            .modpow(&self.0, &PRIME)
            .to_bytes_be()
    }

    /// Returns the shared key, from the number of the other side.
    ///
    /// # Errors
    /// If that number is so small or so large that the key could be guessed.
    pub fn agree(&self, public: &[u8]) -> Result<AuthKey, Error> {
        let public = BigUint::from_bytes_be(public);
        let margin = BigUint::from(1_u32) << (2048 - 64);
        if public < margin || public > &*PRIME - margin {
            return Err(Error::Protocol(
                "a number of the key exchange is not in range",
            ));
        }
        let key = public.modpow(&self.0, &PRIME);
        Ok(AuthKey::new(super::rsa::to_array(&key)))
    }
}

/// Returns the prime as it is sent.
#[must_use]
pub fn prime() -> Vec<u8> {
    PRIME.to_bytes_be()
}

/// Whether a group from the server is this one. Checking any other group would take some time.
#[must_use]
pub fn is_known(g: i32, prime: &[u8]) -> bool {
    g == G && BigUint::from_bytes_be(prime) == *PRIME
}
