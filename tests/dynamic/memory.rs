//! How much memory does a value take?
//!
//! A field that is present takes 32 bytes, an element 24, and the smallest of them take 4 bytes on the wire. An
//! allocation counts with the requested size only. While a list grows for the last time, half of it exists
//! twice.

use tl_dynamic::Codec;

use crate::support::memory::peak;
use crate::support::oracle::{Cheapest, lists};
use crate::support::schemas::API;

/// The maximum memory, as a multiple of the input.
const FACTOR: usize = 13;

const CONSTANT: usize = 4096;

#[test]
fn lists_of_the_smallest_elements_take_a_bounded_multiple_of_their_bytes() {
    let codec = Codec::new(&API);
    let cheapest = Cheapest::new(&API);
    let mut worst = 0;
    for list in lists(&API, &cheapest) {
        for element in list.elements(&API, &cheapest) {
            let bytes = list.filled(&element, 6_000);
            let (value, memory) = peak(|| codec.decode(&codec.any(), &bytes));
            assert!(value.is_ok(), "{}", list.name);
            assert!(
                memory <= FACTOR * bytes.len() + CONSTANT,
                "{}: {memory} bytes for {}",
                list.name,
                bytes.len()
            );
            worst = worst.max(memory * 10 / bytes.len());
        }
    }
    eprintln!("at most {}.{} times the input", worst / 10, worst % 10);
}

#[test]
fn fifty_megabytes_take_a_bounded_multiple_of_their_bytes() {
    const SIZE: usize = 50_000_000;
    let codec = Codec::new(&API);
    let cheapest = Cheapest::new(&API);
    for name in ["messages.messages.messages", "emojiList.document_id"] {
        let lists = lists(&API, &cheapest);
        let list = lists.iter().find(|list| list.name == name).unwrap();
        let element = &list.elements(&API, &cheapest)[0];
        let bytes = list.filled(element, SIZE);
        let (value, memory) = peak(|| codec.decode(&codec.any(), &bytes));
        assert!(value.is_ok());
        eprintln!("{name}: {memory} bytes for {}", bytes.len());
        assert!(memory <= FACTOR * bytes.len(), "{memory}");
    }
}
