//! What keeps the compiler from calling dead what a program does not use, where even
//! `forbid(dead_code)` holds: everything is mentioned once.

use crate::rust::emit::setters;
use crate::rust::emit::template::{Output, code, lines, rust, separated};
use crate::rust::model::{Ident, Item, Param};

/// Mentions an item of a module; without `path` it is one of the root.
pub(super) fn item(path: &[Ident], item: &Item, out: &mut Output<'_>) {
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
    let path = separated(path, "", |module, out| rust!(out, "#module::", module));
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
}
