//! Comparison of generated code, the derive and `tl-dynamic`.

use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::json::{self, Json, JsonErrorKind};
use tl_runtime::value::{AnyObject, Registry};
use tl_runtime::{DecodeError, DecodeOptions};

use super::Peers;
use super::json::changed;
use crate::support::random::Random;

/// How often there was something to compare.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub values: usize,
    pub errors: usize,
    pub json: usize,
    pub json_errors: usize,
    /// Values that one of them reports as too deep, which depends on the boxes of a Rust type.
    pub too_deep: usize,
    /// Counts that the derive rejects, while the others report a later error.
    pub early: usize,
}

impl Peers<'_> {
    /// Compares every implementation with the dynamic one.
    pub(super) fn agree(&self, bytes: &[u8], random: &mut Random, counts: &mut Counts) {
        let any = self.codec.any();
        let dynamic = self.codec.decode(&any, bytes);
        for &(way, registry) in self.ways {
            let label = || format!("{} {way}: {bytes:02x?}", self.name);
            let object = match (registry.decode(bytes), &dynamic) {
                (Ok(object), Ok(_)) => object,
                (Err(error), Err(dynamic)) => {
                    let (here, there) = (
                        (dynamic.kind(), dynamic.offset()),
                        (&error.kind, error.offset),
                    );
                    if is_too_deep(&error) || is_too_deep(&dynamic.error) {
                        counts.too_deep += 1;
                    } else if way.contains("derive") && is_count(&error) && here != there {
                        // The derive knows a larger minimum size of some types, so it rejects a list by its
                        // count that generated code begins to decode.
                        counts.early += 1;
                    } else {
                        counts.errors += 1;
                        assert_eq!(here, there, "{}", label());
                    }
                    continue;
                }
                (Err(error), Ok(_)) if is_too_deep(&error) => {
                    counts.too_deep += 1;
                    continue;
                }
                (by_code, dynamic) => panic!("{}\n{by_code:?}\n{dynamic:?}", label()),
            };
            let value = dynamic.as_ref().unwrap();
            counts.values += 1;
            let written = self.codec.encode(&any, value).unwrap();
            // Bits that the Rust type does not keep are only in the input.
            let canonical = object.to_bytes().unwrap();
            if canonical == bytes {
                assert_eq!(written, canonical, "{}", label());
            }
            let json = self.codec.to_json(&any, value);
            match (json::to_value(&*object), json) {
                (Ok(by_code), Ok(dynamic)) => {
                    assert_eq!(dynamic, by_code, "{}", label());
                    counts.json += 1;
                    self.agree_on_json(registry, &by_code, counts);
                    if let Some(broken) = changed(by_code, random) {
                        self.agree_on_json(registry, &broken, counts);
                    }
                }
                // A value without a JSON form in generated code may have one here.
                (Err(error), _) if matches!(error.kind, JsonErrorKind::NoForm(_)) => {}
                (Err(error), Err(dynamic)) => assert_eq!(error.path, dynamic.path),
                (by_code, dynamic) => panic!("{}\n{by_code:?}\n{dynamic:?}", label()),
            }
        }
    }

    /// Asserts that both encode the JSON to the same bytes, or both fail.
    fn agree_on_json(&self, registry: &'static Registry, json: &Json, counts: &mut Counts) {
        let any = self.codec.any();
        let options = DecodeOptions::new().registry(registry);
        let by_code = options
            .decode_json::<Box<dyn AnyObject>>(json.clone())
            .map_err(|error| error.to_string())
            .and_then(|object| object.to_bytes().map_err(|error| error.to_string()));
        let dynamic = self
            .codec
            .from_json(&any, json.clone())
            .map_err(|errors| errors[0].to_string())
            .and_then(|value| {
                let bytes = self.codec.encode(&any, &value);
                bytes.map_err(|error| error.to_string())
            });
        match (by_code, dynamic) {
            (Ok(by_code), Ok(dynamic)) => assert_eq!(dynamic, by_code, "{json:?}"),
            (Err(_), Err(_)) => counts.json_errors += 1,
            (by_code, dynamic) => panic!(
                "{}: {}\n{by_code:?}\n{dynamic:?}",
                self.name,
                serde_json::to_string(json).unwrap()
            ),
        }
    }
}

fn is_count(error: &DecodeError) -> bool {
    matches!(error.kind, DecodeErrorKind::Count { .. })
}

fn is_too_deep(error: &DecodeError) -> bool {
    error.kind == DecodeErrorKind::TooDeep
}
