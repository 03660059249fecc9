//! TDLib's comments: `//@description Text @field Text`, `//-more text`.

use super::parts::{Parts, Style, Subject, placed};
use super::{lines, says_something};
use crate::hasher::Set;
use crate::source::Spanned;
use crate::syntax::ast::Comment;

/// Whether the comments describe the next declaration in TDLib's style.
///
/// An `@` alone is not enough: VK's files have declarations that were commented out and begin with `@read`.
pub(super) fn is_block(comments: &[Comment<'_>]) -> bool {
    comments.iter().any(|comment| {
        starts_with_key(comment.text, "description") || starts_with_key(comment.text, "class")
    })
}

/// Whether a field with this description may be absent in JSON.
pub(crate) fn may_be_null(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    let mut before = "";
    while let Some(word) = words.next() {
        let null = words.peek().is_some_and(|next| is_null(next));
        if null && (word == "pass" || (before == "may" && word == "be")) {
            return true;
        }
        before = word;
    }
    false
}

/// Whether a word is `null`, perhaps with punctuation.
fn is_null(word: &str) -> bool {
    word.strip_prefix("null")
        .is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
}

fn starts_with_key(text: &str, key: &str) -> bool {
    text.strip_prefix('@')
        .and_then(|text| text.strip_prefix(key))
        .is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with(' '))
}

/// Splits a block into parts; `names` are the names of the declaration's fields and parameters. The first `apart`
/// comments are not directly above the declaration.
pub(super) fn read<'s>(comments: &[Comment<'s>], apart: usize, names: &Set<&'s str>) -> Parts<'s> {
    let mut parts = Parts::new(Style::Tdlib);
    for (at, comment) in comments.iter().enumerate() {
        match comment.text.trim_end().split_at_checked(1) {
            Some(("@", text)) => {
                let text = begin(comment, text, false, &mut parts);
                add(comment, text, names, &mut parts);
            }
            Some(("-", text)) => add(comment, text, names, &mut parts),
            // Without the `-`, it goes on all the same.
            _ if at >= apart => {
                for line in lines(comment).filter(|line| says_something(line)) {
                    let key = line.strip_prefix('@').filter(|it| is_key(it, names));
                    let text = match key {
                        Some(text) => begin(comment, text, true, &mut parts),
                        None => line,
                    };
                    add(comment, text, names, &mut parts);
                }
            }
            _ => {}
        }
    }
    parts
}

/// Adds `text @key text @key text`.
fn add<'s>(comment: &Comment<'s>, mut text: &'s str, names: &Set<&'s str>, parts: &mut Parts<'s>) {
    loop {
        let (said, next) = until_key(comment, text, names, &mut parts.unknown);
        if !said.trim().is_empty() {
            parts.say(said.trim());
        }
        let Some(next) = next else {
            return;
        };
        text = begin(comment, next, true, parts);
    }
}

/// Begins a part with `key text`, without the `@`, and returns the text.
fn begin<'s>(
    comment: &Comment<'s>,
    text: &'s str,
    goes_on: bool,
    parts: &mut Parts<'s>,
) -> &'s str {
    let (word, text) = text.split_once(' ').unwrap_or((text, ""));
    let before = parts.all.last().map(|last| last.subject);
    let (subject, key, text) = match word {
        "class" => {
            let end = text.find(' ').unwrap_or(text.len());
            let (name, rest) = text.split_at_checked(end).unwrap_or((text, ""));
            (Subject::Class(name.trim()), name.trim(), rest)
        }
        // After `@class Name`, a description is about the class.
        "description" if goes_on && matches!(before, Some(Subject::Class(_))) => return text,
        "description" => (Subject::Declaration, word, text),
        "param_description" => (Subject::Field("description"), word, text),
        _ => (Subject::Field(word), word, text),
    };
    parts.begin(subject, Some(placed(comment, key)));
    text
}

/// Splits a text at the next ` @key `. An `@` that names nothing here is part of the text, since descriptions
/// also mention `@username`; it was meant as a key if a sentence begins after it.
fn until_key<'s>(
    comment: &Comment<'s>,
    text: &'s str,
    names: &Set<&'s str>,
    unknown: &mut Vec<Spanned<&'s str>>,
) -> (&'s str, Option<&'s str>) {
    for (at, _) in text.match_indices(" @") {
        let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
        let rest = rest.trim_start_matches(" @");
        if is_key(rest, names) {
            return (before, Some(rest));
        }
        let (key, behind) = rest.split_once(' ').unwrap_or((rest, ""));
        let is_word = !key.is_empty()
            && key
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b'_');
        if is_word
            && behind
                .trim_start()
                .starts_with(|c: char| c.is_ascii_uppercase())
        {
            unknown.push(placed(comment, key));
        }
    }
    (text, None)
}

/// Whether the first word of a text is a key.
fn is_key(text: &str, names: &Set<&str>) -> bool {
    let key = text.split(' ').next().unwrap_or_default();
    matches!(key, "description" | "param_description" | "class") || names.contains(key)
}
