//! What fields are in Rust, and how functions are answered.

use tl_parser::schema::Field;

use crate::rust::model::{FieldRole, Response, Ty, Untyped, Wire};
use crate::rust::plan::{Owner, Planner};
use crate::rust::wire::wire;

impl<'s> Planner<'_, '_, 's> {
    /// The role of a field, and how large it is.
    pub(super) fn field(
        &mut self,
        owner: &Owner<'_, 's>,
        field: &Field<'s>,
        role: FieldRole<Untyped>,
    ) -> (FieldRole, usize) {
        let constructor = owner.fields.scope.combinator.name;
        let name = field.name.unwrap_or_default();
        match role {
            FieldRole::Mask(mut mask) => {
                let is_here = !self.externs.has(owner.id);
                let masks = &mut self.selections.keep_masks;
                let selected = is_here && masks.selects_field(constructor, name);
                // Where each bit guards a field, there are no others to keep.
                mask.stored |= (selected || !field.is_called_flags()) && mask.guarded() != u32::MAX;
                let size = if mask.stored { 4 } else { 0 };
                (FieldRole::Mask(mask), size)
            }
            FieldRole::Flag(bit) => (FieldRole::Flag(bit), 1),
            FieldRole::Count => (FieldRole::Count, 0),
            FieldRole::Value(untyped) => {
                let ty = self.rust_type(&field.ty, owner);
                let ty = self.with_other_strings(owner, field, ty);
                let (value, size) = self.value(owner, field, ty, untyped);
                (FieldRole::Value(value), size)
            }
        }
    }

    /// How a function is answered.
    pub(super) fn response(&mut self, owner: &Owner<'_, 's>) -> Response {
        let function = owner.fields.scope.combinator;
        match wire(&owner.fields.scope.of_result(), &function.result) {
            Ok(Wire::Answer(call)) => Response::AsField(call),
            Ok(wire) => Response::Value {
                ty: self.rust_type(&function.result, owner),
                wire,
            },
            Err(unsupported) => {
                self.diagnostics.push(unsupported.of(function));
                Response::Value {
                    ty: Ty::True,
                    wire: Wire::Boxed(Vec::new()),
                }
            }
        }
    }
}
