//! Replaces a name in a declaration by another word.

use super::ast::{Body, Combinator, Expr, ExprKind, Field};

/// A word that can replace the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word<'w> {
    /// `one_salt`
    Constructor(&'w str),
    /// `%OneSalt`
    Bare(&'w str),
    /// `OneSalt`
    Boxed(&'w str),
}

/// Returns the declaration with another word for the name.
pub(crate) fn with<'t>(ast: &Combinator<'t>, name: &str, word: Word<'t>) -> Combinator<'t> {
    let mut other = ast.clone();
    if let Body::Fields(fields) = &mut other.body {
        replace_in(fields, name, word);
    }
    replace(&mut other.result, name, word);
    other
}

fn replace_in<'t>(fields: &mut [Field<'t>], name: &str, word: Word<'t>) {
    for field in fields {
        replace(&mut field.ty, name, word);
    }
}

fn replace<'t>(expr: &mut Expr<'t>, name: &str, word: Word<'t>) {
    let mut is_bare = false;
    match &mut expr.kind {
        ExprKind::Apply { head, args } => {
            args.iter_mut().for_each(|arg| replace(arg, name, word));
            if head.value == name {
                let (Word::Constructor(value) | Word::Bare(value) | Word::Boxed(value)) = word;
                head.value = value;
                is_bare = matches!(word, Word::Bare(_));
            }
        }
        ExprKind::Bare(inner) => {
            replace(inner, name, word);
            // `%%T` is the same as `%T`.
            if let ExprKind::Bare(_) = inner.kind {
                let inner = std::mem::replace(&mut inner.kind, ExprKind::Nat);
                expr.kind = inner;
            }
        }
        ExprKind::Sum(parts) => parts.iter_mut().for_each(|part| replace(part, name, word)),
        ExprKind::Repeat { count, fields } => {
            if let Some(count) = count {
                replace(count, name, word);
            }
            replace_in(fields, name, word);
        }
        ExprKind::Nat | ExprKind::Number(_) => {}
    }
    if is_bare {
        let span = expr.span;
        let kind = std::mem::replace(&mut expr.kind, ExprKind::Nat);
        expr.kind = ExprKind::Bare(Box::new(Expr { kind, span }));
    }
}
