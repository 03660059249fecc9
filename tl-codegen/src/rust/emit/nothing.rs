//! The impls of a type without values: decoding one is an error.
//!
//! ```text
//! fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self {
//!     let id = decoder.id();
//!     decoder.unexpected_id(id);
//!     Self(())
//! }
//! ```

use crate::rust::emit::declare::declare_enum;
use crate::rust::emit::generics::{Bound, Parameters, args_type};
use crate::rust::emit::json;
use crate::rust::emit::template::{Output, Quoted, code, lines};
use crate::rust::model::{Directions, Enum};

pub(super) fn impls(item: &Enum, out: &mut Output<'_>) {
    if out.context.binary {
        codec(item, out);
    }
    if out.context.json {
        to_and_from_json(item, out);
    }
}

fn codec(item: &Enum, out: &mut Output<'_>) {
    let parameters = Parameters::of_enum(item);
    declare_enum(item, out);
    lines!(
        out,
        "

        impl#decode_generics #decode_trait for #decoded {
            fn decode_bare(decoder: &mut #runtime::codec::Decoder<#lifetime>, _: #args_type) -> Self {
                let id = decoder.id();
                decoder.unexpected_id(id);
                Self(())
            }
        }

        impl#encode_generics #encode_trait for #encoded {
            fn encode_bare(&self, _: &mut #runtime::codec::Encoder, _: #args_type) {}
        }
        ",
        decode_generics = parameters.impl_generics(Bound::Decode),
        decode_trait = parameters.decode_trait(),
        decoded = parameters.target(Bound::Decode),
        lifetime = parameters.lifetime(),
        args_type = args_type(&item.params),
        encode_generics = parameters.impl_generics(Bound::Encode),
        encode_trait = parameters.encode_trait(),
        encoded = parameters.target(Bound::Encode),
    );
}

fn to_and_from_json(item: &Enum, out: &mut Output<'_>) {
    json::impls(
        "json",
        Parameters::of_enum(item),
        Directions::BOTH,
        &code(|out| lines!(out, "#coder.put(#runtime::json::Json::Null);")),
        &code(|out| {
            lines!(
                out,
                "
                #coder.unknown(#name);
                Self(())
                ",
                name = Quoted(&item.name)
            )
        }),
        out,
    );
}
