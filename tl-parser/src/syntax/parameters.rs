//! Parameters that are not in braces before the fields: `[t:Type]`, `<t:Type, n:#>`, `<T>`, and those that
//! are not written.

use super::ast::{ExprKind, Field, Param, ParamKind};
use super::token::{TokenKind, Tokens};
use crate::hasher::Set;
use crate::source::Spanned;

/// Returns where there are square brackets among `fields`, which begin at `input`, that can only be those of
/// parameters: `id:long [t:Type]`.
pub(super) fn among_fields<'t, 's>(
    params: &[Param<'s>],
    fields: &[Field<'s>],
    input: Tokens<'t, 's>,
) -> Option<Tokens<'t, 's>> {
    let uncounted = |field: &&Field<'_>| {
        field.name.is_none() && matches!(field.ty.kind, ExprKind::Repeat { count: None, .. })
    };
    let first = fields.iter().find(uncounted)?;
    let is_type = |field: &Field<'_>| field.ty.word() == Some("Type");
    let is_known = |field: &Field<'_>| {
        params
            .iter()
            .any(|it| Some(it.name.value) == field.ty.word())
    };
    let counts = params.iter().any(|it| it.kind == ParamKind::Nat)
        || fields
            .iter()
            .any(|it| matches!(it.ty.kind, ExprKind::Nat) && it.span < first.span);
    let inside = first.ty.repeated();
    if inside.iter().any(is_known) || (counts && !inside.iter().any(is_type)) {
        return None;
    }
    let mut places = std::iter::successors(Some(input), |at| Some(at.split()?.0));
    let is_first = |at: &Tokens<'_, '_>| {
        at.split()
            .is_some_and(|(_, it)| it.start == first.span.start)
    };
    places
        .find(is_first)
        .filter(|at| in_brackets(*at, &|name| is_in_result(*at, name)).is_some())
}

/// Returns parameters in any brackets as text in braces, and the input after them. `is_alone` says whether `[t]`
/// declares a parameter of this name.
pub(super) fn in_brackets<'t, 's>(
    input: Tokens<'t, 's>,
    is_alone: &dyn Fn(&str) -> bool,
) -> Option<(Tokens<'t, 's>, String)> {
    let close = match input.kind() {
        TokenKind::SquareOpen => TokenKind::SquareClose,
        TokenKind::AngleOpen => TokenKind::AngleClose,
        TokenKind::BraceOpen => TokenKind::BraceClose,
        _ => return None,
    };
    let (mut rest, _) = input.split()?;
    let mut braces = String::new();
    loop {
        let mut names = Vec::new();
        while rest.kind().is_ident() {
            let (next, name) = rest.split()?;
            names.push(rest.cx().text_of(name));
            rest = next;
        }
        let kind = match rest.kind() {
            TokenKind::Colon => {
                let (next, kind) = rest.split()?.0.split()?;
                rest = next;
                match rest.cx().text_of(kind) {
                    "Type" | "type" => "Type",
                    "#" => "#",
                    _ => return None,
                }
            }
            _ => match names[..] {
                ["Type" | "typename" | "class", name] => {
                    names = vec![name];
                    "Type"
                }
                [_] if close == TokenKind::AngleClose => "Type",
                [only] if braces.is_empty() && is_alone(only) => "Type",
                _ => return None,
            },
        };
        let (next, end) = rest.split()?;
        if names.is_empty() {
            return None;
        }
        let gap = if braces.is_empty() { "" } else { " " };
        braces += &format!("{gap}{{{}:{kind}}}", names.join(" "));
        match end.kind {
            TokenKind::Comma => rest = next,
            kind if kind.is_ident() => {}
            kind if kind == close => return Some((next, braces)),
            _ => return None,
        }
    }
}

/// How many tokens are searched for a result, since declarations without an end have none.
const FARTHEST: usize = 500;

/// Whether `name` occurs in the result. `[t]` is a parameter only then.
pub(super) fn is_in_result(input: Tokens<'_, '_>, name: &str) -> bool {
    words_of_result(input).any(|it| it == name)
}

/// Returns the words and signs after the `=`.
pub(super) fn words_of_result<'s>(input: Tokens<'_, 's>) -> impl Iterator<Item = &'s str> {
    let tokens = std::iter::successors(input.split(), |(rest, _)| rest.split());
    let tokens = tokens.take(FARTHEST);
    let result = tokens.skip_while(|(_, token)| token.kind != TokenKind::Equals);
    result.map(|(rest, token)| rest.cx().text_of(token))
}

/// Adds `{X:Type}` for `query:!X` if it is not written. Telegram's schemas up to 2017 leave it out, but have
/// the ids of the text with the parameter.
#[inline(never)]
pub(super) fn imply<'s>(params: &mut Vec<Param<'s>>, fields: &[Field<'s>]) {
    let calls = fields.iter().filter(|field| field.bang);
    let calls = calls.filter_map(|field| Some((field.ty.word()?, field.ty.span)));
    let names: Set<&str> = calls.clone().map(|(name, _)| name).collect();
    // Another parameter of this kind is more likely the same one, misspelled.
    let is_other = |it: &Param<'_>| it.kind == ParamKind::Type && !names.contains(it.name.value);
    if params.iter().any(is_other) {
        return;
    }
    let written = params.len();
    let fields = fields.iter().filter_map(|field| Some(field.name?.value));
    let mut known: Set<&str> = params
        .iter()
        .map(|it| it.name.value)
        .chain(fields)
        .collect();
    for (name, span) in calls {
        if !name.contains('.') && known.insert(name) {
            params.push(Param {
                name: Spanned { value: name, span },
                kind: ParamKind::Type,
                span,
                implied: true,
            });
        }
    }
    // They come first, since it is suggested to write them directly after the name.
    let implied = params.len() - written;
    params.rotate_right(implied);
}
