//! Lists and boxes that are filled in memory that no value owns yet.
//!
//! If there is a `T` on the stack while memory is allocated, which may fail, the compiler adds code to drop
//! the `T`. With `Vec::push` and `Box::new`, that is the code to drop every type of a schema, which takes a
//! third of a release build.
#![allow(
    unsafe_code,
    reason = "the standard library has no safe way to fill such memory"
)]

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::mem::{ManuallyDrop, MaybeUninit};

/// A list that is being filled. If it is dropped before it is [finished](Self::finish), its elements
/// leak.
pub(crate) struct Filling<T>(ManuallyDrop<Vec<T>>);

impl<T> Filling<T> {
    /// Creates an empty list with room for `capacity` elements.
    #[inline]
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        let mut list = Self(ManuallyDrop::new(Vec::new()));
        list.reserve(capacity);
        list
    }

    /// Returns the number of elements.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds an element.
    #[inline]
    pub(crate) fn push(&mut self, value: T) {
        // A `MaybeUninit` needs no code to be dropped.
        let value = MaybeUninit::new(value);
        let length = self.0.len();
        if length == self.0.capacity() {
            self.reserve(4);
        }
        let start = self.0.as_mut_ptr().cast::<MaybeUninit<T>>();
        // SAFETY: the capacity is more than `length` now, so the place at `length` is within the memory of
        // the list, and it is written before the length includes it.
        unsafe {
            start.add(length).write(value);
            self.0.set_len(length + 1);
        }
    }

    /// Makes room for at least `more` elements, and at least doubles the list.
    // Not inline, since that would be half of the code of each list. `extern "C"`, like everything that
    // decodes, so that it cannot unwind.
    #[inline(never)]
    extern "C" fn reserve(&mut self, more: usize) {
        let more = more.max(self.0.len());
        self.0.reserve_exact(more);
    }

    /// Returns the list with all its elements.
    #[inline]
    pub(crate) fn finish(self) -> Vec<T> {
        ManuallyDrop::into_inner(self.0)
    }
}

/// Moves a value into a box.
#[inline]
pub(crate) fn boxed<T>(value: T) -> Box<T> {
    let filled = Box::new(MaybeUninit::new(value));
    // SAFETY: `filled` holds a value.
    unsafe { filled.assume_init() }
}

#[cfg(test)]
mod tests {
    use alloc::rc::Rc;
    use alloc::string::{String, ToString};

    use super::*;

    fn filled<T>(capacity: usize, values: impl IntoIterator<Item = T>) -> Vec<T> {
        let mut list = Filling::with_capacity(capacity);
        for value in values {
            list.push(value);
        }
        list.finish()
    }

    #[test]
    fn a_list_grows_beyond_its_capacity() {
        for capacity in [0, 1, 3, 100] {
            let list: Vec<String> = filled(capacity, (0..100).map(|number| number.to_string()));
            assert!(
                list.into_iter()
                    .eq((0..100).map(|number| number.to_string()))
            );
        }
    }

    #[test]
    fn a_list_doubles() {
        assert_eq!(filled(10, 0..11).capacity(), 20);
        assert_eq!(filled(10, 0..21).capacity(), 40);
        assert_eq!(filled(7, 0..7).capacity(), 7);
    }

    #[test]
    fn elements_without_size_take_no_memory() {
        assert_eq!(filled(0, [(), (), ()]), [(), (), ()]);
    }

    #[test]
    fn elements_are_aligned() {
        #[derive(Debug, Clone, Copy, PartialEq)]
        #[repr(align(64))]
        struct Aligned(u8);

        let list = filled(1, [Aligned(1), Aligned(2)]);
        assert_eq!(list, [Aligned(1), Aligned(2)]);
        assert_eq!(*boxed(Aligned(3)), Aligned(3));
    }

    #[test]
    fn every_value_is_dropped_once() {
        let shared = Rc::new(());
        let list = filled(1, [shared.clone(), shared.clone(), shared.clone()]);
        let value = boxed(shared.clone());
        assert_eq!(Rc::strong_count(&shared), 5);
        drop((list, value));
        assert_eq!(Rc::strong_count(&shared), 1);
    }
}
