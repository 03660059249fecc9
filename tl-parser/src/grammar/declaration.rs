//! Declarations: combinators, builtins, finality and partial applications.

use nom::Parser;
use nom::sequence::preceded;

use super::expr::{application, arguments, starts_term, subexpr};
use super::field::fields;
use super::recover::begins;
use super::{Expected, Failure, Parsed, token, token_if};
use crate::ast::{
    Body, Combinator, Declaration, DeclarationKind, Expr, ExprKind, Finality, Kind as ParamKind,
    Param, Section,
};
use crate::span::Spanned;
use crate::tokens::{Kind, Token, Tokens};

/// `declaration = [annotations] (combinator | builtin | final | partial) ";"`
///
/// The section and the comments are for the caller to fill in. Where the tokens end before the
/// `;`, nothing is left of the input, also no `;`: for the caller that means a missing one.
pub(super) fn declaration<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Declaration<'s>> {
    let Some((_, first)) = input.split() else {
        return Err(Failure::at(input, Expected::Declaration));
    };
    let (rest, annotations) = annotations(input)?;
    let (rest, kind) = kind(rest)?;
    let (end, last) = match rest.split() {
        Some((_, semicolon)) if semicolon.kind == Kind::Semicolon => (rest, semicolon.end),
        Some(_) => return Err(Failure::at(rest, Expected::ArgumentOrSemicolon)),
        None => (rest, end_of(&kind)),
    };
    Ok((
        end,
        Declaration {
            section: Section::Types,
            comments: 0..0,
            inner_comments: 0..0,
            annotations,
            kind,
            span: input.cx().span(first.start, last),
        },
    ))
}

fn end_of(kind: &DeclarationKind<'_>) -> u32 {
    match kind {
        DeclarationKind::Combinator(combinator) => combinator.result.span.end,
        DeclarationKind::Finality(_, name) => name.span.end,
        DeclarationKind::Partial(expr) => expr.span.end,
    }
}

/// `annotations = { "@" ident }`
fn annotations<'t, 's>(mut input: Tokens<'t, 's>) -> Parsed<'t, 's, Vec<Spanned<&'s str>>> {
    let mut annotations = Vec::new();
    while input.kind() == Kind::Annotation {
        let (rest, mut name) = token(Kind::Annotation).parse(input)?;
        name.start += 1;
        let value = input.cx().word(name).value;
        name.start -= 1;
        let span = input.cx().span_of(name);
        annotations.push(Spanned { value, span });
        input = rest;
    }
    Ok((input, annotations))
}

fn kind<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, DeclarationKind<'s>> {
    match input.kind() {
        kind if kind.is_lower() || kind == Kind::Underscore => match combinator(input) {
            Ok((rest, combinator)) => Ok((rest, DeclarationKind::Combinator(combinator))),
            Err(error) if kind.is_lower() => or_partial(input, error),
            Err(error) => Err(error),
        },
        kind if kind.is_upper() => match finality(input) {
            Some((rest, finality)) => final_type(rest, finality),
            None => partial(input),
        },
        _ => Err(Failure::at(input, Expected::Declaration)),
    }
}

/// `combinator = (name | "_") [#id] { param } (field* | "?") ("=" | "=>") result`
fn combinator<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Combinator<'s>> {
    let (rest, name) = token_if(
        |kind| kind.is_lower() || kind == Kind::Underscore,
        Expected::Declaration,
    )
    .parse(input)?;
    let (rest, id) = id(rest)?;
    let (rest, params) = params(rest)?;
    let (rest, body) = body(rest)?;
    let empty = matches!(&body, Body::Fields(fields) if fields.is_empty());
    let (rest, equals) = token_if(
        |kind| matches!(kind, Kind::Equals | Kind::Arrow),
        if empty {
            Expected::Body
        } else {
            Expected::FieldOrEquals
        },
    )
    .parse(rest)?;
    let (rest, result) = result(name, rest)?;
    Ok((
        rest,
        Combinator {
            name: input.cx().word(name),
            id,
            params,
            body,
            arrow: equals.kind == Kind::Arrow,
            result,
        },
    ))
}

/// `["#" hex]`; one that is no number has been reported by the lexer.
fn id<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Option<Spanned<u32>>> {
    if input.kind() != Kind::Id {
        return Ok((input, None));
    }
    let (rest, token) = token(Kind::Id).parse(input)?;
    let span = input.cx().span(token.start + 1, token.end);
    let digits = input.cx().text_of(token).trim_start_matches('#');
    let value = match u32::from_str_radix(digits, 16) {
        // A ninth digit is an error even where it is a leading zero.
        Ok(value) if digits.len() <= 8 => Some(Spanned { value, span }),
        _ => None,
    };
    Ok((rest, value))
}

/// `{ "{" ident+ ":" ("Type" | "#") "}" }`
fn params<'t, 's>(mut input: Tokens<'t, 's>) -> Parsed<'t, 's, Vec<Param<'s>>> {
    let mut params = Vec::new();
    while input.kind() == Kind::BraceOpen {
        let first = params.len();
        let (rest, open) = token(Kind::BraceOpen).parse(input)?;
        let (mut rest, name) = token_if(Kind::is_ident, Expected::Name).parse(rest)?;
        params.push(unknown_param(input.cx().word(name)));
        while rest.kind().is_ident() {
            let (next, name) = token_if(Kind::is_ident, Expected::Name).parse(rest)?;
            params.push(unknown_param(input.cx().word(name)));
            rest = next;
        }
        let (rest, kind) = preceded(token(Kind::Colon), param_kind).parse(rest)?;
        let (rest, close) = token(Kind::BraceClose).parse(rest)?;
        let group = params.get_mut(first..).unwrap_or_default();
        if let [single] = group {
            single.span = input.cx().span(open.start, close.end);
        }
        for param in group {
            param.kind = kind;
        }
        input = rest;
    }
    Ok((input, params))
}

fn unknown_param(name: Spanned<&str>) -> Param<'_> {
    Param {
        name,
        kind: ParamKind::Type,
        span: name.span,
    }
}

/// `"Type" | "#"`
fn param_kind<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, ParamKind> {
    match input.split() {
        Some((rest, token)) if token.kind == Kind::Hash => Ok((rest, ParamKind::Nat)),
        Some((rest, token)) if input.cx().text_of(token) == "Type" => Ok((rest, ParamKind::Type)),
        _ => Err(Failure::at(input, Expected::ParamKind)),
    }
}

/// `field* | "?"`
fn body<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Body<'s>> {
    if let Some((rest, mark)) = input.split() {
        if mark.kind == Kind::Question {
            return Ok((rest, Body::Builtin(input.cx().span_of(mark))));
        }
    }
    let mut list = Vec::new();
    let (rest, ()) = fields(input, &mut list)?;
    Ok((rest, Body::Fields(list)))
}

/// `result = Type ( "<" expr {"," expr} ">" | subexpr* )`, of the combinator whose name is `first`.
fn result<'t, 's>(first: Token, input: Tokens<'t, 's>) -> Parsed<'t, 's, Expr<'s>> {
    if !input.kind().is_upper() {
        return Err(Failure::at(input, Expected::Result));
    }
    let (rest, head) = application(input)?;
    if starts_term(rest.kind()) && !begins(first, rest) {
        arguments(head, rest, |input| begins(first, input))
    } else {
        Ok((rest, head))
    }
}

/// `"Final" | "New" | "Empty"` before a type; elsewhere these are names like any other.
fn finality<'t, 's>(input: Tokens<'t, 's>) -> Option<(Tokens<'t, 's>, Finality)> {
    let (rest, first) = input.split()?;
    let finality = match input.cx().text_of(first) {
        "Final" => Finality::Final,
        "New" => Finality::New,
        "Empty" => Finality::Empty,
        _ => return None,
    };
    let (behind, name) = rest.split()?;
    let one_word = name.kind.is_name() && ends(first, behind);
    one_word.then_some((rest, finality))
}

/// `final = ("Final" | "New" | "Empty") Type`
fn final_type<'t, 's>(
    input: Tokens<'t, 's>,
    finality: Finality,
) -> Parsed<'t, 's, DeclarationKind<'s>> {
    let (rest, name) = token_if(Kind::is_upper, Expected::FinalType).parse(input)?;
    let kind = DeclarationKind::Finality(finality, input.cx().word(name));
    Ok((rest, kind))
}

/// `partial = Type expr* | name expr*`
///
/// At least one argument is asked for: a name alone says nothing, and is most likely a
/// combinator whose `=` is missing.
fn partial<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, DeclarationKind<'s>> {
    let Some((_, first)) = input.split() else {
        return Err(Failure::at(input, Expected::Declaration));
    };
    let (rest, head) = subexpr(input)?;
    let over = !starts_term(rest.kind()) || (is_applied(&head) && begins(first, rest));
    let (rest, expr) = if over {
        (rest, head)
    } else {
        arguments(head, rest, |input| begins(first, input))?
    };
    if is_applied(&expr) {
        Ok((rest, DeclarationKind::Partial(expr)))
    } else {
        Err(Failure::at(rest, Expected::Body))
    }
}

fn is_applied(expr: &Expr<'_>) -> bool {
    matches!(&expr.kind, ExprKind::Apply { args, .. } if !args.is_empty())
}

/// What is no combinator, but ends where its `=` is expected, can be a partial application.
fn or_partial<'t, 's>(
    input: Tokens<'t, 's>,
    error: nom::Err<Failure>,
) -> Parsed<'t, 's, DeclarationKind<'s>> {
    match (partial(input), input.split()) {
        (Ok((rest, kind)), Some((_, first))) if ends(first, rest) => Ok((rest, kind)),
        _ => Err(error),
    }
}

/// Whether the declaration that begins with `first` is over, if only because of the next one.
fn ends(first: Token, rest: Tokens<'_, '_>) -> bool {
    matches!(rest.kind(), Kind::Semicolon | Kind::End) || begins(first, rest)
}
