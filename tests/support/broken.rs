//! Vectors that were cut, extended or changed.

use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::value::Registry;

use super::random::Random;
use super::vectors::{Vector, decode_strictly};

/// Asserts that every changed vector is an error or another value, and that both happen often.
#[allow(dead_code, reason = "not used where the schemas are absent")]
pub(crate) fn check(
    way: &str,
    registry: &'static Registry,
    vectors: &[Vector],
    times: usize,
    often: usize,
) {
    truncations(way, registry, vectors);
    longer(way, registry, vectors);
    let (values, errors) = changes(&[(way, registry)], vectors, times);
    assert_eq!(values + errors, times * vectors.len());
    // The test is only meaningful if both happen often.
    assert!(
        values > often && errors > often,
        "{values} values, {errors} errors"
    );
}

/// Asserts that every prefix of every vector is an error.
pub(crate) fn truncations(way: &str, registry: &'static Registry, vectors: &[Vector]) {
    for vector in vectors {
        for end in 0..vector.bytes.len() {
            let object = registry.decode(&vector.bytes[..end]);
            assert!(object.is_err(), "{way}: {} up to {end}", vector.label());
        }
    }
}

/// Asserts that every vector with additional bytes is an error.
pub(crate) fn longer(way: &str, registry: &'static Registry, vectors: &[Vector]) {
    for vector in vectors {
        let longer = [vector.bytes.as_slice(), &[0]].concat();
        let error = registry.decode(&longer).unwrap_err();
        let place = (error.kind, error.offset);
        let expected = (
            DecodeErrorKind::TrailingBytes { left: 1 },
            vector.bytes.len(),
        );
        assert_eq!(place, expected, "{way}: {}", vector.label());
    }
}

/// Changes every vector `times` times; returns how many results are values and how many are errors. All
/// implementations decode the same bytes.
pub(crate) fn changes(
    ways: &[(&str, &'static Registry)],
    vectors: &[Vector],
    times: usize,
) -> (usize, usize) {
    let mut random = Random::new(230);
    let (mut values, mut errors) = (0, 0);
    for _ in 0..times {
        for vector in vectors {
            let bytes = changed(vector, vectors, &mut random);
            for (way, registry) in ways {
                if is_value(way, registry, vector, &bytes) {
                    values += 1;
                } else {
                    errors += 1;
                }
            }
        }
    }
    (values, errors)
}

/// Returns the vector with a few changed bytes, mostly in places that matter.
fn changed(vector: &Vector, vectors: &[Vector], random: &mut Random) -> Vec<u8> {
    let mut bytes = vector.bytes.clone();
    let words = bytes.len() / 4;
    for _ in 0..=random.below(3) {
        let word = random.below(words) * 4;
        match random.below(4) {
            // A bit of a mask, of a count or of an id.
            0 => bytes[word + random.below(4)] ^= 1 << random.below(8),
            1 => bytes[word + random.below(4)] = random.next() as u8,
            // The id of any constructor, and the smallest and largest counts.
            2 => {
                let other = &vectors[random.below(vectors.len())];
                bytes[word..word + 4].copy_from_slice(&other.id.to_le_bytes());
            }
            _ => {
                let count = [0_u32, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff][random.below(5)];
                bytes[word..word + 4].copy_from_slice(&count.to_le_bytes());
            }
        }
    }
    bytes
}

/// Whether the bytes are a value. If so, asserts that it has one canonical form.
fn is_value(way: &str, registry: &'static Registry, vector: &Vector, bytes: &[u8]) -> bool {
    let strict = decode_strictly(registry, bytes);
    let Ok(object) = registry.decode(bytes) else {
        assert!(strict.is_err(), "{way}: {}", vector.label());
        return false;
    };
    let canonical = object.to_bytes().unwrap();
    match &strict {
        Ok(_) => assert_eq!(canonical, bytes, "{way}: {}", vector.label()),
        Err(_) => assert_ne!(canonical, bytes, "{way}: {}", vector.label()),
    }
    let again = decode_strictly(registry, &canonical).unwrap();
    assert_eq!(
        again.to_bytes().unwrap(),
        canonical,
        "{way}: {}",
        vector.label()
    );
    true
}
