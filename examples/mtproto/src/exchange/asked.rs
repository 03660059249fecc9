//! The server's side of the exchange.

use tl_runtime::value::AnyObject;
use tl_runtime::{DecodeOptions, Serve};

use super::{cipher, first_salt, open, seal};
use crate::Error;
use crate::crypto::diffie_hellman::{self, Secret};
use crate::crypto::hash::sha1;
use crate::crypto::rsa::PrivateKey;
use crate::crypto::{AuthKey, random};
use crate::message_id::unix_time;
use crate::tl::mtproto::{enums, functions, registry, types};

/// The two primes whose product a client must factorize. Constant ones are sufficient for an example; a real
/// server would generate new ones.
const FACTORS: (u64, u64) = (1_229_739_323, 1_402_015_859);

/// The state of an exchange.
#[derive(Debug, Default)]
pub(crate) enum Exchange {
    /// The exchange has not begun.
    #[default]
    New,
    /// The server has requested the factors.
    Asked {
        nonce: [u8; 16],
        server_nonce: [u8; 16],
    },
    /// The server has sent its half of the key.
    Offered {
        nonce: [u8; 16],
        server_nonce: [u8; 16],
        new_nonce: [u8; 32],
        secret: Secret,
    },
}

/// The result of an exchange: a key, and its first salt.
#[derive(Debug)]
pub(crate) struct Agreed {
    pub(crate) key: AuthKey,
    pub(crate) salt: i64,
}

impl Exchange {
    /// Returns the answer to the client's next call, and the key if it was the last call.
    pub(crate) fn answer(
        &mut self,
        own: &PrivateKey,
        call: &[u8],
    ) -> Result<(Vec<u8>, Option<Agreed>), Error> {
        let call: Box<dyn AnyObject> = registry::decode(call)?;
        if let Some(call) = call.downcast_ref::<functions::ReqPqMulti>() {
            let answer = self.offer_work(own, call.nonce)?;
            Ok((call.encode_response(&answer)?, None))
        } else if let Some(call) = call.downcast_ref::<functions::ReqPq>() {
            let answer = self.offer_work(own, call.nonce)?;
            Ok((call.encode_response(&answer)?, None))
        } else if let Some(call) = call.downcast_ref::<functions::ReqDhParams>() {
            let answer = self.offer_half(own, call)?;
            Ok((call.encode_response(&answer.into())?, None))
        } else if let Some(call) = call.downcast_ref::<functions::SetClientDhParams>() {
            let (answer, agreed) = self.finish(call)?;
            Ok((call.encode_response(&answer.into())?, Some(agreed)))
        } else {
            Err(Error::Protocol("a call before there is a key"))
        }
    }

    fn offer_work(&mut self, own: &PrivateKey, nonce: [u8; 16]) -> Result<types::ResPq, Error> {
        let server_nonce = random::array()?;
        *self = Exchange::Asked {
            nonce,
            server_nonce,
        };
        let pq = FACTORS.0 * FACTORS.1;
        Ok(types::ResPq {
            nonce,
            server_nonce,
            pq: pq.to_be_bytes().to_vec(),
            server_public_key_fingerprints: vec![own.public().fingerprint()?],
        })
    }

    fn offer_half(
        &mut self,
        own: &PrivateKey,
        call: &functions::ReqDhParams,
    ) -> Result<types::ServerDhParamsOk, Error> {
        let Exchange::Asked {
            nonce,
            server_nonce,
        } = std::mem::take(self)
        else {
            return Err(Error::Protocol("the factors were not asked for"));
        };
        let factors = (number(&call.p), number(&call.q));
        if factors != (Some(FACTORS.0), Some(FACTORS.1)) {
            return Err(Error::Protocol("the factors are wrong"));
        }
        let first = own.decrypt(&call.encrypted_data)?;
        // Padding may follow.
        let (first, _) = DecodeOptions::new().decode_prefix::<enums::PQInnerData>(&first)?;
        let known = (nonce, server_nonce);
        let (said, new_nonce) = nonces(&first);
        if said != known || (call.nonce, call.server_nonce) != known {
            return Err(Error::Protocol("the numbers are of another exchange"));
        }
        let secret = Secret::random()?;
        let half = types::ServerDhInnerData {
            nonce,
            server_nonce,
            g: diffie_hellman::G,
            dh_prime: diffie_hellman::prime(),
            g_a: secret.public(),
            server_time: unix_time(),
        };
        let cipher = cipher(&server_nonce, &new_nonce);
        let encrypted_answer = seal(cipher, &tl_runtime::to_bytes(&half)?)?;
        *self = Exchange::Offered {
            nonce,
            server_nonce,
            new_nonce,
            secret,
        };
        Ok(types::ServerDhParamsOk {
            nonce,
            server_nonce,
            encrypted_answer,
        })
    }

    fn finish(
        &mut self,
        call: &functions::SetClientDhParams,
    ) -> Result<(types::DhGenOk, Agreed), Error> {
        let Exchange::Offered {
            nonce,
            server_nonce,
            new_nonce,
            secret,
        } = std::mem::take(self)
        else {
            return Err(Error::Protocol("no half of a key was offered"));
        };
        let cipher = cipher(&server_nonce, &new_nonce);
        let (hash, object) = open(cipher, &call.encrypted_data)?;
        let (half, padding) =
            DecodeOptions::new().decode_prefix::<types::ClientDhInnerData>(&object)?;
        let length = object.len() - padding.len();
        if object.get(..length).map(|half| sha1(&[half])) != Some(hash) {
            return Err(Error::Protocol("the hash of the client's half is wrong"));
        }
        let known = (nonce, server_nonce);
        if (half.nonce, half.server_nonce) != known || (call.nonce, call.server_nonce) != known {
            return Err(Error::Protocol("the numbers are of another exchange"));
        }
        let key = secret.agree(&half.g_b)?;
        let answer = types::DhGenOk {
            nonce,
            server_nonce,
            new_nonce_hash1: key.new_nonce_hash(&new_nonce, 1),
        };
        let salt = first_salt(&server_nonce, &new_nonce);
        Ok((answer, Agreed { key, salt }))
    }
}

/// Returns the numbers that all forms of the first secret contain.
fn nonces(first: &enums::PQInnerData) -> (([u8; 16], [u8; 16]), [u8; 32]) {
    use enums::PQInnerData as First;
    match first {
        First::Data(first) => ((first.nonce, first.server_nonce), first.new_nonce),
        First::Dc(first) => ((first.nonce, first.server_nonce), first.new_nonce),
        First::Temp(first) => ((first.nonce, first.server_nonce), first.new_nonce),
        First::TempDc(first) => ((first.nonce, first.server_nonce), first.new_nonce),
    }
}

/// Parses a big-endian number of up to 8 bytes.
pub(super) fn number(bytes: &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for byte in bytes {
        number = number.checked_mul(256)? | u64::from(*byte);
    }
    Some(number)
}
