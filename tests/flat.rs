//! Do flat variants have the same bytes and JSON as constructors with structs?

use gen_roles::api_flat::both::enums;
use gen_zoo::a::b::{masks_shared_bits, recursion};
use tl_runtime::codec::EncodeErrorKind;
use tl_runtime::json::{from_str, to_string};
use tl_runtime::{Decode, DecodeError, Encode, from_bytes, to_bytes};

use crate::support::vectors::VECTORS;

#[test]
fn the_bytes_and_the_json_are_those_of_structs() {
    use recursion::{flat, flat_derived, with_json};
    let structs = with_json::enums::Tree::from(with_json::types::Node {
        left: with_json::enums::Tree::Leaf(with_json::types::Leaf { value: 1 }).into(),
        right: with_json::enums::Tree::Leaf(with_json::types::Leaf { value: -2 }).into(),
    });
    let flat = flat::enums::Tree::Node {
        left: flat::enums::Tree::Leaf { value: 1 }.into(),
        right: flat::enums::Tree::Leaf { value: -2 }.into(),
    };
    let derived = flat_derived::enums::Tree::Node {
        left: flat_derived::enums::Tree::Leaf { value: 1 }.into(),
        right: flat_derived::enums::Tree::Leaf { value: -2 }.into(),
    };
    let bytes = to_bytes(&structs).unwrap();
    assert_eq!(to_bytes(&flat).unwrap(), bytes);
    assert_eq!(to_bytes(&derived).unwrap(), bytes);
    assert_eq!(from_bytes::<flat::enums::Tree>(&bytes).unwrap(), flat);
    assert_eq!(
        from_bytes::<flat_derived::enums::Tree>(&bytes).unwrap(),
        derived
    );
    let json = to_string(&structs).unwrap();
    assert_eq!(to_string(&flat).unwrap(), json);
    assert_eq!(from_str::<flat::enums::Tree>(&json).unwrap(), flat);
}

#[test]
fn fields_on_one_bit_agree() {
    use masks_shared_bits::flat::enums::Shared;
    let shared = |bot, bot_version| Shared::Shared {
        bot,
        bot_version,
        lat: None,
        long: None,
    };
    let both = to_bytes(&shared(true, Some(3))).unwrap();
    assert_eq!(from_bytes::<Shared>(&both).unwrap(), shared(true, Some(3)));
    let error = to_bytes(&shared(true, None)).unwrap_err();
    let expected = EncodeErrorKind::SharedBit {
        constructor: "shared",
        bit: "flags.14",
        present: vec!["bot"],
        absent: vec!["bot_version"],
    };
    assert_eq!(*error.kind, expected);
}

/// Decodes bytes and encodes the value again.
type Again = fn(&[u8]) -> Result<Vec<u8>, DecodeError>;

/// Functions that decode and encode some types with several constructors.
const TYPES: [Again; 8] = [
    again::<enums::User>,
    again::<enums::UserStatus>,
    again::<enums::UserProfilePhoto>,
    again::<enums::Photo>,
    again::<enums::PhotoSize>,
    again::<enums::InputPhoto>,
    again::<enums::InputUser>,
    again::<enums::Peer>,
];

fn again<T: for<'a> Decode<'a> + Encode>(bytes: &[u8]) -> Result<Vec<u8>, DecodeError> {
    Ok(to_bytes(&from_bytes::<T>(bytes)?).unwrap())
}

#[test]
fn the_vectors_of_layer_230() {
    let mut found = 0;
    for vector in VECTORS.iter() {
        let ways = TYPES.iter().filter_map(|again| again(&vector.bytes).ok());
        for bytes in ways {
            assert_eq!(bytes, vector.bytes, "{}", vector.label());
            found += 1;
        }
    }
    assert!(found > 10, "{found}");
}
