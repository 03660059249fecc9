//! Is a count that is too large for the input an error without cost?

use tl_runtime::codec::{Bare, DecodeErrorKind, Decoder};
use tl_runtime::{Decode, Identify};

use crate::support::memory::peak;
use crate::support::oracle::{Cheapest, lists};
use crate::support::schemas::API;
use crate::support::vectors::WAYS;

#[test]
fn a_count_of_4_294_967_295_in_every_list_is_an_error_before_memory_is_taken() {
    let lists = lists(&API, &Cheapest::new(&API));
    assert!(lists.len() > 700, "{}", lists.len());
    for (way, registry) in WAYS {
        for list in &lists {
            for count in [u32::MAX, 0x8000_0000, 0x7fff_ffff, 65_536, 17] {
                let bytes = [&list.before, &count.to_le_bytes()[..], &[0; 64]].concat();
                let (result, memory) = peak(|| registry.decode(&bytes));
                let error = result.unwrap_err();
                let is_the_count = matches!(error.kind, DecodeErrorKind::Count { count: found, most } if found == count && most <= 16);
                assert!(is_the_count, "{way}: {}: {error}", list.name);
                assert_eq!(error.offset, list.before.len(), "{way}: {}", list.name);
                assert!(memory < 4096, "{way}: {}: {memory} bytes", list.name);
            }
        }
    }
}

/// Returns the maximum number of bare elements in 64 bytes, according to the error.
fn most<T: for<'a> Decode<'a> + Identify>() -> usize {
    let bytes = [&u32::MAX.to_le_bytes()[..], &[0; 64]].concat();
    let (error, memory) = peak(|| {
        let mut decoder = Decoder::new(&bytes);
        assert_eq!(decoder.list::<T, _>(Bare).len(), 0);
        decoder.finish().map(drop).unwrap_err()
    });
    assert!(memory < 4096, "{}: {memory} bytes", T::NAME);
    let DecodeErrorKind::Count { count, most } = error.kind else {
        panic!("{}: {error}", T::NAME)
    };
    assert_eq!(count, u32::MAX);
    most
}

#[test]
fn a_bare_element_takes_what_its_type_says_or_four_bytes() {
    use gen_zoo::a::b::{bare_boxed as written, repetition_large as large};
    use written::{derived, plain};
    // The 64 bytes might be those of 16 elements.
    let empty = 65_536 + 16;
    assert_eq!(most::<written::types::Empty>(), empty);
    assert_eq!(most::<plain::types::Empty>(), empty);
    assert_eq!(most::<derived::types::Empty>(), empty);
    assert_eq!(most::<large::types::Unit>(), empty);
    assert_eq!(most::<large::types::Nothing>(), empty);
    assert_eq!(most::<large::plain::types::Inner>(), empty);
    // 4, 8 and 24 bytes, and a type with a boxed value.
    assert_eq!(most::<written::types::Third>(), 16);
    assert_eq!(most::<plain::types::Point>(), 16);
    assert_eq!(most::<derived::types::Point>(), 16);
    assert_eq!(most::<written::types::Line>(), 16);
    assert_eq!(most::<plain::types::Holder>(), 16);
    assert_eq!(most::<derived::types::Holder>(), 16);
}
