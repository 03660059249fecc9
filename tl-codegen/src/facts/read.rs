//! Reads files of facts, and recognises their form by their content.

use serde_json::Value;

use super::{ConstructorFacts, ErrorFacts, Facts, FunctionFacts, Text};
use super::{getdoc, mtcute, normal, telegram, telethon};
use crate::sorted::Map;

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
    let text = |it: &Text| (!it.is_empty()).then(|| shortened(&it.words()));
    let mut left_out = Vec::new();

    let functions = &mut facts.functions;
    let mut of_functions = |said: &dyn Fn(&FunctionFacts) -> Option<String>,
                            forget: fn(&mut FunctionFacts)| {
        left_out.extend(leave_out(functions, "functions", said, forget));
    };
    let callers = |it: &FunctionFacts| it.callers.map(|it| it.sentence().to_owned());
    of_functions(&callers, |it| it.callers = None);
    of_functions(&|it| text(&it.description), |it| {
        it.description = Text::default();
    });
    let errors = |it: &FunctionFacts| {
        let names: Vec<&str> = it.errors.keys().map(String::as_str).collect();
        Some(shortened(&names.join(", ")))
    };
    of_functions(&errors, |it| it.errors = Map::default());
    let if_so = |is_so: bool, said: &str| {
        Some(if is_so {
            said.to_owned()
        } else {
            String::new()
        })
    };
    let business =
        |it: &FunctionFacts| if_so(it.business, "bots may call it for a business account");
    of_functions(&business, |it| it.business = false);
    let unauthorized =
        |it: &FunctionFacts| if_so(it.unauthorized, "it may be called before logging in");
    of_functions(&unauthorized, |it| it.unauthorized = false);

    let constructors = &mut facts.constructors;
    let said = |it: &ConstructorFacts| text(&it.description);
    left_out.extend(leave_out(constructors, "constructors", &said, |it| {
        it.description = Text::default();
    }));
    let types = leave_out(&mut facts.types, "types", &text, |_| {});
    if types.is_some() {
        facts.types = Map::default();
    }
    left_out.extend(types);
    let said = |it: &ErrorFacts| text(&it.description);
    left_out.extend(leave_out(&mut facts.errors, "errors", &said, |it| {
        it.description = Text::default();
    }));
    Read { facts, left_out }
}

/// Makes all entries forget what they say, if several say something and all of them say the same. Returns a
/// message then. An entry for which `said` returns `None` says nothing; an empty text is a value as any other,
/// but not worth forgetting.
fn leave_out<V>(
    entries: &mut Map<String, V>,
    what: &str,
    said: &dyn Fn(&V) -> Option<String>,
    forget: fn(&mut V),
) -> Option<String> {
    let values: Vec<String> = entries.values().filter_map(said).collect();
    let (first, others) = values.split_first()?;
    if first.is_empty() || others.is_empty() || others.iter().any(|it| it != first) {
        return None;
    }
    entries.values_mut().for_each(forget);
    let count = values.len();
    Some(format!(
        "it says the same of all {count} {what}, which says nothing: {first}"
    ))
}

fn shortened(text: &str) -> String {
    const LENGTH: usize = 80;
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.into(),
    }
}
