//! The registry: from an id to a constructor or function.

use alloc::boxed::Box;

use super::AnyObject;
use crate::DecodeError;
use crate::codec::{DecodeErrorKind, Decoder};
use crate::kind::{EntryKind, Known};
use crate::options::DecodeOptions;
use crate::traits::{Decode, Identify};

/// What a [`Registry`] knows of an id: the same as an [`AnyObject`] knows of itself.
///
/// ```
/// use tl_runtime::value::Entry;
///
/// let entry = Entry::constructor::<i32>();
/// assert_eq!((entry.id(), entry.name()), (0xa8509bda, "int"));
/// assert_eq!((entry.tl(), entry.tl_type()), ("int ? = Int", "Int"));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    id: u32,
    name: &'static str,
    tl: &'static str,
    kind: EntryKind,
    /// Decodes what follows the id.
    pub(super) decode: for<'a, 'b> fn(&'a mut Decoder<'b>) -> Box<dyn AnyObject>,
    /// Decodes the JSON of a value, if it has a JSON form that is decoded.
    #[cfg(feature = "json")]
    pub(crate) decode_json: Option<DecodeJson>,
}

impl Entry {
    /// Creates the entry of the constructor `T`.
    #[must_use]
    pub const fn constructor<T: AnyObject + Identify + for<'a> Decode<'a>>() -> Self {
        Self::new::<T>(EntryKind::Constructor)
    }

    /// Creates the entry of the function `T`.
    #[must_use]
    pub const fn function<T: AnyObject + Identify + for<'a> Decode<'a>>() -> Self {
        Self::new::<T>(EntryKind::Function)
    }

    const fn new<T: AnyObject + Identify + for<'a> Decode<'a>>(kind: EntryKind) -> Self {
        Self {
            id: T::ID,
            name: T::NAME,
            tl: T::TL,
            kind,
            decode: decode::<T>,
            #[cfg(feature = "json")]
            decode_json: match T::JSON {
                Some(crate::json::JsonForm {
                    decode: Some(_), ..
                }) => Some(decode_json::<T>),
                _ => None,
            },
        }
    }

    /// Returns the id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Returns the TL name: `photos.updateProfilePhoto`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the declaration, with its id and without the `;`.
    #[must_use]
    pub fn tl(&self) -> &'static str {
        self.tl
    }

    /// Returns the TL type at the end of the declaration: the type of the constructor, or of the answer to
    /// the function.
    #[must_use]
    pub fn tl_type(&self) -> &'static str {
        tl_type(self.tl)
    }

    /// Returns whether the id is that of a constructor or of a function.
    #[must_use]
    pub fn kind(&self) -> EntryKind {
        self.kind
    }

    /// Returns the kind and the name, for an error.
    pub(crate) fn known(&self) -> Known {
        Known {
            kind: self.kind,
            name: self.name,
        }
    }
}

/// Decodes the JSON of a value of one type.
#[cfg(feature = "json")]
type DecodeJson = fn(&mut crate::json::Decoder) -> Box<dyn AnyObject>;

/// Returns the type at the end of a declaration: `photos.Photo` for `photos.photo#… = photos.Photo`.
pub(super) fn tl_type(tl: &'static str) -> &'static str {
    let result = tl.rsplit_once("= ").or_else(|| tl.rsplit_once("=> "));
    result.map_or("", |(_, result)| result)
}

fn decode<T: AnyObject + for<'a> Decode<'a>>(decoder: &mut Decoder<'_>) -> Box<dyn AnyObject> {
    decoder.claim(size_of::<T>());
    Box::new(T::decode_bare(decoder, ()))
}

#[cfg(feature = "json")]
fn decode_json<T: AnyObject + Identify>(json: &mut crate::json::Decoder) -> Box<dyn AnyObject> {
    match T::JSON {
        Some(crate::json::JsonForm {
            decode: Some(decode),
            ..
        }) => {
            json.claim(size_of::<T>());
            Box::new(decode(json))
        }
        // `Entry` has this function only for types with a form.
        _ => json.without_form(T::NAME),
    }
}

/// All constructors and functions of a schema, and perhaps those of a second schema, in which ids are
/// looked up after the first: for example, MTProto's service messages and the API.
///
/// The generator makes a registry with `--registry`.
///
/// ```
/// use tl_runtime::value::{Entry, Registry};
///
/// static TABLE: Registry = Registry::new(&[Entry::constructor::<i32>()]);
///
/// let object = TABLE.decode(b"\xda\x9b\x50\xa8\x05\0\0\0")?;
/// assert_eq!(object.downcast_ref::<i32>(), Some(&5));
/// # Ok::<(), tl_runtime::DecodeError>(())
/// ```
#[derive(Debug)]
pub struct Registry(Form);

#[derive(Debug)]
enum Form {
    /// The entries of a schema, sorted by id.
    Table(&'static [Entry]),
    /// Two registries, in the order in which they are searched.
    Chain(&'static Registry, &'static Registry),
}

impl Registry {
    /// Creates a registry of these entries, which must be sorted by id.
    ///
    /// # Panics
    /// If they are not sorted. In a `static`, this is an error of the compiler.
    ///
    /// ```compile_fail,E0080
    /// use tl_runtime::value::{Entry, Registry};
    ///
    /// static TABLE: Registry =
    ///     Registry::new(&[Entry::constructor::<String>(), Entry::constructor::<i32>()]);
    /// # fn main() { TABLE.find(0); }
    /// ```
    #[must_use]
    pub const fn new(entries: &'static [Entry]) -> Self {
        let mut rest = entries;
        while let [entry, tail @ ..] = rest {
            if let [next, ..] = tail {
                assert!(
                    entry.id <= next.id,
                    "the entries of a registry must be sorted by id"
                );
            }
            rest = tail;
        }
        Self(Form::Table(entries))
    }

    /// Returns the registry of a layer.
    ///
    /// # Errors
    /// If there is no such layer.
    pub fn of_layer(
        layers: &'static [(i32, &'static Registry)],
        layer: i32,
    ) -> Result<&'static Registry, DecodeError> {
        let found = layers.iter().find(|(number, _)| *number == layer);
        let error = || DecodeError::new(DecodeErrorKind::NoLayer { layer }, 0);
        found.map(|(_, registry)| *registry).ok_or_else(error)
    }

    /// Creates a registry that looks up ids in `first`, and then in `next` if `first` does not know them.
    #[must_use]
    pub const fn chain(first: &'static Registry, next: &'static Registry) -> Self {
        Self(Form::Chain(first, next))
    }

    /// Looks up an id.
    #[must_use]
    pub fn find(&self, id: u32) -> Option<&'static Entry> {
        self.search(&|entries| {
            let index = entries.binary_search_by_key(&id, |entry| entry.id).ok()?;
            entries.get(index)
        })
    }

    /// Calls `find` with the entries of each schema, in order, until it returns one.
    fn search<F>(&self, find: &F) -> Option<&'static Entry>
    where
        F: Fn(&'static [Entry]) -> Option<&'static Entry>,
    {
        match self.0 {
            Form::Table(entries) => find(entries),
            Form::Chain(first, next) => first.search(find).or_else(|| next.search(find)),
        }
    }

    /// Looks up a TL name.
    ///
    /// The entries are sorted by id, so this method searches them one by one.
    #[must_use]
    pub fn find_by_name(&self, name: &str) -> Option<&'static Entry> {
        self.find_by_name_and_kind(name, None)
    }

    /// The same, but finds only entries of this kind.
    pub(crate) fn find_by_name_and_kind(
        &self,
        name: &str,
        kind: Option<EntryKind>,
    ) -> Option<&'static Entry> {
        let is = |entry: &&Entry| entry.name == name && kind.is_none_or(|kind| kind == entry.kind);
        self.search(&|entries| entries.iter().find(is))
    }

    /// Adds the entries of all schemas to a list, in the order in which they are searched.
    #[cfg(feature = "json")]
    pub(crate) fn add_to(&self, all: &mut alloc::vec::Vec<&'static Entry>) {
        match self.0 {
            Form::Table(entries) => all.extend(entries),
            Form::Chain(first, next) => {
                first.add_to(all);
                next.add_to(all);
            }
        }
    }

    /// Returns the entries of the first schema, sorted by id.
    #[must_use]
    pub fn entries(&self) -> &'static [Entry] {
        match self.0 {
            Form::Table(entries) => entries,
            Form::Chain(first, _) => first.entries(),
        }
    }

    /// Decodes any boxed constructor or function that takes the whole input.
    ///
    /// # Errors
    /// If the input is not such a value, or more bytes follow.
    pub fn decode(&'static self, input: &[u8]) -> Result<Box<dyn AnyObject>, DecodeError> {
        DecodeOptions::new().registry(self).decode(input)
    }
}
