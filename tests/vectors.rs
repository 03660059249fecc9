//! Does the generated code of layer 230 decode and encode the bytes of three other implementations?

mod broken;
mod values;

use tl_runtime::value::AnyObject;

use crate::support::vectors::{VECTORS, WAYS, check};

#[test]
fn every_vector_decodes_and_encodes_to_the_same_bytes() {
    assert_eq!(VECTORS.len(), 6669);
    for (way, registry) in WAYS {
        check(way, registry, &VECTORS);
    }
}

#[test]
fn every_constructor_and_function_has_a_vector() {
    for (way, registry) in WAYS {
        for entry in registry.entries() {
            let builtin = ["boolFalse", "boolTrue", "true", "null"].contains(&entry.name());
            let has_vector = VECTORS.iter().any(|vector| vector.id == entry.id());
            assert!(has_vector || builtin, "{way}: {}", entry.name());
        }
    }
}

#[test]
fn both_ways_give_the_same_values() {
    for vector in VECTORS.iter() {
        let [by_generator, by_derive] =
            WAYS.map(|(_, registry)| registry.decode(&vector.bytes).unwrap());
        assert_eq!(
            format!("{by_generator:?}"),
            format!("{by_derive:?}"),
            "{}",
            vector.label()
        );
    }
}

#[test]
fn a_copy_is_equal_and_another_value_is_not() {
    let objects = VECTORS
        .iter()
        .map(|vector| gen_api::registry::decode(&vector.bytes).unwrap());
    let mut before: Option<Box<dyn AnyObject>> = None;
    for (vector, object) in VECTORS.iter().zip(objects) {
        let copy = object.clone();
        // NaN is not equal to anything, not even to itself.
        let has_nan = format!("{object:?}").contains("NaN");
        assert_eq!(*copy == *object, !has_nan, "{}", vector.label());
        if let Some(before) = before {
            assert_ne!(*before, *object, "{}", vector.label());
        }
        before = Some(copy);
    }
}
