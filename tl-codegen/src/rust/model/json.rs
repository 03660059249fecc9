//! Items without a JSON form.

use crate::rust::model::{
    Field, FieldRole, Identity, Item, Param, Response, Struct, Variant, Wire,
};

/// What has no JSON form, and the index of the field that is to blame, if it is one.
pub type Refused = (&'static str, Option<usize>);

impl Item {
    /// Returns the part of the item that has no JSON form, and the field that is to blame, if it is one. JSON is
    /// encoded and decoded without arguments.
    #[must_use]
    pub fn refused_as_json(&self) -> Option<(&'static str, Option<&Field>)> {
        match self {
            Item::Struct(item) => item.refused_as_json(),
            Item::Enum(item) if !item.params.is_empty() => Some((PARAMETERS, None)),
            Item::Enum(item) => {
                let mut structs = item.variants.iter().filter_map(Variant::fields);
                structs.find_map(Struct::refused_as_json)
            }
            Item::Alias(_) | Item::Transparent(_) => None,
        }
    }
}

const OUTSIDE: &str = "a repetition whose fields depend on what is outside of it";

const PARAMETERS: &str = "a type with parameters";

impl Struct {
    fn refused_as_json(&self) -> Option<(&'static str, Option<&Field>)> {
        let element = matches!(self.identity, Identity::Element(_));
        let roles = self.fields.iter().map(|field| &field.role);
        let refused = refused_as_json(element, &self.params, self.response.as_ref(), roles);
        refused.map(|(what, index)| (what, index.and_then(|index| self.fields.get(index))))
    }
}

/// Returns the part of a struct that has no JSON form; `element` is true for a repetition's elements.
pub fn refused_as_json<'r>(
    element: bool,
    params: &[Param],
    response: Option<&Response>,
    roles: impl Iterator<Item = &'r FieldRole>,
) -> Option<Refused> {
    match (params, element) {
        ([], _) => {}
        (_, false) => return Some((PARAMETERS, None)),
        (_, true) => return Some((OUTSIDE, None)),
    }
    if matches!(response, Some(Response::Value { wire, .. }) if has_arguments(wire)) {
        return Some(("a result with arguments", None));
    }
    roles.enumerate().find_map(|(index, role)| match role {
        FieldRole::Value(value) if value.with.is_some() => Some((
            "a field that your own functions encode and decode",
            Some(index),
        )),
        FieldRole::Value(value) if has_arguments(&value.wire) => {
            Some(("a type with arguments", Some(index)))
        }
        FieldRole::Value(_) | FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Count => None,
    })
}

/// Whether a form contains a type with arguments. The struct of an element is checked by itself.
fn has_arguments(wire: &Wire) -> bool {
    wire.any(&|wire| matches!(wire, Wire::Boxed(args) | Wire::Bare(args) if !args.is_empty()))
}
