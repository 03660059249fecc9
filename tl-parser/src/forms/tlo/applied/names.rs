//! Parses the name of a declaration that was made from an application: `Pair Vector int string`.

use std::str::Split;

use crate::forms::tlo::{expr, spanned};
use crate::syntax::ast::{Expr, ExprKind};

/// Characters in the name of an application, such as `Vector int`, and of the type `#`. Some names contain
/// the text of a declaration.
pub(in crate::forms::tlo) const APPLIED: &[u8] = b" #%+:=*?[]";

pub(in crate::forms::tlo) fn is_application(name: &str) -> bool {
    name.bytes().any(|byte| APPLIED.contains(&byte))
}

/// Parses a name as an application; `None` if it is not one. `arity` returns the number of arguments of a
/// type or constructor.
pub(in crate::forms::tlo) fn application<'n>(
    name: &'n str,
    arity: &dyn Fn(&str) -> Option<usize>,
) -> Option<Expr<'n>> {
    let mut words = name.split(' ');
    let head = words.next()?;
    let mut args = Vec::new();
    while let Some(arg) = argument(&mut words, arity)? {
        args.push(arg);
    }
    (!args.is_empty()).then(|| {
        expr(ExprKind::Apply {
            head: spanned(head),
            args,
        })
    })
}

/// Returns the next argument; `Some(None)` at the end.
fn argument<'n>(
    words: &mut Split<'n, char>,
    arity: &dyn Fn(&str) -> Option<usize>,
) -> Option<Option<Expr<'n>>> {
    let Some(word) = words.next() else {
        return Some(None);
    };
    if let Ok(number) = word.parse() {
        return Some(Some(expr(ExprKind::Number(number))));
    }
    let (head, is_bare) = match word.strip_prefix('%') {
        Some(head) => (head, true),
        None => (word, false),
    };
    let mut args = Vec::new();
    for _ in 0..arity(head)? {
        args.push(argument(words, arity)??);
    }
    let applied = expr(ExprKind::Apply {
        head: spanned(head),
        args,
    });
    Some(Some(match is_bare {
        true => expr(ExprKind::Bare(Box::new(applied))),
        false => applied,
    }))
}
