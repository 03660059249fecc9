//! Reads files of facts, and recognises their form by their content.

use serde_json::Value;

use super::{Facts, Text, getdoc, mtcute, normal, telegram, telethon};
use crate::sorted::{Map, Set};

pub use super::error::FactsError;
pub use super::normal::write;

/// The facts of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// The facts.
    pub facts: Facts,
    /// Messages about what was left out: a value that all entries share carries no information.
    pub left_out: Vec<String>,
}

/// Reads a file: getdoc's JSON, `api-schema.json` of mtcute, Telegram's `errors.json`, `errors.csv` and
/// `methods.csv` of Telethon, or [our own form](write()).
///
/// # Errors
/// If the file is damaged, or in none of these forms.
pub fn read(bytes: &[u8]) -> Result<Read, FactsError> {
    let text = core::str::from_utf8(bytes).map_err(|error| {
        FactsError::new(format!("at byte {}: it is not UTF-8", error.valid_up_to()))
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let is_json = text.trim_start().starts_with(['{', '[']);
    if !is_json {
        let facts = telethon::read(text).ok_or_else(unknown)??;
        return Ok(without_equal(facts));
    }
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        FactsError::new(format!("in line {line}, column {column}: {message}"))
    })?;
    let has = |name: &str| value.get(name).is_some();
    if has(normal::FORMAT) {
        // People write this form, so equal values are intended.
        let (facts, left_out) = (normal::read(&value)?, Vec::new());
        Ok(Read { facts, left_out })
    } else if has("methods") && (has("index") || has("constructors") || has("types")) {
        Ok(without_equal(getdoc::read(&value)?))
    } else if has("e") && has("l") {
        Ok(without_equal(mtcute::read(&value)?))
    } else if has("errors") && (has("descriptions") || has("user_only") || has("bot_only")) {
        Ok(without_equal(telegram::read(&value)?))
    } else {
        Err(unknown())
    }
}

fn unknown() -> FactsError {
    FactsError::new(
        "it is in no form that is known: getdoc's JSON, `api-schema.json` of @mtcute/tl, Telegram's \
         `errors.json`, `errors.csv` and `methods.csv` of Telethon, or what `tlgen docs --normal` writes",
    )
}

/// Leaves out a value that all entries share: it was filled in, or the real values were lost when the
/// file was made.
fn without_equal(mut facts: Facts) -> Read {
    let mut left_out = Vec::new();
    let mut drop = |found: Option<(usize, String)>, what: &str| {
        let said = found.map(|(count, value)| {
            format!("it says the same of all {count} {what}, which says nothing: {value}")
        });
        let is_equal = said.is_some();
        left_out.extend(said);
        is_equal
    };
    let text = |it: &Text| (!it.is_empty()).then(|| shortened(&it.words()));

    let functions = &mut facts.functions;
    let callers = functions
        .values()
        .map(|it| it.callers.map(|it| it.sentence().to_owned()));
    if drop(equal(callers), "functions") {
        functions.values_mut().for_each(|it| it.callers = None);
    }
    if drop(
        equal(functions.values().map(|it| text(&it.description))),
        "functions",
    ) {
        functions
            .values_mut()
            .for_each(|it| it.description = Text::default());
    }
    let errors = functions.values().map(|it| {
        let names: Vec<&str> = it.errors.keys().map(String::as_str).collect();
        Some(shortened(&names.join(", "))).filter(|names| !names.is_empty())
    });
    if functions.values().all(|it| !it.errors.is_empty()) && drop(equal(errors), "functions") {
        functions
            .values_mut()
            .for_each(|it| it.errors = Map::default());
    }
    let business = functions.values().map(|it| {
        let said = "bots may call it for a business account";
        it.business.then(|| said.to_owned())
    });
    if functions.values().all(|it| it.business) && drop(equal(business), "functions") {
        functions.values_mut().for_each(|it| it.business = false);
    }
    let unauthorized = functions.values().map(|it| {
        let said = "it may be called before logging in";
        it.unauthorized.then(|| said.to_owned())
    });
    if functions.values().all(|it| it.unauthorized) && drop(equal(unauthorized), "functions") {
        functions
            .values_mut()
            .for_each(|it| it.unauthorized = false);
    }
    let constructors = &mut facts.constructors;
    if drop(
        equal(constructors.values().map(|it| text(&it.description))),
        "constructors",
    ) {
        constructors
            .values_mut()
            .for_each(|it| it.description = Text::default());
    }
    if drop(equal(facts.types.values().map(text)), "types") {
        facts.types = Map::default();
    }
    let errors = &mut facts.errors;
    if drop(
        equal(errors.values().map(|it| text(&it.description))),
        "errors",
    ) {
        errors
            .values_mut()
            .for_each(|it| it.description = Text::default());
    }
    Read { facts, left_out }
}

/// Returns the number of values, and the value, if there are several and all of them are equal.
fn equal(values: impl Iterator<Item = Option<String>>) -> Option<(usize, String)> {
    let values: Vec<String> = values.flatten().collect();
    let different: Set<&String> = values.iter().collect();
    match (values.as_slice(), different.len()) {
        ([first, _, ..], 1) => Some((values.len(), first.clone())),
        _ => None,
    }
}

fn shortened(text: &str) -> String {
    const LENGTH: usize = 80;
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.into(),
    }
}
