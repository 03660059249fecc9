//! What is known of a type or form without a value: how it begins, and how small it can be.

use crate::codec::DecodeAs;
use crate::traits::Decode;

/// How the boxed form of a type begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// With the id of its only constructor. The bare form is what follows.
    Constructor {
        /// The id.
        id: u32,
        /// The constructor's TL name.
        name: &'static str,
        /// The declaration, with its id and without the `;`.
        tl: &'static str,
        /// Whether the id and the first fields are encoded at once, so that the type encodes its
        /// boxed form, and [`Encode`](crate::Encode) derives the bare form from it.
        #[doc(hidden)]
        in_run: bool,
    },
    /// With the id of one of its constructors. There is no bare form.
    Type(
        /// The type's TL name.
        &'static str,
    ),
}

impl Head {
    /// Creates the head of a constructor or function, such as `0x20212ca8`, `photos.photo`, and the
    /// declaration with its id and without the `;`.
    #[must_use]
    pub const fn constructor(id: u32, name: &'static str, tl: &'static str) -> Self {
        Head::Constructor {
            id,
            name,
            tl,
            in_run: false,
        }
    }

    /// Creates the same for a type whose `Encode` impl has `encode_boxed` in place of `encode_bare`.
    #[doc(hidden)]
    #[must_use]
    pub const fn in_run(id: u32, name: &'static str, tl: &'static str) -> Self {
        Head::Constructor {
            id,
            name,
            tl,
            in_run: true,
        }
    }

    /// Returns the TL name of the constructor or type.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Head::Constructor { name, .. } | Head::Type(name) => name,
        }
    }

    /// Returns the id, if it is always the same.
    pub(crate) const fn id(self) -> Option<u32> {
        match self {
            Head::Constructor { id, .. } => Some(id),
            Head::Type(_) => None,
        }
    }

    /// Returns the [id](Self::id), or 0 if there is none: a constant is less work for the compiler than a
    /// branch over an `Option`.
    pub(crate) const fn id_or_zero(self) -> u32 {
        match self.id() {
            Some(id) => id,
            None => 0,
        }
    }

    /// Whether `Encode` derives the bare form from the boxed form.
    pub(crate) const fn is_in_run(self) -> bool {
        matches!(self, Head::Constructor { in_run: true, .. })
    }

    /// Returns the declaration of a constructor or function; empty for a type.
    pub(crate) const fn tl(self) -> &'static str {
        match self {
            Head::Constructor { tl, .. } => tl,
            Head::Type(_) => "",
        }
    }
}

/// What decoding must know of a type or form in advance: its least size, and the depth of its filler.
///
/// A type sets this constant only if its least size is below 4 bytes, or if its filler might have
/// no end. The least size keeps a list from claiming more elements than the input has room for. For
/// this, 4 bytes are enough, even if the values of a type are always larger.
///
/// ```
/// use tl_runtime::codec::Layout;
/// # type Photo = bool;
///
/// // row photo:Photo d:%D = Row; with d = D;
/// let layout = Layout::of_size(0).boxed::<Photo>().bare::<tl_runtime::value::True>();
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    pub(crate) min_size: usize,
    /// How many types deep the filler is.
    pub(crate) filler: usize,
    pub(crate) takes_rest: bool,
}

impl Layout {
    /// At least 4 bytes, which is what most types take, and a filler that has an end.
    pub const PLAIN: Self = Self::of_size(4);

    /// Returns the layout of a type whose builtin fields take at least `min_size` bytes.
    #[must_use]
    pub const fn of_size(min_size: usize) -> Self {
        Self {
            min_size,
            filler: 0,
            takes_rest: false,
        }
    }

    /// Returns the same layout with another least size, in bytes.
    #[must_use]
    pub const fn min_size(mut self, min_size: usize) -> Self {
        self.min_size = min_size;
        self
    }

    /// Returns the same layout with one more boxed `T`, which the filler also contains. A type whose filler
    /// contains itself has a layout that refers to itself. The compiler reports an error where such a
    /// layout is named.
    ///
    /// ```compile_fail
    /// # use tl_runtime::Decode;
    /// # use tl_runtime::codec::{Declared, Decoder, Head, Layout, NoId};
    /// struct Endless(Box<Endless>);
    ///
    /// # impl Declared for Endless {
    /// #     type Kind = NoId;
    /// #     const HEAD: Head = Head::Type("Endless");
    /// # }
    /// #
    /// impl<'a> Decode<'a> for Endless {
    ///     const LAYOUT: Layout = Layout::PLAIN.boxed::<Box<Endless>>();
    ///
    ///     fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
    ///         let _ = const { <Self as Decode<'a>>::LAYOUT };
    ///         Self(decoder.boxed(()))
    ///     }
    /// }
    ///
    /// let endless = tl_runtime::from_bytes::<Endless>(&[]);
    /// ```
    #[must_use]
    pub const fn boxed<'a, T: Decode<'a>>(self) -> Self {
        self.with(T::LAYOUT.min_size(4)) // A cycle: mark a variant that ends it, `#[tl(filler)]`, or use an `Option`.
    }

    /// Returns the same layout with one more bare `T`.
    #[must_use]
    pub const fn bare<'a, T: Decode<'a>>(self) -> Self {
        self.with(T::LAYOUT) // A cycle: mark a variant that ends it, `#[tl(filler)]`, or use an `Option`.
    }

    /// Returns the same layout with one more `T`, in the form given by a codec.
    #[must_use]
    pub const fn value<'a, T, C: DecodeAs<'a, T>>(self) -> Self {
        self.with(C::LAYOUT)
    }

    /// Returns the same layout for a type that keeps unknown constructors with the rest of the input, so
    /// that nothing can follow the type.
    #[must_use]
    pub const fn takes_rest(mut self) -> Self {
        self.takes_rest = true;
        self
    }

    const fn with(mut self, part: Self) -> Self {
        // A chain of types that contain each other twice doubles both at each step.
        self.min_size = self.min_size.saturating_add(part.min_size);
        self.filler = self.filler.saturating_add(part.filler).saturating_add(1);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::Layout;

    #[test]
    fn the_size_of_a_long_chain_of_types_is_limited() {
        for (first, fields, least) in [
            (0, 2, 0),
            (4, 2, usize::MAX),
            (4, 16, usize::MAX),
            (16, 1, 16),
        ] {
            let mut layout = Layout::of_size(first);
            for _ in 0..100 {
                let part = layout;
                layout = (0..fields).fold(Layout::of_size(0), |sum, _| sum.with(part));
            }
            assert_eq!(layout.min_size, least, "{first} {fields}");
        }
    }
}
