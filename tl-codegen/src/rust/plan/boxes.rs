//! Decides which values are in a `Box`: those whose type would contain itself, and those that are large
//! and rarely present. For that it estimates the sizes of Rust types, on 64-bit machines.

use tl_parser::schema::{CombinatorId, CombinatorKind, Field, Type, TypeExpr, TypeId};

use crate::rust::model::{Ty, Untyped, Value, Wire};
use crate::rust::plan::{Owner, Planner, Plans};
use crate::rust::wire::{fit, only_type};

/// An optional field larger than this is boxed, so that the many that are absent cost little.
const MAX_OPTIONAL: usize = 40;

impl<'s> Planner<'_, '_, 's> {
    /// Returns a value of that type, and its size in its struct.
    pub(super) fn value(
        &mut self,
        owner: &Owner<'_, 's>,
        field: &Field<'s>,
        ty: Ty,
        Untyped { bit, wire }: Untyped,
    ) -> (Value, usize) {
        let may_be_null = bit.is_none() && self.may_be_null(field);
        let (ty, nullable) = match ty {
            // For a list, this is about the elements, if their types are of the schema.
            Ty::Vec(element) if may_be_null => (Ty::Vec(nullable_element(element, &wire)), false),
            ty => (ty, may_be_null),
        };
        let size = self.size(&field.ty, &ty, owner);
        let optional = bit.is_some() || nullable;
        let is_item = matches!(ty, Ty::Item(..));
        let recursive = (is_item || matches!(ty, Ty::Array(..)))
            && owner.fields.scope.combinator.kind == CombinatorKind::Constructor
            && self.graph.needs_box(self.schema, owner.id, &field.ty);
        let large = is_item && optional && size > MAX_OPTIONAL;
        let (ty, size) = match (ty, recursive || large) {
            // A list is a box of its own.
            (Ty::Array(inner, _), true) => (Ty::Vec(inner), 24),
            (ty, true) => {
                if let TypeExpr::Boxed(id, ..) = &field.ty {
                    if let Some(plan) = &mut self.plans.types[*id] {
                        plan.boxed = true;
                    }
                }
                (Ty::Box(Box::new(ty)), 8)
            }
            (ty, false) => (ty, size),
        };
        let size = match optional {
            true => size_of_option(&ty, size),
            false => size,
        };
        let ty = match nullable {
            true => Ty::Option(Box::new(ty)),
            false => ty,
        };
        let wire = fit(wire, &ty, may_be_null.then(|| field.name.unwrap_or("_")));
        let with = None;
        (
            Value {
                ty,
                bit,
                wire,
                with,
            },
            size,
        )
    }
}

/// Returns the element of a list whose innermost elements may be null: they become an `Option`.
fn nullable_element(element: Box<Ty>, list: &Wire) -> Box<Ty> {
    let (Wire::Vector(wire) | Wire::List(wire) | Wire::Tuple(_, wire)) = list else {
        return element;
    };
    match *element {
        Ty::Item(..) | Ty::Object => Box::new(Ty::Option(element)),
        Ty::Vec(inner) => Box::new(Ty::Vec(nullable_element(inner, wire))),
        _ => element,
    }
}

/// The size of an item that is not planned yet. It is part of a cycle, and the fields that close cycles
/// are boxed.
pub(super) const UNKNOWN: usize = 8;

/// A variant larger than this is boxed, so that the enum is not as large as its rarest variant.
pub(crate) const MAX_VARIANT: usize = 200;

impl<'s> Planner<'_, '_, 's> {
    /// Returns the size of a Rust type, given its TL type.
    fn size(&self, expr: &TypeExpr<'s>, ty: &Ty, owner: &Owner<'_, 's>) -> usize {
        match (expr, ty) {
            (TypeExpr::Boxed(id, ..), Ty::Item(..)) => self.plans.types[*id]
                .as_ref()
                .map_or(UNKNOWN, |plan| plan.size),
            (TypeExpr::Bare(id, ..), Ty::Item(..)) => self.plans.size_of_struct(*id),
            (TypeExpr::Repeat(_, fields, _), Ty::Array(element, count)) => {
                let size = self.size_of_element(fields, element, owner);
                size.saturating_mul(*count)
            }
            _ => size_of(ty),
        }
    }

    /// Returns the size of an element of a repetition, given its TL fields.
    pub(super) fn size_of_element(
        &self,
        fields: &[Field<'s>],
        element: &Ty,
        owner: &Owner<'_, 's>,
    ) -> usize {
        if let Some(expr) = only_type(fields) {
            return self.size(expr, element, owner);
        }
        let size = |it: &Field<'s>| self.size(&it.ty, &self.rust_type(&it.ty, owner), owner);
        fields.iter().map(size).fold(0, usize::saturating_add)
    }
}

impl Plans<'_, '_> {
    /// Returns the size of the struct of a constructor.
    fn size_of_struct(&self, id: CombinatorId) -> usize {
        self.combinators[id]
            .as_ref()
            .map_or(UNKNOWN, |plan| plan.size)
    }

    /// Returns the size of an enum or alias, whose constructors are planned.
    pub(super) fn size_of_type(&self, id: TypeId, ty: &Type<'_>) -> usize {
        if let Some(only) = self.types[id].as_ref().and_then(|plan| plan.alias_of) {
            return self.size_of_struct(only);
        }
        let mut largest = 0;
        for &constructor in &ty.constructors {
            let size = self.size_of_struct(constructor);
            largest = largest.max(if size > MAX_VARIANT { 8 } else { size });
        }
        // The tag that distinguishes the variants.
        let unknown = self.types[id].as_ref().is_some_and(|plan| plan.unknown);
        let variants = ty.constructors.len() + usize::from(unknown);
        let largest = largest.max(if unknown { 8 } else { 0 });
        let tag = if variants == 1 { 0 } else { 8 };
        tag + largest
    }
}

/// Returns the size of a type that is not an item.
fn size_of(ty: &Ty) -> usize {
    match ty {
        Ty::True => 0,
        Ty::Bool => 1,
        Ty::Number(number) => number.size(),
        Ty::Box(_) => 8,
        Ty::Object => 16,
        Ty::Raw(size) => *size,
        Ty::String | Ty::Bytes | Ty::Vec(_) => 24,
        Ty::Secret(inner) => size_of(inner),
        Ty::Option(inner) => size_of_option(inner, size_of(inner)),
        Ty::Array(inner, count) => size_of(inner).saturating_mul(*count),
        // Assume the size of a string for an unknown type.
        Ty::Param(_) | Ty::Answer(_) | Ty::Named(..) => 24,
        Ty::Item(..) | Ty::Verbatim(_) => 8,
    }
}

/// Returns the size in an `Option`, which adds nothing if the type has an unused value.
fn size_of_option(ty: &Ty, size: usize) -> usize {
    match ty {
        Ty::Number(number) => size + number.size(),
        Ty::Raw(_) | Ty::Array(..) => size + 1,
        _ if size == 0 => 1,
        Ty::Bool
        | Ty::True
        | Ty::String
        | Ty::Bytes
        | Ty::Vec(_)
        | Ty::Box(_)
        | Ty::Secret(_)
        | Ty::Option(_)
        | Ty::Object
        | Ty::Param(_)
        | Ty::Answer(_)
        | Ty::Item(..)
        | Ty::Named(..)
        | Ty::Verbatim(_) => size,
    }
}
