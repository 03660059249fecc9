//! Getters of an enum, for the fields that all its variants have.
//!
//! ```text
//! pub fn id(&self) -> i64 {
//!     match self {
//!         Self::User(value) => value.id,
//!         Self::Chat { id, .. } => *id,
//!     }
//! }
//! ```

use crate::rust::emit::generics::Parameters;
use crate::rust::emit::template::{Docs, Emit, Output, code, lines, rust};
use crate::rust::model::{Enum, Getter, Ty, Variant, VariantKind};

pub(super) fn getters(item: &Enum, out: &mut Output<'_>) {
    if item.getters.is_empty() {
        return;
    }
    let generics = Parameters::of_enum(item).type_generics();
    lines!(
        out,
        "

        // The getters have the names of the fields.
        #[allow(
            clippy::len_without_is_empty,
            clippy::new_ret_no_self,
            clippy::should_implement_trait,
            clippy::type_complexity,
            clippy::wrong_self_convention
        )]
        impl#generics #ident#generics {
            #getters
        }
        ",
        generics,
        ident = item.ident,
        getters = code(|out| {
            for (number, getter) in item.getters.iter().enumerate() {
                if number > 0 {
                    out.blank();
                }
                write(item, getter, out);
            }
        }),
    );
}

fn write(item: &Enum, getter: &Getter, out: &mut Output<'_>) {
    let has_unknown = item.variants.iter().any(Variant::is_unknown);
    let returned = code(|out| match is_copied(&getter.ty) {
        true => getter.ty.emit(out),
        false => rust!(out, "&#ty", ty = borrowed(&getter.ty)),
    });
    let known = if has_unknown { "known " } else { "" };
    lines!(
        out,
        "
        #docs
        pub fn #ident(&self) -> #ty {
            match self {
                #arms
            }
        }
        ",
        docs = Docs(&format!(
            "The field `{}`, which all {known}constructors have.",
            getter.name
        )),
        ident = getter.ident,
        ty = code(|out| match getter.is_optional || has_unknown {
            true => rust!(out, "::core::option::Option<#returned>", returned),
            false => returned.emit(out),
        }),
        arms = code(|out| {
            for (variant, is_boxed) in item.variants.iter().zip(&getter.is_boxed) {
                arm(variant, *is_boxed, has_unknown, getter, out);
            }
            for variant in item.variants.iter().filter(|it| it.is_unknown()) {
                lines! { out, "Self::#ident(_) => ::core::option::Option::None,", ident = variant.ident }
            }
        }),
    );
}

fn arm(
    variant: &Variant,
    is_boxed: bool,
    has_unknown: bool,
    getter: &Getter,
    out: &mut Output<'_>,
) {
    let (ident, member) = (&variant.ident, &getter.ident);
    let is_field = matches!(variant.kind, VariantKind::Fields(_));
    let pattern = code(|out| match is_field {
        true => rust!(out, " { #member, .. }", member),
        false => out.push("(value)"),
    });
    // In a pattern, the field is already borrowed.
    let place = code(|out| match is_field {
        true => member.emit(out),
        false => rust!(out, "value.#member", member),
    });
    let (before, after) = match (getter.is_optional, is_copied(&getter.ty)) {
        (_, true) if is_field => ("*", ""),
        (_, true) => ("", ""),
        (false, false) if is_field => ("", ""),
        (false, false) => ("&", ""),
        (true, false) if is_boxed || is_slice(&getter.ty) => ("", ".as_deref()"),
        (true, false) => ("", ".as_ref()"),
    };
    let value = code(|out| rust!(out, "#before#place#after", before, place, after));
    let value = code(|out| match has_unknown && !getter.is_optional {
        true => rust!(out, "::core::option::Option::Some(#value)", value),
        false => value.emit(out),
    });
    lines! { out, "Self::#ident#pattern => #value,", ident, pattern, value }
}

/// Whether a getter returns a copy and not a reference.
fn is_copied(ty: &Ty) -> bool {
    matches!(ty, Ty::Number(_) | Ty::Bool | Ty::True | Ty::Raw(_))
}

/// Whether a reference to a type has another type: `&str` for `String`.
fn is_slice(ty: &Ty) -> bool {
    matches!(ty, Ty::String | Ty::Bytes | Ty::Vec(_))
}

/// Writes the type that a reference points to.
fn borrowed(ty: &Ty) -> impl Emit + '_ {
    code(move |out| match ty {
        Ty::String => out.push("str"),
        Ty::Bytes => out.push("[u8]"),
        Ty::Vec(inner) => rust!(out, "[#inner]", inner = **inner),
        ty => ty.emit(out),
    })
}
