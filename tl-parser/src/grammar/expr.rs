//! Types, numbers and applications.

use nom::Parser;
use nom::sequence::preceded;

use super::{Expected, Failure, Parsed, token};
use crate::ast::{Expr, ExprKind};
use crate::tokens::{Kind, Tokens};

/// Whether a [`term`] can begin with it.
pub(super) fn starts_term(kind: Kind) -> bool {
    kind.is_name()
        || matches!(
            kind,
            Kind::Number | Kind::Hash | Kind::Percent | Kind::ParenOpen
        )
}

/// `expr = subexpr+`
///
/// The first is the head, the others are its arguments.
pub(super) fn expr<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Expr<'s>> {
    let (rest, head) = subexpr(input)?;
    if !starts_term(rest.kind()) {
        return Ok((rest, head));
    }
    arguments(head, rest, |_| false)
}

/// The arguments of `head`, which stand behind it: one, and those up to where `ends` holds.
pub(super) fn arguments<'t, 's>(
    head: Expr<'s>,
    mut input: Tokens<'t, 's>,
    ends: impl Fn(Tokens<'t, 's>) -> bool,
) -> Parsed<'t, 's, Expr<'s>> {
    let mut expr = head;
    let Some(args) = args_of(&mut expr) else {
        return Err(Failure::at(input, Expected::Head));
    };
    let end = loop {
        let (rest, arg) = subexpr(input)?;
        let end = arg.span;
        args.push(arg);
        input = rest;
        if !starts_term(input.kind()) || ends(input) {
            break end;
        }
    };
    expr.span = expr.span.to(end);
    Ok((input, expr))
}

/// The arguments of an application, also behind `%`; a number and `#` have none.
fn args_of<'e, 's>(expr: &'e mut Expr<'s>) -> Option<&'e mut Vec<Expr<'s>>> {
    match &mut expr.kind {
        ExprKind::Apply { args, .. } => Some(args),
        ExprKind::Bare(inner) => args_of(inner),
        ExprKind::Nat | ExprKind::Number(_) | ExprKind::Sum(_) | ExprKind::Repeat { .. } => None,
    }
}

/// `subexpr = (number | term) { "+" (number | term) }`
pub(super) fn subexpr<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Expr<'s>> {
    let (mut input, first) = term(input)?;
    if input.kind() != Kind::Plus {
        return Ok((input, first));
    }
    let mut span = first.span;
    let mut parts = vec![first];
    while input.kind() == Kind::Plus {
        let (rest, _) = token(Kind::Plus).parse(input)?;
        let (rest, part) = term(rest)?;
        span = span.to(part.span);
        parts.push(part);
        input = rest;
    }
    let kind = ExprKind::Sum(parts);
    Ok((input, Expr { kind, span }))
}

/// `term = "%"* ( "(" expr ")" | (Type | name | "#") ["<" expr {"," expr} ">"] | number )`
pub(super) fn term<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Expr<'s>> {
    match input.kind() {
        kind if kind.is_name() => application(input),
        Kind::Hash => single(input, |_| ExprKind::Nat),
        // The lexer has reported a number that does not fit.
        Kind::Number => single(input, |text| {
            ExprKind::Number(text.parse().unwrap_or(u32::MAX))
        }),
        Kind::Percent => bare(input),
        Kind::ParenOpen => bracketed(input),
        _ => Err(Failure::at(input, Expected::Term)),
    }
}

/// An expression of one token.
fn single<'t, 's>(
    input: Tokens<'t, 's>,
    kind: impl FnOnce(&'s str) -> ExprKind<'s>,
) -> Parsed<'t, 's, Expr<'s>> {
    let Some((rest, token)) = input.split() else {
        return Err(Failure::at(input, Expected::Term));
    };
    let word = input.cx().word(token);
    let kind = kind(word.value);
    let span = word.span;
    Ok((rest, Expr { kind, span }))
}

/// `"%"* term`: one or many mean the same.
fn bare<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Expr<'s>> {
    let (mut rest, first) = token(Kind::Percent).parse(input)?;
    while rest.kind() == Kind::Percent {
        (rest, _) = token(Kind::Percent).parse(rest)?;
    }
    let (rest, inner) = term(rest)?;
    let span = input.cx().span_of(first).to(inner.span);
    let kind = match inner.kind {
        kind @ ExprKind::Bare(_) => kind,
        _ => ExprKind::Bare(Box::new(inner)),
    };
    Ok((rest, Expr { kind, span }))
}

/// `"(" expr ")"`
fn bracketed<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Expr<'s>> {
    let (rest, open) = token(Kind::ParenOpen).parse(input)?;
    let (rest, inner) = expr(rest)?;
    let (rest, close) = token(Kind::ParenClose).parse(rest)?;
    let span = input.cx().span(open.start, close.end);
    Ok((rest, Expr { span, ..inner }))
}

/// `(Type | name) ["<" expr {"," expr} ">"]`
pub(super) fn application<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Expr<'s>> {
    let Some((rest, token)) = input.split() else {
        return Err(Failure::at(input, Expected::Term));
    };
    let head = input.cx().word(token);
    let (rest, args, end) = match rest.kind() {
        Kind::AngleOpen => {
            let (rest, (args, end)) = angles(rest)?;
            (rest, args, end)
        }
        _ => (rest, Vec::new(), token.end),
    };
    let span = input.cx().span(token.start, end);
    let kind = ExprKind::Apply { head, args };
    Ok((rest, Expr { kind, span }))
}

/// `"<" expr {"," expr} ">"`, with its end.
fn angles<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, (Vec<Expr<'s>>, u32)> {
    let (rest, first) = preceded(token(Kind::AngleOpen), expr).parse(input)?;
    let mut args = vec![first];
    let mut input = rest;
    while input.kind() == Kind::Comma {
        let (rest, _) = token(Kind::Comma).parse(input)?;
        let (rest, arg) = expr(rest)?;
        args.push(arg);
        input = rest;
    }
    let (rest, close) = token(Kind::AngleClose).parse(input)?;
    Ok((rest, (args, close.end)))
}
