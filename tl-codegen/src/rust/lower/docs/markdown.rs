//! Converts plain text to Markdown that shows it as it was written.

use crate::address;
use crate::sorted::Map;

/// Adds a paragraph. Backticks are the only mark that authors do use: text between two runs of the same
/// length is code, and stays as it is; any other backtick is text.
pub(super) fn paragraph(docs: &mut String, text: &str) {
    let part = |start, end| text.get(start..end).unwrap_or_default();
    let marked = marked_lines(text);
    let mut at = 0;
    for run in runs(text) {
        // It is inside of code that was already added.
        if run.start < at {
            continue;
        }
        lines(docs, part(at, run.start));
        at = run.start + run.length;
        // Inside of code nothing can be escaped.
        let is_plain = |end: &usize| {
            let next = marked.partition_point(|&line| line < at);
            marked.get(next).is_none_or(|line| line >= end)
        };
        match run.next.filter(is_plain) {
            Some(next) => {
                at = next + run.length;
                docs.push_str(part(run.start, at));
            }
            None => docs.push_str(&"\\`".repeat(run.length)),
        }
    }
    lines(docs, part(at, text.len()));
}

/// A run of backticks.
struct Run {
    start: usize,
    length: usize,
    /// The offset of the next run of the same length.
    next: Option<usize>,
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (start, _) in text.match_indices('`') {
        match runs.last_mut() {
            Some(run) if run.start + run.length == start => run.length += 1,
            _ => runs.push(Run {
                start,
                length: 1,
                next: None,
            }),
        }
    }
    let mut next = Map::default();
    for run in runs.iter_mut().rev() {
        run.next = next.insert(run.length, run.start);
    }
    runs
}

/// Returns the offsets of the lines, except the first, that begin with a character that has a meaning in
/// Markdown.
fn marked_lines(text: &str) -> Vec<usize> {
    let is_marked = |line: &str| marker(line).is_some() || line.starts_with(is_mark);
    let starts = text.match_indices('\n').map(|(end, _)| end + 1);
    let is_at = |start: &usize| text.get(*start..).is_some_and(is_marked);
    starts.filter(is_at).collect()
}

fn lines(docs: &mut String, text: &str) {
    for (number, text) in text.split('\n').enumerate() {
        if number > 0 {
            docs.push('\n');
        }
        let begins = docs.is_empty() || docs.ends_with('\n');
        let at = marker(text).filter(|_| begins);
        match at.and_then(|at| text.split_at_checked(at)) {
            Some((before, text)) => {
                docs.push_str(before);
                docs.push('\\');
                line(docs, text);
            }
            None => line(docs, text),
        }
    }
}

/// Returns the offset of the character that makes a list, a heading or a rule of a line.
fn marker(line: &str) -> Option<usize> {
    let after = line.trim_start_matches(|first: char| first.is_ascii_digit());
    let digits = line.len() - after.len();
    let begins = match digits {
        0 => after.starts_with(['-', '+', '#', '=']),
        _ => after.starts_with(['.', ')']),
    };
    begins.then_some(digits)
}

/// Adds text without line breaks and code. Addresses become links.
pub(super) fn line(docs: &mut String, text: &str) {
    // Most lines have only words and stops, and an address has more.
    if text
        .bytes()
        .all(|it| it.is_ascii_alphanumeric() || b" .,'()-".contains(&it))
    {
        return docs.push_str(text);
    }
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            docs.push(' ');
        }
        if let Some((before, link, after)) = address::find(word) {
            escape(docs, before);
            docs.extend(["<", link, ">"]);
            escape(docs, after);
        } else {
            escape(docs, word);
        }
    }
}

/// Whether a character has a meaning in Markdown in any position.
fn is_mark(character: char) -> bool {
    "[]<>*\\|~".contains(character)
}

fn escape(docs: &mut String, word: &str) {
    let mut before = None;
    let mut rest = word.chars();
    while let Some(character) = rest.next() {
        let after = rest.as_str();
        let has_meaning = match character {
            // Between letters it has no meaning.
            '_' => {
                !(before.is_some_and(char::is_alphanumeric)
                    && after.starts_with(char::is_alphanumeric))
            }
            '&' => is_entity(after),
            other => is_mark(other),
        };
        if has_meaning {
            docs.push('\\');
        }
        docs.push(character);
        before = Some(character);
    }
}

/// Whether a text begins with the end of an entity: `lt;`, `#60;`.
fn is_entity(text: &str) -> bool {
    let name = text.strip_prefix('#').unwrap_or(text);
    let after = name.trim_start_matches(|it: char| it.is_ascii_alphanumeric());
    after.len() < name.len() && after.starts_with(';')
}
