//! The fields of a Rust struct or variant.

use proc_macro2::Span;
use syn::Fields;
use syn::ext::IdentExt;
use tl_codegen::__private::model::Ident;

use crate::attr::{Attributes, Target};
use crate::error::Errors;
use crate::shape;

/// A field of a Rust struct or variant.
pub(crate) struct Member<'i> {
    /// The field as it is written.
    pub field: &'i syn::Field,
    /// The contents of its attributes.
    pub attributes: Attributes,
    /// The index of the field, if it has no name.
    pub place: Option<u32>,
    /// The TL name of the field, if it is known: `rename`, or else its Rust name.
    pub name: Option<String>,
}

impl Member<'_> {
    /// Returns all members, in order.
    pub(crate) fn all<'i>(fields: &'i Fields, errors: &Errors) -> Vec<Member<'i>> {
        let member = |(place, field): (u32, &'i syn::Field)| {
            let attributes = Attributes::parse(&field.attrs, Target::Field, errors);
            let renamed = attributes.rename.as_ref().map(syn::LitStr::value);
            let own = field.ident.as_ref().map(|ident| ident.unraw().to_string());
            Member {
                field,
                place: field.ident.is_none().then_some(place),
                name: renamed.or(own),
                attributes,
            }
        };
        (0..).zip(fields).map(member).collect()
    }

    /// Whether this is the field that TL calls `name`, and the generator `ident`.
    pub(crate) fn is_called(&self, name: Option<&str>, ident: &Ident) -> bool {
        let Some(own) = &self.name else { return false };
        let by_ident = (self.attributes.rename.is_none() || name.is_none())
            && ident.as_str().trim_start_matches("r#") == own;
        by_ident || name.is_some_and(|name| name == own)
    }

    /// Whether one of the fields has a declaration, which was reported: it is that of the item.
    pub(crate) fn has_line(members: &[Self]) -> bool {
        members
            .iter()
            .any(|member| member.attributes.line.is_some())
    }

    /// Returns the place of the field.
    pub(crate) fn span(&self) -> Span {
        match &self.field.ident {
            Some(ident) => ident.span(),
            None => shape::span(&self.field.ty),
        }
    }

    /// Returns the name of the field in messages.
    pub(crate) fn text(&self) -> String {
        match (&self.field.ident, self.place) {
            (Some(ident), _) => ident.unraw().to_string(),
            (None, place) => place.unwrap_or_default().to_string(),
        }
    }
}
