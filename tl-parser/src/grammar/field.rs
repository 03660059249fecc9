//! Fields.

use nom::Parser;
use nom::combinator::map;
use nom::sequence::{preceded, terminated};

use super::expr::{starts_term, term};
use super::{Expected, Failure, Parsed, token, token_if};
use crate::ast::{Expr, ExprKind, Field, Mask};
use crate::span::{Span, Spanned};
use crate::tokens::{Kind, Tokens};

/// How many expressions a `(a b:…)` may stand for: each name has a type of its own in the tree,
/// so that its size would otherwise be the square of the text's.
const MAX_GROUP: usize = 10_000;

/// Whether a [`field`] can begin with it.
pub(super) fn starts_field(kind: Kind) -> bool {
    starts_term(kind) || matches!(kind, Kind::Bang | Kind::SquareOpen | Kind::Underscore)
}

/// Fields, as long as there are some, at the end of `fields`.
pub(super) fn fields<'t, 's>(
    mut input: Tokens<'t, 's>,
    fields: &mut Vec<Field<'s>>,
) -> Parsed<'t, 's, ()> {
    while starts_field(input.kind()) {
        if is_group(input) {
            (input, ()) = group(input, fields)?;
        } else {
            let (rest, field) = field(input)?;
            fields.push(field);
            input = rest;
        }
    }
    Ok((input, ()))
}

/// Whether a `(` is that of `(a b:int)`, not that of `(Vector int)`.
fn is_group(input: Tokens<'_, '_>) -> bool {
    if input.kind() != Kind::ParenOpen {
        return false;
    }
    let mut ahead = 1;
    while is_field_name(input.peek(ahead)) {
        ahead += 1;
    }
    ahead > 1 && input.peek(ahead) == Kind::Colon
}

fn is_field_name(kind: Kind) -> bool {
    kind.is_ident() || kind == Kind::Underscore
}

/// `field = "(" ident+ ":" [mask] ["!"] term ")"`
fn group<'t, 's>(input: Tokens<'t, 's>, fields: &mut Vec<Field<'s>>) -> Parsed<'t, 's, ()> {
    let (start, _) = token(Kind::ParenOpen).parse(input)?;
    let mut rest = start;
    while is_field_name(rest.kind()) {
        (rest, _) = token_if(is_field_name, Expected::Name).parse(rest)?;
    }
    let names = start.left() - rest.left();
    let (rest, _) = token(Kind::Colon).parse(rest)?;
    let (rest, (mask, bang, ty)) = masked_term(rest)?;
    if names > 1 && names.saturating_mul(start.left() - rest.left()) > MAX_GROUP {
        return Err(Failure::at(start, Expected::FewerFields));
    }
    let (rest, _) = token(Kind::ParenClose).parse(rest)?;
    let mut at = start;
    for _ in 0..names {
        let (next, name) = token_if(is_field_name, Expected::Name).parse(at)?;
        let name = input.cx().word(name);
        fields.push(Field {
            name: Some(name),
            mask,
            bang,
            ty: ty.clone(),
            span: name.span.to(ty.span),
        });
        at = next;
    }
    Ok((rest, ()))
}

/// `[mask] ["!"] term`
fn masked_term<'t, 's>(
    input: Tokens<'t, 's>,
) -> Parsed<'t, 's, (Option<Mask<'s>>, bool, Expr<'s>)> {
    let (rest, mask) = mask(input)?;
    let (rest, bang) = bang(rest)?;
    let (rest, ty) = term(rest)?;
    Ok((rest, (mask, bang, ty)))
}

/// `field = [ident ":"] [mask] ( [count "*"] "[" field* "]" | ["!"] term )`
fn field<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Field<'s>> {
    let Some((_, first)) = input.split() else {
        return Err(Failure::at(input, Expected::FieldOrEquals));
    };
    let (rest, name) = name(input)?;
    let (rest, mask) = mask(rest)?;
    let (rest, bang) = bang(rest)?;
    let (rest, ty) = match rest.kind() {
        Kind::SquareOpen if !bang => repetition(rest, None)?,
        _ => {
            let (rest, ty) = term(rest)?;
            if rest.kind() == Kind::Star && !bang {
                counted(rest, ty)?
            } else {
                (rest, ty)
            }
        }
    };
    let span = input.cx().span(first.start, ty.span.end);
    Ok((
        rest,
        Field {
            name,
            mask,
            bang,
            ty,
            span,
        },
    ))
}

/// `[ident ":"]`
fn name<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Option<Spanned<&'s str>>> {
    let kind = input.kind();
    if !is_field_name(kind) || (input.peek(1) != Kind::Colon && kind != Kind::Underscore) {
        return Ok((input, None));
    }
    let word = token_if(is_field_name, Expected::Name);
    map(terminated(word, token(Kind::Colon)), |name| {
        Some(input.cx().word(name))
    })
    .parse(input)
}

/// `["!"]`
fn bang<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, bool> {
    match input.kind() {
        Kind::Bang => map(token(Kind::Bang), |_| true).parse(input),
        _ => Ok((input, false)),
    }
}

/// `mask = ident "." number "?"`
fn mask<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Option<Mask<'s>>> {
    if !input.kind().is_ident() || input.peek(1) != Kind::Dot {
        return Ok((input, None));
    }
    let (rest, name) = token_if(Kind::is_ident, Expected::Name).parse(input)?;
    let bit = token_if(|kind| kind == Kind::Number, Expected::Bit);
    let (rest, bit) =
        terminated(preceded(token(Kind::Dot), bit), token(Kind::Question)).parse(rest)?;
    let bit = input.cx().word(bit);
    Ok((
        rest,
        Some(Mask {
            name: input.cx().word(name),
            // The lexer has reported a number that does not fit.
            bit: Spanned {
                value: bit.value.parse().unwrap_or(u32::MAX),
                span: bit.span,
            },
        }),
    ))
}

/// `"*" "[" field* "]"` behind its count.
fn counted<'t, 's>(input: Tokens<'t, 's>, count: Expr<'s>) -> Parsed<'t, 's, Expr<'s>> {
    let (rest, _) = token(Kind::Star).parse(input)?;
    repetition(rest, Some(Box::new(count)))
}

/// `"[" field* "]"`
fn repetition<'t, 's>(
    input: Tokens<'t, 's>,
    count: Option<Box<Expr<'s>>>,
) -> Parsed<'t, 's, Expr<'s>> {
    let (rest, open) = token(Kind::SquareOpen).parse(input)?;
    let mut inner = Vec::new();
    let (rest, ()) = fields(rest, &mut inner)?;
    let (rest, close) =
        token_if(|kind| kind == Kind::SquareClose, Expected::FieldOrClose).parse(rest)?;
    let brackets = input.cx().span(open.start, close.end);
    let span = count
        .as_ref()
        .map_or(brackets, |count| Span::to(count.span, brackets));
    let kind = ExprKind::Repeat {
        count,
        fields: inner,
    };
    Ok((rest, Expr { kind, span }))
}
