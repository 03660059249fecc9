//! Whatever the mistake is, the text with a suggestion applied has no new syntax error at its place.

use std::path::Path;

use super::mended::found;
use super::*;

/// Returns the texts of a folder of fixtures, by file name.
fn fixtures(folder: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    let mut all = Vec::new();
    for file in path.join(folder).read_dir().unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|it| it == "tl") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            all.push((name, std::fs::read_to_string(path).unwrap()));
        }
    }
    assert!(!all.is_empty());
    all.sort_unstable();
    all
}

/// Whether it is a finding of the lexer or the grammar.
fn is_of_syntax(found: &Diagnostic) -> bool {
    found.code.id().starts_with("TL00")
}

/// Findings, and the errors of another mistake at the same place that remain after their suggestions.
const OTHERS: [(&str, &str); 4] = [
    // `= User/`, in which the `/` was a `;`.
    (
        "the character `/` is not allowed in TL",
        "a declaration has no `;`",
    ),
    // `;/ text`, in which the `;` was a `/`.
    (
        "nothing is declared before this `;`",
        "a comment begins with one `/`",
    ),
    ("`}` closes nothing", "a comment begins with one `/`"),
    // `New Later; a x:Later = A;`: `later` is right for the field.
    (
        "there is no type `Later`",
        "`Final`, `New` and `Empty` are followed by a type",
    ),
];

/// Asserts that no suggestion for the text leads to a new syntax error at its place.
#[track_caller]
fn none_is_worse(name: &str, text: &str) {
    let before = found(text);
    let was_there = |it: &Diagnostic| before.iter().any(|old| old.message == it.message);
    for it in &before {
        for suggestion in it.suggestions() {
            let mended = suggestion.apply(text);
            let start = suggestion.span.start as usize;
            let end = start + suggestion.replacement.len();
            let touches = |place: Span| place.start as usize <= end && start <= place.end as usize;
            let is_worse = |new: &Diagnostic| {
                is_of_syntax(new)
                    && new.place().is_some_and(touches)
                    && (new.message == it.message || !was_there(new))
                    && !OTHERS.contains(&(&it.message, &new.message))
            };
            if let Some(error) = found(&mended).into_iter().find(is_worse) {
                let around = |text: &str| {
                    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
                    let rest = text[start..].find('\n');
                    text[from..rest.map_or(text.len(), |at| start + at)].to_owned()
                };
                panic!(
                    "{name}: {}\n{}\n{}: {}\n{}\n{}",
                    it.message,
                    around(text),
                    it.code.id(),
                    suggestion.message,
                    around(&mended),
                    error.message
                );
            }
        }
    }
}

#[test]
fn suggestions_for_the_fixtures_are_syntax() {
    for folder in ["invalid", "several"] {
        for (name, text) in fixtures(folder) {
            none_is_worse(&name, &text);
        }
    }
}

/// Splits a text into words, marks and what is between them.
fn tokens(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_like = |it: char| match first {
            _ if first.is_ascii_alphanumeric() => it.is_ascii_alphanumeric() || it == '_',
            _ if first.is_whitespace() => it.is_whitespace(),
            _ => false,
        };
        let length = rest.find(|it| !is_like(it)).unwrap_or(rest.len());
        let length = length.max(first.len_utf8());
        let (token, behind) = rest.split_at(length);
        all.push(token);
        rest = behind;
    }
    all
}

/// Returns the next number of a sequence that looks random.
fn next(seed: &mut u64, below: usize) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    (*seed % below as u64) as usize
}

/// `TL_PARSER_ROUNDS=600` damages each file 600 times.
#[test]
fn suggestions_for_damaged_fixtures_are_syntax() {
    let rounds = std::env::var("TL_PARSER_ROUNDS");
    let rounds = rounds.map_or(10, |it| it.parse().unwrap());
    let mut seed = 0x9e37_79b9_7f4a_7c15;
    for (name, text) in fixtures("valid") {
        let whole = tokens(&text);
        for _ in 0..rounds {
            let mut tokens = whole.clone();
            let at = next(&mut seed, tokens.len());
            match next(&mut seed, 4) {
                0 => drop(tokens.remove(at)),
                1 => tokens.insert(at, whole[at]),
                2 => tokens.insert(at, whole[next(&mut seed, whole.len())]),
                _ => tokens.swap(at, (at + 2) % whole.len()),
            }
            none_is_worse(&name, &tokens.concat());
        }
    }
}
