//! Does the generated code of VK's schemas, which use all of TL, decode and encode the bytes of VK's own code?
#![allow(
    dead_code,
    unused_imports,
    reason = "not used where the schemas are absent"
)]

mod answers;
mod values;

use gen_vk::{cases, schema};
use serde_json::Value;
use tl_runtime::value::{EntryKind, Registry};

use crate::support::vectors::{Vector, check};
use crate::support::{broken, hex};

/// Parses each line of a file as JSON.
fn lines(text: &str) -> Vec<Value> {
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Returns the id of a constructor or function.
fn id(registry: &Registry, kind: EntryKind, name: &str) -> u32 {
    let mut entries = registry.entries().iter();
    let entry = entries.find(|entry| (entry.kind(), entry.name()) == (kind, name));
    entry.unwrap_or_else(|| panic!("{name}")).id()
}

/// Returns 91 values: bare ones, with their ids added.
fn objects(registry: &Registry) -> Vec<Vector> {
    let lines = lines(include_str!("vectors/vk-objects.jsonl")).into_iter();
    let vector = |(index, line): (usize, Value)| {
        let name = line["type"].as_str().unwrap();
        assert_eq!(
            (&line["schema"], &line["boxed"]),
            (&"cases.tl".into(), &false.into())
        );
        let id = id(registry, EntryKind::Constructor, name);
        let bare = hex(line["hex"].as_str().unwrap());
        Vector {
            function: false,
            name: name.into(),
            id,
            variant: format!("{} {index}", line["test"].as_str().unwrap()),
            value: serde_json::from_str(line["json"].as_str().unwrap()).unwrap(),
            bytes: [&id.to_le_bytes()[..], &bare].concat(),
        }
    };
    lines.enumerate().map(vector).collect()
}

/// Returns 40 calls.
fn calls(registry: &Registry) -> Vec<Vector> {
    let lines = lines(include_str!("vectors/vk-functions_write.jsonl")).into_iter();
    let vector = |mut line: Value| {
        let name = line["type"].as_str().unwrap();
        assert_eq!(
            (&line["schema"], &line["boxed"]),
            (&"schema.tl".into(), &true.into())
        );
        Vector {
            function: true,
            name: name.into(),
            id: id(registry, EntryKind::Function, name),
            variant: line["name"].as_str().unwrap().into(),
            bytes: hex(line["hex"].as_str().unwrap()),
            value: line["loose_json"].take(),
        }
    };
    lines.map(vector).collect()
}

gen_shared::tests! {
    fn the_vectors_of_objects() {
        let registry = &cases::registry::TABLE;
        let vectors = objects(registry);
        assert_eq!(vectors.len(), 91);
        check("cases", registry, &vectors);
    }

    fn the_vectors_of_calls() {
        let registry = &schema::registry::TABLE;
        let vectors = calls(registry);
        assert_eq!(vectors.len(), 40);
        check("schema", registry, &vectors);
    }

    fn broken_vectors_of_objects_are_errors_or_other_values() {
        let registry = &cases::registry::TABLE;
        broken::check("cases", registry, &objects(registry), 300, 5_000);
    }

    fn broken_vectors_of_calls_are_errors_or_other_values() {
        let registry = &schema::registry::TABLE;
        broken::check("schema", registry, &calls(registry), 300, 2_000);
    }
}
