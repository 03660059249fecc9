//! `From` of a constructor's struct for the enum of its type and for a `Box` of that enum, and `TryFrom`
//! back.

use crate::rust::emit::generics::Parameters;
use crate::rust::emit::template::{Output, code, lines, rust};
use crate::rust::model::{Conversion, Enum, Ident, Payload};

pub(super) fn conversions(item: &Enum, out: &mut Output<'_>) {
    for conversion in &item.conversions {
        let Some(variant) = item.variants.get(conversion.variant) else {
            continue;
        };
        if conversion.from {
            from(item, &variant.ident, conversion, out);
        }
        if conversion.from_boxed {
            from_boxed(item, conversion, out);
        }
        if conversion.try_from {
            try_from(item, &variant.ident, conversion, out);
        }
    }
}

fn from(item: &Enum, variant: &Ident, conversion: &Conversion, out: &mut Output<'_>) {
    let generics = Parameters::of_enum(item).type_generics();
    lines!(
        out,
        "

        impl#generics ::core::convert::From<#payload> for #ident#generics {
            #[inline]
            fn from(#argument: #payload) -> Self {
                Self::#variant#value
            }
        }
        ",
        generics,
        payload = conversion.ty,
        ident = item.ident,
        argument = match conversion.payload {
            Payload::Unit => "_",
            Payload::Plain | Payload::Boxed => "value",
        },
        variant,
        value = code(|out| match conversion.payload {
            Payload::Unit => {}
            Payload::Plain => out.push("(value)"),
            Payload::Boxed => rust!(out, "(#runtime::alloc::boxed::Box::new(value))"),
        }),
    );
}

fn from_boxed(item: &Enum, conversion: &Conversion, out: &mut Output<'_>) {
    let generics = Parameters::of_enum(item).type_generics();
    lines!(
        out,
        "

        impl#generics ::core::convert::From<#record> for #runtime::alloc::boxed::Box<#ident#generics> {
            #[inline]
            fn from(value: #record) -> Self {
                Self::new(value.into())
            }
        }
        ",
        generics,
        record = conversion.ty,
        ident = item.ident,
    );
}

fn try_from(item: &Enum, variant: &Ident, conversion: &Conversion, out: &mut Output<'_>) {
    let (ident, generics) = (&item.ident, Parameters::of_enum(item).type_generics());
    let (holds, result) = match conversion.payload {
        Payload::Unit => ("", "Self"),
        Payload::Plain => ("(value)", "value"),
        Payload::Boxed => ("(value)", "*value"),
    };
    let pattern = code(|out| rust!(out, "#ident::#variant#holds", ident, variant, holds));
    lines!(
        out,
        "

        impl#generics ::core::convert::TryFrom<#ident#generics> for #payload {
            type Error = #ident#generics;

            fn try_from(value: #ident#generics) -> ::core::result::Result<Self, Self::Error> {
                #body
            }
        }
        ",
        generics,
        ident,
        payload = conversion.ty,
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
