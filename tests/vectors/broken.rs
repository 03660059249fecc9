//! Is a vector that was cut, extended or changed an error or another value, and never a panic?

use crate::support::broken::{changes, longer, truncations};
use crate::support::vectors::{VECTORS, WAYS};

#[test]
fn every_truncation_of_every_vector_is_an_error() {
    for (way, registry) in WAYS {
        truncations(way, registry, &VECTORS);
    }
}

#[test]
fn bytes_after_the_end_of_every_vector_are_an_error() {
    for (way, registry) in WAYS {
        longer(way, registry, &VECTORS);
    }
}

#[test]
fn every_changed_vector_is_an_error_or_another_value() {
    let (values, errors) = changes(&WAYS, &VECTORS, 30);
    assert_eq!(values + errors, 2 * 30 * 6669);
    // The test is only meaningful if both happen often.
    assert!(
        values > 50_000 && errors > 50_000,
        "{values} values, {errors} errors"
    );
}
