//! The conversion of views to owned values.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::DecodeAs;
use crate::traits::Decode;
use crate::value::{AnyObject, Secret, True};
use crate::views::{Lazy, List};

/// A value, or a part of one, that can be converted to an owned value, which borrows nothing.
///
/// ```
/// use tl_runtime::View;
///
/// let bytes = tl_runtime::to_bytes(&"Ada".to_owned())?;
/// let name: &str = tl_runtime::from_bytes(&bytes)?;
/// let owned: String = name.into_owned();
/// # assert_eq!(owned, "Ada");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a view or a part of one",
    label = "cannot be made into an owned value"
)]
pub trait View {
    /// The owned type.
    type Owned;

    /// Converts the value to an owned one.
    fn into_owned(self) -> Self::Owned;
}

macro_rules! itself {
    ($($type:ty)*) => {
        $(
            impl View for $type {
                type Owned = Self;

                #[inline]
                fn into_owned(self) -> Self {
                    self
                }
            }
        )*
    };
}

itself! { u8 u32 i32 i64 f64 f32 bool True String Box<dyn AnyObject> }

#[cfg(feature = "bytes")]
itself! { bytes::Bytes }

impl View for &str {
    type Owned = String;

    fn into_owned(self) -> String {
        self.to_owned()
    }
}

impl View for &[u8] {
    type Owned = Vec<u8>;

    fn into_owned(self) -> Vec<u8> {
        self.to_vec()
    }
}

impl<T: View, const N: usize> View for [T; N] {
    type Owned = [T::Owned; N];

    fn into_owned(self) -> Self::Owned {
        self.map(T::into_owned)
    }
}

impl<T: View> View for Option<T> {
    type Owned = Option<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        self.map(T::into_owned)
    }
}

impl<T: View> View for Secret<T> {
    type Owned = Secret<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        Secret(self.0.into_owned())
    }
}

impl<T: View> View for Box<T> {
    type Owned = Box<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        Box::new((*self).into_owned())
    }
}

impl<T: View> View for Vec<T> {
    type Owned = Vec<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        self.into_iter().map(T::into_owned).collect()
    }
}

impl<'a, T: View, C: DecodeAs<'a, T>> View for List<'a, T, C> {
    type Owned = Vec<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        self.into_iter().map(T::into_owned).collect()
    }
}

impl<'a, T: Decode<'a, A> + View, A: Copy> View for Lazy<'a, T, A> {
    type Owned = Box<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        Box::new(self.get().into_owned())
    }
}
