//! The same questions for schemas with parameters, repetitions and masks of every kind.

use gen_zoo::a::b::full_tl;
use tl_parser::schema::{CombinatorId, Origin, Schema};
use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::value::Registry;

use crate::hostile::nesting::{million, on_a_small_stack};
use crate::support::memory::peak;
use crate::support::oracle::{self, Cheapest};
use crate::support::random::Random;
use crate::support::schemas::FULL_TL;

/// The maximum memory, as a multiple of the input.
const FACTOR: usize = 76;

/// The outermost struct, and elements that take no bytes on the wire: at most 65,536 of them in total, each of
/// at most 48 bytes in memory.
const CONSTANT: usize = 4096 + 65_536 * 48;

/// Replaces each word of random values by a huge number: a count, an argument, a mask, an id. Returns the
/// number of inputs that could still be decoded.
fn gigantic_words(schema: &Schema<'_>, registry: &'static Registry) -> usize {
    let cheapest = Cheapest::new(schema);
    let ids = (0..).map(CombinatorId).zip(&schema.combinators);
    let declared = ids.filter(|(_, combinator)| {
        combinator.origin == Origin::Declared
            && combinator.builtin.is_none()
            && registry
                .find(combinator.id)
                .is_some_and(|entry| entry.name() == combinator.name)
    });
    let mut values = 0;
    for (id, combinator) in declared {
        for seed in 0..3 {
            let random = Random::new(u64::from(combinator.id) << 8 | seed);
            let value = oracle::any(schema, &cheapest, id, random, 1);
            for place in (4..value.len()).step_by(4) {
                for word in [u32::MAX, 0x8000_0000, 0x7fff_ffff, 0x0100_0000, 65_537] {
                    let mut bytes = value.clone();
                    bytes[place..place + 4].copy_from_slice(&word.to_le_bytes());
                    let (result, memory) = peak(|| registry.decode(&bytes));
                    let most = FACTOR * bytes.len() + CONSTANT;
                    assert!(
                        memory <= most,
                        "{}: {memory} for {bytes:02x?}",
                        combinator.name
                    );
                    values += usize::from(result.is_ok());
                }
            }
        }
    }
    values
}

#[test]
fn gigantic_counts_arguments_and_masks_of_full_tl_cost_no_more_than_the_input() {
    let values = gigantic_words(&FULL_TL, &full_tl::registry::TABLE);
    assert!(values > 1_000, "{values}");
}

#[test]
fn a_gigantic_count_is_an_error_that_says_so() {
    use full_tl::types::tour::{Counted, Path, Table, Unnamed};
    use tl_runtime::{Decode, Identify, from_bytes};
    fn kind<T: Identify + for<'a> Decode<'a>>(words: &[u32]) -> DecodeErrorKind {
        let bytes = crate::support::words(&[&[T::ID], words, &[0; 16]].concat());
        let (result, memory) = peak(|| from_bytes::<T>(&bytes).map(|_| ()));
        assert!(memory < 4096, "{memory}");
        result.unwrap_err().kind
    }
    for count in [u32::MAX, 0x8000_0000, 1 << 24] {
        for kind in [
            kind::<Counted>(&[count]),
            kind::<Unnamed>(&[count]),
            kind::<Path>(&[count]),
            // Rows without columns take no bytes, but their number is still limited.
            kind::<Table>(&[count, 0]),
            kind::<Table>(&[0, count]),
        ] {
            assert!(matches!(kind, DecodeErrorKind::Count { .. }), "{kind:?}");
        }
    }
}

#[test]
fn a_million_levels_of_every_recursive_field_of_full_tl_are_too_deep() {
    let fields = million(&FULL_TL, &[("full_tl", &full_tl::registry::TABLE)]);
    assert!(fields >= 6, "{fields}");
}

/// Through type arguments: `onion inner:(Maybe onion)`, `stack {X:Type} … tail:flags.0?(stack X)`.
#[test]
fn a_million_levels_through_type_arguments_are_too_deep() {
    use full_tl::types::tour::{Onion, Stacks};
    use tl_runtime::{Decode, Identify, from_bytes};
    fn too_deep<T: Identify + for<'a> Decode<'a>>(level: &[u32]) {
        let bytes = crate::support::words(&[&[T::ID][..], &level.repeat(1_000_000)].concat());
        on_a_small_stack(move || {
            let error = from_bytes::<T>(&bytes).map(|_| ()).unwrap_err();
            assert_eq!(error.kind, DecodeErrorKind::TooDeep);
        });
    }
    too_deep::<Onion>(&[7, 0x3f9c_8ef8]);
    too_deep::<Stacks>(&[1, 7]);
}

/// `32*[ 32*[ 32*[ 32*[ int ] ] ] ]` would be 4 MiB as arrays; with elements that take no bytes, there would be
/// 2^30 of them.
#[test]
fn arrays_of_arrays_need_no_stack_and_no_time() {
    use gen_zoo::a::b::repetition_large::types::{Inner, Large, Nothing, Outer, Page};
    use tl_runtime::{Decode, Identify, from_bytes, to_bytes};
    fn fails<T: Identify + for<'a> Decode<'a>>() {
        for word in [0, 1, 65_536, u32::MAX] {
            let bytes = [T::ID.to_le_bytes(), word.to_le_bytes()].concat();
            on_a_small_stack(move || assert!(from_bytes::<T>(&bytes).is_err()));
        }
    }
    fails::<Large>();
    fails::<Nothing>();
    fails::<Inner>();
    on_a_small_stack(|| {
        let bytes = [Outer::ID.to_le_bytes(), 65_536_u32.to_le_bytes()].concat();
        assert!(from_bytes::<Outer>(&bytes).is_err());
        let page = || Page {
            text: String::new(),
            numbers: [0; 8],
        };
        let large = Large {
            cube: vec![vec![vec![[7; 32]; 32]; 32]; 32],
            rows: [[1; 16]; 4],
            pages: vec![page(); 32],
            few: [page(), page(), page()],
        };
        let bytes = to_bytes(&large).unwrap();
        assert!(from_bytes::<Large>(&bytes).unwrap() == large);
        let short = Large {
            cube: vec![],
            rows: large.rows,
            pages: large.pages,
            few: large.few,
        };
        assert!(to_bytes(&short).is_err());
    });
}

gen_shared::tests! {
    fn gigantic_counts_arguments_and_masks_of_ton_cost_no_more_than_the_input() {
        use gen_ton::{lite_api, ton_api, tonlib_api};
        for (file, registry) in [
            ("ton/ton_api.tl", &ton_api::registry::TABLE),
            ("ton/lite_api.tl", &lite_api::registry::TABLE),
            ("ton/tonlib_api.tl", &tonlib_api::registry::TABLE),
        ] {
            let values = gigantic_words(&crate::support::schemas::shared(&[file]), registry);
            assert!(values > 1_000, "{file}: {values}");
        }
    }

    fn gigantic_counts_arguments_and_masks_of_vk_cost_no_more_than_the_input() {
        use gen_vk::{cases, schema};
        for (file, registry) in [
            ("vk/cases.tl", &cases::registry::TABLE),
            ("vk/schema.tl", &schema::registry::TABLE),
        ] {
            let values = gigantic_words(&crate::support::schemas::shared(&[file]), registry);
            assert!(values > 1_000, "{file}: {values}");
        }
    }

    fn a_million_levels_of_every_recursive_field_of_tonlib_are_too_deep() {
        let schema = crate::support::schemas::shared(&["ton/tonlib_api.tl"]);
        let registry = &gen_ton::tonlib_api::registry::TABLE;
        assert_eq!(million(&schema, &[("tonlib_api", registry)]), 4);
    }
}
