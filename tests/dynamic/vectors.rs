//! Values that other implementations wrote.

use serde_json::Value;
use tl_dynamic::Codec;
use tl_parser::schema::Schema;
use tl_runtime::value::Registry;

use super::Peers;
use super::agreement::Counts;
use crate::support::hex;
use crate::support::random::Random;
use crate::support::schemas::API;
use crate::support::vectors::{VECTORS, Vector, WAYS, packed};

/// Checks that each value agrees with generated code in bytes and JSON, and comes back from both.
fn check(
    name: &str,
    schema: &Schema<'_>,
    ways: &[(&str, &'static Registry)],
    vectors: &[Vector],
) -> Counts {
    let peers = Peers::new(name, schema, ways);
    let any = peers.codec.any();
    let mut counts = Counts::default();
    let mut random = Random::new(1);
    for vector in vectors {
        let label = || format!("{name}: {}", vector.label());
        let decoded = peers.codec.decode(&any, &vector.bytes);
        let value = decoded.unwrap_or_else(|error| panic!("{}: {error}", label()));
        let bytes = peers.codec.encode(&any, &value).unwrap();
        assert_eq!(bytes, vector.bytes, "{}", label());
        peers.agree(&vector.bytes, &mut random, &mut counts);
        // NaN and infinity have no JSON form.
        if let Ok(json) = peers.codec.to_json(&any, &value) {
            let back = peers.codec.from_json(&any, json).unwrap();
            let bytes = peers.codec.encode(&any, &back).unwrap();
            assert_eq!(bytes, vector.bytes, "{}", label());
        }
    }
    counts
}

#[test]
fn telegram() {
    let counts = check("api", &API, &WAYS, &VECTORS);
    assert_eq!(counts.values, 2 * 6669);
    assert!(counts.json > 6_500, "{counts:?}");
}

/// Parses each line as JSON.
#[allow(dead_code, reason = "not used where the schemas are absent")]
fn lines(text: &str) -> Vec<Value> {
    let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
    lines.collect()
}

gen_shared::tests! {
    fn ton() {
        let ton_api = packed(include_bytes!("../vectors/ton-ton_api.jsonl.gz"));
        let lite_api = packed(include_bytes!("../vectors/ton-lite_api.jsonl.gz"));
        for (file, registry, vectors) in [
            ("ton/ton_api.tl", &gen_ton::ton_api::registry::TABLE, &ton_api),
            ("ton/lite_api.tl", &gen_ton::lite_api::registry::TABLE, &lite_api),
        ] {
            let schema = crate::support::schemas::shared(&[file]);
            let counts = check(file, &schema, &[("generated", registry)], vectors);
            assert_eq!(counts.values, vectors.len());
            assert!(counts.json > vectors.len() * 9 / 10, "{counts:?}");
        }
    }

    fn the_gigantic_strings_of_ton() {
        let schema = crate::support::schemas::shared(&["ton/ton_api.tl"]);
        let codec = Codec::new(&schema);
        let peer: Value =
            serde_json::from_str(include_str!("../vectors/ton-bigbytes.json")).unwrap();
        for (length, expected) in peer.as_object().unwrap() {
            let head = hex(expected["head"].as_str().unwrap());
            let mut bytes = vec![0; expected["len"].as_u64().unwrap() as usize];
            bytes[..head.len()].copy_from_slice(&head);
            // The id is another one there.
            let (ty, bytes) = (codec.bare("tonNode.data").unwrap(), &bytes[4..]);
            let value = codec.decode(&ty, bytes).unwrap();
            let Some(tl_dynamic::Value::Bytes(data)) = value.get(0) else {
                panic!("{value:?}")
            };
            assert_eq!(data.len().to_string(), *length);
            assert!(codec.encode(&ty, &value).unwrap() == bytes);
            let json = codec.to_json(&ty, &value).unwrap();
            assert!(codec.from_json(&ty, json).unwrap() == value);
        }
    }

    fn tdlib() {
        for line in lines(include_str!("../vectors/tdlib.jsonl")) {
            let (Some(file), Some(text)) = (line["schema"].as_str(), line["hex"].as_str()) else {
                continue;
            };
            let folder = if file.starts_with("ton") || file.starts_with("lite") { "ton" } else { "telegram" };
            let schema = crate::support::schemas::shared(&[&format!("{folder}/{file}.tl")]);
            let codec = Codec::new(&schema);
            let bytes = hex(text);
            // If two functions have the same id, the name tells which one it is.
            let ty = codec.with_id(line["name"].as_str().unwrap());
            let ty = ty.unwrap_or_else(|| codec.any());
            let value = codec.decode(&ty, &bytes).unwrap();
            assert_eq!(codec.encode(&ty, &value).unwrap(), bytes, "{line}");
            let Ok(json) = codec.to_json(&ty, &value) else { continue };
            let back = codec.from_json(&ty, json).unwrap();
            // JSON loses the part of a `string` that is not UTF-8.
            if !format!("{back:?}").contains("239, 191, 189") {
                assert_eq!(codec.encode(&ty, &back).unwrap(), bytes, "{line}");
            }
        }
    }

    /// The types of VK's vectors have parameters, so generated code has no JSON for them.
    fn the_json_of_tdlib() {
        for (name, registry) in [
            ("secret_api", &gen_shared::secret_api::registry::TABLE),
            ("e2e_api", &gen_shared::e2e_api::registry::TABLE),
        ] {
            let lines = lines(include_str!("../vectors/tdlib.jsonl"));
            let lines = lines.iter().filter(|line| line["schema"] == name);
            let vectors: Vec<_> = lines.filter_map(|line| Some(hex(line["hex"].as_str()?))).collect();
            let schema = crate::support::schemas::shared(&[&format!("telegram/{name}.tl")]);
            let generated = [("generated", registry)];
            let peers = Peers::new(name, &schema, &generated);
            let mut counts = Counts::default();
            for bytes in &vectors {
                peers.agree(bytes, &mut Random::new(1), &mut counts);
            }
            assert_eq!((counts.values, counts.json), (vectors.len(), vectors.len()), "{name}");
        }
    }

    fn the_objects_and_calls_of_vk() {
        let cases = crate::support::schemas::shared(&["vk/cases.tl"]);
        let codec = Codec::new(&cases);
        for line in lines(include_str!("../vectors/vk-objects.jsonl")) {
            let ty = codec.bare(line["type"].as_str().unwrap()).unwrap();
            let bytes = hex(line["hex"].as_str().unwrap());
            let value = codec.decode(&ty, &bytes).unwrap();
            assert_eq!(codec.encode(&ty, &value).unwrap(), bytes, "{line}");
            let json = codec.to_json(&ty, &value).unwrap();
            let back = codec.from_json(&ty, json).unwrap();
            assert_eq!(codec.encode(&ty, &back).unwrap(), bytes, "{line}");
        }
        let schema = crate::support::schemas::shared(&["vk/schema.tl"]);
        let codec = Codec::new(&schema);
        for line in lines(include_str!("../vectors/vk-functions_write.jsonl")) {
            let bytes = hex(line["hex"].as_str().unwrap());
            let value = codec.decode(&codec.any(), &bytes).unwrap();
            assert_eq!(codec.encode(&codec.any(), &value).unwrap(), bytes, "{line}");
            let json = codec.to_json(&codec.any(), &value).unwrap();
            let back = codec.from_json(&codec.any(), json).unwrap();
            assert_eq!(codec.encode(&codec.any(), &back).unwrap(), bytes, "{line}");
        }
    }

    fn the_answers_of_vk() {
        let schema = crate::support::schemas::shared(&["vk/schema.tl"]);
        let codec = Codec::new(&schema);
        for line in lines(include_str!("../vectors/vk-functions_result.jsonl")) {
            let function = codec.bare(line["function"].as_str().unwrap()).unwrap();
            let body = hex(line["body_hex"].as_str().unwrap());
            let call = codec.decode(&function, &body).unwrap();
            assert_eq!(codec.encode(&function, &call).unwrap(), body, "{line}");
            let ty = codec.answer(&call).unwrap();
            let bytes = hex(line["result_hex"].as_str().unwrap());
            let value = codec.decode(&ty, &bytes).unwrap();
            assert_eq!(codec.encode(&ty, &value).unwrap(), bytes, "{line}");
            let json = codec.to_json(&ty, &value).unwrap();
            let back = codec.from_json(&ty, json).unwrap();
            assert_eq!(codec.encode(&ty, &back).unwrap(), bytes, "{line}");
            for end in 0..bytes.len() {
                assert!(codec.decode(&ty, &bytes[..end]).is_err(), "{line} up to {end}");
            }
        }
    }
}
