//! The texts from which an id may have been computed, if not from the canonical one.

use crate::id::Rule;
use crate::syntax::ast::{Combinator, Expr, Field, Program};
use crate::syntax::print::{Printer, Style};
use crate::words::{in_namespace, parts, with_initial};

/// The text after the name of a combinator, in one notation.
pub(super) struct Notation {
    pub(super) rest: String,
    pub(super) brackets: Brackets,
}

/// How a notation treats brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Brackets {
    /// They are left out, as in every rule.
    Out,
    /// They are kept.
    Kept,
}

/// Returns all notations of the combinator, the canonical ones first, each text once.
pub(super) fn notations(ast: &Combinator<'_>, programs: &[Program<'_>]) -> Vec<Notation> {
    let mut all = canonical(ast);
    let kept = Rule::WRITTEN.map(|rule| rest(ast, WithBrackets(rule)));
    for text in as_written(ast, programs).into_iter().chain(kept) {
        let braceless = text.replace(['{', '}'], "");
        for rest in [text, braceless] {
            add(&mut all, rest, Brackets::Kept);
        }
    }
    all
}

/// Returns the canonical notations.
pub(super) fn canonical(ast: &Combinator<'_>) -> Vec<Notation> {
    let mut all = Vec::new();
    for rule in Rule::WRITTEN {
        add(&mut all, rest(ast, rule), Brackets::Out);
    }
    all
}

fn add(all: &mut Vec<Notation>, rest: String, brackets: Brackets) {
    if all.iter().all(|it| it.rest != rest) {
        all.push(Notation { rest, brackets });
    }
}

/// Returns the text after the name in this style.
fn rest(ast: &Combinator<'_>, style: impl Style) -> String {
    let text = Printer::new(&style).write(|printer| printer.combinator(ast, None));
    text.get(ast.name.value.len()..)
        .unwrap_or_default()
        .to_owned()
}

/// Returns the text of the file without the id, with single spaces and without comments.
fn as_written(ast: &Combinator<'_>, programs: &[Program<'_>]) -> Option<String> {
    let program = Program::find(programs, ast.name.span)?;
    let start = ast.id.map_or(ast.name.span.end, |id| id.span.end);
    let end = ast.result.span.end;
    let mut written = String::new();
    let mut add = |from: u32, to: u32| {
        let part = program.text.get(from as usize..to as usize);
        for word in part.unwrap_or_default().split_ascii_whitespace() {
            written.push(' ');
            written.push_str(word);
        }
    };
    let mut at = start;
    let first = program
        .comments
        .partition_point(|comment| comment.span.start < start);
    let comments = program.comments.iter().skip(first);
    for comment in comments.take_while(|comment| comment.span.start < end) {
        add(at, comment.span.start);
        at = comment.span.end;
    }
    add(at, end);
    Some(written)
}

/// A rule, except that brackets are kept.
#[derive(Debug, Clone, Copy)]
struct WithBrackets(Rule);

impl Style for WithBrackets {
    fn has_bang(&self) -> bool {
        self.0.has_bang()
    }

    fn has_field(&self, field: &Field<'_>) -> bool {
        self.0.has_field(field)
    }

    fn type_word<'w>(&self, word: &'w str) -> &'w str {
        self.0.type_word(word)
    }

    fn has_percent(&self, inner: &Expr<'_>, combinator: Option<&Combinator<'_>>) -> bool {
        self.0.has_percent(inner, combinator)
    }
}

/// Returns the words of a text that stand for types, including `#`, with their places.
pub(super) fn words(text: &str) -> Vec<(usize, &str)> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
    let bytes = text.as_bytes();
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        if is_part(byte) {
            while bytes.get(at).is_some_and(|byte| is_part(*byte)) {
                at += 1;
            }
        } else if byte != b'#' {
            continue;
        }
        // The name of a field, a mask, and the count of a repetition are not types.
        if !matches!(bytes.get(at), Some(b':' | b'?' | b'*')) {
            words.extend(text.get(start..at).map(|word| (start, word)));
        }
    }
    words
}

/// Words that tools and people write for each other: a single pair, or those of a dialect together.
pub(super) const WORDS: &[&[(&str, &str)]] = &[
    &[("int53", "long")],
    &[("int32", "int")],
    &[("int64", "long")],
    &[("int32", "int"), ("int53", "long"), ("int64", "long")],
    &[("int", "int32")],
    &[("long", "int64")],
    &[("int", "int32"), ("long", "int64")],
    &[("long", "int53")],
    &[("int", "#")],
    &[("int32", "#")],
    &[("#", "int")],
    &[("long", "int")],
    &[("int", "long")],
    &[("bytes", "string")],
    &[("string", "bytes")],
    &[("vector", "Vector")],
    &[("Vector", "vector")],
    &[("Bool", "bool")],
    &[("bool", "Bool")],
    &[("Bool", "true")],
    &[("true", "Bool")],
    &[("secureString", "string"), ("secureBytes", "bytes")],
    &[("float", "double")],
    &[("double", "float")],
];

/// Returns the text with other words for types, or `None` if nothing changes.
pub(super) fn with_words<'t>(
    text: &'t str,
    other: &dyn Fn(usize, &'t str) -> Option<&'t str>,
) -> Option<String> {
    let mut changed = String::new();
    let mut done = 0;
    for (at, word) in words(text) {
        if let Some(other) = other(at, word) {
            changed.push_str(text.get(done..at)?);
            changed.push_str(other);
            done = at + word.len();
        }
    }
    if done == 0 {
        return None;
    }
    changed.push_str(text.get(done..)?);
    Some(changed)
}

/// Returns the name without the layer at its end: `message` for `message_layer216`.
pub(super) fn without_layer(name: &str) -> Option<&str> {
    let kept = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let kept = kept
        .strip_suffix("_layer")
        .filter(|kept| !kept.is_empty())?;
    (kept.len() + "_layer".len() < name.len()).then_some(kept)
}

/// Returns all ways to cut a name in two: `photos.photo` and `Legacy`.
pub(super) fn splits(name: &str) -> Vec<(&str, &str)> {
    let mut splits = Vec::new();
    let mut before = None;
    for (at, behind) in name.bytes().enumerate() {
        let inside = behind.is_ascii_lowercase()
            || (before.is_some_and(|before: u8| before.is_ascii_digit())
                && behind.is_ascii_digit());
        if before.replace(behind).is_some() && !inside {
            splits.extend(name.split_at_checked(at));
        }
    }
    splits
}

/// Returns the name in other styles, and without its namespace: `futureSalt` for `future_salt`.
pub(super) fn restyled(name: &str) -> Vec<String> {
    let (namespace, word) = in_namespace(name);
    let parts = parts(word);
    let joined = |between: &str, style: fn(&str) -> String| {
        let mut joined = String::new();
        for part in &parts {
            if !joined.is_empty() {
                joined.push_str(between);
            }
            joined.push_str(&style(part));
        }
        joined
    };
    let styles = [
        word.to_owned(),
        joined("", |part| with_initial(part, true)),
        joined("_", lower),
        joined("_", |part| with_initial(part, true)),
        joined("_", |part| match part.len() {
            ..=2 => part.to_ascii_uppercase(),
            _ => lower(part),
        }),
    ];
    let mut all: Vec<String> = Vec::new();
    let mut add = |style: String| {
        if style != name && !all.contains(&style) {
            all.push(style);
        }
    };
    add(word.to_owned());
    let upper = word.starts_with(|c: char| c.is_ascii_uppercase());
    // A bare use for a boxed one, and the reverse, are less likely.
    for upper in [upper, !upper] {
        for style in &styles {
            add(format!("{namespace}{}", with_initial(style, upper)));
        }
    }
    all
}

/// Returns `InputUserSelf`, `InputUser` and `Input` for `inputUserSelf`.
pub(super) fn beginnings(name: &str) -> Vec<String> {
    let mut parts = parts(name);
    let mut all = Vec::new();
    while !parts.is_empty() {
        all.push(camel(&parts));
        parts.pop();
    }
    all
}

/// Returns `FromUser` and `User` for `from_user`.
pub(super) fn endings(name: &str) -> Vec<String> {
    let parts = parts(name);
    let mut rest = parts.as_slice();
    let mut all = Vec::new();
    while let [_, shorter @ ..] = rest {
        all.push(camel(rest));
        rest = shorter;
    }
    all
}

fn camel(parts: &[&str]) -> String {
    let mut camel = String::new();
    for part in parts {
        camel.push_str(&with_initial(part, true));
    }
    camel
}

/// Returns a part in lower case, unless it is an acronym.
fn lower(part: &str) -> String {
    let acronym = part.len() > 1 && part.bytes().all(|byte| !byte.is_ascii_lowercase());
    if acronym {
        part.to_owned()
    } else {
        part.to_ascii_lowercase()
    }
}
