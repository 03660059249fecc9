//! Replaces names in a declaration by other words.

use super::ast::{Body, Combinator, Expr, ExprKind, Field};

/// A word that can replace the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word<'w> {
    /// `one_salt`
    Constructor(&'w str),
    /// `%OneSalt`
    Bare(&'w str),
    /// `OneSalt`
    Boxed(&'w str),
}

/// Returns the declaration with another word for each name that has one.
pub(crate) fn with<'t>(
    ast: &Combinator<'t>,
    word: &dyn Fn(&str) -> Option<Word<'t>>,
) -> Combinator<'t> {
    let mut other = ast.clone();
    if let Body::Fields(fields) = &mut other.body {
        replace_in(fields, word);
    }
    replace(&mut other.result, word);
    other
}

fn replace_in<'t>(fields: &mut [Field<'t>], word: &dyn Fn(&str) -> Option<Word<'t>>) {
    for field in fields {
        replace(&mut field.ty, word);
    }
}

fn replace<'t>(expr: &mut Expr<'t>, word: &dyn Fn(&str) -> Option<Word<'t>>) {
    let mut is_bare = false;
    match &mut expr.kind {
        ExprKind::Apply { head, args } => {
            args.iter_mut().for_each(|arg| replace(arg, word));
            if let Some(word) = word(head.value) {
                let (Word::Constructor(value) | Word::Bare(value) | Word::Boxed(value)) = word;
                head.value = value;
                is_bare = matches!(word, Word::Bare(_));
            }
        }
        ExprKind::Bare(inner) => {
            replace(inner, word);
            // `%%T` is the same as `%T`.
            if let ExprKind::Bare(_) = inner.kind {
                let inner = std::mem::replace(&mut inner.kind, ExprKind::Nat);
                expr.kind = inner;
            }
        }
        ExprKind::Sum(parts) => parts.iter_mut().for_each(|part| replace(part, word)),
        ExprKind::Repeat { count, fields } => {
            if let Some(count) = count {
                replace(count, word);
            }
            replace_in(fields, word);
        }
        ExprKind::Nat | ExprKind::Number(_) => {}
    }
    if is_bare {
        let span = expr.span;
        let kind = std::mem::replace(&mut expr.kind, ExprKind::Nat);
        expr.kind = ExprKind::Bare(Box::new(Expr { kind, span }));
    }
}
