//! A value that is decoded when it is used.

use core::fmt;
use core::marker::PhantomData;

use crate::codec::{Declared, Decoder, Head, Layout};
use crate::traits::Decode;
use crate::value::Registry;

/// A value in the input that has been checked, and is decoded by [`get`](Self::get).
///
/// A view has a `Lazy` where an owned type has a `Box`: where a type contains itself, and where a value
/// is large and usually absent. `A` are the arguments of a type with parameters.
///
/// ```
/// use tl_runtime::Lazy;
///
/// let number: Lazy<'_, i32> = tl_runtime::from_bytes(b"\xda\x9b\x50\xa8\x05\0\0\0")?;
/// assert_eq!(number.get(), 5);
/// # Ok::<(), tl_runtime::DecodeError>(())
/// ```
pub struct Lazy<'a, T, A = ()> {
    /// The bare form.
    bytes: &'a [u8],
    args: A,
    registry: Option<&'static Registry>,
    value: PhantomData<fn() -> T>,
}

impl<'a, T: Decode<'a, A>, A: Copy> Lazy<'a, T, A> {
    /// Decodes the value.
    #[must_use]
    pub fn get(&self) -> T {
        let mut decoder = Decoder::of_checked(self.bytes, self.registry);
        T::decode_bare(&mut decoder, self.args)
    }
}

impl<T, A: Copy> Clone for Lazy<'_, T, A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, A: Copy> Copy for Lazy<'_, T, A> {}

impl<'a, T: Decode<'a, A> + fmt::Debug, A: Copy> fmt::Debug for Lazy<'a, T, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

/// Two are equal if their values are.
impl<'a, T: Decode<'a, A> + PartialEq, A: Copy> PartialEq for Lazy<'a, T, A> {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<T: Declared, A> Declared for Lazy<'_, T, A> {
    type Kind = T::Kind;
    const HEAD: Head = T::HEAD;
}

impl<'a, T: Decode<'a, A>, A: Copy> Decode<'a, A> for Lazy<'a, T, A> {
    const LAYOUT: Layout = T::LAYOUT;

    fn decode_bare(decoder: &mut Decoder<'a>, args: A) -> Self {
        lazy(decoder, args, T::check_bare)
    }

    fn check_bare(decoder: &mut Decoder<'a>, args: A) {
        decoder.as_later(|decoder| check(decoder, args, T::check_bare));
    }

    fn decode_call(decoder: &mut Decoder<'a>, args: A) -> Self {
        // The bare form of a function begins after its id.
        match T::HEAD.id() {
            Some(_) => decoder.boxed(args),
            None => lazy(decoder, args, |decoder, args| {
                T::decode_call(decoder, args);
            }),
        }
    }
}

/// Keeps the bytes that `skip` accepts, one level deeper.
fn lazy<'a, T, A: Copy>(
    decoder: &mut Decoder<'a>,
    args: A,
    skip: impl FnOnce(&mut Decoder<'a>, A),
) -> Lazy<'a, T, A> {
    let bytes = decoder.for_later(|decoder| check(decoder, args, skip));
    Lazy {
        bytes: bytes.unwrap_or_default(),
        args,
        registry: decoder.options().registry,
        value: PhantomData,
    }
}

fn check<'a, A>(decoder: &mut Decoder<'a>, args: A, skip: impl FnOnce(&mut Decoder<'a>, A)) {
    decoder.descend();
    skip(decoder, args);
    decoder.ascend();
}
