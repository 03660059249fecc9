//! Views of every construct, of the API and of TON, and a table of them. If the folder `shared` next to this
//! repository is absent, there is no TON.
#![deny(warnings, missing_docs)]

use std::fmt::Debug;

use tl_runtime::codec::{Declared, DecodeErrorKind};
use tl_runtime::value::Registry;
use tl_runtime::{Decode, DecodeError, DecodeOptions, View};

include!(concat!(env!("OUT_DIR"), "/modules.rs"));

/// A view and its owned type.
pub struct Entry {
    /// The name of the type, of its only constructor, or of the function.
    pub name: &'static str,
    /// Compares both on some bytes.
    pub agree: fn(&[u8], DecodeOptions<'static>) -> Result<Outcome, String>,
    /// Decodes bytes as a view and discards it.
    pub check: fn(&[u8]) -> bool,
}

/// The common result of both on some bytes.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The bytes are a value.
    Value,
    /// The bytes are invalid.
    Error(DecodeError),
    /// A string is not UTF-8, which only views reject.
    NotUtf8,
}

#[macro_export]
#[doc(hidden)]
macro_rules! entry {
    ($view:ty, $owned:ty) => {
        Entry {
            name: <$owned as Declared>::HEAD.name(),
            agree: |bytes, options| agree::<$view, $owned>(bytes, options),
            check: |bytes| tl_runtime::from_bytes::<$view>(bytes).is_ok(),
        }
    };
}

/// Compares the results of a view and its owned type: the value, or the error.
///
/// # Errors
/// Describes the difference.
pub fn agree<'a, V, O>(bytes: &'a [u8], options: DecodeOptions<'static>) -> Result<Outcome, String>
where
    V: Decode<'a> + View<Owned = O> + Clone + PartialEq + Debug,
    O: Decode<'a> + Debug,
{
    let owned = options.decode::<O>(bytes);
    let view = options.decode::<V>(bytes);
    let is_utf8 = |error: &DecodeError| error.kind == DecodeErrorKind::Utf8;
    match (owned, view) {
        (Ok(owned), Ok(view)) => {
            let (expected, shown) = (format!("{owned:?}"), format!("{view:?}"));
            // NaN is not equal to itself.
            if view.clone() != view && !shown.contains("NaN") {
                return Err(format!("not equal to itself: {shown}"));
            }
            // An unknown constructor is borrowed, and its type has another name.
            if shown != expected && !shown.contains("UnknownRef") {
                return Err(format!("{shown}\nas a view of\n{expected}"));
            }
            match format!("{:?}", view.into_owned()) {
                made if made == expected => Ok(Outcome::Value),
                made => Err(format!("{made}\nmade of a view of\n{expected}")),
            }
        }
        (Err(owned), Err(view)) if owned == view => Ok(Outcome::Error(owned)),
        (Err(owned), Err(view)) if !options.is_strict() && is_utf8(&view) => {
            match view.offset <= owned.offset {
                true => Ok(Outcome::NotUtf8),
                false => Err(format!("{view}, of what owned is: {owned}")),
            }
        }
        (Ok(_), Err(view)) if !options.is_strict() && is_utf8(&view) => Ok(Outcome::NotUtf8),
        (owned, view) => Err(format!("{owned:?}\n{view:?}")),
    }
}
