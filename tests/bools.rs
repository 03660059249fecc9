//! Is a `Bool` the one that the schema declares, and how do its constructors behave alone?

use gen_zoo::a::b::{bool_bare, bool_of_three};
use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::codec::to_bytes_bare;
use tl_runtime::value::True;
use tl_runtime::{DecodeOptions, Identify};

use crate::support::hex;

#[test]
fn a_bare_constructor_of_bool_takes_no_bytes() {
    let mut sure = bool_bare::types::Sure::new(True, vec![True; 3], true);
    assert_eq!(
        to_bytes_bare(&sure).unwrap(),
        hex("0000000003000000b5757299")
    );
    sure.maybe = Some(True);
    let bytes = hex("0100000003000000b5757299");
    assert_eq!(to_bytes_bare(&sure).unwrap(), bytes);
    assert_eq!(
        DecodeOptions::new()
            .decode_bare::<bool_bare::types::Sure>(&bytes)
            .unwrap(),
        sure
    );
}

#[test]
fn a_bool_of_three_constructors_has_them_all() {
    use bool_of_three::enums::Bool;
    use bool_of_three::types::{BoolTrue, BoolUnknown, Vote};
    let unknown = BoolUnknown {
        reason: "why".into(),
    };
    let all = vec![Bool::False, Bool::True, Bool::from(unknown.clone())];
    let mut vote = Vote::new(7, Bool::from(unknown), all, BoolTrue);
    vote.before = Some(Bool::True);
    let id = BoolUnknown::ID.swap_bytes();
    let unknown = format!("{id:08x}03776879");
    let bytes = hex(&format!(
        "010000000700000000000000{unknown}b575729915c4b51c03000000379779bcb5757299{unknown}"
    ));
    assert_eq!(to_bytes_bare(&vote).unwrap(), bytes);
    assert_eq!(
        DecodeOptions::new().decode_bare::<Vote>(&bytes).unwrap(),
        vote
    );
    let mut other = bytes;
    other[12] ^= 1;
    assert!(matches!(
        DecodeOptions::new()
            .decode_bare::<Vote>(&other)
            .unwrap_err()
            .kind,
        DecodeErrorKind::UnexpectedId { .. }
    ));
}
