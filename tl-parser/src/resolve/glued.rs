//! Fields that stand side by side and were most likely meant as one, or as no field.

use super::Resolver;
use super::declare::Named;
use super::number::span_start;
use super::unknown::finality;
use crate::ast::{Body, Expr, ExprKind, Field, is_type_name, print};
use crate::diagnostic::{Code, Diagnostic, Suggestion};
use crate::span::{Span, Spanned};

impl<'s> Resolver<'_, 's> {
    /// `user #20212ca8 id:long = User`: an id that a blank parts from its name.
    pub(super) fn distant_id(
        &self,
        field: &Field<'s>,
        siblings: &[Field<'s>],
        index: usize,
    ) -> Option<Diagnostic> {
        let hash = siblings.first().filter(|_| index == 1)?;
        let is_hash = hash.name.is_none() && matches!(hash.ty.kind, ExprKind::Nat);
        let digits = match (&field.ty.kind, field.ty.word()) {
            (ExprKind::Number(_), _) => true,
            (_, Some(word)) => {
                word.len() <= 8
                    && word.bytes().all(|digit| digit.is_ascii_hexdigit())
                    && !self.is_declared(word)
            }
            _ => false,
        };
        if !is_hash || !digits || field.name.is_some() || hash.span.end != field.span.start {
            return None;
        }
        let name = self.combinator?.name.span;
        let gap = Span {
            start: name.end,
            ..span_start(hash.span)
        };
        let message = "an id stands directly behind its name";
        let label = "there is a blank before it";
        let id = hash.span.to(field.span);
        Some(Diagnostic::new(Code::Syntax, message, id, label).suggest("remove the blank", gap, ""))
    }

    /// `ok Ok;`: the application of a name that nothing declares, and most likely its declaration.
    pub(super) fn lost_equals(
        &self,
        head: Spanned<&'s str>,
        args: &[Expr<'s>],
    ) -> Option<Diagnostic> {
        let result = args.last()?;
        let is_type = result.word().is_some_and(is_type_name);
        let is_known = is_type_name(head.value)
            || self.is_declared(head.value)
            || finality(head.value).is_some();
        if !is_type || is_known {
            return None;
        }
        let message = "a declaration has no `=`";
        let gap = span_start(result.span);
        Some(
            Diagnostic::new(Code::Syntax, message, result.span, "expected `=` before it")
                .note(format!(
                    "nothing declares `{}`, so this is no application of it",
                    head.value
                ))
                .suggest("is the last type the result?", gap, "= "),
        )
    }

    /// Says how a field in which something is wrong, found last, is one with those beside it.
    pub(super) fn join(&mut self, siblings: &'s [Field<'s>], index: usize) {
        let Some(field) = siblings.get(index) else {
            return;
        };
        let before = index.checked_sub(1).and_then(|at| siblings.get(at));
        let behind = siblings.get(index + 1..).unwrap_or_default();
        // More than one argument would be a guess.
        let takes_one = field
            .ty
            .word()
            .is_some_and(|head| self.arity(head) == Some(1));
        let Some(finding) = self.diagnostics.last_mut() else {
            return;
        };
        match (finding.code, behind.first()) {
            (Code::WrongKind, Some(next)) if touches(field, next) => {
                let gap = Span {
                    start: field.span.end,
                    end: next.span.start,
                    ..field.span
                };
                finding.suggestion = way_out("is it the count of what follows?", gap, "*");
                self.joined = Some(next.ty.span);
            }
            (Code::WrongArity, Some(next)) if takes_one => {
                let Some((head, argument)) = field.ty.word().zip(only_argument(field, next)) else {
                    return;
                };
                let whole = field.ty.span.to(next.span);
                let text = format!("{head}<{}>", print::expr(argument));
                finding.suggestion = way_out("put the argument in brackets", whole, text);
                self.joined = Some(next.ty.span);
            }
            (Code::MissingCount, _) => {
                let element = before.filter(|before| touches(before, field));
                let is_empty =
                    matches!(&field.ty.kind, ExprKind::Repeat { fields, .. } if fields.is_empty());
                if let (Some(element), true) = (element, is_empty) {
                    let whole = element.ty.span.to(field.span);
                    let text = format!("Vector<{}>", print::expr(&element.ty));
                    finding.suggestion = way_out("a list is a `Vector`", whole, text);
                }
            }
            _ => {}
        }
    }

    /// How many arguments a type or constructor takes that the schema declares.
    fn arity(&self, name: &str) -> Option<usize> {
        let ty = match self.constructors.get(name) {
            Some(Named::Combinator(id)) => self.types.of(*id)?,
            Some(Named::Broken) => return None,
            None => *self.types.by_name.get(name)?,
        };
        Some(self.types.get(ty)?.params.len())
    }

    /// A name that is no number where one belongs, but that of a field.
    pub(super) fn no_number(&mut self, name: Spanned<&'s str>) -> Option<Diagnostic> {
        let Body::Fields(fields) = &self.combinator?.body else {
            return None;
        };
        if !self.suggester.affords(fields.len()) {
            return None;
        }
        let field = fields
            .iter()
            .find(|field| field.name.is_some_and(|field| field.value == name.value))?;
        let name_of = name.value;
        let wrong = |label| {
            let message = format!("there is no number `{name_of}`");
            Diagnostic::new(Code::UndeclaredName, message, name.span, label)
        };
        Some(if matches!(field.ty.kind, ExprKind::Nat) {
            wrong("this is not read yet")
                .label(field.span, format!("`{name_of}` comes here"))
                .note("fields are read in order, so a number stands before what it is for")
        } else {
            wrong("a number is a `#`")
                .label(field.ty.span, format!("`{name_of}` is no `#`"))
                .suggest(format!("make `{name_of}` a `#`"), field.ty.span, "#")
        })
    }
}

/// Whether `next` is a `[ … ]` without a name and a count, directly behind `field`.
fn touches(field: &Field<'_>, next: &Field<'_>) -> bool {
    next.name.is_none()
        && matches!(next.ty.kind, ExprKind::Repeat { count: None, .. })
        && field.span.end == next.span.start
}

/// The type that is the argument of `field`, whose type lacks one: `Vector int`, `Vector[int]`.
fn only_argument<'f, 's>(field: &Field<'s>, next: &'f Field<'s>) -> Option<&'f Expr<'s>> {
    match &next.ty.kind {
        ExprKind::Repeat { fields, .. } => match fields.as_slice() {
            [only] if touches(field, next) && only.name.is_none() => Some(&only.ty),
            _ => None,
        },
        _ => (next.name.is_none() && next.mask.is_none() && !next.bang).then_some(&next.ty),
    }
}

fn way_out(message: &str, span: Span, replacement: impl Into<String>) -> Option<Suggestion> {
    Some(Suggestion {
        message: message.into(),
        span,
        replacement: replacement.into(),
    })
}
