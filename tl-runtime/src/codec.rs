//! The binary form: the decoder, encoder and codecs that generated code and hand-written impls use.
//!
//! A [`Decoder`] takes values from bytes, an [`Encoder`] appends them. Both record the first failure
//! and go on, so the code of a type does not check for failures. Only a loop over a count does; the methods for
//! lists have that loop already.
//!
//! A Rust type does not always say how a value is encoded: `Vector<X>`, `vector<x>` and `n*[x]` are
//! all `Vec<X>`, and `int` and `Int` are both `i32`. In such a case, a *codec* gives the form. A codec
//! is a value. It takes no memory, except for numbers that it passes on to the parts.
//!
//! ```
//! use tl_runtime::codec::{Bare, Boxed, Decoder, ListOf, VectorOf};
//!
//! // `vector<int>`, and `Vector<Int>`, whose id and whose elements' ids are on the wire.
//! let mut decoder = Decoder::new(b"\x01\0\0\0\x05\0\0\0");
//! assert_eq!(decoder.value::<Vec<i32>, _>(ListOf(Bare)), [5]);
//! let mut decoder = Decoder::new(b"\x15\xc4\xb5\x1c\x01\0\0\0\xda\x9b\x50\xa8\x05\0\0\0");
//! assert_eq!(decoder.value::<Vec<i32>, _>(VectorOf(Boxed)), [5]);
//! ```

mod decoder;
mod encoder;
mod forms;
mod layout;
mod run;

use alloc::vec::Vec;

pub use crate::error::{DecodeErrorKind, EncodeErrorKind};
pub use crate::traits::{Declared, HasId, NoId};
use crate::uninit::Filling;
#[doc(hidden)]
pub use crate::uninit::next_capacity;
pub use crate::unknown::Measure;
pub use decoder::Decoder;
pub(crate) use encoder::FIRST_CAPACITY;
pub use encoder::{Encoder, append_response_to, append_to, to_bytes_as, to_bytes_bare};
pub use forms::{
    ArrayOf, Bare, BareWith, Boxed, BoxedOrBare, BoxedWith, ElementWith, FunctionForm, ListOf,
    Nullable, ObjectForm, TupleOf, VectorOf, WithId,
};
pub use layout::{Head, Layout};
pub use run::Fixed;

/// The size of the count of a list, in bytes.
pub(crate) const COUNT: usize = 4;

/// A function that takes a value of fixed size off the front of checked bytes.
#[doc(hidden)]
pub type TakeFixed<'a, T> = fn(&mut &'a [u8]) -> Option<T>;

/// A codec that decodes a `T`.
pub trait DecodeAs<'a, T>: Copy {
    /// The layout of the form.
    #[doc(hidden)]
    const LAYOUT: Layout;

    /// `Boxed`, if this is the codec.
    #[doc(hidden)]
    const BOXED: Option<Self> = None;

    /// Decodes a value.
    fn decode(self, decoder: &mut Decoder<'a>) -> T;

    /// Skips a value, with the failures that decoding it would have.
    fn check(self, decoder: &mut Decoder<'a>) {
        self.decode(decoder);
    }

    /// Skips `count` values, as [`check`](Self::check) does.
    fn check_list(self, decoder: &mut Decoder<'a>, count: usize) {
        let mut done = 0;
        while decoder.is_short_of(count, done) {
            self.check(decoder);
            done += 1;
        }
    }

    /// The same as [`Decode::FIXED`](crate::Decode), for a number in this form.
    #[doc(hidden)]
    #[inline]
    fn fixed(self) -> Option<TakeFixed<'a, T>> {
        None
    }

    /// Decodes `count` values. The count has been checked against the input.
    fn decode_list(self, decoder: &mut Decoder<'a>, count: usize) -> Vec<T> {
        let mut list = Filling::new(count, decoder.capacity(count, size_of::<T>()));
        while decoder.is_short_of(count, list.len()) {
            list.push(self.decode(decoder));
        }
        list.finish()
    }
}

/// A codec that decodes a `T` from bytes of any lifetime.
pub trait Form<T>: for<'a> DecodeAs<'a, T> {}

impl<T, C: for<'a> DecodeAs<'a, T>> Form<T> for C {}

/// A codec that encodes a `T`.
pub trait EncodeAs<T>: Copy {
    /// Encodes a value.
    fn encode(self, value: &T, encoder: &mut Encoder);

    /// Encodes values one after the other.
    fn encode_list(self, list: &[T], encoder: &mut Encoder) {
        let mut rest = list;
        while let [value, tail @ ..] = rest {
            self.encode(value, encoder);
            rest = tail;
        }
    }
}
