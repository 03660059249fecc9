//! The traits to derive.

use crate::rust::derives::Traits;
use crate::rust::model::Field;

/// Those of a struct. One whose fields may all be left out has `Default`, as its `new` has no
/// arguments.
pub(super) fn of_struct(traits: Traits, default: bool, fields: &[Field]) -> Vec<&'static str> {
    let mut members = fields.iter().filter(|field| field.role.is_member());
    let is_empty = members.clone().next().is_none();
    let new_is_default = !is_empty && members.all(|field| field.role.may_be_left_out());
    let traits = traits.without(Traits::DEFAULT);
    names(match default || new_is_default {
        true => traits.and(Traits::DEFAULT),
        false => traits,
    })
}

/// Those of an enum.
pub(super) fn names(traits: Traits) -> Vec<&'static str> {
    let mut names = Vec::with_capacity(6);
    for (name, needed) in [
        ("Debug", Traits::DEBUG),
        ("Clone", Traits::CLONE),
        ("Default", Traits::DEFAULT),
        ("PartialEq", Traits::PARTIAL_EQ),
        ("Eq", Traits::HASH),
        ("Hash", Traits::HASH),
    ] {
        names.extend(traits.has(needed).then_some(name));
    }
    names
}
