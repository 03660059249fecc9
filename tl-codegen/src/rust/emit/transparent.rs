//! A type that is read and written as the one that it wraps.
//!
//! ```text
//! struct UserId(i64);
//! ```

use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::template::{Output, code, lines, rust};
use crate::rust::model::Transparent;

pub(super) fn transparent(item: &Transparent, out: &mut Output<'_>) {
    let (ident, inner, member) = (&item.ident, &item.ty, &item.member);
    let parameters = Parameters::of_transparent(item);
    let (names, lifetime, args) = (
        parameters.type_generics(),
        &parameters.lifetime(),
        &parameters.any_args(),
    );
    // A type of several constructors has no id, and then neither has this one. The compiler
    // refuses a bound that never holds, unless a lifetime could make a difference.
    let bound = code(|out| rust!(out, "for<'any> #inner: #runtime::Identify", inner));
    lines!(
        out,
        "

        impl#generics #runtime::Identify for #ident#names#predicates {
            const ID: u32 = <#inner as #runtime::Identify>::ID;
            const NAME: &'static str = <#inner as #runtime::Identify>::NAME;
            const TL: &'static str = <#inner as #runtime::Identify>::TL;
        }
        ",
        generics = parameters.impl_generics(Bound::Identify),
        ident,
        names,
        predicates = parameters.where_clause_and(Bound::Identify, Some(&bound)),
        inner,
    );
    let read_trait = code(|out| rust!(out, "#runtime::Read<#lifetime, #args>", lifetime, args));
    let bound = code(|out| rust!(out, "#inner: #read_trait", inner, read_trait));
    lines!(
        out,
        "

        impl#generics #read_trait for #ident#names#predicates {
            const HEAD: #runtime::Head = <#inner as #read_trait>::HEAD;
            const MIN_SIZE: usize = <#inner as #read_trait>::MIN_SIZE;
            const FILLER: usize = <#inner as #read_trait>::FILLER;
            const TAKES_REST: bool = <#inner as #read_trait>::TAKES_REST;

            fn read_bare(reader: &mut #runtime::Reader<#lifetime>, args: #args) -> Self {
                Self {
                    #member: <#inner as #read_trait>::read_bare(reader, args),
                }
            }
        }
        ",
        generics = parameters.impl_generics_with_args(Bound::Read),
        read_trait,
        ident,
        names,
        predicates = parameters.where_clause_and(Bound::Read, Some(&bound)),
        inner,
        lifetime,
        args,
        member,
    );
    let write_trait = code(|out| rust!(out, "#runtime::Write<#args>", args));
    let bound = code(|out| rust!(out, "#inner: #write_trait", inner, write_trait));
    lines!(
        out,
        "

        impl#generics #write_trait for #ident#names#predicates {
            const HEAD: #runtime::Head = <#inner as #write_trait>::HEAD;

            fn write_bare(&self, writer: &mut #runtime::Writer, args: #args) {
                <#inner as #write_trait>::write_bare(&self.#member, writer, args);
            }
        }
        ",
        generics = parameters.impl_generics_with_args(Bound::Write),
        write_trait,
        ident,
        names,
        predicates = parameters.where_clause_and(Bound::Write, Some(&bound)),
        inner,
        args,
        member,
    );
}
