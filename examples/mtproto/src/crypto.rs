//! Encryption, signatures and key agreement of MTProto.

pub mod aes_ige;
pub mod auth_key;
pub mod diffie_hellman;
pub mod factor;
pub mod hash;
pub mod random;
pub mod rsa;

pub use auth_key::AuthKey;
