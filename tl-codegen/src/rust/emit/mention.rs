//! What keeps the compiler from calling dead what a program does not use, where even
//! `forbid(dead_code)` holds: everything is mentioned once.

use crate::rust::emit::template::{Output, code, lines, rust, separated};
use crate::rust::model::{Ident, Item, Param};

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
