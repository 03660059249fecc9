//! JSON messages match `diagnostics.schema.json`, and comparisons match `diff.schema.json`.
//!
//! A full validator of JSON Schema is large. This one supports the keywords that our schemas use, and panics at
//! others.

use serde_json::Value;

use crate::{BAD, Folder, WARNING};

fn schema() -> Value {
    serde_json::from_str(include_str!("../../diagnostics.schema.json")).unwrap()
}

/// Returns the mistakes in a message.
pub(crate) fn wrong_message(message: &Value) -> Vec<String> {
    let root = schema();
    wrong(message, &root, &root)
}

/// Returns the mistakes in the output of `diff --format json`.
pub(crate) fn wrong_diff(value: &Value) -> Vec<String> {
    let root = serde_json::from_str(include_str!("../../diff.schema.json")).unwrap();
    wrong(value, &root, &root)
}

/// Returns the mistakes in a value, by this part of the schema.
fn wrong(value: &Value, part: &Value, root: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let kind = part.get("type").and_then(Value::as_str);
    if kind.is_some_and(|kind| !is(value, kind)) {
        return vec![format!("{value} is no {kind:?}")];
    }
    for (word, rule) in part.as_object().unwrap() {
        let holds = match word.as_str() {
            "$schema" | "$defs" | "title" | "description" | "type" => true,
            "enum" => rule.as_array().unwrap().contains(value),
            "minimum" => value.as_f64() >= rule.as_f64(),
            "minItems" => value.as_array().unwrap().len() >= number(rule),
            "maxItems" => value.as_array().unwrap().len() <= number(rule),
            "pattern" => fits(value.as_str().unwrap(), rule.as_str().unwrap()),
            "required" => {
                let names = rule
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|name| name.as_str().unwrap());
                names.into_iter().all(|name| value.get(name).is_some())
            }
            "anyOf" => {
                let mut parts = rule.as_array().unwrap().iter();
                parts.any(|part| wrong(value, part, root).is_empty())
            }
            "items" => {
                let items = value.as_array().unwrap().iter();
                found.extend(items.flat_map(|item| wrong(item, rule, root)));
                true
            }
            "properties" => {
                for (name, value) in value.as_object().unwrap() {
                    match rule.get(name) {
                        Some(part) => found.extend(wrong(value, part, root)),
                        // The schema must list every field, so that a new one is not forgotten.
                        None => found.push(format!("nothing is said of {name}")),
                    }
                }
                true
            }
            "$ref" => {
                let part = root.pointer(rule.as_str().unwrap().strip_prefix('#').unwrap());
                found.extend(wrong(value, part.unwrap(), root));
                true
            }
            other => panic!("{other} is not known here"),
        };
        if !holds {
            found.push(format!("{value}: {word} {rule}"));
        }
    }
    found
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{other} is not known here"),
    }
}

fn number(rule: &Value) -> usize {
    usize::try_from(rule.as_u64().unwrap()).unwrap()
}

fn fits(text: &str, pattern: &str) -> bool {
    match pattern {
        "^TL[0-9]{4}$" => {
            let digits = text.strip_prefix("TL").unwrap_or_default();
            digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_digit())
        }
        "^[0-9a-f]{8}$" => {
            text.len() == 8
                && text
                    .bytes()
                    .all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
        }
        "^[a-z]+(-[a-z0-9]+)*$" => text.split('-').enumerate().all(|(index, word)| {
            let is_part = |it: u8| it.is_ascii_lowercase() || index > 0 && it.is_ascii_digit();
            !word.is_empty() && word.bytes().all(is_part)
        }),
        other => panic!("{other} is not known here"),
    }
}

#[test]
fn json_messages_are_as_the_schema_says() {
    let folder = Folder::new(&[
        ("warning.tl", WARNING),
        ("bad.tl", BAD),
        (
            "lints.tl",
            "@raed a flags:# x:flags.0?int y:flags.0?true = A;\nB = c;",
        ),
        ("empty.tl", ""),
    ]);
    let root = schema();
    let mut count = 0;
    for arguments in [
        &[
            "check",
            "warning.tl",
            "bad.tl",
            "lints.tl",
            "--warn",
            "mixed-bit",
        ][..],
        &["empty.tl", "-o", "a.rs", "--keep-enums", "nothing"],
        &["check", "missing.tl"],
    ] {
        let run = folder.run(&[arguments, &["--message-format", "json"]].concat());
        for line in run.err.lines() {
            count += 1;
            let message = serde_json::from_str(line).unwrap();
            assert_eq!(wrong(&message, &root, &root), [""; 0], "{line}");
        }
    }
    assert_eq!(count, 8);
}

#[test]
fn every_code_and_name_is_as_the_schema_says() {
    let root = schema();
    let mut count = 0;
    for code in tl_parser::diagnostic::Code::ALL {
        count += 1;
        for (property, value) in [("code", code.id()), ("name", code.name())] {
            let part = &root["properties"][property];
            assert_eq!(wrong(&value.into(), part, &root), [""; 0]);
        }
    }
    assert!(count > 60, "{count}");
}

/// Checks the findings of every fixture.
#[test]
fn json_messages_of_all_fixtures_are_as_the_schema_says() {
    let folder = Folder::new(&[]);
    let root = schema();
    let mut count = 0;
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures");
    for kind in ["invalid", "several"] {
        for fixture in std::fs::read_dir(format!("{fixtures}/{kind}")).unwrap() {
            let path = fixture.unwrap().path();
            let run = folder.run(&[
                path.to_str().unwrap(),
                "-o",
                "out.rs",
                "--warn",
                "unused-mask",
                "--warn",
                "mixed-bit",
                "--message-format",
                "json",
            ]);
            let found = run.err.lines().filter(|line| {
                let message: Value = serde_json::from_str(line).unwrap();
                assert_eq!(wrong(&message, &root, &root), [""; 0], "{line}");
                !message["code"].is_null()
            });
            let found = found.count();
            assert!(found > 0, "{}: {}", path.display(), run.err);
            count += found;
        }
    }
    assert!(count > 130, "{count}");
}

#[test]
fn other_messages_are_not() {
    let folder = Folder::new(&[("bad.tl", BAD)]);
    let run = folder.run(&["check", "bad.tl", "--message-format", "json"]);
    let good: Value = serde_json::from_str(&run.err).unwrap();
    let root = schema();
    assert_eq!(wrong(&good, &root, &root), [""; 0]);
    let damage: [fn(&mut Value); 8] = [
        |it| it["code"] = "TL1".into(),
        |it| it["name"] = "Undeclared".into(),
        |it| it["severity"] = "fatal".into(),
        |it| it["notes"] = Value::Null,
        |it| it["labels"][0]["start"]["line"] = 0.into(),
        |it| it["labels"][0]["bytes"] = vec![1].into(),
        |it| it["suggestion"]["replacement"] = 1.into(),
        |it| {
            it.as_object_mut().unwrap().remove("message");
        },
    ];
    for damage in damage {
        let mut bad = good.clone();
        damage(&mut bad);
        assert_ne!(wrong(&bad, &root, &root), [""; 0], "{bad}");
    }
}
