//! The bodies of `from_json`.

use super::{begin, constructor_name, form};
use crate::sorted::Set;

use crate::rust::emit::codec;
use crate::rust::emit::decode::construct;
use crate::rust::emit::template::{Emit, Hex, Output, Quoted, code, lines, rust, separated};
use crate::rust::emit::variables::{Site, bit_literal, member, name, variables};
use crate::rust::model::{
    Bit, Enum, Field, FieldRole, Ident, Mask, Number, Struct, Value, Var, Variant, VariantKind,
    Wire,
};

/// Decodes masks first: a mask that is given determines which other fields are present.
pub(super) fn decode_fields(item: &Struct, constructor: &str, out: &mut Output<'_>) {
    begin(&item.identity, out);
    let words = Words::of(item);
    let masks = item.fields.iter().filter_map(|field| match &field.role {
        FieldRole::Mask(mask) => Some((mask, field)),
        FieldRole::Flag(_) | FieldRole::Value(_) | FieldRole::Count => None,
    });
    for (mask, field) in masks.clone() {
        decode_mask(mask, field, &words, out);
    }
    // A mask that another one guards is there if it or a field on it is given.
    let is_nested = masks.clone().any(|(mask, _)| mask.bit.is_some());
    let mut bind = |field: &Field| {
        lines!(
            out,
            "let #ident = #decoded;",
            ident = field.ident,
            decoded = code(|out| decode_member(field, &words, out))
        );
    };
    if is_nested {
        let is_mask = |field: &&Field| matches!(field.role, FieldRole::Mask(_));
        item.members().filter(|it| !is_mask(it)).for_each(&mut bind);
        // The masks on a mask come after it.
        let stored = masks.filter(|(mask, _)| mask.stored);
        stored.rev().for_each(|(_, field)| bind(field));
    }
    let members = code(|out| {
        for field in item.members() {
            match (is_nested, field.place) {
                (true, None) => lines!(out, "#ident,", ident = field.ident),
                (true, Some(place)) => {
                    lines!(out, "#place: #ident,", place, ident = field.ident);
                }
                (false, _) => lines!(
                    out,
                    "#place: #decoded,",
                    place = member(field),
                    decoded = code(|out| decode_member(field, &words, out))
                ),
            }
        }
    });
    construct(item, &constructor, &members, out);
}

fn decode_member(field: &Field, words: &Words<'_>, out: &mut Output<'_>) {
    let (called, item) = (name(field), words.item);
    match &field.role {
        FieldRole::Count => {}
        FieldRole::Mask(mask) => kept_bits(mask, field, words, out),
        FieldRole::Flag(bit) => match guard(*bit, item) {
            Some(guard) => rust!(out, "#coder.flag(#called, #guard)", called, guard),
            None => rust!(out, "#coder.bool(#called)", called),
        },
        FieldRole::Value(Value {
            bit: Some(bit),
            wire,
            ..
        }) => {
            decode_optional(*bit, called, wire, item, out);
        }
        FieldRole::Value(value) => decode_value(&value.wire, called, out),
    }
}

/// Decodes a mask into a variable, which is `None` if neither the mask nor the mask above it is given.
fn decode_mask(mask: &Mask, field: &Field, words: &Words<'_>, out: &mut Output<'_>) {
    let (ident, called, item) = (&field.ident, name(field), words.item);
    let Some(bit) = mask.bit else {
        return lines! { out, "let #ident = #coder.mask(#called);", ident, called };
    };
    let nat = Wire::Number(Number::Nat);
    lines!(
        out,
        "
        let #word: ::core::option::Option<u32> = #read;
        let #ident = #word.or(#above.and(Some(0)));
        ",
        word = words.of_mask(field),
        read = code(|out| decode_optional(bit, called, &nat, item, out)),
        ident,
        above = Site::decoding(item).var(bit.mask)
    );
}

/// The names of the decoded words of masks that other masks guard.
struct Words<'i> {
    item: &'i Struct,
    /// The other variables.
    taken: Set<&'i str>,
}

impl<'i> Words<'i> {
    fn of(item: &'i Struct) -> Self {
        let taken = variables(item).map(Ident::as_str).collect();
        Self { item, taken }
    }

    fn of_mask(&self, field: &Field) -> Ident {
        let plain = field.ident.as_str().trim_start_matches("r#");
        Ident::free(&format!("word_{plain}"), &|name| self.taken.contains(name))
    }
}

/// Writes the bits of a mask that the struct keeps. If another mask guards it, the fields on it are variables.
fn kept_bits(mask: &Mask, field: &Field, words: &Words<'_>, out: &mut Output<'_>) {
    let (ident, word, guarded) = (&field.ident, words.of_mask(field), Hex(mask.guarded(), 1));
    match (mask.bit, mask.guarded()) {
        (None, u32::MAX) => return out.push("0"),
        (None, _) => return rust!(out, "#ident.unwrap_or(0) & !#guarded", ident, guarded),
        (Some(_), u32::MAX) => rust!(out, "#word.map(|_| 0)", word),
        (Some(_), _) => rust!(out, "#word.map(|word| word & !#guarded)", word, guarded),
    }
    let given = mask.bits.iter().flat_map(|bit| &bit.fields);
    let given: Vec<&Field> = given
        .filter_map(|&index| words.item.fields.get(index))
        .collect();
    let (open, close) = if given.len() > 1 {
        ("(", ")")
    } else {
        ("", "")
    };
    let given = separated(&given, " || ", |field, out| match field.role {
        FieldRole::Flag(_) => field.ident.emit(out),
        FieldRole::Value(_) | FieldRole::Mask(_) | FieldRole::Count => {
            rust!(out, "#ident.is_some()", ident = field.ident);
        }
    });
    rust!(
        out,
        ".or(#open#given#close.then_some(0))",
        open,
        given,
        close
    );
}

/// Writes a mask and its bit: `mode, 0x8`. JSON has no masks that are arguments.
fn guard(bit: Bit, item: &Struct) -> Option<impl Emit + '_> {
    matches!(bit.mask, Var::Field(_)).then_some(code(move |out| {
        let (mask, bit) = (Site::decoding(item).var(bit.mask), bit_literal(bit.bit));
        rust!(out, "#mask, #bit", mask, bit);
    }))
}

fn decode_optional(bit: Bit, called: Quoted<'_>, wire: &Wire, item: &Struct, out: &mut Output<'_>) {
    let form = form(wire);
    match guard(bit, item) {
        Some(guard) => {
            rust! { out, "#coder.masked(#called, #guard, #form)", called, guard, form }
        }
        None => rust!(out, "#coder.optional(#called, #form)", called, form),
    }
}

/// Decodes a value that is always present.
fn decode_value(wire: &Wire, called: Quoted<'_>, out: &mut Output<'_>) {
    let method = match wire {
        Wire::Number(number) => codec::method(*number),
        Wire::Bool => "bool",
        Wire::String => "string",
        Wire::Bytes => "bytes",
        Wire::Raw
        | Wire::Boxed(_)
        | Wire::Bare(_)
        | Wire::Element(_)
        | Wire::Param(_)
        | Wire::Answer(_) => "field",
        Wire::WithId(_, value) => return decode_value(value, called, out),
        Wire::Vector(element) | Wire::List(element) | Wire::Tuple(_, element) => {
            return rust! { out, "#coder.list(#called, #form)", called, form = form(element) };
        }
        Wire::Nullable(_, value) => {
            return rust! { out, "#coder.optional(#called, #form)", called, form = form(value) };
        }
        Wire::Array(..) | Wire::Object | Wire::Function | Wire::Call => {
            return rust! { out, "#coder.field_as(#called, #form)", called, form = form(wire) };
        }
    };
    rust!(out, "#coder.#method(#called)", method, called);
}

pub(super) fn decode_enum(item: &Enum, out: &mut Output<'_>) {
    // An object of a type with one constructor does not have to name it.
    let constructors = item.variants.iter().filter(|variant| !variant.is_other());
    let only = (constructors.count() == 1).then_some(" | \"\"");
    let unknown = item.variants.iter().find(|it| it.is_unknown());
    if let [
        Variant {
            ident,
            kind: VariantKind::Unknown,
            ..
        },
    ] = item.variants.as_slice()
    {
        // This is the only variant.
        return keep_unknown(ident, item, out);
    }
    lines!(
        out,
        "
        match #coder.kind() {
            #arms
            _ => {
                #other
            }
        }
        ",
        arms = code(|out| for variant in &item.variants {
            let name = code(|out| match &variant.kind {
                VariantKind::Unit(constructor) => Quoted(&constructor.name).emit(out),
                VariantKind::Newtype { ty, constructor } => {
                    let name = constructor.as_ref().map(|it| it.name.as_str());
                    constructor_name(ty, name).emit(out);
                }
                VariantKind::Fields(item) => Quoted(item.identity.name()).emit(out),
                VariantKind::Other { .. } | VariantKind::Unknown => {}
            });
            if !variant.is_other() {
                lines!(
                    out,
                    "
                    #name#only => {
                        #value
                    }
                    ",
                    name,
                    only,
                    value = code(|out| decode_variant(variant, out))
                );
            }
        }),
        other = code(|out| {
            if let Some(variant) = unknown {
                return keep_unknown(&variant.ident, item, out);
            }
            let name = Quoted(&item.name);
            lines!(out, "#coder.unknown(#name);", name);
            if let Some(variant) = item.variants.get(item.filler) {
                decode_variant(variant, out);
            }
        }),
    );
}

/// Writes the variant for an object of a constructor that the schema does not have.
fn keep_unknown(ident: &Ident, item: &Enum, out: &mut Output<'_>) {
    let name = Quoted(&item.name);
    lines! { out, "Self::#ident(#coder.unknown_object(#name))", ident, name }
}

fn decode_variant(variant: &Variant, out: &mut Output<'_>) {
    let ident = &variant.ident;
    match &variant.kind {
        VariantKind::Unit(_) => lines!(out, "Self::#ident", ident),
        VariantKind::Newtype { .. } => lines!(
            out,
            "Self::#ident(#runtime::json::FromJson::from_json(#coder))",
            ident
        ),
        VariantKind::Fields(item) => {
            decode_fields(item, &format!("Self::{ident}"), out);
        }
        VariantKind::Other { id, rest } => lines!(
            out,
            "
            Self::#ident {
                #id: 0,
                #rest: ::core::default::Default::default(),
            }
            ",
            ident,
            id,
            rest
        ),
        // Its arm matches every name.
        VariantKind::Unknown => {}
    }
}
