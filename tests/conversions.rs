//! Does the struct of a constructor become its type, wherever a field holds it?

use gen_zoo::a::b::{large, params_types, recursion};

#[test]
fn a_constructor_becomes_its_type() {
    use recursion::{enums, types};
    let tree: enums::Tree = types::Leaf::new(5).into();
    assert_eq!(tree, enums::Tree::Leaf(types::Leaf::new(5)));
    let peer: enums::InputPeer = types::InputPeerSelf.into();
    assert_eq!(peer, enums::InputPeer::PeerSelf);
}

#[test]
fn a_constructor_becomes_a_box_of_its_type_where_a_field_is_one() {
    use recursion::{enums, types};
    let leaf = types::Leaf::new;
    let node = types::Node::new(
        leaf(1).into(),
        types::Node::new(leaf(2).into(), leaf(3).into()).into(),
    );
    let enums::Tree::Node(right) = &*node.right else {
        panic!("{node:?}")
    };
    assert_eq!(*right.right, enums::Tree::Leaf(leaf(3)));
    // One without fields, and in an `Option`.
    let boxed: Box<enums::InputPeer> = types::InputPeerSelf.into();
    let message = types::InputPeerFromMessage::new(types::InputPeerSelf.into(), 7);
    assert_eq!(message.peer, boxed);
    let mut large = large::types::LargeBare::new(large::types::LargeSmall::new(1).into());
    large.y = Some(large::types::LargeSmall::new(2).into());
    let expected = large::enums::Large::from(large::types::LargeSmall::new(2));
    assert_eq!(large.y.as_deref(), Some(&expected));
    // A type of one constructor is its struct.
    let hen = recursion::types::Hen {
        egg: Some(Box::default()),
    };
    assert_eq!(hen.egg, Some(recursion::types::Egg::default().into()));
    // With parameters.
    use params_types::types::{Just, Nothing, Onion};
    let inner = Onion::new(1, Nothing.into());
    let outer = Onion::new(2, Just::new(inner.clone()).into());
    assert_eq!(
        *outer.inner,
        params_types::enums::Maybe::from(Just::new(inner))
    );
}
