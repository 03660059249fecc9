//! Masks that guard nothing and are passed to nothing.

use crate::diagnostic::{Advice, Code, Diagnostic};
use crate::hasher::Names;
use crate::source::Form;
use crate::syntax::ast::{Combinator, Expr, ExprKind, Field};

/// A `#` can be a plain number, so only one whose name says that it is a mask is reported.
pub(super) fn lint(combinator: &Combinator<'_>, form: Form, diagnostics: &mut Vec<Diagnostic>) {
    let mut masks = Vec::new();
    candidates(combinator.fields(), &mut masks);
    if masks.is_empty() {
        return;
    }
    let mut uses = Uses::default();
    uses.fields(combinator.fields());
    uses.expr(&combinator.result);
    for (name, mask) in masks {
        if !uses.names.contains(name) && mask.span.start > uses.last_uncounted {
            diagnostics.push(diagnostic(name, mask, form));
        }
    }
}

fn candidates<'p, 's>(fields: &'p [Field<'s>], masks: &mut Vec<(&'s str, &'p Field<'s>)>) {
    for field in fields {
        if let (ExprKind::Nat, Some(name)) = (&field.ty.kind, field.name) {
            if is_mask(name.value) {
                masks.push((name.value, field));
            }
        }
        candidates(field.ty.repeated(), masks);
    }
}

/// Whether it is a name like `flags`, `flags2`, `fields_mask`.
fn is_mask(name: &str) -> bool {
    let name = name.trim_end_matches(|digit: char| digit.is_ascii_digit());
    let name = name.to_ascii_lowercase();
    name.ends_with("flags") || name.ends_with("mask")
}

/// The names that a declaration uses.
#[derive(Default)]
struct Uses<'s> {
    names: Names<'s, ()>,
    /// The start of the last repetition without a count: the last `#` before it is its count, whatever its name.
    last_uncounted: u32,
}

impl<'s> Uses<'s> {
    fn fields(&mut self, fields: &[Field<'s>]) {
        for field in fields {
            if let Some(mask) = field.mask {
                self.names.insert(mask.name.value, ());
            }
            self.expr(&field.ty);
        }
    }

    fn expr(&mut self, expr: &Expr<'s>) {
        match &expr.kind {
            ExprKind::Nat | ExprKind::Number(_) => {}
            ExprKind::Apply { head, args } => {
                self.names.insert(head.value, ());
                args.iter().for_each(|arg| self.expr(arg));
            }
            ExprKind::Bare(inner) => self.expr(inner),
            ExprKind::Sum(parts) => parts.iter().for_each(|part| self.expr(part)),
            ExprKind::Repeat { count, fields } => {
                match count {
                    Some(count) => self.expr(count),
                    None => self.last_uncounted = self.last_uncounted.max(expr.span.start),
                }
                self.fields(fields);
            }
        }
    }
}

fn diagnostic(name: &str, mask: &Field<'_>, form: Form) -> Diagnostic {
    Diagnostic::new(
        Code::UnusedMask,
        format!("the mask `{name}` is not used"),
        mask.span,
        "it does not guard a field and is not passed to a type",
    )
    .note("it is still sent: 4 bytes without meaning")
    .advise([Advice::allow_where("it is kept for future fields", form)])
}
