//! `errors.csv` and `methods.csv` of Telethon.

use ::csv::{Reader, ReaderBuilder, StringRecord};

use super::error::FactsError;
use super::{Callers, Facts, Text};

/// Reads the facts, or returns `None` if the text is neither of the two files.
pub(super) fn read(text: &str) -> Option<Result<Facts, FactsError>> {
    let header: Vec<&str> = text.lines().next()?.trim_end().split(',').collect();
    let mut reader = ReaderBuilder::new().from_reader(text.as_bytes());
    match header.as_slice() {
        ["name", "codes", "description"] => Some(errors(&mut reader)),
        ["method", "usability", "errors"] => Some(methods(&mut reader)),
        _ => None,
    }
}

fn errors(reader: &mut Reader<&[u8]>) -> Result<Facts, FactsError> {
    let mut facts = Facts::default();
    each(reader, |name, codes, description| {
        let error = facts.errors.or_default(with_number(name));
        error.description = Text::new(description);
        for code in codes.split_whitespace() {
            let code = code
                .parse()
                .map_err(|_| format!("{code:?} is not a code"))?;
            error.codes.insert(code);
        }
        Ok(())
    })?;
    Ok(facts)
}

fn methods(reader: &mut Reader<&[u8]>) -> Result<Facts, FactsError> {
    let mut facts = Facts::default();
    each(reader, |name, usability, errors| {
        let function = facts.functions.or_default(name.into());
        function.callers = match usability {
            "user" => Some(Callers::Users),
            "bot" => Some(Callers::Bots),
            "both" => Some(Callers::Both),
            "" | "unknown" => None,
            other => return Err(format!("{other:?} is none of user, bot, both, unknown")),
        };
        for error in errors.split_whitespace() {
            function.errors.or_default(with_number(error));
        }
        Ok(())
    })?;
    Ok(facts)
}

/// Calls `take` with the three fields of each record.
fn each(
    reader: &mut Reader<&[u8]>,
    mut take: impl FnMut(&str, &str, &str) -> Result<(), String>,
) -> Result<(), FactsError> {
    for record in reader.records() {
        let record: StringRecord = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            FactsError::new(format!("in line {line}: {}", reason(&error)))
        })?;
        let field = |index| record.get(index).unwrap_or_default().trim();
        let taken = take(field(0), field(1), field(2));
        let line = record.position().map_or(0, csv::Position::line);
        taken.map_err(|message| FactsError::new(format!("in line {line}: {message}")))?;
    }
    Ok(())
}

fn reason(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!("expected {expected_len} fields, found {len}")
        }
        _ => error.to_string(),
    }
}

/// Puts `%d` in the place of the number in the name of an error: `FLOOD_WAIT_X`,
/// `PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_XMIN`.
fn with_number(name: &str) -> String {
    let parts = name.split('_').enumerate().map(|(index, part)| match part {
        "X" | "0" if index > 0 => "%d",
        "XMIN" | "0MIN" if index > 0 => "%dMIN",
        part => part,
    });
    parts.collect::<Vec<_>>().join("_")
}
