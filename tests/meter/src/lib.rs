//! How much memory does a piece of code take?
//!
//! An allocator that counts, for each thread by itself, so that tests that run beside each other
//! do not see each other's memory.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    /// The bytes that this thread has taken and not given back. Below zero where it gave back what
    /// another thread took.
    static LIVE: Cell<isize> = const { Cell::new(0) };
    /// The most that there were since [`peak`] began.
    static PEAK: Cell<isize> = const { Cell::new(0) };
}

/// The system's allocator, with a count for each thread.
#[derive(Debug, Clone, Copy, Default)]
pub struct Meter;

/// Runs `work`, and says how many bytes more than before were taken at once, at the worst moment.
///
/// For the counts to be right, [`Meter`] must be the global allocator.
pub fn peak<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = LIVE.get();
    PEAK.set(before);
    let result = work();
    let most = PEAK.get().saturating_sub(before);
    (result, usize::try_from(most).unwrap_or(0))
}

fn taken(bytes: usize) {
    // No allocation is larger than `isize::MAX`.
    LIVE.set(LIVE.get().wrapping_add_unsigned(bytes));
    PEAK.set(PEAK.get().max(LIVE.get()));
}

fn given(bytes: usize) {
    LIVE.set(LIVE.get().wrapping_sub_unsigned(bytes));
}

// SAFETY: all is left to the system's allocator, and the counters allocate nothing: they are
// initialized when compiling and have nothing to drop.
unsafe impl GlobalAlloc for Meter {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        taken(layout.size());
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        taken(layout.size());
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        given(layout.size());
        // SAFETY: the caller keeps the contract.
        unsafe { System.dealloc(place, layout) }
    }

    /// Counts the old and the new memory together: the worst that an allocator can do.
    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        taken(size);
        given(layout.size());
        // SAFETY: the caller keeps the contract.
        unsafe { System.realloc(place, layout, size) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[global_allocator]
    static METER: Meter = Meter;

    #[test]
    fn the_peak_is_of_what_lives_at_once() {
        let ((), peak) = peak(|| {
            drop(vec![0_u8; 1000]);
            drop(vec![0_u8; 3000]);
            drop(vec![0_u8; 2000]);
        });
        assert_eq!(peak, 3000);
    }

    #[test]
    fn growing_takes_the_old_and_the_new_memory() {
        let (list, peak) = peak(|| {
            let mut list = vec![0_u8; 1000];
            list.reserve_exact(500);
            list
        });
        assert_eq!(peak, 2500);
        assert_eq!(list.len(), 1000);
    }
}
