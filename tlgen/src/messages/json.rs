//! Findings as JSON, one on a line.

use std::borrow::Cow;

use serde::Serialize;
use tl_codegen::__private::report::Title;
use tl_parser::diagnostic::{Label, Shown, Suggestion};
use tl_parser::source::{LineIndex, Span};

/// A finding; or a message about the run, without code and name.
#[derive(Serialize)]
struct Finding<'a> {
    code: Option<&'a str>,
    name: Option<&'a str>,
    severity: &'a str,
    message: &'a str,
    labels: Vec<Labelled<'a>>,
    notes: Vec<Cow<'a, str>>,
    suggestion: Option<Replacement<'a>>,
    alternatives: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
struct Labelled<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    message: &'a str,
    primary: bool,
}

#[derive(Serialize)]
struct Replacement<'a> {
    message: &'a str,
    replacement: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    /// Other places in which the same is to be replaced.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<Place<'a>>,
}

/// A place in a file. Lines and columns are counted from 1, columns in characters; byte offsets from 0. The end
/// is exclusive.
#[derive(Serialize)]
pub(crate) struct Place<'a> {
    file: &'a str,
    start: Position,
    end: Position,
    bytes: [u32; 2],
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

impl<'a> Place<'a> {
    /// Returns the place of a span; `None` if it is not in a user's file.
    pub(crate) fn of(span: Span, index: &'a LineIndex<'_>) -> Option<Self> {
        let (file, lines) = index.file(span.file)?;
        let position = |offset: u32| {
            let (line, column) = lines.line_column(offset as usize);
            Position { line, column }
        };
        let bytes = index.bytes(span)?;
        Some(Self {
            file,
            start: position(span.start),
            end: position(span.end),
            bytes: [bytes.start, bytes.end],
        })
    }
}

/// Returns a finding as JSON.
pub(crate) fn finding(diagnostic: &Shown, index: &LineIndex<'_>) -> String {
    let labels = diagnostic.labels.iter().enumerate();
    let mut suggestions = diagnostic.suggestions();
    let suggestion = suggestions.next();
    line(&Finding {
        code: Some(diagnostic.code.id()),
        name: Some(diagnostic.code.name()),
        severity: Title::from(diagnostic.severity).word(),
        message: &diagnostic.message,
        labels: labels
            .filter_map(|(number, label)| labelled(label, number == 0, index))
            .collect(),
        notes: diagnostic.notes().collect(),
        suggestion: suggestion.and_then(|suggestion| replacement(suggestion, index)),
        alternatives: suggestions
            .filter_map(|suggestion| replacement(suggestion, index))
            .collect(),
    })
}

/// Returns a message about the run, such as a file that cannot be read.
pub(crate) fn message(title: Title, message: &str) -> String {
    line(&Finding {
        code: None,
        name: None,
        severity: title.word(),
        message,
        labels: Vec::new(),
        notes: Vec::new(),
        suggestion: None,
        alternatives: Vec::new(),
    })
}

fn labelled<'a>(label: &'a Label, primary: bool, index: &'a LineIndex<'_>) -> Option<Labelled<'a>> {
    let place = Place::of(label.span, index)?;
    Some(Labelled {
        place,
        message: &label.message,
        primary,
    })
}

fn replacement<'a>(
    suggestion: &'a Suggestion,
    index: &'a LineIndex<'_>,
) -> Option<Replacement<'a>> {
    Some(Replacement {
        message: &suggestion.message,
        replacement: &suggestion.replacement,
        place: Place::of(suggestion.span, index)?,
        also: suggestion
            .also
            .iter()
            .filter_map(|it| Place::of(*it, index))
            .collect(),
    })
}

/// Returns a value as one line of JSON.
pub(crate) fn line(value: &impl Serialize) -> String {
    // Serialization cannot fail: these types have no maps, and all text is UTF-8.
    serde_json::to_string(value).unwrap_or_default()
}
