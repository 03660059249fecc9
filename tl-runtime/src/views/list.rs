//! A list that is decoded element by element.

use core::fmt;
use core::iter::FusedIterator;
use core::marker::PhantomData;

use crate::codec::{
    Bare, Boxed, BoxedOrBare, DecodeAs, Decoder, Layout, ListOf, TupleOf, VectorOf,
};
use crate::traits::{Decode, Identify};
use crate::value::Registry;

/// A list in the input, whose elements have been checked and are decoded one by one.
///
/// It is the type of `Vector t`, `vector t` and `n*[t]` in views, as `Vec` is in owned types. `C` is the
/// form of an element: by default the boxed or bare form of a type without arguments.
///
/// ```
/// use tl_runtime::{DecodeError, List};
///
/// fn sum(ids: List<'_, i64>) -> i64 {
///     ids.iter().sum()
/// }
/// ```
pub struct List<'a, T, C = BoxedOrBare> {
    bytes: &'a [u8],
    len: usize,
    codec: C,
    registry: Option<&'static Registry>,
    elements: PhantomData<fn() -> T>,
}

impl<'a, T, C: Copy> List<'a, T, C> {
    /// Returns the number of elements.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no elements.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl<'a, T, C: DecodeAs<'a, T>> List<'a, T, C> {
    /// Returns an iterator over the elements, which decodes each when it is reached.
    #[inline]
    pub fn iter(&self) -> Iter<'a, T, C> {
        Iter {
            bytes: self.bytes,
            left: self.len,
            codec: self.codec,
            registry: self.registry,
            elements: PhantomData,
        }
    }
}

impl<T, C: Copy> Clone for List<'_, T, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, C: Copy> Copy for List<'_, T, C> {}

impl<'a, T: fmt::Debug, C: DecodeAs<'a, T>> fmt::Debug for List<'a, T, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// Lists are equal if their elements are, whatever their forms.
impl<'a, 'b, T, U, C, D> PartialEq<List<'b, U, D>> for List<'a, T, C>
where
    T: PartialEq<U>,
    C: DecodeAs<'a, T>,
    D: DecodeAs<'b, U>,
{
    fn eq(&self, other: &List<'b, U, D>) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

impl<'a, T, C: DecodeAs<'a, T>> IntoIterator for List<'a, T, C> {
    type Item = T;
    type IntoIter = Iter<'a, T, C>;

    #[inline]
    fn into_iter(self) -> Iter<'a, T, C> {
        self.iter()
    }
}

impl<'a, T, C: DecodeAs<'a, T>> IntoIterator for &List<'a, T, C> {
    type Item = T;
    type IntoIter = Iter<'a, T, C>;

    #[inline]
    fn into_iter(self) -> Iter<'a, T, C> {
        self.iter()
    }
}

/// An iterator over the elements of a [`List`].
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Iter<'a, T, C = BoxedOrBare> {
    bytes: &'a [u8],
    left: usize,
    codec: C,
    registry: Option<&'static Registry>,
    elements: PhantomData<fn() -> T>,
}

impl<T, C: Copy> Clone for Iter<'_, T, C> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

impl<'a, T: fmt::Debug, C: DecodeAs<'a, T>> fmt::Debug for Iter<'a, T, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<'a, T, C: DecodeAs<'a, T>> Iterator for Iter<'a, T, C> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        // For numbers, the bytes tell how many are left, so a loop has one exit.
        if let Some(take) = self.codec.fixed() {
            return take(&mut self.bytes);
        }
        self.left = self.left.checked_sub(1)?;
        // The decoder is a local, so that the iterator need not be in memory.
        let mut decoder = Decoder::of_checked(self.bytes, self.registry);
        let value = self.codec.decode(&mut decoder);
        self.bytes = decoder.rest();
        if decoder.failed() {
            self.left = 0;
            return None;
        }
        Some(value)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = match self.codec.fixed() {
            Some(_) => self.bytes.len() / C::LAYOUT.min_size.max(1),
            None => self.left,
        };
        (left, Some(left))
    }
}

impl<'a, T, C: DecodeAs<'a, T>> ExactSizeIterator for Iter<'a, T, C> {}

impl<'a, T, C: DecodeAs<'a, T>> FusedIterator for Iter<'a, T, C> {}

impl<'a> Decoder<'a> {
    /// Checks `count` elements. If the input cannot hold as many, this is a failure at the offset `place`.
    fn checked<T, C: DecodeAs<'a, T>, K>(
        &mut self,
        count: u32,
        place: usize,
        element: C,
        codec: K,
    ) -> List<'a, T, K> {
        let mut len = 0;
        let check =
            |decoder: &mut Self| len = decoder.check_elements::<T, C>(count, place, element);
        let (bytes, len) = match self.for_later(check) {
            Some(bytes) => (bytes, len),
            None => (&[][..], 0),
        };
        List {
            bytes,
            len,
            codec,
            registry: self.options().registry,
            elements: PhantomData,
        }
    }
}

/// Implements the forms of a list, by the form of an element and what a `List` keeps of that.
macro_rules! list {
    ($($element:ty, [$($bound:tt)*], [$($generics:tt)*], $kept:ty, $this:ident => $keep:expr;)*) => {
        $(
            impl<'a, T $($bound)*, $($generics)*> DecodeAs<'a, List<'a, T, $kept>> for VectorOf<$element> {
                const LAYOUT: Layout = Layout::of_size(8);

                fn decode(self, decoder: &mut Decoder<'a>) -> List<'a, T, $kept> {
                    decoder.expect_vector();
                    ListOf(self.0).decode(decoder)
                }

                fn check(self, decoder: &mut Decoder<'a>) {
                    decoder.expect_vector();
                    DecodeAs::<List<'a, T, $kept>>::check(ListOf(self.0), decoder);
                }
            }

            impl<'a, T $($bound)*, $($generics)*> DecodeAs<'a, List<'a, T, $kept>> for ListOf<$element> {
                const LAYOUT: Layout = Layout::PLAIN;

                fn decode(self, decoder: &mut Decoder<'a>) -> List<'a, T, $kept> {
                    let place = decoder.offset();
                    let count = decoder.nat();
                    let $this = self.0;
                    decoder.checked(count, place, self.0, $keep)
                }

                fn check(self, decoder: &mut Decoder<'a>) {
                    let place = decoder.offset();
                    let count = decoder.nat();
                    decoder.as_later(|decoder| {
                        decoder.check_elements::<T, _>(count, place, self.0);
                    });
                }
            }

            impl<'a, T $($bound)*, $($generics)*> DecodeAs<'a, List<'a, T, $kept>> for TupleOf<$element> {
                const LAYOUT: Layout = Layout::of_size(0);

                fn decode(self, decoder: &mut Decoder<'a>) -> List<'a, T, $kept> {
                    let $this = self.1;
                    decoder.checked(self.0, decoder.offset(), self.1, $keep)
                }

                fn check(self, decoder: &mut Decoder<'a>) {
                    decoder.as_later(|decoder| {
                        decoder.check_elements::<T, _>(self.0, decoder.offset(), self.1);
                    });
                }
            }
        )*
    };
}

list! {
    Boxed, [: Decode<'a>], [], BoxedOrBare, _element => BoxedOrBare::BOXED;
    Bare, [: Decode<'a> + Identify], [], BoxedOrBare, _element => BoxedOrBare::BARE;
    C, [], [C: DecodeAs<'a, T>], C, element => element;
}
