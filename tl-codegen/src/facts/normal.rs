//! Our own form, which has a place for every fact. `facts.schema.json` describes it.

use serde_json::{Map, Value, json};

use super::json::{
    Taken, Wrong, by_name, elements, integer, members, optional, paragraphs, required, string,
    strings, truth,
};
use super::{Callers, ConstructorFacts, ErrorFacts, Facts, FunctionFacts, Text};
use crate::sorted;

/// The member by which the form is recognised; its value is the version.
pub(super) const FORMAT: &str = "tlgen_facts";

pub(super) fn read(value: &Value) -> Taken<Facts> {
    required(value, FORMAT, |version| match integer(version)? {
        1 => Ok(()),
        other => Err(Wrong::new(format!(
            "version {other} of the form is not known, only 1"
        ))),
    })?;
    only(
        value,
        &[
            FORMAT,
            "$schema",
            "layer",
            "functions",
            "constructors",
            "types",
            "errors",
        ],
    )?;
    Ok(Facts {
        layer: optional(value, "layer", |layer| integer(layer).map(Some))?,
        functions: optional(value, "functions", |it| by_name(it, function))?,
        constructors: optional(value, "constructors", |it| by_name(it, constructor))?,
        types: optional(value, "types", |it| by_name(it, text))?,
        errors: optional(value, "errors", |it| by_name(it, error))?,
    })
}

fn function(value: &Value) -> Taken<FunctionFacts> {
    only(
        value,
        &[
            "description",
            "parameters",
            "errors",
            "callers",
            "business",
            "unauthorized",
        ],
    )?;
    Ok(FunctionFacts {
        description: optional(value, "description", text)?,
        parameters: optional(value, "parameters", |it| by_name(it, text))?,
        errors: optional(value, "errors", |it| by_name(it, codes))?,
        callers: optional(value, "callers", |callers| {
            match string(callers)?.as_str() {
                "users" => Ok(Some(Callers::Users)),
                "bots" => Ok(Some(Callers::Bots)),
                "both" => Ok(Some(Callers::Both)),
                other => Err(Wrong::new(format!(
                    "{other:?} is none of users, bots, both"
                ))),
            }
        })?,
        business: optional(value, "business", truth)?,
        unauthorized: optional(value, "unauthorized", truth)?,
    })
}

fn constructor(value: &Value) -> Taken<ConstructorFacts> {
    only(value, &["description", "fields"])?;
    Ok(ConstructorFacts {
        description: optional(value, "description", text)?,
        fields: optional(value, "fields", |it| by_name(it, text))?,
    })
}

fn error(value: &Value) -> Taken<ErrorFacts> {
    only(value, &["codes", "description"])?;
    Ok(ErrorFacts {
        codes: optional(value, "codes", codes)?,
        description: optional(value, "description", text)?,
    })
}

fn codes(value: &Value) -> Taken<sorted::Set<i32>> {
    let mut codes = sorted::Set::default();
    elements(value, |code| {
        codes.insert(integer(code)?);
        Ok(())
    })?;
    Ok(codes)
}

/// Reads a paragraph, an array of paragraphs, or an object with links.
fn text(value: &Value) -> Taken<Text> {
    let Value::Object(_) = value else {
        return paragraphs(value);
    };
    only(value, &["text", "links"])?;
    let text = required(value, "text", paragraphs)?;
    Ok(text.with_links(optional(value, "links", strings)?))
}

/// Rejects unknown members, which are probably misspelled.
fn only(value: &Value, known: &[&str]) -> Taken {
    members(value, |name, _| match known.contains(&name) {
        true => Ok(()),
        false => Err(Wrong::new(format!(
            "there is no such member; known are {}",
            known.join(", ")
        ))),
    })
}

/// Writes facts in our own form, which has a place for every fact.
///
/// Equal facts yield the same text.
#[must_use]
pub fn write(facts: &Facts) -> String {
    let mut value = Map::new();
    value.insert(FORMAT.into(), 1.into());
    put(&mut value, "layer", facts.layer.map(Value::from));
    put(
        &mut value,
        "functions",
        written(&facts.functions, |it| {
            let mut value = Map::new();
            put(&mut value, "description", write_text(&it.description));
            put(
                &mut value,
                "parameters",
                written(&it.parameters, write_text),
            );
            put(
                &mut value,
                "errors",
                written(&it.errors, |codes| Some(json!(Vec::from_iter(codes)))),
            );
            put(
                &mut value,
                "callers",
                it.callers.map(|callers| {
                    Value::from(match callers {
                        Callers::Users => "users",
                        Callers::Bots => "bots",
                        Callers::Both => "both",
                    })
                }),
            );
            put(&mut value, "business", it.business.then_some(true.into()));
            put(
                &mut value,
                "unauthorized",
                it.unauthorized.then_some(true.into()),
            );
            some(value)
        }),
    );
    put(
        &mut value,
        "constructors",
        written(&facts.constructors, |it| {
            let mut value = Map::new();
            put(&mut value, "description", write_text(&it.description));
            put(&mut value, "fields", written(&it.fields, write_text));
            some(value)
        }),
    );
    put(&mut value, "types", written(&facts.types, write_text));
    put(
        &mut value,
        "errors",
        written(&facts.errors, |it| {
            let mut value = Map::new();
            let codes = (!it.codes.is_empty()).then(|| json!(Vec::from_iter(&it.codes)));
            put(&mut value, "codes", codes);
            put(&mut value, "description", write_text(&it.description));
            Some(Value::Object(value))
        }),
    );
    // This cannot fail, since all keys are strings.
    serde_json::to_string_pretty(&Value::Object(value)).unwrap_or_default() + "\n"
}

fn written<T>(
    entries: &sorted::Map<String, T>,
    write: impl Fn(&T) -> Option<Value>,
) -> Option<Value> {
    let mut value = Map::new();
    for (name, entry) in entries {
        put(&mut value, name, write(entry));
    }
    some(value)
}

fn write_text(text: &Text) -> Option<Value> {
    let paragraphs: Vec<&str> = text.paragraphs().collect();
    let paragraphs = match paragraphs.as_slice() {
        [] => return None,
        [one] => json!(one),
        several => json!(several),
    };
    Some(match text.links() {
        [] => paragraphs,
        links => json!({ "text": paragraphs, "links": links }),
    })
}

fn put(object: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        object.insert(name.into(), value);
    }
}

fn some(object: Map<String, Value>) -> Option<Value> {
    (!object.is_empty()).then_some(Value::Object(object))
}
