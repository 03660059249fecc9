//! Mentions everything once, so that the compiler does not report what a program does not use as dead
//! code, even under `forbid(dead_code)`.

use crate::rust::emit::template::{Emit, Output, code, lines, rust, separated};
use crate::rust::emit::{one_way, setters};
use crate::rust::model::{Ident, Item, Param, Struct, Variant, VariantKind, Views};

/// Mentions an item of a module, or of the root if `modules` is empty.
pub(super) fn item(modules: &[Ident], item: &Item, out: &mut Output<'_>) {
    let (ident, params, functions) = match item {
        Item::Struct(item) => {
            let params = item.params.iter().filter_map(Param::type_ident).count();
            let new = item.has_new().then(|| Ident::new("new"));
            let functions = new.into_iter().chain(setters::names(item));
            (&item.ident, item.calls.len() + params, functions.collect())
        }
        Item::Enum(item) => {
            let params = item.params.iter().filter_map(Param::type_ident).count();
            let getters = item.getters.iter().map(|getter| getter.ident.clone());
            (&item.ident, params, getters.collect())
        }
        Item::Alias(item) => (&item.ident, item.params.len(), Vec::new()),
        Item::Transparent(_) => return,
    };
    let units = vec![(); params];
    let units = separated(&units, ", ", |(), out| out.push("()"));
    let arguments = code(|out| rust!(out, "<#units>", units));
    let arguments = (params > 0).then_some(arguments);
    let path = separated(modules, "", |module, out| rust!(out, "#module::", module));
    if functions.is_empty() {
        lines!(out, "let _: #path#ident#arguments;", path, ident, arguments);
    }
    for function in &functions {
        let colons = (params > 0).then_some("::");
        lines!(
            out,
            "let _ = #path#ident#colons#arguments::#function;",
            path,
            ident,
            colons,
            arguments,
            function
        );
    }
    let arguments = match params {
        0 => String::new(),
        _ => format!("<{}>", vec!["()"; params].join(", ")),
    };
    let ty: String = modules.iter().map(|module| format!("{module}::")).collect();
    one_way::uses(item, &format!("{ty}{ident}"), &arguments, out);
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

/// Uses the contents of a variant of parts.
fn arm(variant: &Variant, path: &dyn Emit, out: &mut Output<'_>) {
    let ident = &variant.ident;
    match &variant.kind {
        VariantKind::Unit(_) | VariantKind::Other { .. } => {
            lines!(out, "#path::#ident => {}", path, ident)
        }
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
    let params = match item {
        Item::Struct(item) => {
            item.calls.len() + item.params.iter().filter_map(Param::type_ident).count()
        }
        Item::Enum(item) => item.params.iter().filter_map(Param::type_ident).count(),
        Item::Alias(item) => item.params.len(),
        Item::Transparent(_) => return,
    };
    let lifetime = view.borrows.then_some("'static");
    let arguments: Vec<&str> = lifetime.into_iter().chain(vec!["()"; params]).collect();
    let path = whole(&view.path);
    let path = separated(&path, "::", |part, out| part.emit(out));
    let list = separated(&arguments, ", ", |argument, out| out.push(argument));
    match arguments.is_empty() {
        true => lines!(out, "let _: #path;", path),
        false => lines!(out, "let _: #path<#list>;", path, list),
    }
    if let Some(opened) = &view.opened {
        let opened = whole(opened);
        let path = separated(&opened, "::", |part, out| part.emit(out));
        lines!(out, "let _: #path<'static>;", path);
    }
    if let Some(parts) = &view.parts {
        let parts = whole(parts);
        let path = code(|out| separated(&parts, "::", |part, out| part.emit(out)).emit(out));
        let uses = code(|out| match item {
            Item::Struct(item) => each(item, &|field, out| rust!(out, "&it.#field", field), out),
            Item::Enum(item) => lines! { out, "
                match it {
                    #arms
                }
            ", arms = code(|out| item.variants.iter().for_each(|it| arm(it, &path, out))) },
            Item::Alias(_) | Item::Transparent(_) => {}
        });
        lines! { out, "
            let _ = |it: &#path<'static, 'static>| {
                #uses
            };
        ", path, uses }
    }
}
