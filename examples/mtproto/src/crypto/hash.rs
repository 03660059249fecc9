//! SHA-1 and SHA-256 of several consecutive pieces.

use sha1::{Digest, Sha1};
use sha2::Sha256;

/// Returns the SHA-1 of the pieces.
#[must_use]
pub fn sha1(pieces: &[&[u8]]) -> [u8; 20] {
    of::<Sha1>(pieces).into()
}

/// Returns the SHA-256 of the pieces.
#[must_use]
pub fn sha256(pieces: &[&[u8]]) -> [u8; 32] {
    of::<Sha256>(pieces).into()
}

fn of<D: Digest>(pieces: &[&[u8]]) -> sha1::digest::Output<D> {
    let mut digest = D::new();
    for piece in pieces {
        digest.update(piece);
    }
    digest.finalize()
}
