//! What a Rust type says of its TL form.

use alloc::vec::Vec;

use crate::codec::ReadAs;
use crate::{Reader, Writer};

/// A constructor or function: what is known of it before any value is.
///
/// For `photos.photo#20212ca8 photo:Photo users:Vector<User> = photos.Photo;`
/// see [constructor names](https://core.telegram.org/mtproto/TL).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no constructor or function of TL",
    label = "this has no id of its own",
    note = "a struct gets one by `#[derive(TlObject)]` with its declaration; a type of several \
            constructors has none"
)]
pub trait Identify: Sized {
    /// The id on the wire: `0x20212ca8`.
    const ID: u32;
    /// The TL name: `photos.photo`.
    const NAME: &'static str;
    /// The declaration, with its id and without the `;`.
    const TL: &'static str;
    /// How it is JSON, if it is.
    #[cfg(feature = "serde")]
    #[doc(hidden)]
    const JSON: Option<crate::json::JsonForm<Self>> = None;
}

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

/// A type that can be read.
///
/// `A` holds the arguments of a type with parameters: `(u32,)` for `{n:#}`, and a
/// [codec](crate::ReadAs) for `{t:Type}`.
///
/// Reading never stops early. After the first failure the reader gives zeros, empty strings and
/// empty lists, so each type must be able to make a value of those: its *filler*.
///
/// An impl by hand says by [`Reader::fail`] what is wrong, and must not panic: it is called by
/// functions that cannot unwind, so a panic would end the process.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read: it is no type of TL",
    label = "not readable",
    note = "`#[derive(TlObject)]` makes it one; a field of another type needs `with`"
)]
pub trait Read<'a, A: Copy = ()>: Sized {
    /// How the boxed form begins.
    const HEAD: Head;
    /// The least number of bytes that [`read_bare`](Self::read_bare) reads.
    const MIN_SIZE: usize = 4;
    /// How many types the filler is deep. A filler that would contain itself makes this constant
    /// refer to itself, which the compiler refuses.
    const FILLER: usize = 0;
    /// Whether a constructor that is not known takes the rest of the input, so that nothing can
    /// follow.
    #[doc(hidden)]
    const TAKES_REST: bool = false;

    /// Reads what follows the id of a single constructor; for a type of several constructors, the
    /// id too.
    fn read_bare(reader: &mut Reader<'a>, args: A) -> Self;

    /// Reads a boxed function call, `!X`: of what can be any object, no constructor.
    #[doc(hidden)]
    fn read_call(reader: &mut Reader<'a>, args: A) -> Self {
        reader.boxed(args)
    }

    /// Reads `count` bare values. Numbers do so all at once.
    fn read_bare_list(reader: &mut Reader<'a>, count: usize, args: A) -> Vec<Self> {
        let mut list = Vec::with_capacity(reader.capacity(count, size_of::<Self>()));
        while reader.is_short_of(count, list.len()) {
            list.push(Self::read_bare(reader, args));
        }
        list
    }
}

/// A type that can be written. `A` is as in [`Read`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written: it is no type of TL",
    label = "not writable",
    note = "`#[derive(TlObject)]` makes it one; a field of another type needs `with`"
)]
pub trait Write<A: Copy = ()> {
    /// How the boxed form begins.
    const HEAD: Head;

    /// Writes what follows the id of a single constructor; for a type of several constructors,
    /// the id too.
    fn write_bare(&self, writer: &mut Writer, args: A);

    /// Writes bare values one after the other. Numbers do so all at once.
    fn write_bare_list(list: &[Self], writer: &mut Writer, args: A)
    where
        Self: Sized,
    {
        let mut rest = list;
        while let [value, tail @ ..] = rest {
            value.write_bare(writer, args);
            rest = tail;
        }
    }
}

/// A function: a call, and how to read the answer to it.
///
/// ```ignore
/// fn invoke<F: Function>(call: &F, transport: &mut Transport) -> Result<F::Response, Error> {
///     let answer = transport.exchange(tl_runtime::to_bytes(call)?);
///     Ok(tl_runtime::response_from_bytes(call, &answer)?)
/// }
/// ```
pub trait Function: Identify + Write {
    /// The answer: for `= photos.Photo` what `photos.Photo` is in Rust.
    type Response;

    /// Reads the answer to this very call: its form may depend on the call's fields
    /// (`getNumbers n:# = Tuple int n`).
    fn read_response(&self, reader: &mut Reader<'_>) -> Self::Response;
}

/// How deep a type is that contains a `T`'s filler.
#[doc(hidden)]
#[must_use]
pub const fn filler<'a, T: Read<'a>>() -> usize {
    1 + T::FILLER
}

/// The least number of bytes of a bare `T`.
#[doc(hidden)]
#[must_use]
pub const fn min_size<'a, T: Read<'a>>() -> usize {
    T::MIN_SIZE
}

/// [`filler`] of a form.
#[doc(hidden)]
#[must_use]
pub const fn filler_as<'a, T, C: ReadAs<'a, T>>() -> usize {
    1 + C::FILLER
}

/// The least number of bytes of a form.
#[doc(hidden)]
#[must_use]
pub const fn min_size_as<'a, T, C: ReadAs<'a, T>>() -> usize {
    C::MIN_SIZE
}

/// `True`: a type of one value, `true#3fedd339`, that takes no bytes in bare form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct True;
