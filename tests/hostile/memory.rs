//! How much memory can an input take?
//!
//! At most [`FACTOR`] times its size at the peak, which is 1.5 times 50. A list holds its elements in place.
//! The largest type of an element has 200 bytes, because enums put larger variants into boxes; the smallest
//! element on the wire is an id of 4 bytes. While a list grows for the last time, half of it exists twice.
//!
//! The memory that a list reserves before its elements are decoded is bounded by the remaining bytes, divided
//! by its depth. For 128 nested lists that is 6 times the input, not 128 times.

use std::fmt::Debug;

use tl_runtime::codec::DecodeErrorKind;

use crate::support::memory::peak;
use crate::support::oracle::{Cheapest, cycles, lists};
use crate::support::schemas::API;
use crate::support::vectors::WAYS;

/// The maximum memory, as a multiple of the input.
const FACTOR: usize = 76;

/// The memory that does not depend on the input: the outermost struct.
const CONSTANT: usize = 4096;

fn decode_within(name: &str, bytes: &[u8], factor: usize) -> Result<impl Debug, DecodeErrorKind> {
    let [by_generator, by_derive] = WAYS.map(|(way, registry)| {
        let (result, memory) = peak(|| registry.decode(bytes));
        let most = factor * bytes.len() + CONSTANT;
        assert!(
            memory <= most,
            "{way}: {name}: {memory} bytes for {}",
            bytes.len()
        );
        result.map_err(|error| error.kind)
    });
    assert_eq!(by_generator.is_ok(), by_derive.is_ok(), "{name}");
    by_generator
}

#[test]
fn lists_of_the_smallest_elements_take_a_bounded_multiple_of_their_bytes() {
    let cheapest = Cheapest::new(&API);
    for list in lists(&API, &cheapest) {
        for element in list.elements(&API, &cheapest) {
            let bytes = list.filled(&element, 6_000);
            decode_within(&list.name, &bytes, FACTOR).unwrap();
        }
    }
}

/// Each list claims as many elements as the rest of the input can hold.
#[test]
fn lists_in_lists_that_claim_the_same_bytes_do_not_reserve_memory_for_all_of_them() {
    const SIZE: usize = 1 << 20;
    let cycles = cycles(&API, &Cheapest::new(&API));
    let lists = cycles
        .iter()
        .filter(|cycle| cycle.before.ends_with(&[1, 0, 0, 0]));
    let mut tried = 0;
    for cycle in lists {
        let header = &cycle.before[..cycle.before.len() - 4];
        let mut bytes = Vec::with_capacity(SIZE);
        for _ in 0..124 {
            bytes.extend(header);
            let most = (SIZE - bytes.len() - 4) / 4;
            bytes.extend(u32::try_from(most).unwrap().to_le_bytes());
        }
        bytes.resize(SIZE, 0);
        decode_within(&cycle.name, &bytes, 8).unwrap_err();
        tried += 1;
    }
    assert!(tried >= 10, "{tried}");
}

#[test]
fn strings_of_gigantic_lengths_are_an_error_that_costs_nothing() {
    use gen_api::types::InputPhoto;
    use tl_runtime::{Identify, from_bytes};
    for length in ["fe ffffff", "ff 00000001 000000", "ff ffffffff ffffff"] {
        let length = crate::support::hex(&length.replace(' ', ""));
        let bytes = [
            &InputPhoto::ID.to_le_bytes(),
            &[0; 16][..],
            &length,
            &[0; 64],
        ]
        .concat();
        let (result, memory) = peak(|| from_bytes::<InputPhoto>(&bytes));
        let kind = result.unwrap_err().kind;
        assert!(
            matches!(kind, DecodeErrorKind::UnexpectedEnd { .. }),
            "{kind:?}"
        );
        assert!(memory < 256, "{memory}");
    }
}

#[test]
fn strings_of_invalid_bytes_take_a_bounded_multiple_of_their_bytes() {
    // Each byte becomes U+FFFD, which has 3 bytes, in a string that doubles as it grows.
    let bytes = [
        &0xb528_6e24_u32.to_le_bytes()[..],
        &[0xfe, 0, 0, 0x10],
        &[0xff; 1 << 20],
    ]
    .concat();
    let (text, memory) = peak(|| tl_runtime::from_bytes::<String>(&bytes).unwrap());
    assert_eq!(text.chars().count(), 1 << 20);
    assert!(memory <= 10 * bytes.len(), "{memory}");
}
