//! Compares two declarations of one name.

use crate::syntax::ast::{Combinator, Param};
use crate::syntax::print::{meaning, meaning_of_field};

/// Whether the ids are equal, or one is missing.
pub(super) fn has_same_id(one: &Combinator<'_>, other: &Combinator<'_>) -> bool {
    match (one.id, other.id) {
        (Some(one), Some(other)) => one.value == other.value,
        (None, _) | (_, None) => true,
    }
}

/// Whether two declarations are equal, except for an id that only one of them has.
pub(super) fn is_same(one: &Combinator<'_>, other: &Combinator<'_>) -> bool {
    has_same_id(one, other) && meaning(one, None) == meaning(other, None)
}

/// Returns the difference between two declarations of one name.
pub(super) fn difference(one: &Combinator<'_>, other: &Combinator<'_>) -> String {
    if let (Some(one), Some(other), false) = (one.id, other.id, has_same_id(one, other)) {
        return format!(
            "one has the id {:08x}, the other {:08x}",
            one.value, other.value
        );
    }
    let is_same = |(one, other): (&Param<'_>, &Param<'_>)| {
        one.kind == other.kind && one.name.value == other.name.value
    };
    let mut params = one.params.iter().zip(&other.params);
    if one.params.len() != other.params.len() || !params.all(is_same) {
        return "their parameters differ".to_owned();
    }
    if one.is_builtin() != other.is_builtin() {
        return "only one of them is built in".to_owned();
    }
    let (fields, others) = (one.fields(), other.fields());
    let mut pairs = fields.iter().zip(others);
    if let Some((field, other)) =
        pairs.find(|(field, other)| meaning_of_field(field) != meaning_of_field(other))
    {
        let name = field.name.or(other.name).map_or("_", |name| name.value);
        return format!("the field `{name}` differs");
    }
    if fields.len() != others.len() {
        let number = |count| match count {
            0 => "no fields".to_owned(),
            1 => "1 field".to_owned(),
            count => format!("{count} fields"),
        };
        let (one, other) = (number(fields.len()), number(others.len()));
        return format!("one has {one}, the other {other}");
    }
    "their results differ".to_owned()
}
