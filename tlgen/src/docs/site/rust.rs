//! Syntax highlighting for the subset of Rust that examples use.

use maud::{Markup, html};

/// Returns the pieces of an example, with their classes.
pub(super) fn highlighted(code: &str) -> Markup {
    let mut pieces: Vec<(&str, String)> = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let (class, length) = match first {
            '"' => ("l", string(rest)),
            '0'..='9' => (
                "d",
                run(rest, |it| {
                    it.is_ascii_alphanumeric() || it == '_' || it == '.'
                }),
            ),
            it if it.is_alphabetic() || it == '_' => {
                let length = run(rest, |it| it.is_alphanumeric() || it == '_');
                (word(rest.get(..length).unwrap_or_default()), length)
            }
            it => ("", it.len_utf8()),
        };
        let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        match pieces.last_mut() {
            Some((last, text)) if *last == class => text.push_str(piece),
            _ => pieces.push((class, piece.to_owned())),
        }
        rest = after;
    }
    html! {
        @for (class, piece) in pieces {
            @if class.is_empty() { (piece) } @else { span.(class) { (piece) } }
        }
    }
}

fn word(word: &str) -> &'static str {
    match word {
        "let" | "mut" | "true" | "false" => "k",
        "b" | "vec" | "into" | "new" | "to_vec" => "",
        _ if word.starts_with(|it: char| it.is_uppercase()) => "t",
        _ => "",
    }
}

fn run(text: &str, is_in: fn(char) -> bool) -> usize {
    text.find(|it| !is_in(it)).unwrap_or(text.len())
}

/// Returns the length of a string literal with its quotes.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}
