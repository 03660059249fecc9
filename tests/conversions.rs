//! Can the struct of a constructor be converted to its type, wherever a field has that type?

use gen_zoo::a::b::{large, params_types, recursion};
use tl_runtime::Identify;

#[test]
fn a_constructor_becomes_its_type() {
    use recursion::{enums, types};
    let tree: enums::Tree = types::Leaf { value: 5 }.into();
    assert_eq!(tree, enums::Tree::Leaf(types::Leaf { value: 5 }));
    let peer: enums::InputPeer = types::InputPeerSelf.into();
    assert_eq!(peer, enums::InputPeer::PeerSelf);
}

#[test]
fn a_constructor_becomes_a_box_of_its_type_where_a_field_is_one() {
    use recursion::{enums, types};
    let leaf = |value| types::Leaf { value };
    let node = types::Node {
        left: leaf(1).into(),
        right: types::Node {
            left: leaf(2).into(),
            right: leaf(3).into(),
        }
        .into(),
    };
    let enums::Tree::Node(right) = &*node.right else {
        panic!("{node:?}")
    };
    assert_eq!(*right.right, enums::Tree::Leaf(leaf(3)));
    // One without fields, and one in an `Option`.
    let boxed: Box<enums::InputPeer> = types::InputPeerSelf.into();
    let message = types::InputPeerFromMessage {
        peer: types::InputPeerSelf.into(),
        msg_id: 7,
    };
    assert_eq!(message.peer, boxed);
    let mut large = large::types::LargeBare::new(large::types::LargeSmall { x: 1 }.into());
    large.y = Some(large::types::LargeSmall { x: 2 }.into());
    let expected = large::enums::Large::from(large::types::LargeSmall { x: 2 });
    assert_eq!(large.y.as_deref(), Some(&expected));
    // A type with one constructor is its struct.
    let hen = recursion::types::Hen {
        egg: Some(Box::default()),
    };
    assert_eq!(hen.egg, Some(recursion::types::Egg::default().into()));
    // With parameters.
    use params_types::types::{Just, Nothing, Onion};
    let inner = Onion {
        layer: 1,
        inner: Nothing.into(),
    };
    let outer = Onion {
        layer: 2,
        inner: Just {
            value: inner.clone(),
        }
        .into(),
    };
    assert_eq!(
        *outer.inner,
        params_types::enums::Maybe::from(Just { value: inner })
    );
}

/// With a registry, all constructors have structs; without one, only those with fields.
#[test]
fn a_variant_without_a_struct_has_the_bytes_of_one_with_it() {
    use recursion::{derived, enums, plain, types};
    let id = types::InputPeerSelf::ID.to_le_bytes();
    assert_eq!(tl_runtime::to_bytes(&types::InputPeerSelf).unwrap(), id);
    assert_eq!(
        tl_runtime::to_bytes(&enums::InputPeer::PeerSelf).unwrap(),
        id
    );
    let peer = plain::enums::InputPeer::PeerSelf;
    assert_eq!(tl_runtime::to_bytes(&peer).unwrap(), id);
    assert_eq!(
        tl_runtime::from_bytes::<plain::enums::InputPeer>(&id).unwrap(),
        peer
    );
    let peer = plain::types::InputPeerFromMessage {
        peer: peer.into(),
        msg_id: 7,
    };
    let derived_peer = derived::types::InputPeerFromMessage {
        peer: derived::enums::InputPeer::PeerSelf.into(),
        msg_id: 7,
    };
    let bytes = tl_runtime::to_bytes(&peer).unwrap();
    assert_eq!(tl_runtime::to_bytes(&derived_peer).unwrap(), bytes);
    assert_eq!(
        tl_runtime::from_bytes::<plain::types::InputPeerFromMessage>(&bytes).unwrap(),
        peer
    );
}
