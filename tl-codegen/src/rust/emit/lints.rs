//! Lints that names and types of a schema can trigger, and that nobody can fix.

use crate::rust::emit::Context;
use crate::rust::emit::enums::variant_structs;
use crate::rust::model::{Enum, FieldRole, Ident, Struct, Ty};

/// The complexity above which clippy warns about a type.
const MAX_COMPLEXITY: usize = 250;

/// For a struct whose fields have long types.
pub(super) fn of_struct(item: &Struct) -> Option<&'static str> {
    is_complex(item).then_some("#[allow(clippy::type_complexity)]")
}

/// For the function `new` of a struct.
pub(super) fn of_new(item: &Struct, arguments: usize) -> Option<String> {
    let many = (arguments > 7).then_some("clippy::too_many_arguments");
    let named = (item.ident.as_str() == "New").then_some("clippy::self_named_constructors");
    let complex = is_complex(item).then_some("clippy::type_complexity");
    let is_default = item.derives.contains(&"Default");
    let plain = (item.unit && !is_default).then_some("clippy::new_without_default");
    allow_some(&[many, named, complex, plain])
}

/// For functions with the names of fields.
const OF_FIELDS: [&str; 3] = [
    "clippy::should_implement_trait",
    "clippy::wrong_self_convention",
    "clippy::type_complexity",
];

/// For the setters of a struct.
pub(super) fn of_setters(item: &Struct) -> String {
    let lints = if is_complex(item) {
        &OF_FIELDS[..]
    } else {
        &OF_FIELDS[..2]
    };
    allow(lints)
}

/// Lints that are off by default and meant for code that people write.
const OPTIONAL: [&str; 4] = [
    "unreachable_pub",
    "unused_qualifications",
    "clippy::nursery",
    "clippy::pedantic",
];

/// The attribute of an item at the root, outside of the modules. The code may be in a private module.
pub(super) const OF_ROOT_ITEM: &str = "#[allow(unreachable_pub)]";

/// The same for the table of all layers and its function, which name types of the runtime.
pub(super) const OF_ALL_LAYERS: &str = "#[allow(unreachable_pub, unused_qualifications)]";

/// The types of views are longer than those of the schema, and their variants may differ in size.
const OF_VIEWS: [&str; 3] = [
    "clippy::enum_variant_names",
    "clippy::large_enum_variant",
    "clippy::type_complexity",
];

/// Returns the attribute of the modules at the root.
pub(super) fn of_root(context: &Context) -> String {
    of_modules(context, &[])
}

/// Returns the attribute of the module of views.
pub(super) fn of_views(context: &Context) -> String {
    of_modules(context, &OF_VIEWS)
}

/// The user may have deprecated items, for users of the code, or turned documentation off.
fn of_modules(context: &Context, more: &[&'static str]) -> String {
    let docs = (!context.docs).then_some("missing_docs");
    let needed = [deprecated(context), docs, placeholders(context)];
    let mut lints: Vec<&str> = needed.into_iter().flatten().collect();
    lints.extend(OPTIONAL);
    lints.extend(more);
    allow(&lints)
}

/// Returns the attribute of the code that mentions all items. Views of variants may have fields of the same names.
pub(super) fn of_mentions(context: &Context) -> Option<String> {
    let alike = context.flat_views.then_some("clippy::match_same_arms");
    let named = placeholders(context).filter(|_| context.flat_views);
    allow_some(&[deprecated(context), alike, named])
}

fn deprecated(context: &Context) -> Option<&'static str> {
    context.deprecates.then_some("deprecated")
}

fn placeholders(context: &Context) -> Option<&'static str> {
    context.placeholders.then_some("clippy::disallowed_names")
}

fn allow(lints: &[&str]) -> String {
    format!("#[allow({})]", lints.join(", "))
}

/// Returns the attribute for the lints that there are, if there is any.
fn allow_some(lints: &[Option<&'static str>]) -> Option<String> {
    let lints: Vec<&str> = lints.iter().copied().flatten().collect();
    (!lints.is_empty()).then(|| allow(&lints))
}

/// For an enum whose variants have a word in common, with each other or with their type, or have fields
/// with long types.
pub(super) fn of_enum(item: &Enum) -> Option<String> {
    let alike = has_alike_variants(item).then_some("clippy::enum_variant_names");
    let is_complex = variant_structs(item).into_iter().any(is_complex);
    allow_some(&[alike, is_complex.then_some("clippy::type_complexity")])
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
    // Clippy does not check enums with fewer variants.
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

/// For a module in the module `outer`, if both have the same name.
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

/// The complexity as clippy counts it: ten times the depth of each type.
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
