//! Is too deep nesting an error, and is the stack sufficient for the allowed depth?

use std::thread;

use tl_parser::schema::Schema;
use tl_runtime::DecodeOptions;
use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::json::JsonErrorKind;
use tl_runtime::value::{AnyObject, Registry};

use crate::support::oracle::{Cheapest, cycles};
use crate::support::schemas::API;
use crate::support::vectors::WAYS;

const LEVELS: usize = 1_000_000;

/// Runs `work` on a stack of 1 MiB, half of what threads of Rust and tokio have.
pub(super) fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().stack_size(1 << 20);
    thread.spawn(work).unwrap().join().unwrap();
}

#[test]
fn every_recursive_type_of_the_api_is_tried() {
    let cycles = cycles(&API, &Cheapest::new(&API));
    let fields: Vec<&str> = cycles.iter().map(|cycle| cycle.name.as_str()).collect();
    for field in [
        "inputPeerUserFromMessage.peer",
        "inputMediaInvoice.extended_media",
        "messageMediaWebPage.webpage webPage.attributes webPageAttributeStory.story storyItem.media",
        "textBold.text",
        "textConcat.texts",
        "pageBlockBlockquoteBlocks.blocks",
        "pageListItemBlocks.blocks pageBlockList.items",
        "secureRequiredTypeOneOf.types",
        "jsonArray.value",
        "jsonObject.value jsonObjectValue.value",
        "invokeWithLayer.query",
        "initConnection.query",
    ] {
        assert!(fields.contains(&field), "{field}");
    }
    assert_eq!(fields.len(), 75);
}

/// Asserts that a million levels of every recursive field are too deep. Returns the number of these fields.
pub(super) fn million(schema: &Schema<'_>, ways: &[(&'static str, &'static Registry)]) -> usize {
    let mut fields = 0;
    for &(way, registry) in ways {
        for cycle in cycles(schema, &Cheapest::new(schema)) {
            fields += 1;
            let bytes = cycle.before.repeat(LEVELS);
            on_a_small_stack(move || {
                let error = registry.decode(&bytes).unwrap_err();
                assert_eq!(
                    error.kind,
                    DecodeErrorKind::TooDeep,
                    "{way}: {}",
                    cycle.name
                );
                // Deeper levels are not decoded; an id is decoded before its level is counted.
                let levels = 128 + 1;
                let most = levels * cycle.before.len();
                assert!(error.offset <= most, "{way}: {}: {error}", cycle.name);
            });
        }
    }
    fields
}

#[test]
fn a_million_levels_of_every_recursive_field_are_too_deep() {
    assert_eq!(million(&API, &WAYS), 2 * 75);
}

/// Hostile input affects decoding only, but a decoded value is also copied, compared, formatted, encoded and
/// dropped.
#[test]
fn all_that_can_be_done_with_a_value_as_deep_as_allowed_needs_less_than_1_mib_of_stack() {
    for (way, registry) in WAYS {
        for cycle in cycles(&API, &Cheapest::new(&API)) {
            on_a_small_stack(move || {
                let name = &cycle.name;
                let (times, object) = (1..=128)
                    .rev()
                    .find_map(|times| Some((times, registry.decode(&cycle.nested(times)).ok()?)))
                    .unwrap();
                // No cycle has more than 6 steps. Each may count twice: for a box and for a list.
                assert!(times >= 10, "{way}: {name}: only {times} times round");
                assert_eq!(
                    object.to_bytes().unwrap(),
                    cycle.nested(times),
                    "{way}: {name}"
                );
                assert!(*object.clone() == *object, "{way}: {name}");
                assert!(format!("{object:?}").len() > times);
                let error = registry.decode(&cycle.nested(times + 1)).unwrap_err();
                assert_eq!(error.kind, DecodeErrorKind::TooDeep, "{way}: {name}");
            });
        }
    }
}

/// JSON is an additional tree, so it gets the whole stack of a thread.
#[test]
fn the_json_of_a_value_as_deep_as_allowed_needs_less_than_2_mib_of_stack() {
    let (way, registry) = WAYS[0];
    for cycle in cycles(&API, &Cheapest::new(&API)) {
        let thread = thread::Builder::new().stack_size(2 << 20);
        let work = move || {
            let name = &cycle.name;
            let decoded = |times| registry.decode(&cycle.nested(times)).ok();
            let object = (1..=128).rev().find_map(decoded).unwrap();
            // A call in a call has no JSON form.
            let Ok(json) = tl_runtime::json::to_value(&*object) else {
                return;
            };
            let text = json.to_string();
            assert!(json.clone() == json, "{way}: {name}");
            assert!(format!("{json:?}").len() > text.len(), "{way}: {name}");
            // JSON counts levels differently from bytes.
            let options = DecodeOptions::new().registry(registry);
            let read = options.decode_json::<Box<dyn AnyObject>>(json);
            match read {
                Ok(read) => assert!(*read == *object, "{way}: {name}"),
                Err(error) => {
                    assert_eq!(
                        error.kind,
                        JsonErrorKind::TooDeep { at: None },
                        "{way}: {name}"
                    );
                }
            }
        };
        thread.spawn(work).unwrap().join().unwrap();
    }
}

#[test]
fn as_many_levels_are_accepted_as_the_options_say_and_one_more_is_refused() {
    use gen_api::enums::RichText;
    let cycles = cycles(&API, &Cheapest::new(&API));
    let cycle = cycles
        .iter()
        .find(|cycle| cycle.name == "textBold.text")
        .unwrap();
    let decode = |levels, max_depth| {
        let options = DecodeOptions::new().max_depth(max_depth);
        options
            .decode::<RichText>(&cycle.nested(levels))
            .map_err(|error| error.kind)
    };
    let by_default = |levels| tl_runtime::from_bytes::<RichText>(&cycle.nested(levels)).is_ok();
    assert!(by_default(128) && !by_default(129));
    let enough = 1000;
    for limit in [0, 1, 2, 127, 128, 129] {
        assert!(decode(limit as usize, limit).is_ok(), "{limit}");
        assert_eq!(
            decode(limit as usize + 1, limit),
            Err(DecodeErrorKind::TooDeep),
            "{limit}"
        );
        assert_eq!(
            decode(enough, limit),
            Err(DecodeErrorKind::TooDeep),
            "{limit}"
        );
    }
}
