//! Does every constructor and function come back from its JSON?

use std::path::Path;

use serde_json::Value;
use tl_parser::check;
use tl_parser::schema::{CombinatorId, Origin};
use tl_parser::source::Sources;
use tl_runtime::codec::EncodeErrorKind;
use tl_runtime::value::Registry;

use super::{read, written};
use crate::support::oracle::json::Maker;
use crate::support::oracle::{Any, Cheapest};
use crate::support::random::Random;

/// Counts of the values that came back.
#[derive(Default)]
#[allow(dead_code, reason = "not used where the schemas are absent")]
struct Counts {
    /// Constructors and functions.
    combinators: usize,
    /// Values that were also encoded for the wire.
    on_wire: usize,
    /// Values with a null in them.
    null: usize,
}

#[allow(dead_code, reason = "not used where the schemas are absent")]
fn check(path: &Path, registry: &'static Registry) -> Counts {
    let mut sources = Sources::new();
    sources.add("", std::fs::read_to_string(path).unwrap());
    let mut diagnostics = Vec::new();
    let programs = check::parse_all(&sources, &mut diagnostics);
    let schema = check::check(
        &programs,
        &tl_parser::diagnostic::Levels::default(),
        &mut diagnostics,
    );
    assert_eq!(diagnostics, []);
    let cheapest = Cheapest::new(&schema);
    let mut counts = Counts::default();
    for (id, combinator) in (0..).map(CombinatorId).zip(&schema.combinators) {
        if combinator.origin != Origin::Declared || combinator.builtin.is_some() {
            continue;
        }
        counts.combinators += 1;
        for seed in 0..10 {
            let random = Random::new(u64::from(combinator.id) << 8 | seed);
            let choice = Any { random, depth: 0 };
            let mut maker = Maker {
                schema: &schema,
                cheapest: &cheapest,
                choice,
                has_null: false,
            };
            let value = maker.combinator(id);
            let has_null = maker.has_null;
            let text = value.to_string();
            let object = read(&text, registry).unwrap_or_else(|error| panic!("{error}: {text}"));
            let again: Value = serde_json::from_str(&written(&*object)).unwrap();
            assert_eq!(again, value, "{text}");
            match object.to_bytes() {
                Ok(bytes) => {
                    assert!(!has_null, "{text}");
                    assert_eq!(registry.decode(&bytes).unwrap(), object, "{text}");
                    counts.on_wire += 1;
                }
                Err(error) => {
                    let kind = &*error.kind;
                    assert!(
                        matches!(kind, EncodeErrorKind::Null { .. }),
                        "{error}: {text}"
                    );
                    assert!(has_null, "{error}: {text}");
                    counts.null += 1;
                }
            }
        }
    }
    counts
}

gen_shared::tests! {
    fn every_constructor_and_function_of_td_api_comes_back_from_its_json() {
        let path = gen_schemas::shared("schemas/telegram/td_api.tl").unwrap();
        let counts = check(&path, &gen_td::td_api::registry::TABLE);
        assert!(counts.combinators > 3_100, "{}", counts.combinators);
        assert!(counts.on_wire > 10_000, "{}", counts.on_wire);
        assert!(counts.null > 1_000, "{}", counts.null);
    }

    fn every_constructor_and_function_of_tonlib_api_comes_back_from_its_json() {
        let path = gen_schemas::shared("schemas/ton/tonlib_api.tl").unwrap();
        let counts = check(&path, &gen_td::tonlib_api::registry::TABLE);
        assert!(counts.combinators > 200, "{}", counts.combinators);
        assert_eq!(counts.null, 0);
    }
}
