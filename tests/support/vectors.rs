//! Values from other implementations.

use std::io::Read;
use std::sync::LazyLock;

use flate2::read::GzDecoder;
use serde_json::Value;
use tl_runtime::DecodeError;
use tl_runtime::DecodeOptions;
use tl_runtime::value::{AnyObject, Registry};

use crate::support::hex;

/// A value from another implementation.
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
    LazyLock::new(|| packed(include_bytes!("../vectors/telegram-l230.jsonl.gz")));

/// Returns the vectors of a compressed file.
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

/// The generator and the derive.
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

/// Asserts that every vector decodes, and encodes to the same bytes.
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
