//! Memory use of a piece of code.

/// Runs `work`, and returns the peak of the additional memory of this thread in bytes.
///
/// Concurrent tests do not see each other's memory.
pub(crate) fn peak<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let mut result = None;
    let allocations = allocation_counter::measure(|| result = Some(work()));
    let most = usize::try_from(allocations.bytes_max).unwrap();
    (result.unwrap(), most)
}

#[test]
fn the_peak_is_of_what_lives_at_once() {
    let ((), peak) = peak(|| {
        drop(vec![0_u8; 1000]);
        drop(vec![0_u8; 3000]);
        drop(vec![0_u8; 2000]);
    });
    assert_eq!(peak, 3000);
}

/// The worst case of an allocator.
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
