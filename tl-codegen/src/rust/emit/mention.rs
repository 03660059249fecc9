//! Mentions everything once, so that the compiler does not report what a program does not use as dead
//! code, even under `forbid(dead_code)`.

use crate::rust::emit::template::{Emit, Output, code, lines, rust, separated};
use crate::rust::emit::{one_way, setters};
use crate::rust::model::{Ident, Item, Param, Struct, Variant, VariantKind, Views};

/// Mentions an item of a module, or of the root if `modules` is empty.
pub(super) fn item(modules: &[Ident], item: &Item, out: &mut Output<'_>) {
    let functions: Vec<Ident> = match item {
        Item::Struct(item) => {
            let new = item.has_new().then(|| Ident::new("new"));
            new.into_iter().chain(setters::names(item)).collect()
        }
        Item::Enum(item) => {
            let getters = item.getters.iter();
            getters.map(|getter| getter.ident.clone()).collect()
        }
        Item::Alias(_) | Item::Transparent(_) => Vec::new(),
    };
    let mut path = String::new();
    for module in modules {
        path += module.as_str();
        path += "::";
    }
    path += item.ident().as_str();
    let (colons, arguments) = match type_params(item) {
        0 => ("", String::new()),
        count => ("::", format!("<{}>", vec!["()"; count].join(", "))),
    };
    for function in &functions {
        lines! { out, "let _ = #path#colons#arguments::#function;", path, colons, arguments, function }
    }
    let has_uses = one_way::uses(item, &path, &arguments, out);
    if functions.is_empty() && !has_uses {
        lines!(out, "let _: #path#arguments;", path, arguments);
    }
}

/// Returns the number of type parameters of an item.
fn type_params(item: &Item) -> usize {
    let of = |params: &[Param]| params.iter().filter_map(Param::type_ident).count();
    match item {
        Item::Struct(item) => item.calls.len() + of(&item.params),
        Item::Enum(item) => of(&item.params),
        Item::Alias(item) => item.params.len(),
        Item::Transparent(_) => 0,
    }
}

/// Splits mentions into parts that exceed `most` by at most one mention.
pub(super) fn parts(mentions: &str, most: usize) -> impl Iterator<Item = &str> {
    let mut rest = mentions;
    std::iter::from_fn(move || {
        // A statement begins at the beginning of a line.
        let next = rest.get(most..).and_then(|after| after.find("\nlet "));
        let end = next.map_or(rest.len(), |at| most + at + 1);
        let (part, after) = rest.split_at_checked(end)?;
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}

/// Uses each Rust field, since `Debug` alone does not count as a use.
fn each(item: &Struct, write: &dyn Fn(&Ident, &mut Output<'_>), out: &mut Output<'_>) {
    for field in item.members() {
        let field = code(|out| write(&field.ident, out));
        lines!(out, "let _ = #field;", field);
    }
}

/// Uses the contents of each variant of parts.
fn arms(variants: &[Variant], path: &dyn Emit, out: &mut Output<'_>) {
    let is_empty =
        |it: &&Variant| matches!(it.kind, VariantKind::Unit(_) | VariantKind::Other { .. });
    let (empty, others): (Vec<_>, Vec<_>) = variants.iter().partition(is_empty);
    for variant in others {
        arm(variant, path, out);
    }
    if !empty.is_empty() {
        let patterns = separated(&empty, " | ", |it, out| {
            rust!(out, "#path::#ident", path, ident = &it.ident);
        });
        lines!(out, "#patterns => {}", patterns);
    }
}

fn arm(variant: &Variant, path: &dyn Emit, out: &mut Output<'_>) {
    let ident = &variant.ident;
    match &variant.kind {
        VariantKind::Unit(_) | VariantKind::Other { .. } => {}
        VariantKind::Newtype { .. } | VariantKind::Unknown => lines! { out, "
            #path::#ident(it) => {
                let _ = it;
            }
        ", path, ident },
        VariantKind::Fields(item) => {
            let names: Vec<&Ident> = item.members().map(|field| &field.ident).collect();
            let names = separated(&names, ", ", |name, out| name.emit(out));
            let uses = code(|out| each(item, &|field, out| field.emit(out), out));
            lines! { out, "
                #path::#ident { #names } => {
                    #uses
                }
            ", path, ident, names, uses }
        }
    }
}

/// Mentions the view of the item at `path` in the modules `outer`.
pub(super) fn view(
    (outer, path): (&[Ident], &[Ident]),
    item: &Item,
    views: &Views,
    out: &mut Output<'_>,
) {
    let Some(view) = views.get(path) else { return };
    let whole = |path: &[Ident]| [outer, path].concat();
    let lifetime = view.borrows.then_some("'static");
    let params = vec!["()"; type_params(item)];
    let arguments: Vec<&str> = lifetime.into_iter().chain(params).collect();
    let path = whole(&view.path);
    let path = path.as_slice();
    let list = separated(&arguments, ", ", |argument, out| out.push(argument));
    match arguments.is_empty() {
        true => lines!(out, "let _: #path;", path),
        false => lines!(out, "let _: #path<#list>;", path, list),
    }
    if let Some(opened) = &view.opened {
        let path = whole(opened);
        lines!(out, "let _: #path<'static>;", path = path.as_slice());
    }
    if let Some(parts) = &view.parts {
        let path = whole(parts);
        let path = path.as_slice();
        let uses = code(|out| match item {
            Item::Struct(item) => each(item, &|field, out| rust!(out, "&it.#field", field), out),
            Item::Enum(item) => lines! { out, "
                match it {
                    #arms
                }
            ", arms = code(|out| arms(&item.variants, &path, out)) },
            Item::Alias(_) | Item::Transparent(_) => {}
        });
        lines! { out, "
            let _ = |it: &#path<'static, 'static>| {
                #uses
            };
        ", path, uses }
    }
}
