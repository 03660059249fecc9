//! Documentation of a field that does not exist.

use super::documentation::{Block, SAID};
use crate::diagnostic::{Code, Diagnostic, Suggester, nearest};
use crate::docs::lines;
use crate::docs::named::words;
use crate::docs::parts::placed;
use crate::source::Spanned;
use crate::syntax::ast::Comment;

/// The keys with which documentation in TDLib's style begins.
const KEYS: [&str; 2] = ["description", "class"];

/// How many fields are named at once.
const SHOWN: usize = 8;

/// Reports unknown fields, and removes the fields that they were meant to be from `missing`.
pub(super) fn lint(
    block: &Block<'_>,
    missing: &mut Vec<Spanned<&str>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if block
        .again
        .iter()
        .any(|(key, _)| key.value == "description")
    {
        // It is documented with the wrong key, which is reported already.
        missing.retain(|field| field.value != "description");
    }
    let mut suggester = Suggester::default();
    for key in block.unknown.iter().take(SAID) {
        let meant = suggester.nearest(key.value, missing.iter().map(|field| field.value));
        diagnostics.push(unknown(block, *key, meant));
        if meant.is_some() {
            missing.retain(|field| Some(field.value) != meant);
        }
    }
}

fn unknown(block: &Block<'_>, key: Spanned<&str>, meant: Option<&str>) -> Diagnostic {
    let (message, label) = match key.value {
        "" => (
            format!(
                "documentation of a field of `{}` without its name",
                block.name
            ),
            "the name of a field belongs here",
        ),
        key => (
            format!("`{}` has no field `{key}`", block.name),
            "documented here",
        ),
    };
    let found = Diagnostic::new(Code::UnknownFieldDocs, message, key.span, label);
    if let Some(meant) = meant {
        return found.suggest(
            format!("did you mean `{meant}`?"),
            key.span,
            block.key_of(meant),
        );
    }
    if block.is_tdlib() && nearest(key.value, ["description"].into_iter()).is_some() {
        return found.suggest("did you mean `@description`?", key.span, "description");
    }
    let names = block.fields.iter().take(SHOWN);
    let mut names: Vec<String> = names.map(|field| format!("`{}`", field.value)).collect();
    if block.fields.len() > SHOWN {
        names.push("…".to_owned());
    }
    match names.as_slice() {
        [] => found.note("it does not have fields"),
        [only] => found.note(format!("its only field is {only}")),
        names => found.note(format!("its fields are {}", names.join(", "))),
    }
}

/// Reports `@descripton`: such a comment is not documentation in TDLib's style, but was meant to be.
pub(super) fn misspelled(comments: &[Comment<'_>]) -> Option<Diagnostic> {
    let (key, meant) = comments.iter().find_map(|comment| {
        let key = comment.text.strip_prefix('@')?.split(' ').next()?;
        Some((placed(comment, key), nearest(key, KEYS.into_iter())?))
    })?;
    Some(no_key(key, meant, "neither `@description` nor `@class`"))
}

/// Reports `@constuctor`, `@params`: the same for documentation with words.
pub(super) fn misspelled_word(comments: &[Comment<'_>]) -> Option<Diagnostic> {
    let (key, meant) = comments.iter().find_map(|comment| {
        lines(comment).find_map(|line| {
            let (key, text) = line.strip_prefix('@')?.split_once(' ')?;
            let key = key.trim_end_matches(':');
            let begins = text.trim_start().starts_with(char::is_alphanumeric);
            let meant = nearest(key, words()).filter(|_| begins)?;
            let is_word = words().any(|word| word.eq_ignore_ascii_case(key));
            (!is_word).then(|| (placed(comment, key), meant))
        })
    })?;
    Some(no_key(key, meant, "it is taken as text"))
}

fn no_key(key: Spanned<&str>, meant: &str, label: &str) -> Diagnostic {
    let message = format!("`@{}` does not begin documentation", key.value);
    Diagnostic::new(Code::UnknownFieldDocs, message, key.span, label).suggest(
        format!("did you mean `@{meant}`?"),
        key.span,
        meant,
    )
}
