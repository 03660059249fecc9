//! `secureString` and `secureBytes`.

use core::fmt;

use crate::traits::{Head, Identify, Read, Write};
use crate::{Reader, Writer};

/// A value that is never shown: `secureString`, `secureBytes`.
///
/// ```
/// let password = tl_runtime::Secret(String::from("hunter2"));
/// assert_eq!(format!("{password:?}"), "Secret(…)");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Secret<T>(pub T);

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl<T: Identify> Identify for Secret<T> {
    const ID: u32 = T::ID;
    const NAME: &'static str = T::NAME;
    const TL: &'static str = T::TL;
}

impl<'a, T: Read<'a>> Read<'a> for Secret<T> {
    const HEAD: Head = T::HEAD;
    const MIN_SIZE: usize = T::MIN_SIZE;
    const FILLER: usize = T::FILLER;

    fn read_bare(reader: &mut Reader<'a>, (): ()) -> Self {
        Secret(T::read_bare(reader, ()))
    }
}

impl<T: Write> Write for Secret<T> {
    const HEAD: Head = T::HEAD;

    fn write_bare(&self, writer: &mut Writer, (): ()) {
        self.0.write_bare(writer, ());
    }
}

#[cfg(feature = "serde")]
impl<T: crate::json::ToJson> crate::json::ToJson for Secret<T> {
    fn to_json(&self, json: &mut crate::json::Writer) {
        self.0.to_json(json);
    }
}

#[cfg(feature = "serde")]
impl<T: crate::json::FromJson> crate::json::FromJson for Secret<T> {
    fn from_json(json: &mut crate::json::Reader) -> Self {
        Secret(T::from_json(json))
    }
}
