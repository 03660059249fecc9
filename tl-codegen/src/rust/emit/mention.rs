//! What keeps the compiler from calling dead what a program does not use, where even
//! `forbid(dead_code)` holds: everything is mentioned once.

use crate::rust::emit::template::{Emit, Output, code, lines, rust, separated};
use crate::rust::model::{Ident, Item, Param, Views};

/// Mentions an item of a module; without `path` it is one of the root.
pub(super) fn item(path: &[Ident], item: &Item, out: &mut Output<'_>) {
    let (ident, params, is_called) = match item {
        Item::Struct(item) => {
            let params = item.params.iter().filter_map(Param::type_ident).count();
            (&item.ident, item.calls.len() + params, item.has_new())
        }
        Item::Enum(item) => {
            let params = item.params.iter().filter_map(Param::type_ident).count();
            (&item.ident, params, false)
        }
        Item::Alias(item) => (&item.ident, item.params.len(), false),
        Item::Transparent(_) => return,
    };
    let units = vec![(); params];
    let units = separated(&units, ", ", |(), out| out.push("()"));
    let arguments = code(|out| rust!(out, "<#units>", units));
    let arguments = (params > 0).then_some(arguments);
    let path = separated(path, "", |module, out| rust!(out, "#module::", module));
    if is_called {
        let colons = (params > 0).then_some("::");
        lines!(
            out,
            "let _ = #path#ident#colons#arguments::new;",
            path,
            ident,
            colons,
            arguments
        );
    } else {
        lines!(out, "let _: #path#ident#arguments;", path, ident, arguments);
    }
}

/// Mentions the view of an item.
pub(super) fn view(item: &Item, path: &[Ident], views: &Views, out: &mut Output<'_>) {
    let Some(view) = views.get(path) else { return };
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
    let path = separated(&view.path, "::", |part, out| part.emit(out));
    let list = separated(&arguments, ", ", |argument, out| out.push(argument));
    match arguments.is_empty() {
        true => lines!(out, "let _: #path;", path),
        false => lines!(out, "let _: #path<#list>;", path, list),
    }
}
