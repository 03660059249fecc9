//! Is a count that the input cannot hold an error that costs nothing?

use tl_runtime::codec::DecodeErrorKind;

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
