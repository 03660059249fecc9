//! Lists and boxes that are filled in memory that no value owns yet.
//!
//! If there is a `T` on the stack while memory is allocated, which may fail, the compiler adds code to drop
//! the `T`. With `Vec::push` and `Box::new`, that is the code to drop every type of a schema, which takes a
//! third of a release build. `Vec::push` is also ten functions for each type of list, which are a fifth of
//! all functions of a dev build.
#![allow(
    unsafe_code,
    reason = "the standard library has no safe way to fill such memory"
)]
#![allow(
    clippy::inline_always,
    reason = "only the memory is code of its own in a dev build"
)]

use alloc::alloc::{alloc, handle_alloc_error, realloc};
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::alloc::Layout;
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use core::ptr;

/// A list that is being filled. If it is dropped before it is [finished](Self::finish), its memory and its
/// elements leak.
pub(crate) struct Filling<T> {
    memory: Memory,
    elements: PhantomData<T>,
}

impl<T> Filling<T> {
    /// Creates an empty list of `count` elements, with room for the first `capacity`.
    #[inline(always)]
    pub(crate) fn new(count: usize, capacity: usize) -> Self {
        Self {
            memory: Memory::new(const { Layout::new::<T>() }, count, capacity),
            elements: PhantomData,
        }
    }

    /// Returns the number of elements.
    #[inline(always)]
    pub(crate) fn len(&self) -> usize {
        self.memory.length
    }

    /// Adds an element.
    #[inline(always)]
    pub(crate) fn push(&mut self, value: T) {
        let place = self.memory.next(const { Layout::new::<T>() });
        // SAFETY: the place is in the memory of this list, is aligned and large enough for a `T`, and no
        // element is there yet.
        unsafe { place.cast::<T>().write(value) };
        self.memory.length += 1;
    }

    /// Returns the list with all its elements.
    #[inline(always)]
    pub(crate) fn finish(self) -> Vec<T> {
        let Memory {
            start,
            length,
            capacity,
            ..
        } = self.memory;
        // SAFETY: the memory was allocated for `capacity` elements of the layout of `T`, or is a dangling
        // pointer that is aligned for `T` if these take no memory. The first `length` elements are written.
        unsafe { Vec::from_raw_parts(start.cast::<T>(), length, capacity) }
    }
}

/// The memory of a list. It does not know the type of its elements, so its code is compiled only once. Each
/// method must get the layout of the same type.
struct Memory {
    start: *mut u8,
    length: usize,
    capacity: usize,
    /// How many elements there will be.
    count: usize,
}

impl Memory {
    /// Allocates memory for the first `capacity` of `count` elements.
    // `extern "C"`, like everything that decodes, so that it cannot unwind.
    extern "C" fn new(element: Layout, count: usize, capacity: usize) -> Self {
        let mut memory = Self {
            start: ptr::without_provenance_mut(element.align()),
            length: 0,
            capacity: 0,
            count,
        };
        if element.size() == 0 {
            memory.capacity = usize::MAX;
        } else if capacity > 0 {
            memory.grow(element, capacity);
        }
        memory
    }

    /// Returns the place of the next element. If the memory is full, it grows first.
    #[inline]
    extern "C" fn next(&mut self, element: Layout) -> *mut u8 {
        if self.length == self.capacity {
            self.grow(element, next_capacity(self.count, self.length));
        }
        // SAFETY: the length is less than the capacity, so the place is in the memory.
        unsafe { self.start.add(self.length * element.size()) }
    }

    /// Allocates memory for `capacity` elements, which must be more than now and have a size, and moves the
    /// elements there.
    // Not inline, since that would be half of the code of each list.
    #[inline(never)]
    extern "C" fn grow(&mut self, element: Layout, capacity: usize) {
        let whole = element.size().checked_mul(capacity);
        let Some(Ok(whole)) = whole.map(|size| Layout::from_size_align(size, element.align()))
        else {
            handle_alloc_error(element);
        };
        let start = if self.capacity == 0 {
            // SAFETY: the size is not 0.
            unsafe { alloc(whole) }
        } else {
            // SAFETY: the memory was allocated here, so this was a layout.
            let old = unsafe {
                Layout::from_size_align_unchecked(self.capacity * element.size(), element.align())
            };
            // SAFETY: the memory was allocated with the layout `old`, and the new size, which is not 0, fits
            // into a layout of the same alignment.
            unsafe { realloc(self.start, old, whole.size()) }
        };
        if start.is_null() {
            handle_alloc_error(whole);
        }
        self.start = start;
        self.capacity = capacity;
    }
}

/// Returns the next capacity of a list that will have `count` elements, and is full with `length`: `count` is halved,
/// and rounded up, as long as the result is more than `length`. So a list ends with exactly `count` elements of memory,
/// and while it grows for the last time, it takes at most one and a half times that. A list that already has `count`
/// elements doubles.
#[must_use]
pub fn next_capacity(count: usize, length: usize) -> usize {
    if count <= length {
        return length + length.max(4);
    }
    let mut capacity = count;
    loop {
        let half = capacity.div_ceil(2);
        if half <= length || half == capacity {
            return capacity;
        }
        capacity = half;
    }
}

/// Moves a value into a box.
#[inline(always)]
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
        filled_of(0, capacity, values)
    }

    fn filled_of<T>(count: usize, capacity: usize, values: impl IntoIterator<Item = T>) -> Vec<T> {
        let mut list = Filling::new(count, capacity);
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
    fn a_list_grows_to_its_count() {
        // From each half of the count, rounded up.
        for (count, capacities) in [
            (1025, &[3, 5, 9, 17, 33, 65, 129, 257, 513, 1025][..]),
            (1024, &[1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]),
            (100, &[4, 7, 13, 25, 50, 100]),
            (3, &[2, 3]),
            (1, &[1]),
        ] {
            for (&capacity, &next) in capacities.iter().zip(&capacities[1..]) {
                assert_eq!(next_capacity(count, capacity), next, "{count}");
                let list = filled_of(count, capacity, 0..count);
                assert_eq!((list.len(), list.capacity()), (count, count));
            }
        }
        assert_eq!(next_capacity(5, 0), 1);
        assert_eq!(filled_of(3, 3, 0..4).capacity(), 7);
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
