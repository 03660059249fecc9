//! Values that borrow from their bytes, and are decoded when they are used.
//!
//! `tlgen --views` (in a build script `views`) generates *views* beside the owned types. Decoding a
//! view checks all of the input once, without an allocation. Strings and bytes are borrowed, a list
//! is a [`List`], and a value that the owned type has in a `Box` is a [`Lazy`].
//!
//! ```
//! use tl_runtime::codec::{Bare, Decoder, VectorOf};
//! use tl_runtime::{List, View};
//!
//! // A `Vector<string>`.
//! let mut decoder = Decoder::new(b"\x15\xc4\xb5\x1c\x02\0\0\0\x01a\0\0\x02bc\0");
//! let names: List<'_, &str> = decoder.value(VectorOf(Bare));
//! decoder.finish()?;
//! assert_eq!(names.len(), 2);
//! assert_eq!(names.iter().collect::<Vec<_>>(), ["a", "bc"]);
//! assert_eq!(names.into_owned(), ["a".to_owned(), "bc".to_owned()]);
//! # Ok::<(), tl_runtime::DecodeError>(())
//! ```
//!
//! Only a decoder makes a [`List`] or [`Lazy`], from bytes that it has checked. So decoding their
//! contents cannot fail, unless a hand-written `Decode` does not accept what its `check_bare` has
//! accepted. In that case, a list ends early, and a [`Lazy`] returns zeros, empty strings and empty
//! lists.

mod lazy;
mod list;
mod mapped;
mod owned;
mod stream;

pub use lazy::Lazy;
pub use list::{Iter, List};
pub use mapped::{FromBorrowed, Mapped};
pub use owned::View;
pub use stream::{Elements, ListForm, Open, Stream, Streamed};

use crate::codec::DecodeAs;
use crate::traits::Function;
use crate::{DecodeError, DecodeOptions};

/// A function whose answer can be decoded as a view.
///
/// ```
/// use tl_runtime::{DecodeError, FunctionView};
///
/// fn read<'a, F: FunctionView>(call: &F, answer: &'a [u8]) -> Result<F::View<'a>, DecodeError> {
///     call.view_response(answer)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "the answer to `{Self}` has no view",
    label = "no view of its answer",
    note = "generated functions have one where `--views` (in a build script `views`) selects them or \
            what they are answered with"
)]
pub trait FunctionView:
    Function<Form: for<'a> DecodeAs<'a, <Self as FunctionView>::View<'a>>>
{
    /// The view of the answer: for `= photos.Photo`, the Rust type of `photos.Photo` in the module `views`.
    type View<'a>;

    /// Decodes the answer to this call, which takes the whole input, as a view.
    ///
    /// [`DecodeOptions::view_response`] does so with other options.
    ///
    /// # Errors
    /// If the input is not such an answer, or more bytes follow.
    fn view_response<'a>(&self, bytes: &'a [u8]) -> Result<Self::View<'a>, DecodeError> {
        DecodeOptions::new().view_response(self, bytes)
    }
}
