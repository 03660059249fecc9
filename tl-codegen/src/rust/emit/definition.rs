//! Structs, enums and aliases, as a person would write them.

use crate::rust::config::Impls;
use crate::rust::emit::field_type::field_type;
use crate::rust::emit::generics::Parameters;
use crate::rust::emit::lints;
use crate::rust::emit::template::{Docs, Emit, Output, Quoted, code, lines, rust, separated};
use crate::rust::model::{
    Alias, Constructor, Directions, Enum, Field, FieldRole, Ident, Identity, Item, Param, Response,
    Struct, Ty, VariantKind,
};

/// Writes the definition, as a person would write it.
pub(super) fn definition(item: &Item, out: &mut Output<'_>) {
    match item {
        Item::Struct(item) => structure(item, out),
        Item::Enum(item) if item.variants.is_empty() => nothing(item, out),
        Item::Enum(item) => enumeration(item, out),
        Item::Alias(item) => alias(item, out),
        Item::Transparent(_) => {}
    }
}

fn alias(item: &Alias, out: &mut Output<'_>) {
    let generics = code(|out| {
        let params = separated(&item.params, ", ", |param, out| param.emit(out));
        if !item.params.is_empty() {
            rust!(out, "<#params>", params);
        }
    });
    lines!(
        out,
        "

        #docs
        pub type #ident#generics = #target;
        ",
        docs = Docs(&item.docs),
        ident = item.ident,
        generics,
        target = item.target,
    );
}

/// `#[derive(Debug, Clone)]`, with `TlObject` if `derive`.
fn derives<'a>(traits: &'a [&'static str], derive: bool) -> impl Emit + 'a {
    code(move |out| {
        if !derive && traits.is_empty() {
            return;
        }
        let comma = (derive && !traits.is_empty()).then_some(", ");
        let object = derive.then_some(code(|out| rust!(out, "#runtime::TlObject")));
        let traits = separated(traits, ", ", |name, out| out.push(name));
        rust! { out, "#[derive(#traits#comma#object)]", traits, comma, object }
    })
}

/// Writes the user's attributes, one on each line.
fn attributes(attributes: &[String]) -> impl Emit + '_ {
    code(move |out| {
        for attribute in attributes {
            out.line(0);
            out.push(attribute);
        }
    })
}

fn structure(item: &Struct, out: &mut Output<'_>) {
    let derive = out.context.impls == Impls::Derive;
    lines!(
        out,
        "

        #docs
        #derives
        #attribute
        #non_exhaustive
        #attributes
        #allow
        pub struct #ident#generics#body
        ",
        docs = Docs(&item.docs),
        derives = derives(&item.derives, derive),
        attribute = derive.then_some(code(|out| struct_attribute(item, out))),
        non_exhaustive = item.non_exhaustive.then_some(NON_EXHAUSTIVE),
        attributes = attributes(&item.attributes),
        allow = lints::of_struct(item),
        ident = item.ident,
        generics = Parameters::of_struct(item).type_generics(),
        body = code(|out| if item.fields.is_empty() {
            out.push(";");
        } else {
            members(item, "pub ", out);
        }),
    );
}

/// `#[tl("photos.photo#20212ca8 … = photos.Photo;")]`.
fn struct_attribute(item: &Struct, out: &mut Output<'_>) {
    let Identity::Constructor(constructor) = &item.identity else {
        return;
    };
    let response = code(|out| match &item.response {
        Some(Response::Value { ty, .. }) => rust!(out, ", function, response = #ty", ty),
        Some(Response::AsField(_)) => out.push(", function"),
        None => {}
    });
    rust!(
        out,
        "#[tl(#tl#response#unchecked#direction#json#error_paths)]",
        tl = line(constructor),
        response,
        unchecked = unchecked(constructor),
        direction = direction(item.directions),
        json = json(out),
        error_paths = error_paths(out),
    );
}

/// The option of `#[tl(…)]` for a JSON form, or for serde's traits.
fn json(out: &Output<'_>) -> Option<&'static str> {
    match (out.context.json, out.context.serde) {
        (_, true) => Some(", serde"),
        (true, false) => Some(", json"),
        (false, false) => None,
    }
}

/// The option of `#[tl(…)]` for values that are only decoded or only encoded.
fn direction(directions: Directions) -> Option<&'static str> {
    match directions {
        Directions::DECODE => Some(", decode_only"),
        Directions::ENCODE => Some(", encode_only"),
        _ => None,
    }
}

const NON_EXHAUSTIVE: &str = "#[non_exhaustive]";

/// The option of `#[tl(…)]` for decode errors that name their field.
fn error_paths(out: &Output<'_>) -> Option<&'static str> {
    out.context.error_paths.then_some(", error_paths")
}

/// Writes the declaration as a string.
fn line(constructor: &Constructor) -> impl Emit + '_ {
    code(|out| Quoted(&format!("{};", constructor.tl)).emit(out))
}

/// The option of `#[tl(…)]` for an id that is not compared with the text.
fn unchecked(constructor: &Constructor) -> Option<&'static str> {
    constructor.unchecked.then_some(", unchecked_id")
}

/// Writes the Rust fields of a struct or variant, in braces.
fn members(item: &Struct, visibility: &str, out: &mut Output<'_>) {
    out.push(" {");
    out.indent(4);
    for field in &item.fields {
        member(field, visibility, out);
    }
    out.dedent(4);
    lines!(out, "}");
}

fn member(field: &Field, visibility: &str, out: &mut Output<'_>) {
    let ty = field_type(&field.role, |value| &value.ty);
    let nullable = match &field.role {
        FieldRole::Value(value) => out.context.impls == Impls::Derive && value.wire.is_nullable(),
        FieldRole::Mask(mask) if !mask.stored => return,
        FieldRole::Mask(_) | FieldRole::Flag(_) => false,
        FieldRole::Count => return,
    };
    lines!(
        out,
        "
        #docs
        #nullable
        #attributes
        #visibility#ident: #ty,
        ",
        docs = Docs(&field.docs),
        nullable = nullable.then_some("#[tl(nullable)]"),
        attributes = attributes(&field.attributes),
        visibility,
        ident = field.ident,
        ty,
    );
}

/// Writes a type without values. Only a failed decode creates one.
fn nothing(item: &Enum, out: &mut Output<'_>) {
    lines!(
        out,
        "

        #docs
        #derives
        #attributes
        pub struct #ident(());
        ",
        docs = Docs(&item.docs),
        derives = derives(&item.derives, false),
        attributes = attributes(&item.attributes),
        ident = item.ident,
    );
}

fn enumeration(item: &Enum, out: &mut Output<'_>) {
    let derive = out.context.impls == Impls::Derive;
    let (json, error_paths) = (json(out), error_paths(out));
    let attribute = code(|out| {
        let name = type_with_params(item);
        let direction = direction(item.directions);
        rust!(
            out,
            "#[tl(type = #name#direction#json#error_paths)]",
            name = Quoted(&name),
            direction,
            json,
            error_paths
        );
    });
    lines!(
        out,
        "

        #docs
        #derives
        #attribute
        #non_exhaustive
        #attributes
        #allow
        pub enum #ident#generics {
            #variants
        }
        ",
        docs = Docs(&item.docs),
        derives = derives(&item.derives, derive),
        attribute = derive.then_some(attribute),
        non_exhaustive = item.non_exhaustive.then_some(NON_EXHAUSTIVE),
        attributes = attributes(&item.attributes),
        allow = lints::of_enum(item),
        ident = item.ident,
        generics = Parameters::of_enum(item).type_generics(),
        variants = code(|out| {
            for (index, variant) in item.variants.iter().enumerate() {
                let attribute = code(|out| {
                    variant_attribute(&variant.kind, index == item.filler, out);
                });
                lines!(
                    out,
                    "
                    #docs
                    #attribute
                    #attributes
                    #ident#payload,
                    ",
                    docs = Docs(&variant.docs),
                    attribute = derive.then_some(attribute),
                    attributes = attributes(&variant.attributes),
                    ident = variant.ident,
                    payload = code(|out| match &variant.kind {
                        VariantKind::Newtype { ty, .. } => rust!(out, "(#ty)", ty),
                        VariantKind::Fields(item) => members(item, "", out),
                        VariantKind::Unknown => rust!(out, "(#runtime::value::Unknown)"),
                        VariantKind::Unit(_) | VariantKind::Other { .. } => {}
                    }),
                );
            }
        }),
    );
}

/// `Maybe {t:Type}`.
fn type_with_params(item: &Enum) -> String {
    let mut text = item.name.clone();
    for param in &item.params {
        let kind = match param {
            Param::Nat(_) => "#",
            Param::Type { .. } => "Type",
        };
        let name = param.variable().as_str().trim_start_matches("r#");
        text.push_str(&format!(" {{{name}:{kind}}}"));
    }
    text
}

fn variant_attribute(kind: &VariantKind, filler: bool, out: &mut Output<'_>) {
    match kind {
        VariantKind::Unit(constructor) => variant_line(constructor, filler, out),
        VariantKind::Fields(item) => {
            if let Identity::Constructor(constructor) = &item.identity {
                variant_line(constructor, filler, out);
            }
        }
        VariantKind::Newtype { .. } if filler => out.push("#[tl(filler)]"),
        VariantKind::Unknown => out.push("#[tl(unknown)]"),
        VariantKind::Newtype { .. } | VariantKind::Other { .. } => {}
    }
}

/// `#[tl("userEmpty#d3bc4b7a id:long = User;")]`.
fn variant_line(constructor: &Constructor, filler: bool, out: &mut Output<'_>) {
    rust!(
        out,
        "#[tl(#tl#unchecked#filler)]",
        tl = line(constructor),
        unchecked = unchecked(constructor),
        filler = filler.then_some(", filler"),
    );
}

/// Writes `new`, whose arguments are the fields that are always present.
pub(super) fn new(item: &Struct, out: &mut Output<'_>) {
    if !item.has_new() {
        return;
    }
    let arguments: Vec<_> = arguments(item).collect();
    lines!(
        out,
        "

        impl#generics #ident#generics {
            #docs
            #[inline]
            #allow
            pub fn new(#arguments) -> Self {
                #body
            }
        }
        ",
        generics = Parameters::of_struct(item).type_generics(),
        ident = item.ident,
        docs = out.context.docs.then_some(code(|out| new_docs(item, out))),
        allow = lints::of_new(item, arguments.len()),
        arguments = separated(&arguments, ", ", |(ident, ty), out| {
            rust!(out, "#ident: #ty", ident, ty);
        }),
        body = code(|out| if item.unit {
            lines!(out, "Self");
        } else {
            lines!(
                out,
                "
                Self {
                    #members
                }
                ",
                members = code(|out| item.fields.iter().for_each(|field| new_member(field, out))),
            );
        }),
    );
}

/// Returns the arguments of `new`.
fn arguments(item: &Struct) -> impl Iterator<Item = (&Ident, &Ty)> {
    item.fields.iter().filter_map(|field| match &field.role {
        FieldRole::Value(value) if !field.role.may_be_left_out() => Some((&field.ident, &value.ty)),
        FieldRole::Value(_) | FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Count => None,
    })
}

fn new_member(field: &Field, out: &mut Output<'_>) {
    let value = match &field.role {
        FieldRole::Count => return,
        FieldRole::Mask(mask) if !mask.stored => return,
        FieldRole::Mask(mask) if mask.bit.is_none() => "0",
        FieldRole::Flag(_) => "false",
        role if role.may_be_left_out() => "::core::option::Option::None",
        FieldRole::Mask(_) | FieldRole::Value(_) => "",
    };
    let colon = (!value.is_empty()).then_some(": ");
    lines! { out, "#ident#colon#value,", ident = field.ident, colon, value }
}

fn new_docs(item: &Struct, out: &mut Output<'_>) {
    let kept = item.fields.iter().filter(
        |field| matches!(&field.role, FieldRole::Mask(mask) if mask.stored && mask.bit.is_none()),
    );
    let name = item.identity.name();
    let fields = match arguments(item).next() {
        Some(_) => "with the fields that are always there",
        None => "without any of its fields",
    };
    rust! { out, "/// `#name` #fields", name, fields }
    for (number, field) in kept.enumerate() {
        let words = if number == 0 {
            ", and no bits in"
        } else {
            " and"
        };
        rust!(out, "#words `#ident`", words, ident = field.ident);
    }
    out.push(".");
}
