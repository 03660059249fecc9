//! Items without a schema, whose declaration is made from the Rust fields.
//!
//! ```text
//! #[tl(id = 0x670da6e7)] struct Udp { ip: i32, port: i32 }      udp#670da6e7 ip:int port:int = Udp;
//! ```

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{LitInt, Type};
use tl_parser::diagnostic::nearest;

use crate::attr::Attributes;
use crate::error::Errors;
use crate::members::Member;
use crate::shape::{self, Shape, shape};

/// The parts of such a declaration other than the fields.
pub(crate) struct Made<'i> {
    /// The struct or variant.
    pub ident: &'i Ident,
    /// The TL type of the constructor.
    pub type_name: String,
}

/// Reports keys of fields that are not used if there is a declaration.
pub(crate) fn refuse_keys(members: &[Member<'_>], errors: &Errors) {
    for member in members {
        let Attributes {
            mask,
            bit,
            type_name,
            ..
        } = &member.attributes;
        if let Some(span) = mask {
            let message = "the declaration says which field is a mask: it has the type `#` there";
            errors.at(*span, message);
        }
        if let Some(bit) = bit {
            let message = format!(
                "the declaration gives the bit of a field: write `{}?` before the type there",
                bit.value()
            );
            errors.at(bit.span(), message);
        }
        if let Some(name) = type_name {
            let message = format!(
                "the declaration gives the type of a field: write `{}` there",
                name.value()
            );
            errors.at(name.span(), message);
        }
    }
}

/// Composes the declaration, and sets the names that the members have in it.
pub(crate) fn compose(
    id: &LitInt,
    attributes: &Attributes,
    members: &mut [Member<'_>],
    made: &Made<'_>,
    errors: &Errors,
) -> Option<String> {
    let id = number(id, errors)?;
    for (index, member) in members.iter_mut().enumerate() {
        let name = member.name.take().filter(|name| is_name(name));
        member.name = Some(name.unwrap_or_else(|| format!("field{index}")));
    }
    let mut masks: Vec<String> = Vec::new();
    let mut fields = Some(String::new());
    for member in &*members {
        let name = member.name.as_deref().unwrap_or_default();
        let ty = field(member, &masks, errors);
        if member.attributes.mask.is_some() {
            masks.push(name.to_owned());
        }
        fields = fields
            .zip(ty)
            .map(|(fields, ty)| format!("{fields}{name}:{ty} "));
    }
    let fields = fields?;
    let name = attributes.name.as_ref().map(syn::LitStr::value);
    let name = name.unwrap_or_else(|| lower_first(&made.ident.unraw().to_string()));
    let result = match &attributes.response {
        Some(ty) => of_answer(ty, errors)?,
        None => made.type_name.clone(),
    };
    Some(format!("{name}#{id:08x} {fields}= {result};"))
}

/// Returns the number that is an id.
pub(crate) fn number(id: &LitInt, errors: &Errors) -> Option<u32> {
    let number = id.base10_parse();
    if number.is_err() {
        errors.at(
            id.span(),
            format!("an id is a number of 32 bits, and `{id}` is not"),
        );
    }
    number.ok()
}

/// Returns what follows the name of a field: `flags.3?int`.
fn field(member: &Member<'_>, masks: &[String], errors: &Errors) -> Option<String> {
    let ty = &member.field.ty;
    if member.attributes.mask.is_some() {
        let word = matches!(shape(ty), Shape::Primitive(name) if name == "u32");
        if !word {
            errors.on(ty, "a mask is a `u32`");
        }
        return word.then(|| "#".into());
    }
    let Some(bit) = &member.attributes.bit else {
        if matches!(shape(ty), Shape::Optional(_)) {
            let message = "which bit says whether this is there? `#[tl(bit = \"flags.3\")]`";
            errors.at(member.span(), message);
            return None;
        }
        return of_member(member, ty, errors);
    };
    let (mask, number) = of_bit(bit, masks, errors)?;
    match shape(ty) {
        Shape::Primitive(name) if name == "bool" => Some(format!("{mask}.{number}?true")),
        Shape::Optional(inner) => Some(format!(
            "{mask}.{number}?{}",
            of_member(member, inner, errors)?
        )),
        _ => {
            let message = "a field with a bit is an `Option`, or a `bool` that is the bit itself";
            errors.on(ty, message);
            None
        }
    }
}

/// Parses a bit: `flags.3`.
fn of_bit(bit: &syn::LitStr, masks: &[String], errors: &Errors) -> Option<(String, u8)> {
    let text = bit.value();
    let parts = text.split_once('.');
    let Some((mask, number)) =
        parts.and_then(|(mask, number)| Some((mask, number.parse::<u8>().ok()?)))
    else {
        errors.at(bit.span(), "a bit is a mask and a number: `flags.3`");
        return None;
    };
    if number > 31 {
        errors.at(bit.span(), "a mask has the bits 0 to 31");
        return None;
    }
    if !masks.iter().any(|known| known == mask) {
        let meant = nearest(mask, masks.iter().map(String::as_str));
        let help = meant.map_or_else(
            || "a mask is a field of type `u32` before this one, with `#[tl(mask)]`".into(),
            |meant| format!("did you mean `{meant}.{number}`?"),
        );
        errors.at(
            bit.span(),
            format!("there is no mask `{mask}` before this field\nhelp: {help}"),
        );
        return None;
    }
    Some((mask.to_owned(), number))
}

fn of_member(member: &Member<'_>, ty: &Type, errors: &Errors) -> Option<String> {
    match &member.attributes.type_name {
        Some(name) => Some(format!("({})", name.value())),
        None if member.attributes.with.is_some() => Some("own".into()),
        None => of_type(ty, errors),
    }
}

/// Returns the TL type of a Rust type.
pub(crate) fn of_type(ty: &Type, errors: &Errors) -> Option<String> {
    match shape(ty) {
        Shape::Primitive(name) => {
            let known = match name.as_str() {
                "u32" => "#",
                "i32" => "int",
                "i64" => "long",
                "f64" => "double",
                "f32" => "float",
                "bool" => "Bool",
                _ => return unknown(ty, errors),
            };
            Some(known.into())
        }
        Shape::Text => Some("string".into()),
        Shape::Bytes => Some("bytes".into()),
        Shape::List(element) if is_repetition(element) => {
            let message = format!(
                "an element of `{}` cannot be an array, which has no type of its own in TL\nhelp: put the array into a \
                 struct with its own `id`",
                shape::text(ty)
            );
            errors.on(ty, message);
            None
        }
        Shape::List(element) => Some(format!("(Vector {})", of_type(element, errors)?)),
        Shape::Array(element, Some(length)) => match (shape::is_byte(element), length) {
            (true, 16) => Some("int128".into()),
            (true, 32) => Some("int256".into()),
            (true, 64) => Some("int512".into()),
            (true, _) => unknown(ty, errors),
            (false, length) => Some(format!("{length}*[ {} ]", of_type(element, errors)?)),
        },
        Shape::Object => Some("Object".into()),
        Shape::Named(named) => {
            let name = shape::name(named)?.unraw().to_string();
            Some(upper_first(&name))
        }
        Shape::Array(_, None) | Shape::Optional(_) | Shape::Foreign => unknown(ty, errors),
    }
}

/// Whether a type is a repetition in TL.
fn is_repetition(ty: &Type) -> bool {
    matches!(shape(ty), Shape::Array(element, _) if !shape::is_byte(element))
}

/// Returns the TL type of an answer. An answer is boxed and has no brackets around it: `Vector int`, `Bytes`.
fn of_answer(ty: &Type, errors: &Errors) -> Option<String> {
    let tl = of_type(ty, &Errors::default());
    let tl = tl.map(
        |tl| match tl.strip_prefix('(').and_then(|tl| tl.strip_suffix(')')) {
            Some(list) => list.to_owned(),
            None => tl,
        },
    );
    let is_type = |tl: &String| tl.starts_with(|first: char| first.is_ascii_alphabetic());
    let Some(tl) = tl.filter(is_type) else {
        let message = format!(
            "`{}` is not the answer of a function in TL\nhelp: an answer is a type with \
             `#[derive(TlObject)]`, a builtin such as `bool` or `i64`, or a `Vec` of these",
            shape::text(ty)
        );
        errors.on(ty, message);
        return None;
    };
    Some(upper_first(&tl))
}

fn unknown(ty: &Type, errors: &Errors) -> Option<String> {
    let message = format!(
        "`{}` is not a type of TL\nhelp: name the type with `#[tl(type = \"long\")]`, and the functions that encode \
         and decode it with `with = module`",
        shape::text(ty)
    );
    errors.on(ty, message);
    None
}

fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

/// Returns the name of the constructor: `adnlAddressUdp` for `AdnlAddressUdp`.
fn lower_first(name: &str) -> String {
    with_first(name, 'c', |first| first.to_ascii_lowercase())
}

/// Returns the name of the type.
pub(crate) fn upper_first(name: &str) -> String {
    with_first(name, 'T', |first| first.to_ascii_uppercase())
}

fn with_first(name: &str, otherwise: char, change: fn(char) -> char) -> String {
    let name: String = name.chars().filter(char::is_ascii).collect();
    match name.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => {
            change(first).to_string() + name.get(1..).unwrap_or_default()
        }
        _ => format!("{otherwise}{name}"),
    }
}
