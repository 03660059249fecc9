//! The Rust types of TL types, and thus of fields and answers.

use tl_parser::schema::{Arg, Builtin, Field, Nat, TypeExpr};
use tl_parser::source::Span;

use crate::rust::model::{FieldRole, Number, Response, Ty, Untyped, Wire};
use crate::rust::plan::{Owner, Path, Planner};
use crate::rust::wire::builtin::row;
use crate::rust::wire::{MAX_ARRAY, only_type, wire};

/// An array larger than this becomes a list, since it would be moved as a whole, on a small stack.
const MAX_ARRAY_SIZE: usize = 1024;

impl<'s> Planner<'_, '_, 's> {
    /// Returns the role of a field, and its size.
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
                // If each bit guards a field, no other bits have to be kept.
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

    /// Returns how a function is answered.
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

    /// Returns the Rust type of a TL type that has a form.
    pub(super) fn rust_type(&self, expr: &TypeExpr<'s>, owner: &Owner<'_, 's>) -> Ty {
        let call = |var| owner.fields.call(var).cloned();
        match expr {
            TypeExpr::Nat(_) => Ty::Number(Number::Nat),
            TypeExpr::Call(var, _) => call(*var).map_or(Ty::True, Ty::Param),
            TypeExpr::Var(var, _) => match owner.fields.param(*var) {
                Some(param) => Ty::Param(param.clone()),
                None => call(*var).map_or(Ty::True, Ty::Answer),
            },
            TypeExpr::Repeat(count, fields, span) => self.repetition(*count, fields, *span, owner),
            TypeExpr::Boxed(id, args, _) => {
                let plan = self.plans.types[*id].as_ref();
                let item = plan.map(|plan| (&plan.path, &plan.named[..]));
                self.applied(self.schema[*id].builtin, item, args, owner)
            }
            TypeExpr::Bare(id, args, _) => {
                let plan = self.plans.combinators[*id].as_ref();
                let item = plan.map(|plan| (&plan.path, &plan.named[..]));
                let builtin = self.schema[*id].builtin.map(|builtin| match builtin {
                    // `boolTrue` and `boolFalse` have one value each.
                    Builtin::Bool => Builtin::True,
                    builtin => builtin,
                });
                self.applied(builtin, item, args, owner)
            }
        }
    }

    /// Returns a builtin with its arguments, or an item with those that are arguments in Rust.
    fn applied(
        &self,
        builtin: Option<Builtin>,
        item: Option<(&Path, &[bool])>,
        args: &[Arg<'s>],
        owner: &Owner<'_, 's>,
    ) -> Ty {
        match (builtin.map(row), item, args) {
            (Some(Some(row)), ..) => row.ty,
            (Some(None), _, [Arg::Type(element)]) => {
                Ty::Vec(Box::new(self.rust_type(element, owner)))
            }
            (None, Some((path, named)), _) => {
                let mut types = Vec::new();
                for (arg, named) in args.iter().zip(named) {
                    match arg {
                        Arg::Type(ty) if *named => types.push(self.rust_type(ty, owner)),
                        Arg::Type(_) | Arg::Nat(_) => {}
                    }
                }
                path.seen_from(owner.depth, types)
            }
            (Some(None) | None, ..) => Ty::True,
        }
    }

    /// Returns the type of `3*[t]`: an array if it has few elements that are not large, otherwise a list.
    ///
    /// Elements without a size make a list, whose length the decoder limits: arrays of arrays of nothing could
    /// have any number of elements.
    fn repetition(
        &self,
        count: Nat,
        fields: &[Field<'s>],
        span: Span,
        owner: &Owner<'_, 's>,
    ) -> Ty {
        let only = only_type(fields);
        let element = match only {
            Some(expr) => self.rust_type(expr, owner),
            None => self.element_type(span, owner),
        };
        let element = Box::new(element);
        if count.var.is_some() || count.add > MAX_ARRAY {
            return Ty::Vec(element);
        }
        let size = match (only, &*element) {
            // A list that is too large for an array would not be better inside of one.
            (Some(TypeExpr::Repeat(inner, ..)), Ty::Vec(_)) if inner.var.is_none() => usize::MAX,
            (_, element) => self.size_of_element(fields, element, owner),
        };
        let total = size.saturating_mul(count.add as usize);
        if count.add == 0 || (1..=MAX_ARRAY_SIZE).contains(&total) {
            Ty::Array(element, count.add as usize)
        } else {
            Ty::Vec(element)
        }
    }
}

/// Returns the type with its strings and bytes replaced by `other`; `None` if that replaces nothing.
pub(super) fn with_strings(ty: &Ty, other: &dyn Fn(&Ty) -> Option<Ty>) -> Option<Ty> {
    let boxed = |inner: &Ty| with_strings(inner, other).map(Box::new);
    match ty {
        Ty::String | Ty::Bytes => other(ty),
        Ty::Vec(inner) => boxed(inner).map(Ty::Vec),
        Ty::Secret(inner) => boxed(inner).map(Ty::Secret),
        Ty::Box(inner) => boxed(inner).map(Ty::Box),
        Ty::Option(inner) => boxed(inner).map(Ty::Option),
        Ty::Array(inner, size) => boxed(inner).map(|inner| Ty::Array(inner, *size)),
        Ty::Number(_)
        | Ty::Bool
        | Ty::True
        | Ty::Raw(_)
        | Ty::Object
        | Ty::Param(_)
        | Ty::Answer(_)
        | Ty::Item(..)
        | Ty::Named(..)
        | Ty::Verbatim(_) => None,
    }
}
