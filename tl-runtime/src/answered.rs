//! The form of an answer whose Rust type may have no `Encode`.

use core::marker::PhantomData;
use core::ops::Deref;

use crate::codec::{EncodeAs, EncodeErrorKind, Encoder};

/// A codec for answers that are a `T`.
///
/// Its [`form`](Self::form) is the codec itself where that can encode a `T`, and hides that of what
/// this derefs to. So a client may have an answer that it only decodes.
#[derive(Debug)]
pub struct Answered<T, C>(DecodeOnly<C>, PhantomData<fn() -> T>);

/// A codec that cannot encode.
#[derive(Debug, Clone, Copy)]
pub struct DecodeOnly<C>(C);

impl<T, C> Answered<T, C> {
    /// Of that codec.
    pub const fn new(codec: C) -> Self {
        Self(DecodeOnly(codec), PhantomData)
    }
}

impl<T, C: EncodeAs<T>> Answered<T, C> {
    /// The codec.
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
    /// This codec.
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
