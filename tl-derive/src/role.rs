//! What a Rust field is to a declared one, and whether its type can be that.

use quote::ToTokens;
use syn::Type;
use tl_codegen::rust::form::Form;
use tl_codegen::rust::model::{Bit, Count, Mask, Number, Role, Ty, Value, Wire, With};

use crate::check::Checker;
use crate::error::Errors;
use crate::matching::Declared;
use crate::members::Member;
use crate::shape::{self, Shape, shape};

/// The role of a member; `None` where it cannot have it.
pub(crate) fn role(
    declared: &Declared<'_, '_>,
    member: &Member<'_>,
    checker: &mut Checker<'_>,
    errors: &mut Errors,
) -> Option<Role> {
    let ty = &member.field.ty;
    match &declared.form {
        Form::Count => Some(Role::Count),
        Form::Flag(bit) => {
            checker.primitive(declared, ty, "bool", "a bit and no more", errors);
            Some(Role::Flag(*bit))
        }
        Form::Mask { bits, bit, .. } => {
            let word = match bit {
                Some(_) => checker.optional(declared, ty, errors)?,
                None => ty,
            };
            checker.primitive(declared, word, "u32", "a mask", errors);
            Some(Role::Mask(Mask {
                stored: true,
                bits: bits.clone(),
                bit: *bit,
            }))
        }
        Form::Value(bit, wire) => value(declared, member, *bit, wire, checker, errors),
    }
}

fn value(
    declared: &Declared<'_, '_>,
    member: &Member<'_>,
    bit: Option<Bit>,
    wire: &Wire,
    checker: &mut Checker<'_>,
    errors: &mut Errors,
) -> Option<Role> {
    let ty = &member.field.ty;
    let inner = match bit {
        Some(_) => checker.optional(declared, ty, errors)?,
        None => ty,
    };
    let with = member.attributes.with.as_ref().map(|module| With {
        module: module.to_token_stream(),
        min_size: min_size(wire),
    });
    if with.is_none() {
        checker.fits(declared, &declared.field.ty, inner, errors);
    }
    Some(Role::Value(Value {
        wire: for_type(wire.clone(), inner),
        ty: Ty::Verbatim(inner.to_token_stream()),
        bit,
        with,
    }))
}

/// The least number of bytes of a form, as far as it says it by itself.
fn min_size(wire: &Wire) -> usize {
    match wire {
        Wire::Number(Number::Long | Number::Double) | Wire::Vector(_) => 8,
        Wire::Number(Number::Nat | Number::Int | Number::Float)
        | Wire::String
        | Wire::Bytes
        | Wire::Bool
        | Wire::Boxed(_)
        | Wire::List(_)
        | Wire::Object
        | Wire::Function
        | Wire::Call => 4,
        Wire::Raw
        | Wire::Bare(_)
        | Wire::Record(_)
        | Wire::Param(_)
        | Wire::Tuple(..)
        | Wire::Array(..) => 0,
    }
}

/// The form, read and written through the type's own impls where it is not the usual type.
pub(crate) fn for_type(wire: Wire, ty: &Type) -> Wire {
    let name = shape::name(ty).map(ToString::to_string);
    let is = |usual: &str| name.as_deref() == Some(usual);
    let usual = match &wire {
        Wire::Number(number) => is(match number {
            Number::Nat => "u32",
            Number::Int => "i32",
            Number::Long => "i64",
            Number::Double => "f64",
            Number::Float => "f32",
        }),
        Wire::String if is("Vec") => return Wire::Bytes,
        Wire::String => is("String"),
        Wire::Bytes => is("Vec"),
        Wire::Raw => matches!(ty, Type::Array(_)),
        Wire::Bool if !is("bool") => return Wire::Boxed(Vec::new()),
        Wire::Object if !matches!(shape(ty), Shape::Object) => return Wire::Boxed(Vec::new()),
        Wire::Function if !matches!(shape(ty), Shape::Object) => return Wire::Call,
        Wire::Array(length, element) if is("Vec") => {
            let count = Count {
                var: None,
                add: *length,
            };
            return Wire::Tuple(count, element.clone());
        }
        Wire::Tuple(Count { var: None, add }, element) if matches!(ty, Type::Array(_)) => {
            return Wire::Array(*add, element.clone());
        }
        Wire::Bool
        | Wire::Boxed(_)
        | Wire::Bare(_)
        | Wire::Record(_)
        | Wire::Param(_)
        | Wire::Tuple(..)
        | Wire::Array(..)
        | Wire::Vector(_)
        | Wire::List(_)
        | Wire::Object
        | Wire::Function
        | Wire::Call => true,
    };
    if usual { wire } else { Wire::Bare(Vec::new()) }
}
