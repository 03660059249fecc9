//! The productions of the grammar.
//!
//! Each production of the specification (<https://core.telegram.org/mtproto/TL-formal>) is one function, in
//! the same order. Every choice is made by looking at the next token or two, so nothing is parsed twice, and
//! a failure is at the place where the text is wrong.

use nom::Parser;
use nom::combinator::{map, opt};
use nom::sequence::{preceded, terminated};

use super::ast::{
    Body, Combinator, Declaration, DeclarationKind, Expr, ExprKind, Field, Finality, Mask, Param,
    ParamKind, Section,
};
use super::failure::{Expected, Failure, Parsed};
use super::lexer::id_of;
use super::parameters::{among_fields, imply, in_brackets, is_in_result};
use super::recover::{begins, is_id};
use super::token::{Token, TokenKind, Tokens};
use crate::source::{Span, Spanned};

/// `declaration = [annotations] (combinator | builtin | final | partial) ";"`
///
/// The caller fills in the section and the comments. If the tokens end before the `;`, no input is left, not
/// even a `;`: this tells the caller that it is missing.
pub(super) fn declaration<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Declaration<'s>> {
    let Some((_, first)) = input.split() else {
        return Err(Failure::at(input, Expected::Declaration));
    };
    let (rest, annotations) = annotations(input)?;
    let (rest, kind) = kind(rest)?;
    let (end, last) = match rest.split() {
        Some((_, semicolon)) if semicolon.kind == TokenKind::Semicolon => (rest, semicolon.end),
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
    while let Ok((rest, name)) = token(TokenKind::Annotation)(input) {
        let Spanned { value, span } = input.cx().word(name);
        let value = value.trim_start_matches('@');
        annotations.push(Spanned { value, span });
        input = rest;
    }
    Ok((input, annotations))
}

fn kind<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, DeclarationKind<'s>> {
    match input.kind() {
        kind if kind.is_lower() || kind == TokenKind::Underscore => match combinator(input) {
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
        |kind| kind.is_lower() || kind == TokenKind::Underscore,
        Expected::Declaration,
    )
    .parse(input)?;
    let (rest, id) = id(rest)?;
    let (rest, mut params) = params(rest)?;
    if rest.kind() == TokenKind::SquareOpen && is_parameter(&params, rest) {
        return Err(Failure::at(rest, Expected::Body));
    }
    let start = rest;
    let (rest, body) = body(rest)?;
    let empty = matches!(&body, Body::Fields(fields) if fields.is_empty());
    let (rest, equals) = token_if(
        TokenKind::is_equals,
        if empty {
            Expected::Body
        } else {
            Expected::FieldOrEquals
        },
    )
    .parse(rest)?;
    // This is checked after the `=`. Without one, the fields may be those of many declarations, and each of
    // these would fail here, after all of them were read.
    if let Body::Fields(fields) = &body {
        if let Some(misplaced) = among_fields(&params, fields, start) {
            return Err(Failure::at(misplaced, Expected::Body));
        }
        if fields.iter().any(|field| field.bang) {
            imply(&mut params, fields);
        }
    }
    let (rest, result) = result(name, rest)?;
    Ok((
        rest,
        Combinator {
            name: input.cx().word(name),
            id,
            params,
            body,
            arrow: equals.kind == TokenKind::Arrow,
            result,
        },
    ))
}

/// `["#" hex]`; the lexer has reported an id that is not a number.
fn id<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Option<Spanned<u32>>> {
    let Ok((rest, token)) = token(TokenKind::Id)(input) else {
        return Ok((input, None));
    };
    // Without the `#`.
    let digits = input.cx().word(Token {
        start: token.start + 1,
        ..token
    });
    let span = digits.span;
    let value = id_of(digits.value).map(|value| Spanned { value, span });
    Ok((rest, value))
}

/// `{ "{" ident+ ":" ("Type" | "#") "}" }`
fn params<'t, 's>(mut input: Tokens<'t, 's>) -> Parsed<'t, 's, Vec<Param<'s>>> {
    let mut params = Vec::new();
    while let Ok((mut rest, open)) = token(TokenKind::BraceOpen)(input) {
        let first = params.len();
        while params.len() == first || rest.kind().is_ident() {
            let (next, name) = token_if(TokenKind::is_ident, Expected::Name).parse(rest)?;
            let name = input.cx().word(name);
            params.push(Param {
                name,
                kind: ParamKind::Type,
                span: name.span,
                implied: false,
            });
            rest = next;
        }
        let (rest, kind) = preceded(token(TokenKind::Colon), param_kind).parse(rest)?;
        let (rest, close) = token(TokenKind::BraceClose).parse(rest)?;
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

/// Whether a `[` before all fields is that of a parameter: no number can be its count.
fn is_parameter(params: &[Param<'_>], input: Tokens<'_, '_>) -> bool {
    let is_declared = |name: &str| params.iter().any(|param| param.name.value == name);
    let is_alone = |name: &str| !is_declared(name) && is_in_result(input, name);
    !params.iter().any(|param| param.kind == ParamKind::Nat)
        && in_brackets(input, &is_alone).is_some()
}

/// `"Type" | "#"`
fn param_kind<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, ParamKind> {
    match input.split() {
        Some((rest, token)) if token.kind == TokenKind::Hash => Ok((rest, ParamKind::Nat)),
        Some((rest, token)) if input.cx().text_of(token) == "Type" => Ok((rest, ParamKind::Type)),
        _ => Err(Failure::at(input, Expected::ParamKind)),
    }
}

/// `field* | "?"`
fn body<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Body<'s>> {
    if let Ok((rest, mark)) = token(TokenKind::Question)(input) {
        return Ok((rest, Body::Builtin(input.cx().span_of(mark))));
    }
    let mut list = Vec::new();
    let (rest, ()) = fields(input, &mut list)?;
    Ok((rest, Body::Fields(list)))
}

/// `result = Type ( "<" expr {"," expr} ">" | subexpr* )`, for the combinator whose name is `first`.
fn result<'t, 's>(first: Token, input: Tokens<'t, 's>) -> Parsed<'t, 's, Expr<'s>> {
    if !input.kind().is_upper() {
        return Err(Failure::at(input, Expected::Result));
    }
    let (rest, head) = application(input)?;
    if is_id(rest) {
        return Err(Failure::at(rest, Expected::ArgumentOrSemicolon));
    }
    if starts_term(rest.kind()) && !begins(first, rest) {
        arguments(head, rest, |input| begins(first, input))
    } else {
        Ok((rest, head))
    }
}

/// `"Final" | "New" | "Empty"` before a type; elsewhere these are ordinary names.
fn finality<'t, 's>(input: Tokens<'t, 's>) -> Option<(Tokens<'t, 's>, Finality)> {
    let (rest, first) = input.split()?;
    let word = input.cx().text_of(first);
    let finality = Finality::ALL.into_iter().find(|it| it.name() == word)?;
    let (behind, name) = rest.split()?;
    let one_word = name.kind.is_name() && ends(first, behind);
    one_word.then_some((rest, finality))
}

/// `final = ("Final" | "New" | "Empty") Type`
fn final_type<'t, 's>(
    input: Tokens<'t, 's>,
    finality: Finality,
) -> Parsed<'t, 's, DeclarationKind<'s>> {
    let (rest, name) = token_if(TokenKind::is_upper, Expected::FinalType).parse(input)?;
    let kind = DeclarationKind::Finality(finality, input.cx().word(name));
    Ok((rest, kind))
}

/// `partial = Type expr* | name expr*`
///
/// At least one argument is required: a name alone has no meaning, and is most likely a combinator without
/// its `=`.
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

/// Parses a partial application instead of a combinator that ends where its `=` is expected.
///
/// If the combinator fails after the end of the application, its failure is returned: the next declarations
/// fail there too, and otherwise each of them would be parsed up to there.
fn or_partial<'t, 's>(
    input: Tokens<'t, 's>,
    error: nom::Err<Failure>,
) -> Parsed<'t, 's, DeclarationKind<'s>> {
    let left = Failure::from(error.clone()).left;
    match (partial(input), input.split()) {
        (Ok((rest, kind)), Some((_, first))) if ends(first, rest) && left >= rest.left() => {
            Ok((rest, kind))
        }
        _ => Err(error),
    }
}

/// Whether the declaration that begins with `first` is over, if only because the next one begins.
fn ends(first: Token, rest: Tokens<'_, '_>) -> bool {
    matches!(rest.kind(), TokenKind::Semicolon | TokenKind::End) || begins(first, rest)
}

/// The maximum number of expressions that a `(a b:…)` may stand for: each name has a type of its own in the
/// tree, whose size would otherwise be the square of the text's.
const MAX_GROUP: usize = 10_000;

/// Whether a [`field`] can begin with this token.
fn starts_field(kind: TokenKind) -> bool {
    starts_term(kind)
        || matches!(
            kind,
            TokenKind::Bang | TokenKind::SquareOpen | TokenKind::Underscore
        )
}

/// Parses fields, as long as there are any, and adds them to `fields`.
fn fields<'t, 's>(mut input: Tokens<'t, 's>, fields: &mut Vec<Field<'s>>) -> Parsed<'t, 's, ()> {
    while starts_field(input.kind()) {
        (input, ()) = if is_group(input) {
            group(input, fields)?
        } else {
            field(input, fields)?
        };
    }
    Ok((input, ()))
}

/// Whether a `(` begins a group, `(a b:int)`, and not `(Vector int)`.
fn is_group(input: Tokens<'_, '_>) -> bool {
    if input.kind() != TokenKind::ParenOpen {
        return false;
    }
    let mut ahead = 1;
    while is_field_name(input.peek(ahead)) {
        ahead += 1;
    }
    ahead > 1 && input.peek(ahead) == TokenKind::Colon
}

fn is_field_name(kind: TokenKind) -> bool {
    kind.is_ident() || kind == TokenKind::Underscore
}

/// `field = "(" ident+ ":" [mask] ["!"] term ")"`
fn group<'t, 's>(input: Tokens<'t, 's>, fields: &mut Vec<Field<'s>>) -> Parsed<'t, 's, ()> {
    let (start, open) = token(TokenKind::ParenOpen).parse(input)?;
    let mut rest = start;
    while let Ok((next, _)) = token_if(is_field_name, Expected::Name)(rest) {
        rest = next;
    }
    let names = start.left() - rest.left();
    let (rest, _) = token(TokenKind::Colon).parse(rest)?;
    let (rest, (mask, bang, ty)) = masked_term(rest)?;
    if names > 1 && names.saturating_mul(start.left() - rest.left()) > MAX_GROUP {
        return Err(Failure::at(start, Expected::FewerFields));
    }
    let (rest, close) = token(TokenKind::ParenClose).parse(rest)?;
    let brackets = input.cx().span(open.start, close.end);
    let mut at = start;
    for _ in 0..names {
        let (next, name) = token_if(is_field_name, Expected::Name).parse(at)?;
        let name = input.cx().word(name);
        let span = match names {
            1 => brackets,
            _ => name.span.to(ty.span),
        };
        fields.push(Field {
            name: Some(name),
            mask,
            bang,
            ty: ty.clone(),
            span,
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
fn field<'t, 's>(input: Tokens<'t, 's>, fields: &mut Vec<Field<'s>>) -> Parsed<'t, 's, ()> {
    let Some((_, first)) = input.split() else {
        return Err(Failure::at(input, Expected::FieldOrEquals));
    };
    let (rest, name) = name(input)?;
    let (rest, mask) = mask(rest)?;
    let (rest, bang) = bang(rest)?;
    let (rest, ty) = match rest.kind() {
        TokenKind::SquareOpen if !bang => repetition(rest, None)?,
        _ => {
            let (rest, ty) = term(rest)?;
            if rest.kind() == TokenKind::Star && !bang {
                counted(rest, ty)?
            } else {
                (rest, ty)
            }
        }
    };
    let span = input.cx().span(first.start, ty.span.end);
    fields.push(Field {
        name,
        mask,
        bang,
        ty,
        span,
    });
    Ok((rest, ()))
}

/// `[ident ":"]`
fn name<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Option<Spanned<&'s str>>> {
    let kind = input.kind();
    if !is_field_name(kind) || (input.peek(1) != TokenKind::Colon && kind != TokenKind::Underscore)
    {
        return Ok((input, None));
    }
    let word = token_if(is_field_name, Expected::Name);
    map(terminated(word, token(TokenKind::Colon)), |name| {
        Some(input.cx().word(name))
    })
    .parse(input)
}

/// `["!"]`
fn bang<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, bool> {
    map(opt(token(TokenKind::Bang)), |mark| mark.is_some()).parse(input)
}

/// `mask = ident "." number "?"`
fn mask<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Option<Mask<'s>>> {
    if !input.kind().is_ident() || input.peek(1) != TokenKind::Dot {
        return Ok((input, None));
    }
    let (rest, name) = token_if(TokenKind::is_ident, Expected::Name).parse(input)?;
    let (rest, _) = token(TokenKind::Dot).parse(rest)?;
    let (rest, bit) = token_if(|kind| kind == TokenKind::Number, Expected::Bit).parse(rest)?;
    let (rest, _) = token(TokenKind::Question).parse(rest)?;
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

/// `"*" "[" field* "]"` after its count.
fn counted<'t, 's>(input: Tokens<'t, 's>, count: Expr<'s>) -> Parsed<'t, 's, Expr<'s>> {
    let (rest, _) = token(TokenKind::Star).parse(input)?;
    repetition(rest, Some(Box::new(count)))
}

/// `"[" field* "]"`
fn repetition<'t, 's>(
    input: Tokens<'t, 's>,
    count: Option<Box<Expr<'s>>>,
) -> Parsed<'t, 's, Expr<'s>> {
    let (rest, open) = token(TokenKind::SquareOpen).parse(input)?;
    let mut inner = Vec::new();
    let (rest, ()) = fields(rest, &mut inner)?;
    let (rest, close) = token_if(
        |kind| kind == TokenKind::SquareClose,
        Expected::FieldOrClose,
    )
    .parse(rest)?;
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

/// Whether a [`term`] can begin with this token.
fn starts_term(kind: TokenKind) -> bool {
    kind.is_name()
        || matches!(
            kind,
            TokenKind::Number | TokenKind::Hash | TokenKind::Percent | TokenKind::ParenOpen
        )
}

/// `expr = subexpr+`
///
/// The first is the head, the others are its arguments.
fn expr<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Expr<'s>> {
    let (rest, head) = subexpr(input)?;
    if !starts_term(rest.kind()) {
        return Ok((rest, head));
    }
    arguments(head, rest, |_| false)
}

/// Parses the arguments after `head`: one, and more until `ends` returns true.
fn arguments<'t, 's>(
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

/// Returns the arguments of an application, also after `%`; a number and `#` have none.
fn args_of<'e, 's>(expr: &'e mut Expr<'s>) -> Option<&'e mut Vec<Expr<'s>>> {
    match &mut expr.kind {
        ExprKind::Apply { args, .. } => Some(args),
        ExprKind::Bare(inner) => args_of(inner),
        ExprKind::Nat | ExprKind::Number(_) | ExprKind::Sum(_) | ExprKind::Repeat { .. } => None,
    }
}

/// `subexpr = (number | term) { "+" (number | term) }`
fn subexpr<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Expr<'s>> {
    let (mut input, first) = term(input)?;
    if input.kind() != TokenKind::Plus {
        return Ok((input, first));
    }
    let mut span = first.span;
    let mut parts = vec![first];
    while let Ok((rest, _)) = token(TokenKind::Plus)(input) {
        let (rest, part) = term(rest)?;
        span = span.to(part.span);
        parts.push(part);
        input = rest;
    }
    let kind = ExprKind::Sum(parts);
    Ok((input, Expr { kind, span }))
}

/// `term = "%"* ( "(" expr ")" | (Type | name | "#") ["<" expr {"," expr} ">"] | number )`
fn term<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Expr<'s>> {
    match input.kind() {
        kind if kind.is_name() => application(input),
        TokenKind::Hash => single(input, |_| ExprKind::Nat),
        // The lexer has reported a number that does not fit.
        TokenKind::Number => single(input, |text| {
            ExprKind::Number(text.parse().unwrap_or(u32::MAX))
        }),
        TokenKind::Percent => bare(input),
        TokenKind::ParenOpen => bracketed(input),
        _ => Err(Failure::at(input, Expected::Term)),
    }
}

/// Parses an expression of one token.
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

/// `"%"* term`: several mean the same as one.
fn bare<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Expr<'s>> {
    let (mut rest, first) = token(TokenKind::Percent).parse(input)?;
    while let Ok((next, _)) = token(TokenKind::Percent)(rest) {
        rest = next;
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
    let (rest, open) = token(TokenKind::ParenOpen).parse(input)?;
    let (rest, inner) = expr(rest)?;
    let (rest, close) = token(TokenKind::ParenClose).parse(rest)?;
    let span = input.cx().span(open.start, close.end);
    Ok((rest, Expr { span, ..inner }))
}

/// `(Type | name) ["<" expr {"," expr} ">"]`
fn application<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, Expr<'s>> {
    let Some((rest, token)) = input.split() else {
        return Err(Failure::at(input, Expected::Term));
    };
    let head = input.cx().word(token);
    let (rest, (args, end)) = match rest.kind() {
        TokenKind::AngleOpen => angles(rest)?,
        _ => (rest, (Vec::new(), token.end)),
    };
    let span = input.cx().span(token.start, end);
    let kind = ExprKind::Apply { head, args };
    Ok((rest, Expr { kind, span }))
}

/// `"<" expr {"," expr} ">"`, and the offset of its end.
fn angles<'t, 's>(input: Tokens<'t, 's>) -> Parsed<'t, 's, (Vec<Expr<'s>>, u32)> {
    let (mut rest, first) = preceded(token(TokenKind::AngleOpen), expr).parse(input)?;
    let mut args = vec![first];
    while let Ok((next, _)) = token(TokenKind::Comma)(rest) {
        let (next, arg) = expr(next)?;
        args.push(arg);
        rest = next;
    }
    let (rest, close) = token(TokenKind::AngleClose).parse(rest)?;
    Ok((rest, (args, close.end)))
}

/// Parses a token of this kind.
#[inline]
fn token<'t, 's: 't>(kind: TokenKind) -> impl Fn(Tokens<'t, 's>) -> Parsed<'t, 's, Token> {
    token_if(move |found| found == kind, Expected::Token(kind))
}

/// Parses a token if its kind is `allowed`.
#[inline]
fn token_if<'t, 's: 't>(
    allowed: impl Fn(TokenKind) -> bool,
    expected: Expected,
) -> impl Fn(Tokens<'t, 's>) -> Parsed<'t, 's, Token> {
    move |input| match input.split() {
        Some((rest, token)) if allowed(token.kind) => Ok((rest, token)),
        _ => Err(Failure::at(input, expected)),
    }
}
