//! Does the documentation name the keys of each place?

use crate::attr::{KEYS, Target};

/// Returns the keys in the rows of the documentation's table whose first column names a place.
fn documented(place: &str) -> Vec<&'static str> {
    let rows = include_str!("../lib.rs").lines();
    let rows = rows.filter_map(|line| line.strip_prefix("//! | a"));
    let columns = rows.filter_map(|row| row.split_once(" | "));
    let of_place = columns.filter(|(places, _)| places.split(' ').any(|word| word == place));
    let mut keys: Vec<&str> = of_place
        .flat_map(|(_, keys)| keys.split('`').skip(1).step_by(2))
        .collect();
    keys.sort_unstable();
    keys
}

fn allowed(target: Target) -> Vec<&'static str> {
    let of_place = KEYS.iter().filter(|(_, targets)| targets.contains(&target));
    let mut keys: Vec<&str> = of_place.map(|(key, _)| *key).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn the_documentation_has_the_keys_of_a_struct() {
    assert_eq!(documented("struct"), allowed(Target::Struct));
}

#[test]
fn the_documentation_has_the_keys_of_an_enum() {
    assert_eq!(documented("enum"), allowed(Target::Enum));
}

#[test]
fn the_documentation_has_the_keys_of_a_variant() {
    assert_eq!(documented("variant"), allowed(Target::Variant));
}

#[test]
fn the_documentation_has_the_keys_of_a_field() {
    assert_eq!(documented("field"), allowed(Target::Field));
}
