//! Lists and fields that may be absent, as other languages write them.

use super::foreign::{LIST, OPTION, find, is_byte};
use crate::diagnostic::Suggestion;
use crate::resolve::{Position, Resolver};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Expr, ExprKind, Field, ParamKind};
use crate::syntax::print;

impl<'s> Resolver<'_, 's> {
    /// `Option<int>` is a field with a mask, and `Vec<u8>` is `bytes`.
    pub(super) fn foreign_generic(&self, name: Spanned<&'s str>) -> Option<Suggestion> {
        let Position::Field(siblings, index) = self.subject.place else {
            return None;
        };
        let field = siblings.get(index)?;
        let next = siblings.get(index + 1);
        let (head, args) = field.ty.application()?;
        let foreign = find(name.value)?;
        let squares = next.and_then(|next| in_squares(field, next));
        let (arg, whole) = match (args, squares) {
            ([arg], _) => (arg, field.ty.span),
            ([], Some(arg)) => (arg, field.ty.span.to(next?.span)),
            _ => return None,
        };
        // `Vector<u8>`
        if head.span != name.span {
            let is_bytes = is_byte(name.value) && is_list(head.value) && arg.span == name.span;
            return is_bytes.then(|| Suggestion::new("is it `bytes`?", whole, "bytes"));
        }
        if foreign.note == Some(LIST) {
            let is_bytes = arg.word().is_some_and(is_byte);
            return is_bytes.then(|| Suggestion::new("is it `bytes`?", whole, "bytes"));
        }
        if foreign.note != Some(OPTION) {
            return None;
        }
        let ty = print::expr(arg);
        if field.mask.is_some() {
            let message = "the mask says that it may be absent";
            return Some(Suggestion::new(message, whole, ty));
        }
        let nats = self.scope.names();
        let nats = nats.filter(|(_, var)| var.kind == ParamKind::Nat);
        let mask = nats.last().map_or("flags", |(name, _)| name);
        let used = siblings.iter().filter_map(|it| it.mask);
        let used = used.filter(|it| it.name.value == mask);
        let used: Vec<u32> = used.map(|it| it.bit.value).collect();
        let bit = (0..32).find(|bit| !used.contains(bit)).unwrap_or_default();
        let guarded = format!("{mask}.{bit}?{ty}");
        Some(Suggestion::new("guard the field", whole, guarded))
    }
}

fn is_list(head: &str) -> bool {
    head.eq_ignore_ascii_case("vector")
}

/// What a list of such elements is in TL: `Vector<int>`, or `bytes`.
pub(super) fn list_of(element: &Expr<'_>) -> String {
    let word = element.word();
    if word.is_some_and(is_byte) {
        return "bytes".to_owned();
    }
    format!("Vector<{}>", self::element(element))
}

/// What such an element is called in TL; one byte keeps its name, since TL has none.
pub(super) fn element(element: &Expr<'_>) -> String {
    let word = element.word().filter(|word| !is_byte(word));
    let known = word.and_then(find).and_then(|it| it.tl);
    known.map_or_else(|| print::expr(element), str::to_owned)
}

/// Whether the name of a list at `span` has no argument in `expr`.
pub(super) fn is_alone(expr: &Expr<'_>, span: Span) -> bool {
    match &expr.kind {
        ExprKind::Apply { head, args } if head.span == span => args.is_empty(),
        ExprKind::Apply { args, .. } => args.iter().any(|arg| is_alone(arg, span)),
        ExprKind::Bare(inner) => is_alone(inner, span),
        _ => false,
    }
}

/// `Vector<int>` for `[int]`, and for what is nested in it.
pub(super) fn list(expr: &Expr<'_>) -> Option<String> {
    let ExprKind::Repeat {
        count: None,
        fields,
    } = &expr.kind
    else {
        return None;
    };
    let [only] = fields.as_slice() else {
        return None;
    };
    if only.name.is_some() || only.mask.is_some() || only.bang {
        return None;
    }
    Some(match list(&only.ty) {
        Some(inner) => format!("Vector<{inner}>"),
        None => list_of(&only.ty),
    })
}

/// Whether `inner` lies within `outer`.
pub(super) fn contains(outer: Span, inner: Span) -> bool {
    outer.file == inner.file && outer.start <= inner.start && inner.end <= outer.end
}

/// Whether `next` is a `[ … ]` without a name and a count, directly after `field`.
pub(super) fn touches(field: &Field<'_>, next: &Field<'_>) -> bool {
    next.name.is_none()
        && matches!(next.ty.kind, ExprKind::Repeat { count: None, .. })
        && field.span.end == next.span.start
}

/// The type in square brackets directly after `field`: `Vector[int]`.
pub(super) fn in_squares<'f, 's>(field: &Field<'s>, next: &'f Field<'s>) -> Option<&'f Expr<'s>> {
    match next.ty.repeated() {
        [only] if touches(field, next) && only.name.is_none() => Some(&only.ty),
        _ => None,
    }
}
