//! The codecs: boxed or bare, a vector or a list.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::codec::{DecodeAs, Decoder, EncodeAs, EncodeErrorKind, Encoder, Layout, TakeFixed};
use crate::traits::{Decode, Encode, Identify};
use crate::value::AnyObject;

/// The boxed form: `User`, `Int`.
#[derive(Debug, Clone, Copy)]
pub struct Boxed;

/// The boxed form of a builtin type, with the id of its TL type: `Int32`, whose id is not that of
/// `Int`, although both are `i32`.
#[derive(Debug, Clone, Copy)]
pub struct WithId<const ID: u32>;

/// The boxed form of a type with arguments: `(Pair int n)`.
#[derive(Debug, Clone, Copy)]
pub struct BoxedWith<A>(pub A);

/// The bare form: `user`, `%User`, `int`.
#[derive(Debug, Clone, Copy)]
pub struct Bare;

/// The bare form of a type with arguments: `(pair int n)`.
#[derive(Debug, Clone, Copy)]
pub struct BareWith<A>(pub A);

/// The boxed or the bare form of a type without arguments, whichever the schema says: the form of
/// the elements of a [`List`](crate::List).
#[derive(Debug, Clone, Copy)]
pub struct BoxedOrBare {
    is_boxed: bool,
}

impl BoxedOrBare {
    pub(crate) const BOXED: Self = Self { is_boxed: true };
    pub(crate) const BARE: Self = Self { is_boxed: false };
}

/// The form of an element of a repetition of several fields: `# [a:int b:int]`.
#[derive(Debug, Clone, Copy)]
pub struct ElementWith<A>(pub A);

/// The form of `Vector t`.
#[derive(Debug, Clone, Copy)]
pub struct VectorOf<C>(pub C);

/// The form of `vector t`.
#[derive(Debug, Clone, Copy)]
pub struct ListOf<C>(pub C);

/// The form of `n*[t]`.
#[derive(Debug, Clone, Copy)]
pub struct TupleOf<C>(pub u32, pub C);

/// The form of `3*[t]`, as an array.
#[derive(Debug, Clone, Copy)]
pub struct ArrayOf<C>(pub C);

/// The form of a value that "may be null" in JSON, with the names of the constructor and of the field.
/// The wire has no null: decoding returns `Some`, and encoding `None` is a failure that names the
/// constructor and the field.
#[derive(Debug, Clone, Copy)]
pub struct Nullable<C>(pub &'static str, pub &'static str, pub C);

/// The form of `Object`: any constructor or function, boxed.
#[derive(Debug, Clone, Copy, Default)]
pub struct ObjectForm;

/// The form of `Function` and of `!X`: a function, boxed.
#[derive(Debug, Clone, Copy, Default)]
pub struct FunctionForm;

impl<'a, T: Decode<'a>> DecodeAs<'a, T> for Boxed {
    const LAYOUT: Layout = T::LAYOUT.min_size(4);
    const BOXED: Option<Self> = Some(Boxed);

    // Not inline, so that a list has no copy of code that the type of its elements has already.
    #[inline(never)]
    fn decode(self, decoder: &mut Decoder<'a>) -> T {
        decoder.boxed(())
    }

    fn check(self, decoder: &mut Decoder<'a>) {
        decoder.check_boxed::<T, _>(());
    }
}

impl<T: Encode> EncodeAs<T> for Boxed {
    fn encode(self, value: &T, encoder: &mut Encoder) {
        encoder.boxed(value, ());
    }
}

impl<'a, T: Decode<'a>> DecodeAs<'a, T> for BoxedOrBare {
    const LAYOUT: Layout = T::LAYOUT;

    #[inline]
    fn decode(self, decoder: &mut Decoder<'a>) -> T {
        if self.is_boxed {
            decoder.boxed(())
        } else {
            T::decode_bare(decoder, ())
        }
    }

    fn check(self, decoder: &mut Decoder<'a>) {
        if self.is_boxed {
            decoder.check_boxed::<T, _>(());
        } else {
            T::check_bare(decoder, ());
        }
    }

    #[inline]
    fn fixed(self) -> Option<TakeFixed<'a, T>> {
        T::FIXED.filter(|_| !self.is_boxed)
    }
}

impl<'a, T: Decode<'a> + Identify, const ID: u32> DecodeAs<'a, T> for WithId<ID> {
    const LAYOUT: Layout = T::LAYOUT.min_size(T::LAYOUT.min_size.saturating_add(4));

    fn decode(self, decoder: &mut Decoder<'a>) -> T {
        let failed = decoder.failed();
        decoder.expect_id(ID);
        let value = T::decode_bare(decoder, ());
        decoder.end(failed, const { T::HEAD.name() });
        value
    }
}

impl<T: Encode + Identify, const ID: u32> EncodeAs<T> for WithId<ID> {
    fn encode(self, value: &T, encoder: &mut Encoder) {
        encoder.id(ID);
        value.encode_bare(encoder, ());
    }
}

impl<'a, T: Decode<'a, A>, A: Copy> DecodeAs<'a, T> for BoxedWith<A> {
    const LAYOUT: Layout = T::LAYOUT.min_size(4);

    fn decode(self, decoder: &mut Decoder<'a>) -> T {
        decoder.boxed(self.0)
    }

    fn check(self, decoder: &mut Decoder<'a>) {
        decoder.check_boxed::<T, A>(self.0);
    }
}

impl<T: Encode<A>, A: Copy> EncodeAs<T> for BoxedWith<A> {
    fn encode(self, value: &T, encoder: &mut Encoder) {
        encoder.boxed(value, self.0);
    }
}

impl<'a, T: Decode<'a> + Identify> DecodeAs<'a, T> for Bare {
    const LAYOUT: Layout = T::LAYOUT;

    fn decode(self, decoder: &mut Decoder<'a>) -> T {
        T::decode_bare(decoder, ())
    }

    fn check(self, decoder: &mut Decoder<'a>) {
        T::check_bare(decoder, ());
    }

    fn check_list(self, decoder: &mut Decoder<'a>, count: usize) {
        if const { T::FIXED.is_some() } {
            decoder.take(count.saturating_mul(T::LAYOUT.min_size));
            return;
        }
        let mut done = 0;
        while decoder.is_short_of(count, done) {
            T::check_bare(decoder, ());
            done += 1;
        }
    }

    fn decode_list(self, decoder: &mut Decoder<'a>, count: usize) -> Vec<T> {
        T::decode_bare_list(decoder, count, ())
    }
}

impl<T: Encode + Identify> EncodeAs<T> for Bare {
    fn encode(self, value: &T, encoder: &mut Encoder) {
        value.encode_bare(encoder, ());
    }

    fn encode_list(self, list: &[T], encoder: &mut Encoder) {
        T::encode_bare_list(list, encoder, ());
    }
}

impl<'a, T: Decode<'a, A> + Identify, A: Copy> DecodeAs<'a, T> for BareWith<A> {
    const LAYOUT: Layout = T::LAYOUT;

    fn decode(self, decoder: &mut Decoder<'a>) -> T {
        T::decode_bare(decoder, self.0)
    }

    fn check(self, decoder: &mut Decoder<'a>) {
        T::check_bare(decoder, self.0);
    }

    fn decode_list(self, decoder: &mut Decoder<'a>, count: usize) -> Vec<T> {
        T::decode_bare_list(decoder, count, self.0)
    }
}

impl<T: Encode<A> + Identify, A: Copy> EncodeAs<T> for BareWith<A> {
    fn encode(self, value: &T, encoder: &mut Encoder) {
        value.encode_bare(encoder, self.0);
    }

    fn encode_list(self, list: &[T], encoder: &mut Encoder) {
        T::encode_bare_list(list, encoder, self.0);
    }
}

impl<'a, T, C: DecodeAs<'a, T>> DecodeAs<'a, Vec<T>> for VectorOf<C> {
    const LAYOUT: Layout = Layout::of_size(8);

    fn decode(self, decoder: &mut Decoder<'a>) -> Vec<T> {
        decoder.vector(self.0)
    }
}

impl<T, C: EncodeAs<T>> EncodeAs<Vec<T>> for VectorOf<C> {
    fn encode(self, value: &Vec<T>, encoder: &mut Encoder) {
        encoder.vector(value, self.0);
    }
}

impl<'a, T, C: DecodeAs<'a, T>> DecodeAs<'a, Vec<T>> for ListOf<C> {
    const LAYOUT: Layout = Layout::PLAIN;

    fn decode(self, decoder: &mut Decoder<'a>) -> Vec<T> {
        decoder.list(self.0)
    }
}

impl<T, C: EncodeAs<T>> EncodeAs<Vec<T>> for ListOf<C> {
    fn encode(self, value: &Vec<T>, encoder: &mut Encoder) {
        encoder.list(value, self.0);
    }
}

impl<'a, T, C: DecodeAs<'a, T>> DecodeAs<'a, Vec<T>> for TupleOf<C> {
    const LAYOUT: Layout = Layout::of_size(0);

    fn decode(self, decoder: &mut Decoder<'a>) -> Vec<T> {
        decoder.tuple(self.0, self.1)
    }
}

impl<T, C: EncodeAs<T>> EncodeAs<Vec<T>> for TupleOf<C> {
    fn encode(self, value: &Vec<T>, encoder: &mut Encoder) {
        encoder.tuple(self.0, value, self.1);
    }
}

impl<'a, T: Decode<'a, A>, A: Copy> DecodeAs<'a, T> for ElementWith<A> {
    const LAYOUT: Layout = T::LAYOUT;

    fn decode(self, decoder: &mut Decoder<'a>) -> T {
        T::decode_bare(decoder, self.0)
    }

    fn check(self, decoder: &mut Decoder<'a>) {
        T::check_bare(decoder, self.0);
    }
}

impl<T: Encode<A>, A: Copy> EncodeAs<T> for ElementWith<A> {
    fn encode(self, value: &T, encoder: &mut Encoder) {
        value.encode_bare(encoder, self.0);
    }
}

impl<'a, T, C: DecodeAs<'a, T>, const N: usize> DecodeAs<'a, [T; N]> for ArrayOf<C> {
    const LAYOUT: Layout = C::LAYOUT.min_size(C::LAYOUT.min_size.saturating_mul(N));

    fn decode(self, decoder: &mut Decoder<'a>) -> [T; N] {
        let start = decoder.offset();
        if const { C::LAYOUT.min_size == 0 } {
            decoder.begin_elements(u32::try_from(N).unwrap_or(u32::MAX), start, 0);
        }
        let elements =
            core::array::from_fn(|index| decoder.element(index, |decoder| self.0.decode(decoder)));
        if const { C::LAYOUT.min_size == 0 } {
            decoder.end_elements(N, start, start);
        }
        elements
    }

    fn check(self, decoder: &mut Decoder<'a>) {
        let start = decoder.offset();
        if const { C::LAYOUT.min_size == 0 } {
            decoder.begin_elements(u32::try_from(N).unwrap_or(u32::MAX), start, 0);
        }
        for index in 0..N {
            decoder.element(index, |decoder| DecodeAs::<T>::check(self.0, decoder));
        }
        if const { C::LAYOUT.min_size == 0 } {
            decoder.end_elements(N, start, start);
        }
    }
}

impl<T, C: EncodeAs<T>, const N: usize> EncodeAs<[T; N]> for ArrayOf<C> {
    fn encode(self, value: &[T; N], encoder: &mut Encoder) {
        self.0.encode_list(value, encoder);
    }
}

impl<'a, T, C: DecodeAs<'a, T>> DecodeAs<'a, Option<T>> for Nullable<C> {
    const LAYOUT: Layout = C::LAYOUT;

    fn decode(self, decoder: &mut Decoder<'a>) -> Option<T> {
        Some(self.2.decode(decoder))
    }

    fn check(self, decoder: &mut Decoder<'a>) {
        DecodeAs::<T>::check(self.2, decoder);
    }
}

impl<T, C: EncodeAs<T>> EncodeAs<Option<T>> for Nullable<C> {
    fn encode(self, value: &Option<T>, encoder: &mut Encoder) {
        match value {
            Some(value) => self.2.encode(value, encoder),
            None => encoder.fail(EncodeErrorKind::Null {
                constructor: self.0,
                field: self.1,
            }),
        }
    }
}

impl<'a> DecodeAs<'a, Box<dyn AnyObject>> for ObjectForm {
    const LAYOUT: Layout = Layout::PLAIN;

    fn decode(self, decoder: &mut Decoder<'a>) -> Box<dyn AnyObject> {
        decoder.object()
    }
}

impl<'a, T: Decode<'a>> DecodeAs<'a, T> for FunctionForm {
    const LAYOUT: Layout = T::LAYOUT.min_size(4);

    fn decode(self, decoder: &mut Decoder<'a>) -> T {
        decoder.call()
    }
}

impl EncodeAs<Box<dyn AnyObject>> for ObjectForm {
    fn encode(self, value: &Box<dyn AnyObject>, encoder: &mut Encoder) {
        (**value).encode_boxed(encoder);
    }
}

impl<T: Encode> EncodeAs<T> for FunctionForm {
    fn encode(self, value: &T, encoder: &mut Encoder) {
        encoder.boxed(value, ());
    }
}
