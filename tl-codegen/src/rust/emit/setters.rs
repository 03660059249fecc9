//! Setters of a struct, which can be chained, for the fields that may be left out.
//!
//! ```text
//! pub fn silent(mut self, silent: bool) -> Self {
//!     self.silent = silent;
//!     self
//! }
//! ```

use crate::rust::emit::generics::Parameters;
use crate::rust::emit::lints;
use crate::rust::emit::template::{Docs, Emit, Output, code, lines, rust};
use crate::rust::model::{Field, Ident, Struct, Ty};

pub(super) fn setters(item: &Struct, out: &mut Output<'_>) {
    let fields: Vec<&Field> = settable(item).collect();
    if fields.is_empty() {
        return;
    }
    let generics = Parameters::of_struct(item).type_generics();
    lines!(
        out,
        "

        #allow
        impl#generics #ident#generics {
            #setters
        }
        ",
        allow = lints::of_setters(item),
        generics,
        ident = item.ident,
        setters = code(|out| {
            for (number, field) in fields.iter().enumerate() {
                if number > 0 {
                    out.blank();
                }
                write(field, out);
            }
        }),
    );
}

/// Returns the fields that have a setter.
fn settable(item: &Struct) -> impl Iterator<Item = &Field> {
    item.members()
        .filter(|field| item.setters && field.role.may_be_left_out())
}

/// Returns the names of the setters.
pub(super) fn names(item: &Struct) -> impl Iterator<Item = Ident> {
    settable(item).map(name)
}

fn name(field: &Field) -> Ident {
    let name = field.ident.as_str();
    // The function that creates a value is called `new`, and a field may have the name of another one's setter.
    match name.trim_start_matches("set_") {
        "new" => Ident::new(&format!("set_{name}")),
        _ => field.ident.clone(),
    }
}

fn write(field: &Field, out: &mut Output<'_>) {
    let (ty, is_option) = match field.role.member() {
        Some((Ty::Option(inner), _)) => (&**inner, true),
        Some(member) => member,
        None => return,
    };
    let docs = format!("Sets the field `{}`.", field.name);
    lines!(
        out,
        "
        #docs
        #[must_use]
        #[inline]
        pub fn #name(mut self, #ident: #ty) -> Self {
            self.#ident = #value;
            self
        }
        ",
        docs = Docs(&docs),
        name = name(field),
        ident = field.ident,
        ty,
        value = code(|out| match is_option {
            true => rust!(
                out,
                "::core::option::Option::Some(#ident)",
                ident = field.ident
            ),
            false => field.ident.emit(out),
        }),
    );
}
