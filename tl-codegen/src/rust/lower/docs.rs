//! The documentation of generated items.

mod markdown;

use std::borrow::Cow;

use tl_parser::schema::Combinator;
use tl_parser::source::is_bidirectional;

use crate::facts::{Facts, fence};
use crate::sorted::Set;
use markdown::{line, paragraph};

/// Documents a struct: its description, its declaration, and its annotations.
pub(super) fn structure(combinator: &Combinator<'_>, tl: &str, renamed: bool) -> String {
    let mut docs = format!("{}`{tl}`", described(&combinator.docs));
    for (index, annotation) in combinator.annotations.iter().enumerate() {
        let before = if index == 0 {
            "\n\nAnnotated with "
        } else {
            ", "
        };
        push(&mut docs, &[before, "`@", annotation, "`"]);
    }
    if !combinator.annotations.is_empty() {
        docs.push('.');
    }
    number(&mut docs, "definition", renamed.then_some(combinator.name));
    docs
}

/// Documents a function: who may call it, and the errors that it may return.
pub(super) fn answered(facts: &Facts, name: &str) -> String {
    let mut docs = String::new();
    let Some(known) = facts.functions.get(name) else {
        return docs;
    };
    if let Some(callers) = known.callers {
        push(&mut docs, &["\n\n", callers.sentence()]);
    }
    if known.business {
        docs.push_str(
            "\n\nA bot can call it for the user who has connected it to a business account.",
        );
    }
    if known.unauthorized {
        docs.push_str("\n\nIt can be called before logging in.");
    }
    if !known.errors.is_empty() {
        docs.push_str("\n\n# Errors\n");
    }
    for (name, codes) in &known.errors {
        let text = facts.errors.get(name).map(|it| it.description.words());
        push(
            &mut docs,
            &["\n- ", &error(name, codes, &text.unwrap_or_default())],
        );
    }
    docs
}

/// Documents an error in a line: its codes, its name and its meaning.
pub(super) fn error(name: &str, codes: &Set<i32>, text: &str) -> String {
    let mut docs = String::new();
    for code in codes {
        push(&mut docs, &[&code.to_string(), " "]);
    }
    let is_word = |it: char| it.is_ascii_alphanumeric() || "_%*".contains(it);
    match name.chars().all(is_word) {
        true => push(&mut docs, &["`", name, "`"]),
        false => line(&mut docs, &printable(name)),
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    if !words.is_empty() {
        docs.push_str(": ");
        paragraph(&mut docs, &printable(&words.join(" ")));
    }
    in_one_direction(docs)
}

/// Documents a field or variant: its description, then its declaration. If it has another name in Rust,
/// `renamed` is its TL name.
pub(super) fn member(what: &str, description: &str, tl: &str, renamed: Option<&str>) -> String {
    let mut docs = format!("{}`{tl}`", described(description));
    number(&mut docs, what, renamed);
    docs
}

/// Documents the struct of a repetition's elements.
pub(super) fn element(name: &str, renamed: bool) -> String {
    let mut docs = String::new();
    push(&mut docs, &["What `", name, "` repeats."]);
    number(&mut docs, "definition", renamed.then_some(name));
    docs
}

/// Documents a field of such a struct.
pub(super) fn field_of_element(
    description: &str,
    name: Option<&str>,
    constructor: &str,
    renamed: Option<&str>,
) -> String {
    let mut docs = described(description);
    match name {
        Some(name) => push(&mut docs, &["The field `", name, "`"]),
        None => docs.push_str("A value"),
    }
    push(&mut docs, &[" of a record in `", constructor, "`."]);
    number(&mut docs, "field", renamed);
    docs
}

/// The number of constructors of a type.
#[derive(Clone, Copy)]
pub(super) enum Count<'n> {
    None,
    /// One, with this TL name. The type is an alias of its struct.
    One(&'n str),
    /// Any number, in an enum.
    Many,
}

/// Documents an enum, an alias of the only constructor's struct, or a type without values.
pub(super) fn ty(description: &str, name: &str, count: Count<'_>, renamed: bool) -> String {
    let mut docs = described(description);
    push(&mut docs, &["The type `", name, "`"]);
    match count {
        Count::None => docs.push_str(", which has no values: decoding one is an error"),
        Count::One(only) => push(&mut docs, &[", whose only constructor is `", only, "`"]),
        Count::Many => {}
    }
    docs.push('.');
    number(&mut docs, "definition", renamed.then_some(name));
    docs
}

/// Explains the number in a Rust name that two TL names would share.
fn number(docs: &mut String, what: &str, renamed: Option<&str>) {
    if let Some(name) = renamed {
        let number = "\n\nIts name has a number because another ";
        push(
            docs,
            &[number, what, " has the same Rust name as `", name, "`."],
        );
    }
}

fn push(docs: &mut String, parts: &[&str]) {
    docs.reserve(parts.iter().map(|part| part.len()).sum());
    for part in parts {
        docs.push_str(part);
    }
}

/// Returns the description as paragraphs of their own; empty if there is none.
///
/// Its authors did not think of Markdown, so it is shown as it was written. Code between fences is shown
/// as code, and is not a test of the crate that includes it.
fn described(description: &str) -> String {
    // Most schemas describe nothing.
    if description.is_empty() {
        return String::new();
    }
    let written: Vec<_> = description.lines().map(printable).collect();
    let mut lines = written.iter().map(|line| line.trim());
    let (mut docs, mut prose) = (String::new(), String::new());
    while let Some(line) = lines.next() {
        match fence(line) {
            Some(marks) => {
                let is_code = |line: &&str| !(line.starts_with(marks) && is_marks(line));
                let code: Vec<&str> = lines.by_ref().take_while(is_code).collect();
                let code = code.join("\n");
                let code = code.trim_matches('\n');
                if !code.is_empty() {
                    add_prose(&mut docs, &mut prose);
                    push(&mut docs, &[marks, "text\n", code, "\n", marks, "\n"]);
                }
            }
            // One blank line is enough, and there is none at the start.
            None if line.is_empty() && prose.lines().next_back().unwrap_or(&docs).is_empty() => {}
            None => {
                push(&mut prose, &[line, "\n"]);
            }
        }
    }
    add_prose(&mut docs, &mut prose);
    docs.truncate(docs.trim_end_matches('\n').len());
    if !docs.is_empty() {
        docs.push_str("\n\n");
    }
    in_one_direction(docs)
}

/// Moves the text between blocks of code to `docs`.
fn add_prose(docs: &mut String, prose: &mut String) {
    for (number, text) in prose.split("\n\n").enumerate() {
        docs.push_str(if number > 0 { "\n\n" } else { "" });
        paragraph(docs, text);
    }
    prose.clear();
}

fn is_marks(line: &str) -> bool {
    line.bytes().all(|byte| byte == b'`')
}

/// Returns a line without control characters.
fn printable(line: &str) -> Cow<'_, str> {
    if !line.contains(char::is_control) {
        return line.into();
    }
    let blanks = line.replace('\t', " ");
    blanks.replace(char::is_control, "").into()
}

/// Escapes characters that change the direction of text, which rustc rejects.
fn in_one_direction(docs: String) -> String {
    if !docs.contains(is_bidirectional) {
        return docs;
    }
    let mut escaped = String::with_capacity(docs.len());
    for character in docs.chars() {
        if is_bidirectional(character) {
            escaped.extend(character.escape_unicode());
        } else {
            escaped.push(character);
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
