//! Parameters in other brackets than braces, or after fields: `[t:Type]`, `<t:Type, n:#>`, `<T>`.

use super::ast::{ExprKind, Field, Param, ParamKind};
use super::token::{TokenKind, Tokens};

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
        .filter(|at| in_brackets(*at, &|_| false).is_some())
}

/// Returns parameters in any brackets as text in braces, and the input after them. `is_declared` says which
/// names are those of parameters already.
pub(super) fn in_brackets<'t, 's>(
    input: Tokens<'t, 's>,
    is_declared: &dyn Fn(&str) -> bool,
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
                // `[t]` is a parameter only if the result contains it; otherwise it repeats a value.
                [only] if braces.is_empty() && !is_declared(only) && is_in_result(rest, only) => {
                    "Type"
                }
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

/// Whether `name` occurs after the `=`.
fn is_in_result(input: Tokens<'_, '_>, name: &str) -> bool {
    let tokens = std::iter::successors(input.split(), |(rest, _)| rest.split());
    let mut tokens = tokens.take(FARTHEST);
    tokens.any(|(_, token)| token.kind == TokenKind::Equals)
        && tokens.any(|(rest, token)| rest.cx().text_of(token) == name)
}
