//! Does the generated code of layer 230 read and write what three other implementations write?

pub(crate) mod broken;
mod values;

use std::io::Read;
use std::sync::LazyLock;

use flate2::read::GzDecoder;
use serde_json::Value;
use tl_runtime::DecodeOptions;
use tl_runtime::codec::DecodeError;
use tl_runtime::value::{AnyObject, Registry};

/// One value, as other implementations write it.
pub(crate) struct Vector {
    pub function: bool,
    pub name: String,
    pub id: u32,
    /// `min`, `rnd`, `rnd2`, `max`.
    pub variant: String,
    pub value: Value,
    pub bytes: Vec<u8>,
}

impl Vector {
    pub(crate) fn label(&self) -> String {
        format!("{} ({})", self.name, self.variant)
    }
}

pub(crate) static VECTORS: LazyLock<Vec<Vector>> =
    LazyLock::new(|| packed(include_bytes!("vectors/telegram-l230.jsonl.gz")));

/// The vectors of a packed file.
pub(crate) fn packed(bytes: &[u8]) -> Vec<Vector> {
    let mut text = String::new();
    GzDecoder::new(bytes).read_to_string(&mut text).unwrap();
    text.lines().map(vector).collect()
}

fn vector(line: &str) -> Vector {
    let mut line: Value = serde_json::from_str(line).unwrap();
    Vector {
        function: line["kind"] == "function",
        name: line["name"].as_str().unwrap().into(),
        id: u32::from_str_radix(line["id"].as_str().unwrap(), 16).unwrap(),
        variant: line["variant"].as_str().unwrap().into(),
        value: line["value"].take(),
        bytes: hex(line["hex"].as_str().unwrap()),
    }
}

pub(crate) fn hex(text: &str) -> Vec<u8> {
    let digits = |pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    text.as_bytes().chunks(2).map(digits).collect()
}

/// Both ways to the impls.
pub(crate) const WAYS: [(&str, &Registry); 2] = [
    ("generator", &gen_api::registry::TABLE),
    ("derive", &gen_api_derive::registry::TABLE),
];

pub(crate) fn decode_strictly(
    registry: &'static Registry,
    bytes: &[u8],
) -> Result<Box<dyn AnyObject>, DecodeError> {
    let options = DecodeOptions::new().registry(registry).strict(true);
    options.decode(bytes)
}

/// Every vector decodes, and encodes to the same bytes.
pub(crate) fn check(way: &str, registry: &'static Registry, vectors: &[Vector]) {
    for vector in vectors {
        let label = vector.label();
        let object = registry
            .decode(&vector.bytes)
            .unwrap_or_else(|error| panic!("{way}: {label}: {error}"));
        assert_eq!(object.to_bytes().unwrap(), vector.bytes, "{way}: {label}");
        assert_eq!(
            (object.id(), object.name()),
            (vector.id, &*vector.name),
            "{way}"
        );
        if let Err(error) = decode_strictly(registry, &vector.bytes) {
            panic!("{way}: {label} is not canonical: {error}");
        }
    }
}

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
            let builtin = ["boolFalse", "boolTrue", "true", "null"].contains(&entry.name);
            let has_vector = VECTORS.iter().any(|vector| vector.id == entry.id);
            assert!(has_vector || builtin, "{way}: {}", entry.name);
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
        // A number that is none is equal to nothing, not even to itself.
        let has_nan = format!("{object:?}").contains("NaN");
        assert_eq!(*copy == *object, !has_nan, "{}", vector.label());
        if let Some(before) = before {
            assert_ne!(*before, *object, "{}", vector.label());
        }
        before = Some(copy);
    }
}
