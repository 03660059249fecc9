//! Random values of random schemas, and of existing ones.

use tl_parser::check;
use tl_parser::diagnostic::Levels;
use tl_parser::schema::{CombinatorId, Origin, Schema};
use tl_parser::source::Sources;
use tl_runtime::value::Registry;

use super::agreement::Counts;
use super::{Peers, rounds};
use crate::support::oracle::{self, Cheapest};
use crate::support::random::Random;
use crate::support::schemas::{API, FULL_TL};
use crate::support::vectors::WAYS;
use crate::support::{changed, fixture};

/// Checks values of every constructor and function, unchanged and with changes.
fn check(peers: &Peers<'_>, seeds: u64) -> Counts {
    let schema = peers.codec.schema();
    let cheapest = Cheapest::new(schema);
    let mut counts = Counts::default();
    let known = |(_, registry): &(_, &Registry), id| registry.find(id).is_some();
    for (id, combinator) in (0..).map(CombinatorId).zip(&schema.combinators) {
        let is_declared = combinator.origin == Origin::Declared && combinator.builtin.is_none();
        if !is_declared || !peers.ways.iter().all(|way| known(way, combinator.id)) {
            continue;
        }
        for seed in 0..seeds * rounds() {
            let mut random = Random::new(u64::from(combinator.id) << 20 | seed);
            let bytes = oracle::any(schema, &cheapest, id, random.clone(), 0);
            peers.agree(&bytes, &mut random, &mut counts);
            for _ in 0..4 {
                let changed = changed(schema, bytes.clone(), &mut random);
                peers.agree(&changed, &mut random, &mut counts);
            }
        }
    }
    eprintln!("{}: {counts:?}", peers.name);
    counts
}

/// Passes the schema of a text without mistakes to `work`.
fn with_schema<T>(text: &str, work: impl FnOnce(&Schema<'_>) -> T) -> T {
    let mut sources = Sources::new();
    sources.add("", text);
    let mut diagnostics = Vec::new();
    let programs = check::parse_all(&sources, &mut diagnostics);
    let schema = check::check(&programs, &Levels::default(), &mut diagnostics);
    assert!(!check::failed(&diagnostics), "{diagnostics:?}\n{text}");
    work(&schema)
}

#[test]
fn random_schemas() {
    let (mut values, mut errors, mut json) = (0, 0, 0);
    for (number, (text, ways)) in gen_random::SCHEMAS.iter().enumerate() {
        with_schema(text, |schema| {
            let name = format!("schema {number}");
            let counts = check(&Peers::new(&name, schema, ways), 20);
            values += counts.values;
            errors += counts.errors;
            json += counts.json_errors;
        });
    }
    assert!(values > 5_000, "{values}");
    assert!(errors > 5_000, "{errors}");
    assert!(json > 1_000, "{json}");
}

/// Generates tests of fixtures with the modules of their code.
macro_rules! fixtures {
    ($($test:ident: $module:ident [$($way:ident)::* $(, $more:ident)*];)*) => {
        $(
            #[test]
            fn $test() {
                use gen_zoo::a::b::$module as code;
                let ways: &[(&str, &'static Registry)] = &[
                    ("generated", &code::$($way)::*::TABLE),
                    $((stringify!($more), &code::$more::registry::TABLE),)*
                ];
                with_schema(&fixture("valid", stringify!($module)), |schema| {
                    let counts = check(&Peers::new(stringify!($module), schema, ways), 100);
                    assert!(counts.values > 100, "{counts:?}");
                    assert!(counts.errors > 100, "{counts:?}");
                });
            }
        )*
    };
}

fixtures! {
    answers: answers [registry, derived];
    bare_and_boxed: bare_boxed [registry, derived, with_json, json_derived];
    builtins: builtins [registry, derived, with_json, json_derived];
    counters: counters [registry, derived, with_json, json_derived];
    json: json [registry, derived, with_json, json_derived];
    masks_in_masks: masks_nested [registry];
    masks_that_share_bits: masks_shared_bits [registry, derived, with_json, json_derived];
    masks_that_are_stored: masks_stored [registry, derived, with_json, json_derived];
    parameters_that_are_numbers: params_numbers [registry, derived];
    parameters_that_are_types: params_types [registry, derived];
    recursion: recursion [registry, derived, with_json, json_derived];
    repetitions: repetition [registry, with_json];
    deep_repetitions: repetition_deep [registry];
    vectors: vectors [registry, derived, with_json, json_derived];
}

#[test]
fn the_api() {
    let counts = check(&Peers::new("api", &API, &WAYS), 2);
    assert!(counts.values > 10_000, "{counts:?}");
    assert!(counts.json > 5_000, "{counts:?}");
}

#[test]
fn full_tl() {
    let ways = [("generated", &gen_zoo::a::b::full_tl::registry::TABLE)];
    let counts = check(&Peers::new("full_tl", &FULL_TL, &ways), 50);
    assert!(counts.values > 5_000, "{counts:?}");
}

gen_shared::tests! {
    fn the_schemas_of_others() {
        let three = ["vk/goldmaster.tl", "vk/goldmaster2.tl", "vk/goldmaster3.tl"];
        for (files, registry) in [
            (&["ton/ton_api.tl"][..], &gen_ton::ton_api::registry::TABLE),
            (&["ton/lite_api.tl"], &gen_ton::lite_api::registry::TABLE),
            (&["ton/tonlib_api.tl"], &gen_td::tonlib_api::registry::TABLE),
            (&["telegram/td_api.tl"], &gen_td::td_api::registry::TABLE),
            (&["vk/cases.tl"], &gen_vk::cases::registry::TABLE),
            (&["vk/schema.tl"], &gen_vk::schema::registry::TABLE),
            (&three, &gen_vk::goldmaster::registry::TABLE),
        ] {
            let schema = crate::support::schemas::shared(files);
            let counts = check(&Peers::new(files[0], &schema, &[("generated", registry)]), 3);
            assert!(counts.values > 300, "{counts:?}");
            assert!(counts.errors > 300, "{counts:?}");
        }
    }
}
