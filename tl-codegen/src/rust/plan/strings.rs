//! Other Rust types for strings and bytes, if the user wants them.

use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::Field;

use crate::rust::choice::MappedType;
use crate::rust::model::{Mapped, Ty};
use crate::rust::plan::types::with_strings;
use crate::rust::plan::{Owner, Planner};
use crate::rust::selector::Selection;

impl<'s> Planner<'_, '_, 's> {
    /// Returns the type of a field, with the user's choice for the strings and bytes in it.
    pub(super) fn with_other_strings(
        &mut self,
        owner: &Owner<'_, 's>,
        field: &Field<'s>,
        ty: Ty,
    ) -> Ty {
        if self.externs.has(owner.id) {
            return ty;
        }
        let constructor = owner.fields.scope.combinator;
        let name = field.name.unwrap_or_default();
        let is_string = |it: &Ty| matches!(it, Ty::String).then_some(Ty::Bytes);
        let selection = &mut self.selections.strings_as_bytes;
        let bytes = with_strings(&ty, &is_string)
            .filter(|_| selection.selects_field(constructor.name, name));
        let declared = ty;
        let ty = bytes.as_ref().unwrap_or(&declared);
        match self.mapped(constructor.name, name, ty, &declared) {
            None => bytes.unwrap_or(declared),
            Some((_, Some(other))) => other,
            Some((mapped, None)) => {
                let message = format!("`{}:{name}` is to be of two types", constructor.name);
                let label = format!(
                    "`Vec<u8>` by `--strings-as-bytes`, `{}` by `--map-type`",
                    mapped.written
                );
                let finding = Diagnostic::new(Code::ConflictingOptions, message, field.span, label);
                self.diagnostics.push(finding.about(constructor.span));
                declared
            }
        }
    }

    /// Returns the last choice for a field of type `ty`, and the type that it gives the field. That is `None` if
    /// the field is declared as a string but is to be bytes, and the choice is for strings.
    fn mapped(
        &mut self,
        constructor: &str,
        field: &str,
        ty: &Ty,
        declared: &Ty,
    ) -> Option<(&MappedType, Option<Ty>)> {
        let mut last = None;
        for (selection, mapped) in self.selections.map_type.each() {
            let replaced = |it: &Ty| {
                let (fits, what) = match it {
                    Ty::String => (mapped.strings, Mapped::String),
                    _ => (mapped.bytes, Mapped::Bytes),
                };
                fits.then(|| Ty::Named(mapped.path.as_str().into(), what))
            };
            let is_for_strings = with_strings(declared, &replaced).is_some();
            match with_strings(ty, &replaced) {
                Some(other) if selects(selection, constructor, field, ty) => {
                    last = Some((mapped, Some(other)));
                }
                None if is_for_strings && selection.selects_field(constructor, field) => {
                    last = Some((mapped, None));
                }
                Some(_) | None => {}
            }
        }
        last
    }
}

/// Whether the selector matches the field, its definition, or the type `string` or `bytes`.
fn selects(selection: &mut Selection<'_>, constructor: &str, field: &str, ty: &Ty) -> bool {
    let of_strings = with_strings(ty, &|it| matches!(it, Ty::String).then_some(Ty::True)).is_some();
    let builtin = if of_strings { "string" } else { "bytes" };
    selection.selects(builtin) | selection.selects_field(constructor, field)
}
