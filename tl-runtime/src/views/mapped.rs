//! Strings and bytes in views whose owned type the program has chosen.

use alloc::boxed::Box;
use alloc::string::String;
#[cfg(target_has_atomic = "ptr")]
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;
use core::ops::Deref;

use super::View;
use crate::codec::{Declared, Decoder, HasId, Head, Layout};
use crate::traits::Decode;

/// A string or bytes in a view, if `--map-type` has chosen the type `T` for the owned value. A `Mapped`
/// derefs to `str` or `[u8]`, and [`View::into_owned`] converts it to a `T`.
///
/// ```
/// use tl_runtime::views::Mapped;
/// use tl_runtime::{View, from_bytes};
///
/// let name: Mapped<'_, str, Box<str>> = from_bytes(&[0x24, 0x6e, 0x28, 0xb5, 3, b'A', b'd', b'a'])?;
/// assert_eq!(name.len(), 3);
/// assert_eq!(&*name, "Ada");
/// let owned: Box<str> = name.into_owned();
/// # assert_eq!(&*owned, "Ada");
/// # Ok::<(), tl_runtime::DecodeError>(())
/// ```
pub struct Mapped<'a, B: ?Sized, T> {
    value: &'a B,
    owned: PhantomData<fn() -> T>,
}

/// A type that can be made from a borrowed string or borrowed bytes. If there are views, a type chosen
/// by `--map-type` must implement this trait for `str` or `[u8]`.
///
/// ```
/// use tl_runtime::views::FromBorrowed;
///
/// struct Title(Box<str>);
///
/// impl FromBorrowed<str> for Title {
///     fn from_borrowed(value: &str) -> Self {
///         Self(value.into())
///     }
/// }
/// # assert_eq!(&*Title::from_borrowed("tlgen").0, "tlgen");
/// ```
pub trait FromBorrowed<B: ?Sized> {
    /// Converts a borrowed value.
    fn from_borrowed(value: &B) -> Self;
}

impl<B: ?Sized, T> Deref for Mapped<'_, B, T> {
    type Target = B;

    fn deref(&self) -> &B {
        self.value
    }
}

impl<'a, B: ?Sized, T> Mapped<'a, B, T> {
    /// Returns the borrowed value, which lives as long as the input.
    #[must_use]
    pub fn get(self) -> &'a B {
        self.value
    }
}

impl<B: ?Sized, T> Clone for Mapped<'_, B, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<B: ?Sized, T> Copy for Mapped<'_, B, T> {}

impl<B: ?Sized + PartialEq, T> PartialEq for Mapped<'_, B, T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<B: ?Sized + fmt::Debug, T> fmt::Debug for Mapped<'_, B, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<B: ?Sized, T: FromBorrowed<B>> View for Mapped<'_, B, T> {
    type Owned = T;

    fn into_owned(self) -> T {
        T::from_borrowed(self.value)
    }
}

macro_rules! decoded {
    ($($borrowed:ty, $read:ident, $check:ident;)*) => {
        $(
            impl<T> Declared for Mapped<'_, $borrowed, T> {
                type Kind = HasId;
                const HEAD: Head = <&$borrowed>::HEAD;
            }

            impl<'a, T> Decode<'a> for Mapped<'a, $borrowed, T> {
                const LAYOUT: Layout = <&$borrowed as Decode<'a>>::LAYOUT;

                fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
                    Self {
                        value: decoder.$read(),
                        owned: PhantomData,
                    }
                }

                fn check_bare(decoder: &mut Decoder<'a>, (): ()) {
                    decoder.$check();
                }
            }
        )*
    };
}

decoded! {
    str, str, check_str;
    [u8], slice, slice;
}

macro_rules! made {
    ($($type:ty, $borrowed:ty, $new:expr;)*) => {
        $(
            impl FromBorrowed<$borrowed> for $type {
                fn from_borrowed(value: &$borrowed) -> Self {
                    $new(value)
                }
            }
        )*
    };
}

made! {
    String, str, String::from;
    Box<str>, str, Box::from;
    Vec<u8>, [u8], Vec::from;
    Box<[u8]>, [u8], Box::from;
}

#[cfg(target_has_atomic = "ptr")]
made! {
    Arc<str>, str, Arc::from;
    Arc<[u8]>, [u8], Arc::from;
}

#[cfg(feature = "compact_str")]
made! { compact_str::CompactString, str, compact_str::CompactString::new; }

#[cfg(feature = "bytes")]
made! { bytes::Bytes, [u8], bytes::Bytes::copy_from_slice; }
