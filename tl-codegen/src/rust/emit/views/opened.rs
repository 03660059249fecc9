//! A type whose large variants are not in boxes: an element of a stream, opened.
//!
//! ```text
//! pub enum MessageOpened<'a> { Empty(super::types::MessageEmpty<'a>), Message(super::types::Message<'a>) }
//! ```

use crate::rust::emit::enums::variant_structs;
use crate::rust::emit::template::{Docs, Emit, Output, code, lines};
use crate::rust::emit::variables::argument;
use crate::rust::emit::views::arms::by_id;
use crate::rust::emit::views::decode::decode_variant;
use crate::rust::emit::views::traits::Traits;
use crate::rust::emit::views::types::{Types, unboxed};
use crate::rust::emit::views::{members, owned, variant_definition};
use crate::rust::model::{Enum, Ident, Struct, Ty, Variant, VariantKind};

pub(super) fn of_enum(
    item: &Enum,
    opened: &[Ident],
    types: Types<'_>,
    copy: bool,
    out: &mut Output<'_>,
) {
    let Some(name) = opened.last() else { return };
    let view = types.name(&item.ident);
    let owned = types.owned();
    let docs = format!("{}\n\nIts large variants are opened.", item.docs);
    // The contents of a box may not be `Copy`.
    let copy = copy && item.variants.iter().all(|it| copies(it, types));
    let traits = Traits::new(&item.derives, copy, &item.generics.arguments);
    out.with_coder(
        argument("decoder", &variant_structs(item)).as_str(),
        &mut |out| {
            lines!(
                out,
                "

            #docs
            #derives
            pub enum #name<'a> {
                #variants
            }

            impl<'a> #runtime::views::Open<'a> for #view<'a> {
                type Opened = #name<'a>;
            }

            impl<'a> #runtime::codec::Declared for #name<'a> {
                type Kind = <#owned as #runtime::codec::Declared>::Kind;
                const HEAD: #runtime::codec::Head = <#owned as #runtime::codec::Declared>::HEAD;
            }

            impl<'a> #runtime::Decode<'a> for #name<'a> {
                fn decode_bare(#coder: &mut #runtime::codec::Decoder<'a>, _: ()) -> Self {
                    #value
                }
            }

            impl<'a> #runtime::View for #name<'a> {
                type Owned = #owned;

                fn into_owned(self) -> #owned {
                    match self {
                        #arms
                    }
                }
            }
            ",
                docs = Docs(&docs),
                derives = traits.derive(),
                name,
                variants = code(|out| {
                    let ty =
                        |ty: &Ty, out: &mut Output<'_>| types.of(unboxed(ty), None, None).emit(out);
                    let members =
                        |fields: &Struct, out: &mut Output<'_>| members(fields, "", types, out);
                    for variant in &item.variants {
                        variant_definition(variant, &ty, &members, out);
                    }
                }),
                view,
                owned,
                value = code(|out| {
                    let value = |it: &_, out: &mut Output<'_>| variant(it, item, out);
                    by_id(item, &value, out);
                }),
                arms = code(|out| item
                    .variants
                    .iter()
                    .for_each(|it| arm(it, &owned, types, out))),
            );
        },
    );
    traits.write(name, out);
}

fn copies(variant: &Variant, types: Types<'_>) -> bool {
    match &variant.kind {
        VariantKind::Newtype { ty, .. } => types.views.copies(unboxed(ty), None),
        _ => true,
    }
}

fn variant(variant: &Variant, item: &Enum, out: &mut Output<'_>) {
    match &variant.kind {
        VariantKind::Newtype { ty: Ty::Box(_), .. } => {
            lines! { out, "Self::#ident(#coder.opened())", ident = variant.ident }
        }
        _ => decode_variant(variant, item, "()", out),
    }
}

/// Writes the conversion to the owned value, which has the boxes.
fn arm(variant: &Variant, owned: &dyn Emit, types: Types<'_>, out: &mut Output<'_>) {
    match &variant.kind {
        VariantKind::Newtype { ty: Ty::Box(_), .. } => {
            let ident = &variant.ident;
            lines! { out, "Self::#ident(value) => #owned::#ident(#runtime::alloc::boxed::Box::new(#runtime::View::into_owned(value))),", ident, owned }
        }
        _ => owned::arm(variant, owned, types, out),
    }
}
