//! `From` of a constructor's struct for the enum of its type and for a `Box` of that enum, and `TryFrom`
//! back.

use crate::rust::emit::generics::Parameters;
use crate::rust::emit::template::{Output, code, lines, rust};
use crate::rust::model::{Enum, Ty, Variant};

pub(super) fn conversions(item: &Enum, out: &mut Output<'_>) {
    for variant in &item.variants {
        let Some(conversion) = &variant.conversion else {
            continue;
        };
        if conversion.from {
            from(item, variant, &conversion.ty, out);
        }
        if conversion.from_boxed {
            from_boxed(item, &conversion.ty, out);
        }
        if conversion.try_from {
            try_from(item, variant, &conversion.ty, out);
        }
    }
}

fn from(item: &Enum, variant: &Variant, record: &Ty, out: &mut Output<'_>) {
    let generics = Parameters::of_enum(item).type_generics();
    lines!(
        out,
        "

        impl#generics ::core::convert::From<#record> for #ident#generics {
            #[inline]
            fn from(#argument: #record) -> Self {
                Self::#variant#value
            }
        }
        ",
        generics,
        record,
        ident = item.ident,
        argument = variant.held().map_or("_", |_| "value"),
        variant = variant.ident,
        value = code(|out| match variant.held() {
            None => {}
            Some(Ty::Box(_)) => rust!(out, "(#runtime::alloc::boxed::Box::new(value))"),
            Some(_) => out.push("(value)"),
        }),
    );
}

fn from_boxed(item: &Enum, record: &Ty, out: &mut Output<'_>) {
    let generics = Parameters::of_enum(item).type_generics();
    lines!(
        out,
        "

        impl#generics ::core::convert::From<#record> for #runtime::alloc::boxed::Box<#ident#generics> {
            #[inline]
            fn from(value: #record) -> Self {
                Self::new(::core::convert::From::from(value))
            }
        }
        ",
        generics,
        record,
        ident = item.ident,
    );
}

fn try_from(item: &Enum, variant: &Variant, record: &Ty, out: &mut Output<'_>) {
    let (ident, generics) = (&item.ident, Parameters::of_enum(item).type_generics());
    let (holds, result) = match variant.held() {
        None => ("", "Self"),
        Some(Ty::Box(_)) => ("(value)", "*value"),
        Some(_) => ("(value)", "value"),
    };
    let pattern = code(|out| {
        rust! { out, "#ident::#variant#holds", ident, variant = variant.ident, holds }
    });
    lines!(
        out,
        "

        impl#generics ::core::convert::TryFrom<#ident#generics> for #record {
            type Error = #ident#generics;

            fn try_from(value: #ident#generics) -> ::core::result::Result<Self, Self::Error> {
                #body
            }
        }
        ",
        generics,
        ident,
        record,
        body = code(|out| if item.variants.len() > 1 {
            lines!(
                out,
                "
                match value {
                    #pattern => ::core::result::Result::Ok(#result),
                    other => ::core::result::Result::Err(other),
                }
                ",
                pattern,
                result
            );
        } else {
            lines!(
                out,
                "
                let #pattern = value;
                ::core::result::Result::Ok(#result)
                ",
                pattern,
                result
            );
        }),
    );
}
