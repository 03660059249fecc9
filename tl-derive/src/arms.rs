//! The variants of an enum.

use syn::DataEnum;

use crate::attr::{Attributes, Target};
use crate::error::Errors;
use crate::members::Member;

/// A variant with its attributes and fields.
pub(crate) struct Arm<'i> {
    pub variant: &'i syn::Variant,
    pub attributes: Attributes,
    pub members: Vec<Member<'i>>,
}

impl Arm<'_> {
    /// Returns all variants, in order.
    pub(crate) fn all<'i>(data: &'i DataEnum, errors: &Errors) -> Vec<Arm<'i>> {
        let arm = |variant: &'i syn::Variant| Arm {
            variant,
            attributes: Attributes::parse(&variant.attrs, Target::Variant, errors),
            members: Member::all(&variant.fields, errors),
        };
        data.variants.iter().map(arm).collect()
    }

    /// Reports what has no effect in the attributes of the variant and its fields: all but the `useful` keys.
    pub(crate) fn refuse_all_but(&self, useful: &[&str], why: &str, errors: &Errors) {
        if let Some(line) = &self.attributes.line {
            errors.at(
                line.span(),
                format!("a declaration is not used here: {why}"),
            );
        }
        self.attributes.refuse_all_but(useful, why, errors);
        for member in &self.members {
            member.attributes.refuse_all_but(&[], why, errors);
        }
    }
}
