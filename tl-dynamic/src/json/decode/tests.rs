use tl_runtime::DecodeOptions;
use tl_runtime::json::from_str;

use crate::tests::with_codec;
use crate::{Codec, Value};

/// Decodes the JSON of any constructor or function.
fn decoded(text: &str, options: DecodeOptions<'static>, json: &str) -> Result<Value, String> {
    with_codec(text, |codec| {
        let codec = Codec::with_options(codec.schema(), options);
        let value = codec.from_json(&codec.any(), from_str(json).unwrap());
        value.map_err(|errors| errors[0].to_string())
    })
}

const TREE: &str = "tree list:(vector Tree) pair:2*[ bytes ] key:int128 = Tree;";

/// Asserts that the JSON of bytes is accepted exactly if the bytes are.
fn is_as_deep(schema: &str, first: &[u32], inner: &[u32], last: &[u32]) {
    with_codec(schema, |codec| {
        let with_limit = |limit| {
            let options = DecodeOptions::new().max_depth(limit);
            Codec::with_options(codec.schema(), options)
        };
        let any = codec.any();
        for limit in [0, 1, 2, 3, 6, 100, 128] {
            let codec = with_limit(limit);
            let mut most = None;
            for times in (0..10).chain(95..102).chain(124..130) {
                let words = [first, &inner.repeat(times), last].concat();
                let bytes: Vec<u8> = words.into_iter().flat_map(u32::to_le_bytes).collect();
                let value = with_limit(1000).decode(&any, &bytes).unwrap();
                let json = codec.to_json(&any, &value).unwrap();
                let is_decoded = codec.decode(&any, &bytes).is_ok();
                match codec.from_json(&any, json) {
                    Ok(read) => assert!(is_decoded && read == value, "{schema} {limit} {times}"),
                    Err(errors) => {
                        assert!(!is_decoded, "{schema} {limit} {times}");
                        let error = errors[0].to_string();
                        assert!(error.ends_with("the value is nested too deeply"), "{error}");
                    }
                }
                most = most.max(is_decoded.then_some(times));
            }
            assert!(most.is_none_or(|it| it < 129), "{schema} {limit}");
            assert!(
                limit < 6 || most.is_some_and(|it| it > 1),
                "{schema} {limit}"
            );
        }
    });
}

#[test]
fn json_may_be_as_deep_as_bytes() {
    // In a list, each level is an object and a list in JSON, and a list in bytes.
    is_as_deep("tree#1 list:(vector Tree) = Tree;", &[], &[1, 1], &[1, 0]);
    is_as_deep("tree#1 list:(vector tree) = Tree;", &[1], &[1], &[0]);
    is_as_deep(
        "tree#1 list:(vector Pair) = Tree; pair#2 key:int tree:Tree = Pair;",
        &[],
        &[1, 1, 2, 7],
        &[1, 0],
    );
    is_as_deep(
        "tree#1 lists:(vector (vector Tree)) = Tree;",
        &[],
        &[1, 1, 1],
        &[1, 0],
    );
    is_as_deep(
        "tree#1 two:2*[ vector<Tree> ] = Tree;",
        &[],
        &[1, 0, 1],
        &[1, 0, 0],
    );
    // A field of its own type is a level in both.
    is_as_deep("leaf#1 = Tree; node#2 x:Tree = Tree;", &[], &[2], &[1]);
    is_as_deep(
        "tree#1 flags:# x:flags.0?Tree = Tree;",
        &[],
        &[1, 1],
        &[1, 0],
    );
    let twig = "leaf#1 = Tree; node#2 x:Twig = Tree; twig#3 x:Tree = Twig;";
    is_as_deep(twig, &[], &[2, 3], &[1]);
    is_as_deep("leaf#1 = Tree; node#2 x:Object = Tree;", &[], &[2], &[1]);
    let call = "leaf#1 = Tree;\n---functions---\nf#2 {X:Type} x:!X = X; g#3 = Tree;";
    is_as_deep(call, &[], &[2], &[3]);
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
fn fields_that_are_absent_take_no_memory() {
    let fields: String = (0..20).map(|it| format!("f{it}:flags.{it}?int ")).collect();
    let schema = format!("many flags:# {fields}= Many; list l:(vector many) = List;");
    for (object, limit, is_ok) in [
        ("{}", 200_000, true),
        ("{}", 50_000, false),
        (r#"{"f3":1}"#, 200_000, true),
        (r#"{"f3":1,"f5":1,"f7":1}"#, 200_000, false),
        (r#"{"f3":1,"f5":1,"f7":1}"#, 400_000, true),
    ] {
        let json = format!(
            r#"{{"@type":"list","l":[{}]}}"#,
            vec![object; 1000].join(",")
        );
        let options = DecodeOptions::new().max_memory(limit);
        let found = decoded(&schema, options, &json);
        assert_eq!(found.is_ok(), is_ok, "{object} {limit}: {:?}", found.err());
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

#[test]
fn a_mask_follows_from_the_fields_that_are_present() {
    let text = "
        a flags:# b:flags.0?int c:flags.0?int d:flags.3?true e:flags.3?int = A;
        two flags:# more:flags.1?# x:more.0?int y:more.2?int = Two;
        kept mode:# x:mode.1?int = Kept;
    ";
    for (fields, expected) in [
        (r#""a","b":1,"c":2"#, Ok(0b1)),
        (r#""a","d":true,"e":2"#, Ok(0b1000)),
        (r#""a","b":1,"c":2,"d":true,"e":2"#, Ok(0b1001)),
        (r#""a""#, Ok(0)),
        (
            r#""a","b":1"#,
            Err("the fields on flags.0 must be given together: b is there, c is not"),
        ),
        (
            r#""a","b":1,"c":2,"e":2"#,
            Err("the fields on flags.3 must be given together: e is there, d is not"),
        ),
        (
            r#""a","flags":1,"b":1"#,
            Err("c: the mask says that the field is there, but it is not"),
        ),
        (r#""two","more":0,"x":1,"y":2"#, Ok(0b10)),
        (r#""two","more":5,"x":1,"y":2"#, Ok(0b10)),
        (r#""two","x":1"#, Ok(0b10)),
        (r#""kept","mode":6,"x":1"#, Ok(6)),
        (r#""kept","mode":4"#, Ok(4)),
    ] {
        let json = format!(r#"{{"@type":{fields}}}"#);
        let found = decoded(text, DecodeOptions::new(), &json);
        match (found, expected) {
            (Ok(Value::Object(_, members)), Ok(word)) => {
                assert_eq!(members[0].value, Value::Nat(word), "{json}");
            }
            (Err(error), Err(expected)) => assert_eq!(error, expected, "{json}"),
            (found, _) => panic!("{json}: {found:?}"),
        }
    }
}

/// Generated code does the same, but has no JSON for `rows`.
#[test]
fn a_mask_on_a_mask_follows_from_the_fields_on_it() {
    let text = "
        two flags:# s:string more:flags.1?# x:more.0?int y:more.2?true = Two;
        deep a:# b:a.0?# c:b.1?# d:c.2?# e:d.3?int f:b.4?int = Deep;
        both flags:# a:flags.0?int g:flags.0?# b:g.3?int = Both;
        rows flags:# rows:2*[ m:flags.0?# x:m.1?int ] = Rows;
    ";
    for (json, expected) in [
        (
            r#"{"@type":"two","s":"a","x":1}"#,
            Ok(r#"{"@type":"two","flags":2,"s":"a","more":1,"x":1}"#),
        ),
        (
            r#"{"@type":"two","s":"a","y":true}"#,
            Ok(r#"{"@type":"two","flags":2,"s":"a","more":4,"y":true}"#),
        ),
        (
            r#"{"@type":"two","s":"a","y":false}"#,
            Ok(r#"{"@type":"two","flags":0,"s":"a"}"#),
        ),
        (
            r#"{"@type":"two","flags":0,"s":"a","x":1}"#,
            Ok(r#"{"@type":"two","flags":0,"s":"a"}"#),
        ),
        (
            r#"{"@type":"two","flags":2,"s":"a","x":1}"#,
            Err("more: the mask says that the field is there, but it is not"),
        ),
        (
            r#"{"@type":"deep","e":7}"#,
            Ok(r#"{"@type":"deep","a":1,"b":2,"c":4,"d":8,"e":7}"#),
        ),
        (
            r#"{"@type":"deep","e":7,"f":9}"#,
            Ok(r#"{"@type":"deep","a":1,"b":18,"c":4,"d":8,"e":7,"f":9}"#),
        ),
        (
            r#"{"@type":"deep","c":0}"#,
            Ok(r#"{"@type":"deep","a":1,"b":2,"c":0}"#),
        ),
        (
            r#"{"@type":"deep","b":0,"e":7}"#,
            Ok(r#"{"@type":"deep","a":1,"b":0}"#),
        ),
        (
            r#"{"@type":"both","a":1,"b":2}"#,
            Ok(r#"{"@type":"both","flags":1,"a":1,"g":8,"b":2}"#),
        ),
        (
            r#"{"@type":"both","b":2}"#,
            Err("the fields on flags.0 must be given together: g is there, a is not"),
        ),
        (
            r#"{"@type":"rows","flags":1,"rows":[{"x":1},{"m":0}]}"#,
            Ok(r#"{"@type":"rows","flags":1,"rows":[{"m":2,"x":1},{"m":0}]}"#),
        ),
    ] {
        let again = with_codec(text, |codec| {
            let any = codec.any();
            let value = codec.from_json(&any, from_str(json).unwrap());
            let value = value.map_err(|errors| errors[0].to_string())?;
            codec.encode(&any, &value).map_err(|it| it.to_string())?;
            let again = codec.to_json(&any, &value);
            again.map_or_else(|error| Err(error.to_string()), |json| Ok(json.to_string()))
        });
        assert_eq!(
            again.as_deref().map_err(|it: &String| &**it),
            expected,
            "{json}"
        );
    }
}
