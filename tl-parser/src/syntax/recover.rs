//! Recovers from failures: each costs one declaration, or none if only its `;` is missing.

use super::failure::{Expected, Failure};
use super::lexer::{id_of, indent};
use super::token::{Context, Token, TokenKind, Tokens};

/// Returns where the second declaration of `tokens` begins, if they look like two without a `;` between them;
/// the first one is right up to `failure`.
pub(super) fn next_declaration(
    cx: &Context<'_>,
    tokens: &[Token],
    failure: Failure,
) -> Option<usize> {
    let &first = tokens.first()?;
    let at = tokens.len().checked_sub(failure.left)?;
    let rest = Tokens::new(tokens.get(at..)?, cx);
    if failure.expected == Expected::ArgumentOrSemicolon && begins(first, rest) {
        return Some(at);
    }
    second_line(cx, tokens)
}

/// Whether a declaration begins at `input`, where the one that begins with `first` could also go on: on a
/// line that is indented no more, with more on it than one argument.
pub(super) fn begins(first: Token, input: Tokens<'_, '_>) -> bool {
    let Some((behind, token)) = input.split() else {
        return false;
    };
    let cx = input.cx();
    let indent = |token: Token| indent(cx.text, token.start as usize);
    let is_second_line = |own, margin| {
        let after = behind.split();
        own <= margin && after.is_some_and(|(_, next)| !starts_line(cx, next, margin))
    };
    // Most tokens do not begin a line, so `first` comes last.
    (token.kind.is_upper() || can_begin(token.kind, behind.kind()))
        && behind.kind() != TokenKind::Semicolon
        && indent(token)
            .is_some_and(|own| indent(first).is_some_and(|margin| is_second_line(own, margin)))
}

/// Whether the input begins with an id, as after the result of `= User #20212ca8`.
pub(super) fn is_id(input: Tokens<'_, '_>) -> bool {
    let cx = input.cx();
    let digits = input
        .split()
        .and_then(|(rest, hash)| Some((hash, rest.split()?.1)));
    input.kind() == TokenKind::Hash
        && digits.is_some_and(|(hash, digits)| {
            hash.end == digits.start && id_of(cx.text_of(digits)).is_some()
        })
}

/// Returns where a line of `tokens` begins a second declaration, wherever the first one fails.
///
/// It begins with a name and an id; or with a name that is not indented more than the first line, if the rest
/// of that line, or one `=` before and another after it, confirm it. The first declaration needs no `=` if it
/// does not begin like a combinator.
fn second_line(cx: &Context<'_>, tokens: &[Token]) -> Option<usize> {
    let &first = tokens.first()?;
    let margin = indent(cx.text, first.start as usize).unwrap_or(usize::MAX);
    let second = tokens.get(1).map_or(TokenKind::End, |token| token.kind);
    let mut equals = !can_begin(first.kind, second);
    let mut candidate = None;
    let mut before = first.kind;
    for (at, &token) in tokens.iter().enumerate().skip(1) {
        let rest = Tokens::new(tokens.get(at..)?, cx);
        let next = rest.peek(1);
        if token.kind.is_equals() {
            if candidate.is_some() {
                return candidate;
            }
            equals = true;
        } else if before == TokenKind::Annotation {
            // It belongs to the annotation.
        } else if next == TokenKind::Id && starts_line(cx, token, usize::MAX) {
            return candidate.or(Some(at));
        } else if candidate.is_none() {
            if begins(first, rest) {
                return Some(at);
            }
            let may = || equals && can_begin(token.kind, next) && starts_line(cx, token, margin);
            candidate = may().then_some(at);
        }
        before = token.kind;
    }
    None
}

/// Whether a field follows the `;` that ends `tokens`, which have no `=`: `a x:int; y:int = A`.
pub(super) fn is_split(cx: &Context<'_>, tokens: &[Token], failure: Failure) -> bool {
    let ends_early = matches!(failure.expected, Expected::Body | Expected::FieldOrEquals)
        && failure.left == 1
        && tokens.len() > 2;
    let Some(semicolon) = tokens
        .last()
        .filter(|last| last.kind == TokenKind::Semicolon)
    else {
        return false;
    };
    let blank = |byte: char| byte <= ' ';
    let rest = cx.rest(semicolon.end).trim_start_matches(blank);
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let is_part = ends_early || (is_rest(tokens) && !has_equals(tokens));
    let is_field = behind.len() < rest.len() && behind.trim_start_matches(blank).starts_with(':');
    is_part && (is_field || (rest.starts_with('=') && !rest.starts_with("==")))
}

/// Whether the `;` that ends `tokens` stands for a `:`: `user id;long = User;`.
pub(super) fn is_colon(cx: &Context<'_>, tokens: &[Token]) -> bool {
    let ([first, ..], [.., before, name, semicolon]) = (tokens, tokens) else {
        return false;
    };
    // After a `:`, the name would be the type of a field.
    let is_name = before.kind.is_name() || matches!(before.kind, TokenKind::Id | TokenKind::Hash);
    let behind = cx.text.as_bytes().get(semicolon.end as usize);
    semicolon.kind == TokenKind::Semicolon
        && first.kind.is_lower()
        && is_name
        && name.kind.is_ident()
        && name.end == semicolon.start
        && behind.is_some_and(u8::is_ascii_alphabetic)
        && !has_equals(tokens)
}

/// Returns the number of brackets that nothing opens, and of those that nothing closes.
pub(super) fn unpaired(tokens: &[Token]) -> (usize, usize) {
    let (mut closed, mut open) = (0, 0);
    for token in tokens {
        if token.kind.opens() {
            open += 1;
        } else if token.kind.closes() {
            match open {
                0 => closed += 1,
                _ => open -= 1,
            }
        }
    }
    (closed, open)
}

fn has_equals(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| token.kind.is_equals())
}

/// Whether `tokens` begin with a field or an `=`, like the rest after such a `;`, or with the `3]` of `[int; 3]`.
pub(super) fn is_rest(tokens: &[Token]) -> bool {
    let [first, rest @ ..] = tokens else {
        return false;
    };
    let is_count = first.kind == TokenKind::Number || first.kind.is_ident();
    let second = rest.first().map(|token| token.kind);
    first.kind.is_equals()
        || second == Some(TokenKind::Colon)
        || (is_count && second == Some(TokenKind::SquareClose))
}

/// Returns the index of the `[` and the text of the count if `tokens` end with the `[int;` of `[int; 3]`.
pub(super) fn array<'s>(cx: &Context<'s>, tokens: &[Token]) -> Option<(usize, &'s str)> {
    let [.., open, element, semicolon] = tokens else {
        return None;
    };
    let rest = cx.rest(semicolon.end).trim_start_matches(|c| c <= ' ');
    let is_count = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let length = rest.bytes().take_while(|byte| is_count(*byte)).count();
    let (count, rest) = rest.split_at_checked(length)?;
    let is_array = open.kind == TokenKind::SquareOpen
        && element.kind.is_name()
        && semicolon.kind == TokenKind::Semicolon
        && !count.is_empty()
        && rest.trim_start_matches(|c| c <= ' ').starts_with(']');
    is_array.then(|| (tokens.len() - 3, count))
}

/// Whether `token` is the first of its line, indented no more than `margin`.
pub(super) fn starts_line(cx: &Context<'_>, token: Token, margin: usize) -> bool {
    indent(cx.text, token.start as usize).is_some_and(|indent| indent <= margin)
}

/// Whether a combinator can begin with this token; with a `:` after it, it names a field.
fn can_begin(kind: TokenKind, next: TokenKind) -> bool {
    match kind {
        TokenKind::Annotation => true,
        TokenKind::Underscore => next != TokenKind::Colon,
        _ => kind.is_lower() && next != TokenKind::Colon,
    }
}
