//! Lists that are indexed by ids of their own type.

use core::fmt;
use core::marker::PhantomData;
use core::ops::{Index, IndexMut};

/// An id: the index of a value in the list that it was made for.
pub trait Id: Copy {
    /// Returns the id of the value at this index.
    fn new(index: usize) -> Self;

    /// Returns the index of the value with this id.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub u32);

            impl Id for $name {
                fn new(index: usize) -> Self {
                    Self(u32::try_from(index).unwrap_or(u32::MAX))
                }

                fn index(self) -> usize {
                    self.0 as usize
                }
            }
        )*
    };
}

ids! {
    /// A type of a [`Schema`](super::Schema).
    TypeId,
    /// A constructor or function of a [`Schema`](super::Schema).
    CombinatorId,
    /// A parameter or `#` field of one combinator: an index into
    /// [`Combinator::vars`](super::Combinator::vars).
    VarId,
}

/// A list of `T`, indexed by ids of the type `I`.
#[derive(Clone, PartialEq, Eq)]
pub struct IndexVec<I, T> {
    items: Vec<T>,
    ids: PhantomData<fn(I)>,
}

impl<I: Id, T> IndexVec<I, T> {
    /// Creates an empty list with this capacity.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Vec::with_capacity(capacity).into()
    }

    /// Creates a list of this length with the same value for each id.
    #[must_use]
    pub fn filled(value: T, length: usize) -> Self
    where
        T: Clone,
    {
        vec![value; length].into()
    }

    /// Adds a value, and returns its id.
    pub fn push(&mut self, value: T) -> I {
        let id = I::new(self.items.len());
        self.items.push(value);
        id
    }

    /// Appends the values of another list.
    pub fn append(&mut self, mut other: Self) {
        self.items.append(&mut other.items);
    }

    /// Returns the value with this id, or `None` if the id belongs to another list.
    #[must_use]
    pub fn find(&self, id: I) -> Option<&T> {
        self.items.get(id.index())
    }

    /// Returns all values with their ids, in order.
    pub fn entries(&self) -> impl Iterator<Item = (I, &T)> {
        self.items
            .iter()
            .enumerate()
            .map(|(at, it)| (I::new(at), it))
    }

    /// Returns all values, in order.
    pub fn iter(&self) -> core::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// Returns all values, in order, to be changed.
    pub fn iter_mut(&mut self) -> core::slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// Returns the number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether the list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Returns all ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = I> + use<I, T> {
        (0..self.items.len()).map(I::new)
    }
}

impl<I, T> From<Vec<T>> for IndexVec<I, T> {
    fn from(items: Vec<T>) -> Self {
        let ids = PhantomData;
        Self { items, ids }
    }
}

impl<I, T> FromIterator<T> for IndexVec<I, T> {
    fn from_iter<V: IntoIterator<Item = T>>(items: V) -> Self {
        Vec::from_iter(items).into()
    }
}

impl<I, T> Default for IndexVec<I, T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<I: Id, T> Index<I> for IndexVec<I, T> {
    type Output = T;

    #[allow(clippy::indexing_slicing, reason = "an id is made with its list")]
    fn index(&self, id: I) -> &T {
        &self.items[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for IndexVec<I, T> {
    #[allow(clippy::indexing_slicing, reason = "an id is made with its list")]
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.index()]
    }
}

impl<'a, I, T> IntoIterator for &'a IndexVec<I, T> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<I, T: fmt::Debug> fmt::Debug for IndexVec<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.items.fmt(f)
    }
}
