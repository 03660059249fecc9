//! The JSON of gotd/getdoc: core.telegram.org as data, by layer.
//!
//! `bot_can_use` is only written if it is true. It can be trusted up to layer 181; the page that it was
//! read from has changed since, so now no function has it.

use serde_json::Value;

use super::json::{
    Taken, by_name, elements, integer, members, optional, required, string, text, truth,
};
use super::{Callers, ConstructorFacts, ErrorFacts, Facts, FunctionFacts};
use crate::sorted::Map;

pub(super) fn read(value: &Value) -> Taken<Facts> {
    let mut facts = Facts {
        layer: optional(value, "index", |index| {
            optional(index, "layer", |it| integer(it).map(Some))
        })?,
        ..Facts::default()
    };
    optional(value, "methods", |methods| {
        members(methods, |name, method| {
            let errors = optional(method, "errors", |it| errors(it, &mut facts.errors))?;
            let by_bots = optional(method, "bot_can_use", truth)?;
            let function = FunctionFacts {
                description: text(method)?,
                parameters: optional(method, "parameters", |it| by_name(it, text))?,
                errors,
                callers: Some(if by_bots {
                    Callers::Both
                } else {
                    Callers::Users
                }),
                ..FunctionFacts::default()
            };
            facts.functions.insert(name.into(), function);
            Ok(())
        })
    })?;
    facts.constructors = optional(value, "constructors", |it| by_name(it, constructor))?;
    facts.types = optional(value, "types", |it| by_name(it, text))?;
    optional(value, "errors", |errors| {
        members(errors, |_, it| error(it, &mut facts.errors).map(drop))
    })?;
    Ok(facts)
}

fn constructor(value: &Value) -> Taken<ConstructorFacts> {
    Ok(ConstructorFacts {
        description: text(value)?,
        fields: optional(value, "fields", |it| by_name(it, text))?,
    })
}

type Codes = crate::sorted::Set<i32>;

fn errors(value: &Value, known: &mut Map<String, ErrorFacts>) -> Taken<Map<String, Codes>> {
    let mut errors: Map<String, Codes> = Map::default();
    elements(value, |it| {
        let (name, code) = error(it, known)?;
        errors.or_default(name).insert(code);
        Ok(())
    })?;
    Ok(errors)
}

/// Reads the name and the code of an error, and adds its description to `known`.
fn error(value: &Value, known: &mut Map<String, ErrorFacts>) -> Taken<(String, i32)> {
    let (code, name) = (
        required(value, "code", integer)?,
        required(value, "type", string)?,
    );
    let error = known.or_default(name.clone());
    error.codes.insert(code);
    error.description.add(text(value)?);
    Ok((name, code))
}
