use tl_parser::check::{check, failed, parse_all};
use tl_parser::diagnostic::Levels;
use tl_parser::source::Sources;
use tl_runtime::DecodeOptions;
use tl_runtime::json::from_str;

use crate::{Codec, Value};

/// Decodes the JSON of any constructor or function.
fn decoded(text: &str, options: DecodeOptions<'static>, json: &str) -> Result<Value, String> {
    let mut sources = Sources::new();
    sources.add("test.tl", text);
    let mut found = Vec::new();
    let programs = parse_all(&sources, &mut found);
    let schema = check(&programs, &Levels::default(), &mut found);
    assert!(!failed(&found), "{found:?}");
    let codec = Codec::with_options(&schema, options);
    let value = codec.from_json(&codec.any(), from_str(json).unwrap());
    value.map_err(|errors| errors[0].to_string())
}

const TREE: &str = "tree list:(vector Tree) pair:2*[ bytes ] key:int128 = Tree;";

#[test]
fn the_depth_limit_holds_for_json() {
    let key = "A".repeat(22) + "==";
    let nested = |levels| {
        (0..levels).fold(String::new(), |inside, _| {
            format!(r#"{{"@type":"tree","key":"{key}","list":[{inside}]}}"#)
        })
    };
    // Each level is a field and an element.
    for (options, levels, is_ok) in [
        (DecodeOptions::new(), 60, true),
        (DecodeOptions::new().max_depth(100), 60, false),
        (DecodeOptions::new().max_depth(6), 3, true),
        (DecodeOptions::new().max_depth(5), 3, false),
        (DecodeOptions::new().max_depth(6), 4, false),
        (DecodeOptions::new().max_depth(0), 1, false),
        (DecodeOptions::new().max_depth(200), 60, true),
    ] {
        let found = decoded(TREE, options, &nested(levels));
        assert_eq!(found.is_ok(), is_ok, "{options:?} {levels}: {found:?}");
        if let Err(error) = found {
            assert!(error.contains("nested too deeply"), "{error}");
        }
    }
}

#[test]
fn the_memory_limit_holds_for_the_bytes_of_json() {
    let json = |size: usize| {
        let text = "A".repeat(size / 3 * 4);
        format!(
            r#"{{"@type":"tree","key":"{}","pair":["{text}","{text}"]}}"#,
            "A".repeat(22) + "=="
        )
    };
    for (limit, size, is_ok) in [
        (10_000, 3_000, true),
        (10_000, 6_000, false),
        (10_000, 12_000, false),
        (100_000, 12_000, true),
    ] {
        let options = DecodeOptions::new().max_memory(limit);
        let found = decoded(TREE, options, &json(size));
        assert_eq!(found.is_ok(), is_ok, "{limit} {size}: {found:?}");
        if let Err(error) = found {
            assert!(error.contains("bytes of memory"), "{error}");
        }
    }
}

#[test]
fn only_what_is_possible_is_meant() {
    let text = "
        betaa x:int = Betaa; gama = Gama; some x:Object = Some;
        ---functions---
        beta x:int = Bool; gamma = Bool;
        call {X:Type} query:!X = X;
    ";
    let misspelled = |around: &str, name: &str| {
        let json = around.replace('%', name);
        decoded(text, DecodeOptions::new(), &json).unwrap_err()
    };
    let call = r#"{"@type":"call","query":{"@type":"%"}}"#;
    let some = r#"{"@type":"some","x":{"@type":"%"}}"#;
    for (around, name, meant) in [
        (call, "betaaa", "beta"),
        (call, "gamaa", "gamma"),
        (call, "bta", "beta"),
        (some, "betaaa", "betaa"),
        (some, "gam", "gama"),
    ] {
        let error = misspelled(around, name);
        let wanted = format!("did you mean \"{meant}\"?");
        assert!(error.ends_with(&wanted), "{name}: {error}");
    }
}
