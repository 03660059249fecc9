//! Lints that names and types of a schema can provoke, and that nobody can heed.

use crate::rust::emit::Context;
use crate::rust::emit::enums::variant_structs;
use crate::rust::model::{Enum, FieldRole, Ident, Struct, Ty};

/// What clippy calls a very complex type.
const MAX_COMPLEXITY: usize = 250;

/// For a struct: that its fields have long types.
pub(super) fn of_struct(item: &Struct) -> Option<&'static str> {
    is_complex(item).then_some("#[allow(clippy::type_complexity)]")
}

/// For the function `new` of a struct.
pub(super) fn of_new(item: &Struct, arguments: usize) -> Vec<&'static str> {
    let many = (arguments > 7).then_some("clippy::too_many_arguments");
    let named = (item.ident.as_str() == "New").then_some("clippy::self_named_constructors");
    let complex = is_complex(item).then_some("clippy::type_complexity");
    let is_default = item.derives.contains(&"Default");
    let plain = (item.unit && !is_default).then_some("clippy::new_without_default");
    [many, named, complex, plain]
        .into_iter()
        .flatten()
        .collect()
}

/// For functions that are called as fields are.
const OF_FIELDS: [&str; 3] = [
    "clippy::should_implement_trait",
    "clippy::wrong_self_convention",
    "clippy::type_complexity",
];

/// For the functions of a struct that set fields.
pub(super) fn of_setters(item: &Struct) -> Option<String> {
    let lints = if is_complex(item) {
        &OF_FIELDS[..]
    } else {
        &OF_FIELDS[..2]
    };
    Some(allow(lints))
}

/// Lints that nobody has but who asks for them, and then of code that people write.
const OPTIONAL: [&str; 10] = [
    "missing_copy_implementations",
    "unreachable_pub",
    "unused_qualifications",
    "unused_results",
    "clippy::allow_attributes",
    "clippy::allow_attributes_without_reason",
    "clippy::arithmetic_side_effects",
    "clippy::as_conversions",
    "clippy::nursery",
    "clippy::pedantic",
];

/// The types of views are longer than those of the schema, and their variants are as large as they are.
const OF_VIEWS: [&str; 5] = [
    "single_use_lifetimes",
    "variant_size_differences",
    "clippy::enum_variant_names",
    "clippy::large_enum_variant",
    "clippy::type_complexity",
];

/// For the modules at the root.
pub(super) fn of_root(context: &Context) -> String {
    of_modules(context, &[])
}

/// The same for the module of views.
pub(super) fn of_views(context: &Context) -> String {
    of_modules(context, &OF_VIEWS)
}

/// What the user deprecates is for users of the code, and documentation that is missing is left out.
fn of_modules(context: &Context, more: &[&'static str]) -> String {
    let docs = (!context.docs).then_some("missing_docs");
    let mut lints: Vec<&str> = deprecated(context).into_iter().chain(docs).collect();
    lints.extend(OPTIONAL);
    lints.extend(more);
    allow(&lints)
}

/// For mentions of all items.
pub(super) fn of_mentions(context: &Context) -> Option<String> {
    deprecated(context).map(|lint| allow(&[lint]))
}

fn deprecated(context: &Context) -> Option<&'static str> {
    context.deprecates.then_some("deprecated")
}

fn allow(lints: &[&str]) -> String {
    format!("#[allow({})]", lints.join(", "))
}

/// For an enum: that its variants have a word in common, with each other or with their type, and that
/// fields in them have long types.
pub(super) fn of_enum(item: &Enum) -> Option<&'static str> {
    let complex = variant_structs(item).into_iter().any(is_complex);
    match (has_alike_variants(item), complex) {
        (false, false) => None,
        (true, false) => Some("#[allow(clippy::enum_variant_names)]"),
        (false, true) => Some("#[allow(clippy::type_complexity)]"),
        (true, true) => Some("#[allow(clippy::enum_variant_names, clippy::type_complexity)]"),
    }
}

fn has_alike_variants(item: &Enum) -> bool {
    let name = item.ident.as_str();
    let names = || item.variants.iter().map(|variant| variant.ident.as_str());
    let repeats = |variant: &str| variant.starts_with(name) || variant.ends_with(name);
    let share = |word: fn(&str) -> &str| {
        let first = names().next().map(word);
        names().map(word).all(|word| Some(word) == first)
    };
    let alike = names().any(repeats) || share(first_word) || share(last_word);
    // Clippy says nothing of fewer.
    alike && item.variants.len() > 2
}

/// `User` of `UserStatus`.
fn first_word(name: &str) -> &str {
    let mut words = name.char_indices().skip(1);
    let end = words.find(|(_, letter)| letter.is_uppercase());
    end.and_then(|(end, _)| name.get(..end)).unwrap_or(name)
}

/// `Status` of `UserStatus`.
fn last_word(name: &str) -> &str {
    let start = name.rfind(char::is_uppercase);
    start.and_then(|start| name.get(start..)).unwrap_or(name)
}

/// For a module in the module `outer`: that a namespace is called as what it is in.
pub(super) fn of_module(module: &Ident, outer: &Ident) -> Option<&'static str> {
    (module == outer).then_some("#[allow(clippy::module_inception)]")
}

fn is_complex(item: &Struct) -> bool {
    item.fields.iter().any(|field| match &field.role {
        FieldRole::Value(value) => {
            let option = usize::from(value.bit.is_some());
            10 * option + complexity(&value.ty, 1 + option) > MAX_COMPLEXITY
        }
        FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Count => false,
    })
}

/// As clippy counts it: each type ten times as deep as it stands in others.
fn complexity(ty: &Ty, depth: usize) -> usize {
    let inner = match ty {
        Ty::Vec(inner)
        | Ty::Array(inner, _)
        | Ty::Box(inner)
        | Ty::Option(inner)
        | Ty::Secret(inner) => complexity(inner, depth + 1),
        Ty::Item(_, _, args) => args.iter().map(|arg| complexity(arg, depth + 1)).sum(),
        Ty::Bytes | Ty::Raw(_) => 10 * (depth + 1),
        Ty::Object => 20 * (depth + 1),
        Ty::Number(_)
        | Ty::Bool
        | Ty::True
        | Ty::String
        | Ty::Param(_)
        | Ty::Answer(_)
        | Ty::Named(..)
        | Ty::Verbatim(_) => 0,
    };
    10 * depth + inner
}
