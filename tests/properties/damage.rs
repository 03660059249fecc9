//! How much does a broken token cost?
//!
//! Parts of real schemas are damaged: one token is dropped, doubled, or swapped with the next one, or one byte
//! is changed. All other declarations must still be parsed and checked; a broken token costs only the
//! declaration that contains it. A missing `;` costs none if the next declaration begins a line, as all do
//! here. Only a `;` that is swapped with the token after it breaks two.
//!
//! A declaration is lost if the tree does not contain it unchanged.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use tl_parser::check;
use tl_parser::diagnostic::Diagnostic;
use tl_parser::print;

use crate::support;
use crate::support::random::Random;

/// All real schemas without comments, in parts of several declarations.
static PARTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut parts = Vec::new();
    for path in gen_schemas::schemas() {
        let text = std::fs::read_to_string(path).unwrap();
        let sources = support::sources("whole.tl", &text);
        let programs = check::parse_all(&sources, &mut Vec::new());
        let declarations = &programs[0].declarations;
        for part in declarations.chunks(40) {
            let lines = part.iter().map(print::declaration);
            parts.push(lines.collect::<Vec<_>>().join("\n"));
        }
    }
    parts
});

/// The number of attempts for each kind of damage.
const TIMES: usize = 2000;

/// Returns the tokens of a text, nearly as the lexer does: a name with its dots, an id, a mark.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let in_name = |c: char| c.is_ascii_alphanumeric() || "_.".contains(c);
        let is_id = first == '#' && rest[1..].starts_with(in_name);
        let length = if in_name(first) || is_id {
            let end = rest[1..].find(|c| !in_name(c)).unwrap_or(rest.len() - 1);
            1 + end
        } else {
            first.len_utf8()
        };
        tokens.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    tokens
}

/// Returns the declarations in a text with their numbers of occurrences, and the findings.
fn read(text: &str) -> (BTreeMap<String, usize>, Vec<Diagnostic>) {
    let sources = support::sources("damaged.tl", text);
    let mut found = Vec::new();
    let programs = check::parse_all(&sources, &mut found);
    let mut all = BTreeMap::new();
    for declaration in &programs[0].declarations {
        *all.entry(print::declaration(declaration)).or_default() += 1;
    }
    // A part is not a complete schema, so names are unknown; but nothing may panic.
    let mut findings = found.clone();
    let _ = check::check(
        &programs,
        &tl_parser::diagnostic::Levels::default(),
        &mut findings,
    );
    (all, found)
}

/// Returns the declarations of `before` that are not in `after`.
fn lost<'b>(
    before: &'b BTreeMap<String, usize>,
    after: &BTreeMap<String, usize>,
) -> Vec<&'b String> {
    let missing = |(line, count): (&'b String, &usize)| {
        let left = after.get(line).copied().unwrap_or(0);
        std::iter::repeat_n(line, count.saturating_sub(left))
    };
    before.iter().flat_map(missing).collect()
}

/// Returns a random part and the position of one of its tokens.
fn part_and_token(random: &mut Random) -> (&'static str, usize, &'static str) {
    let part = PARTS[random.below(PARTS.len())].as_str();
    let tokens = tokens(part);
    let token = tokens[random.below(tokens.len())];
    let at = token.as_ptr() as usize - part.as_ptr() as usize;
    (part, at, token)
}

/// Returns the text with `new` in place of `length` bytes.
fn replaced(text: &str, at: usize, length: usize, new: &str) -> String {
    format!("{}{new}{}", &text[..at], &text[at + length..])
}

fn costs(part: &str, damaged: &str, most: usize) {
    let (before, none) = read(part);
    assert_eq!(none, [], "{part}");
    let (after, found) = read(damaged);
    let lost = lost(&before, &after);
    assert!(
        lost.len() <= most,
        "lost: {lost:#?}\nof {damaged}\n{found:#?}"
    );
}

#[test]
fn a_dropped_token_costs_at_most_one_declaration() {
    let mut random = Random::new(1);
    for _ in 0..TIMES {
        let (part, at, token) = part_and_token(&mut random);
        costs(part, &replaced(part, at, token.len(), ""), 1);
    }
}

#[test]
fn a_doubled_token_costs_at_most_one_declaration() {
    let mut random = Random::new(2);
    for _ in 0..TIMES {
        let (part, at, token) = part_and_token(&mut random);
        let between = if random.once_in(2) { " " } else { "" };
        let twice = format!("{token}{between}{token}");
        costs(part, &replaced(part, at, token.len(), &twice), 1);
    }
}

#[test]
fn two_swapped_tokens_cost_at_most_the_declarations_in_which_they_stand() {
    let mut random = Random::new(3);
    for _ in 0..TIMES {
        let (part, at, token) = part_and_token(&mut random);
        let behind = &part[at + token.len()..];
        let Some(&next) = tokens(behind).first() else {
            continue;
        };
        let gap = &behind[..behind.len() - behind.trim_start().len()];
        let swapped = format!("{next}{gap}{token}");
        let length = swapped.len();
        let most = if token == ";" { 2 } else { 1 };
        costs(part, &replaced(part, at, length, &swapped), most);
    }
}

#[test]
fn a_changed_byte_costs_at_most_one_declaration() {
    let mut random = Random::new(4);
    for _ in 0..TIMES {
        let part = PARTS[random.below(PARTS.len())].as_str();
        let at = random.below(part.len());
        let byte = char::from(random.below(128) as u8);
        let damaged = replaced(part, at, 1, byte.encode_utf8(&mut [0; 4]));
        costs(part, &damaged, 1);
    }
}

#[test]
fn damage_all_over_is_never_a_panic() {
    let mut random = Random::new(5);
    for round in 0..200 {
        let mut text = PARTS[random.below(PARTS.len())].clone().into_bytes();
        for _ in 0..=round {
            let (from, to) = (random.below(text.len()), random.below(text.len()));
            match random.below(4) {
                0 => text[to] = text[from],
                1 => text[to] = random.below(256) as u8,
                2 => text.swap(from, to),
                _ => drop(text.drain(to.min(from)..to.min(from + 3).max(to.min(from)))),
            }
        }
        read(&String::from_utf8_lossy(&text));
    }
}
