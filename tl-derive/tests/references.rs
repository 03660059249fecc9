//! A reference is encoded as the value that it refers to.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may fail by a panic"
)]

use tl_runtime::json::{ToJson, to_string};
use tl_runtime::{Encode, Function, TlObject, to_bytes};

/// Asserts that both values have the same bytes and the same JSON.
#[track_caller]
fn alike(one: &(impl Encode + ToJson), other: &(impl Encode + ToJson)) {
    assert_eq!(to_bytes(one), to_bytes(other));
    assert_eq!(to_string(one).unwrap(), to_string(other).unwrap());
}

#[derive(TlObject)]
#[tl(
    "key small:int128 flags:# middle:flags.0?int256 large:vector<int512> = Key;",
    json
)]
struct Key {
    small: [u8; 16],
    middle: Option<[u8; 32]>,
    large: Vec<[u8; 64]>,
}

#[derive(TlObject)]
#[tl(
    "key small:int128 flags:# middle:flags.0?int256 large:vector<int512> = Key;",
    json
)]
struct BorrowedKey<'a> {
    small: &'a [u8; 16],
    middle: Option<&'a [u8; 32]>,
    large: Vec<&'a [u8; 64]>,
}

#[derive(TlObject)]
#[tl(json)]
enum Proof<'a> {
    #[tl("proof int256 = Proof;")]
    Hash(&'a [u8; 32]),
    #[tl("proofNone = Proof;")]
    None,
}

#[derive(TlObject)]
#[tl(json)]
enum OwnedProof {
    #[tl("proof int256 = Proof;")]
    Hash([u8; 32]),
    #[tl("proofNone = Proof;")]
    None,
}

#[test]
fn a_borrowed_number_has_the_json_of_an_owned_one() {
    for middle in [None, Some([2; 32])] {
        let owned = Key {
            small: [1; 16],
            middle,
            large: vec![[3; 64], [4; 64]],
        };
        let borrowed = BorrowedKey {
            small: &owned.small,
            middle: owned.middle.as_ref(),
            large: owned.large.iter().collect(),
        };
        alike(&borrowed, &owned);
    }
    alike(&Proof::Hash(&[5; 32]), &OwnedProof::Hash([5; 32]));
    alike(&Proof::None, &OwnedProof::None);
}

#[derive(TlObject)]
#[tl("getName id:long = Name;", function, json)]
struct GetName {
    id: i64,
}

#[derive(TlObject)]
#[tl("getId name:string = Id;", response = Id, json)]
struct GetId<'a> {
    name: &'a str,
}

#[derive(TlObject)]
#[tl("id long = Id;", json)]
struct Id(i64);

#[derive(TlObject)]
#[tl(json)]
enum Call<'a> {
    GetName(GetName),
    GetId(GetId<'a>),
}

#[derive(TlObject)]
#[tl("invokeWithLayer {X:Type} layer:int query:!X = X;", function, json)]
struct InvokeWithLayer<F> {
    layer: i32,
    query: F,
}

#[test]
fn every_call_can_be_wrapped_by_reference() {
    fn wrap<F>(query: F) -> InvokeWithLayer<F> {
        InvokeWithLayer { layer: 1, query }
    }
    let name = GetName { id: 1 };
    alike(&wrap(&name), &wrap(GetName { id: 1 }));
    alike(&wrap(&wrap(&name)), &wrap(wrap(GetName { id: 1 })));
    let id = GetId { name: "ada" };
    alike(&wrap(&id), &wrap(GetId { name: "ada" }));
    alike(&wrap(&wrap(&id)), &wrap(wrap(GetId { name: "ada" })));
    let answer: Id = wrap(&id)
        .decode_response(&to_bytes(&Id(7)).unwrap())
        .unwrap();
    assert_eq!(answer.0, 7);
    let any = [Call::GetName(name), Call::GetId(id)];
    alike(&wrap(&any[0]), &wrap(GetName { id: 1 }));
    alike(&wrap(&any[1]), &wrap(GetId { name: "ada" }));
}
