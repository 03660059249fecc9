//! The codec of an answer whose Rust type may not implement `Encode`.

use core::marker::PhantomData;
use core::ops::Deref;

use crate::codec::{EncodeAs, EncodeErrorKind, Encoder};

/// A codec for answers that are a `T`.
///
/// If the codec can encode a `T`, [`form`](Self::form) returns the codec itself. Otherwise the call
/// derefs to `DecodeOnly::form`, so a client may have an answer that it can only decode.
#[derive(Debug)]
pub struct Answered<T, C>(DecodeOnly<C>, PhantomData<fn() -> T>);

/// A codec that fails to encode.
#[derive(Debug, Clone, Copy)]
pub struct DecodeOnly<C>(C);

impl<T, C> Answered<T, C> {
    /// Wraps a codec.
    pub const fn new(codec: C) -> Self {
        Self(DecodeOnly(codec), PhantomData)
    }
}

impl<T, C: EncodeAs<T>> Answered<T, C> {
    /// Returns the codec.
    pub fn form(&self) -> C {
        self.0.0
    }
}

impl<T, C> Deref for Answered<T, C> {
    type Target = DecodeOnly<C>;

    fn deref(&self) -> &DecodeOnly<C> {
        &self.0
    }
}

impl<C: Copy> DecodeOnly<C> {
    /// Returns this codec.
    pub fn form(&self) -> Self {
        *self
    }
}

impl<T, C: Copy> EncodeAs<T> for DecodeOnly<C> {
    fn encode(self, _: &T, encoder: &mut Encoder) {
        encoder.fail(EncodeErrorKind::Invalid(
            "the Rust type of this answer has no `Encode`",
        ));
    }
}
