//! Whether two declarations of one name say the same.

use crate::syntax::ast::{Body, Combinator, Expr, ExprKind, Field, is_type_name};

/// In what two declarations of one name differ, or `None` where they are the same declaration:
/// layout, an id that only one of them has, `=>` for `=` and `Vector<T>` for `(Vector T)` are no
/// difference.
pub(super) fn difference(one: &Combinator<'_>, other: &Combinator<'_>) -> Option<String> {
    if let Some(difference) = id_difference(one, other) {
        return Some(difference);
    }
    let params = one
        .params
        .iter()
        .map(|param| (param.name.value, param.kind));
    let other_params = other
        .params
        .iter()
        .map(|param| (param.name.value, param.kind));
    if !params.eq(other_params) {
        return Some("their parameters differ".to_owned());
    }
    let (fields, other_fields) = match (&one.body, &other.body) {
        (Body::Fields(fields), Body::Fields(other_fields)) => (fields, other_fields),
        (Body::Builtin(_), Body::Builtin(_)) => return None,
        (Body::Builtin(_), Body::Fields(_)) | (Body::Fields(_), Body::Builtin(_)) => {
            return Some("only one of them is built in".to_owned());
        }
    };
    for (field, other_field) in fields.iter().zip(other_fields) {
        if !same_field(field, other_field) {
            let name = field
                .name
                .or(other_field.name)
                .map_or("_", |name| name.value);
            return Some(format!("the field `{name}` differs"));
        }
    }
    if fields.len() != other_fields.len() {
        let number = |count| match count {
            0 => "no fields".to_owned(),
            1 => "1 field".to_owned(),
            count => format!("{count} fields"),
        };
        let (fields, other_fields) = (number(fields.len()), number(other_fields.len()));
        return Some(format!("one has {fields}, the other {other_fields}"));
    }
    (!same_expr(&one.result, &other.result)).then(|| "their results differ".to_owned())
}

/// The same, of the ids alone.
pub(super) fn id_difference(one: &Combinator<'_>, other: &Combinator<'_>) -> Option<String> {
    let (one, other) = (one.id?.value, other.id?.value);
    (one != other).then(|| format!("one has the id {one:08x}, the other {other:08x}"))
}

fn same_field(one: &Field<'_>, other: &Field<'_>) -> bool {
    one.name.map(|name| name.value) == other.name.map(|name| name.value)
        && one.mask.map(|mask| (mask.name.value, mask.bit.value))
            == other.mask.map(|mask| (mask.name.value, mask.bit.value))
        && one.bang == other.bang
        && same_expr(&one.ty, &other.ty)
}

fn same_exprs(ones: &[Expr<'_>], others: &[Expr<'_>]) -> bool {
    ones.len() == others.len()
        && ones
            .iter()
            .zip(others)
            .all(|(one, other)| same_expr(one, other))
}

fn same_expr(one: &Expr<'_>, other: &Expr<'_>) -> bool {
    let (one, other) = (plain(one), plain(other));
    match &one.kind {
        ExprKind::Nat => matches!(other.kind, ExprKind::Nat),
        ExprKind::Number(number) => {
            matches!(other.kind, ExprKind::Number(other) if other == *number)
        }
        ExprKind::Apply { head, args } => {
            matches!(&other.kind, ExprKind::Apply { head: other, args: others }
                if head.value == other.value && same_exprs(args, others))
        }
        ExprKind::Bare(inner) => {
            matches!(&other.kind, ExprKind::Bare(other) if same_expr(inner, other))
        }
        ExprKind::Sum(parts) => {
            matches!(&other.kind, ExprKind::Sum(others) if same_exprs(parts, others))
        }
        ExprKind::Repeat { count, fields } => {
            matches!(&other.kind, ExprKind::Repeat { count: other, fields: others }
                if same_count(count.as_deref(), other.as_deref()) && same_fields(fields, others))
        }
    }
}

fn same_count(one: Option<&Expr<'_>>, other: Option<&Expr<'_>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same_expr(one, other),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn same_fields(ones: &[Field<'_>], others: &[Field<'_>]) -> bool {
    ones.len() == others.len()
        && ones
            .iter()
            .zip(others)
            .all(|(one, other)| same_field(one, other))
}

/// `%con` is `con`: a constructor is bare anyway.
fn plain<'a, 's>(expr: &'a Expr<'s>) -> &'a Expr<'s> {
    if let ExprKind::Bare(inner) = &expr.kind {
        if let ExprKind::Apply { head, .. } = &inner.kind {
            if !is_type_name(head.value) {
                return inner;
            }
        }
    }
    expr
}
