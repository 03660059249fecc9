//! The traits to derive.

use crate::rust::derives::Traits;
use crate::rust::model::Field;

/// Returns the traits of a struct. If all its fields may be left out, it has `Default`, since its `new` has
/// no arguments.
pub(super) fn of_struct(traits: Traits, default: bool, fields: &[Field]) -> Vec<&'static str> {
    let mut members = fields.iter().filter(|field| field.role.is_member());
    let is_empty = members.clone().next().is_none();
    let new_is_default = !is_empty && members.all(|field| field.role.may_be_left_out());
    let traits = traits.without(Traits::DEFAULT);
    let traits = match default || new_is_default {
        true => traits.and(Traits::DEFAULT),
        false => traits,
    };
    traits.names()
}

/// Returns the attribute for the traits of other crates; `all` are the paths of all such traits.
pub(super) fn of_other_crates(traits: Traits, all: &[String]) -> Option<String> {
    let paths = traits.paths(all);
    (!paths.is_empty()).then(|| format!("#[derive({})]", paths.join(", ")))
}
