//! What is known of a form before any value is: how it begins, and how small it can be.

use crate::codec::DecodeAs;
use crate::traits::{Decode, Identify};

/// How the boxed form of a type begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// With the id of its only constructor; the bare form is what follows.
    Constructor {
        /// The id.
        id: u32,
        /// The constructor's TL name.
        name: &'static str,
    },
    /// With the id of one of its constructors. There is no bare form.
    Type(
        /// The type's TL name.
        &'static str,
    ),
}

impl Head {
    /// The head of the constructor `T`.
    #[must_use]
    pub const fn of<T: Identify>() -> Self {
        Head::Constructor {
            id: T::ID,
            name: T::NAME,
        }
    }

    /// The TL name of the constructor or type.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Head::Constructor { name, .. } | Head::Type(name) => name,
        }
    }
}

/// What decoding must know of a type or form in advance: how it begins, its least size, and how
/// deep its filler is.
///
/// All of it is one constant, because each constant of an impl costs the compiler time. Least sizes
/// cannot make that constant refer to itself where fillers do not: both are those of the fields that
/// are always there.
///
/// ```
/// use tl_runtime::codec::Layout;
/// # use tl_runtime::Identify;
/// # struct Row;
/// # impl Identify for Row {
/// #     const ID: u32 = 1;
/// #     const NAME: &'static str = "row";
/// #     const TL: &'static str = "row#00000001 a:int b:long c:Bool d:int256 = Row";
/// # }
///
/// // row a:int b:long c:Bool d:int256 = Row;
/// let layout = Layout::constructor::<Row>(4 + 8).boxed::<bool>().bare::<[u8; 32]>();
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    pub(crate) head: Head,
    pub(crate) min_size: usize,
    /// How many types the filler is deep.
    pub(crate) filler: usize,
    pub(crate) takes_rest: bool,
}

impl Layout {
    /// That of the constructor `T`, whose builtin fields take at least `min_size` bytes.
    #[must_use]
    pub const fn constructor<T: Identify>(min_size: usize) -> Self {
        Self {
            head: Head::of::<T>(),
            min_size,
            filler: 0,
            takes_rest: false,
        }
    }

    /// That of a type whose values begin with the id of one of several constructors, or do not say
    /// what they are: at least 4 bytes, unless [`min_size`](Self::min_size) says otherwise.
    #[must_use]
    pub const fn of_type(name: &'static str) -> Self {
        Self {
            head: Head::Type(name),
            min_size: 4,
            filler: 0,
            takes_rest: false,
        }
    }

    /// The same with another least size, in bytes.
    #[must_use]
    pub const fn min_size(mut self, min_size: usize) -> Self {
        self.min_size = min_size;
        self
    }

    /// The same with a boxed `T` more, which its filler contains too. A type whose filler contains
    /// itself has a layout that refers to itself, which the compiler refuses.
    ///
    /// ```compile_fail
    /// # use tl_runtime::Decode;
    /// # use tl_runtime::codec::{Decoder, Layout};
    /// struct Endless(Box<Endless>);
    ///
    /// impl<'a> Decode<'a> for Endless {
    ///     const LAYOUT: Layout = Layout::of_type("Endless").boxed::<Box<Endless>>();
    ///
    ///     fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
    ///         Self(decoder.boxed(()))
    ///     }
    /// }
    ///
    /// let endless = tl_runtime::from_bytes::<Endless>(&[]);
    /// ```
    #[must_use]
    pub const fn boxed<'a, T: Decode<'a>>(self) -> Self {
        self.with(T::LAYOUT.min_size(4)) // A cycle ends where another variant is the `filler`.
    }

    /// The same with a bare `T` more.
    #[must_use]
    pub const fn bare<'a, T: Decode<'a>>(self) -> Self {
        self.with(T::LAYOUT) // A cycle ends where another variant is the `filler`.
    }

    /// The same with a `T` in the form of a codec more.
    #[must_use]
    pub const fn value<'a, T, C: DecodeAs<'a, T>>(self) -> Self {
        self.with(C::LAYOUT)
    }

    /// The same for a type that keeps unknown constructors with the rest of the input, so that
    /// nothing can follow it.
    #[must_use]
    pub const fn takes_rest(mut self) -> Self {
        self.takes_rest = true;
        self
    }

    const fn with(mut self, part: Self) -> Self {
        self.min_size += part.min_size;
        self.filler += 1 + part.filler;
        self
    }
}
