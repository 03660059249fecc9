//! A type that is decoded and encoded like the type that it wraps.
//!
//! ```text
//! struct UserId(i64);
//! ```

use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::template::{Output, code, lines, rust};
use crate::rust::model::Transparent;

pub(super) fn transparent(item: &Transparent, out: &mut Output<'_>) {
    let (inner, member) = (&item.ty, &item.member);
    let parameters = Parameters::of_transparent(item);
    let (lifetime, args) = (&parameters.lifetime(), &item.args);
    let declared = code(|out| rust!(out, "#runtime::codec::Declared"));
    let bound = code(|out| rust!(out, "#inner: #declared", inner, declared));
    lines!(
        out,
        "

        impl#generics #declared for #target {
            type Kind = <#inner as #declared>::Kind;
            const HEAD: #runtime::codec::Head = <#inner as #declared>::HEAD;
        }
        ",
        generics = parameters.impl_generics(Bound::Declared),
        declared,
        target = parameters.target_where(Bound::Declared, Some(&bound)),
        inner,
    );
    let decode_trait = code(|out| rust!(out, "#runtime::Decode<#lifetime, #args>", lifetime, args));
    let bound = code(|out| rust!(out, "#inner: #decode_trait", inner, decode_trait));
    lines!(
        out,
        "

        impl#generics #decode_trait for #target {
            const LAYOUT: #runtime::codec::Layout = <#inner as #decode_trait>::LAYOUT;

            fn decode_bare(decoder: &mut #runtime::codec::Decoder<#lifetime>, args: #args) -> Self {
                Self {
                    #member: <#inner as #decode_trait>::decode_bare(decoder, args),
                }
            }
        }
        ",
        generics = parameters.impl_generics_with_args(Bound::Decode, args),
        decode_trait,
        target = parameters.target_where(Bound::Decode, Some(&bound)),
        inner,
        lifetime,
        args,
        member,
    );
    let encode_trait = code(|out| rust!(out, "#runtime::Encode<#args>", args));
    let bound = code(|out| rust!(out, "#inner: #encode_trait", inner, encode_trait));
    lines!(
        out,
        "

        impl#generics #encode_trait for #target {
            fn encode_bare(&self, encoder: &mut #runtime::codec::Encoder, args: #args) {
                <#inner as #encode_trait>::encode_bare(&self.#member, encoder, args);
            }
        }
        ",
        generics = parameters.impl_generics_with_args(Bound::Encode, args),
        encode_trait,
        target = parameters.target_where(Bound::Encode, Some(&bound)),
        inner,
        args,
        member,
    );
}
