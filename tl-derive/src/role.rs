//! What a Rust field is to a declared one, and whether its type can be that.

use proc_macro2::Span;
use syn::Type;
use tl_codegen::__private::form::Form;
use tl_codegen::__private::model::{Bit, Count, Mask, Number, Role, Ty, Value, Wire, With};
use tl_parser::schema::{Arg, TypeExpr};

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
    if let Some(span) = member.attributes.nullable {
        return nullable(declared, ty, (bit, wire, span), checker, errors);
    }
    let inner = match bit {
        Some(_) => checker.optional(declared, ty, errors)?,
        None => ty,
    };
    let with = member.attributes.with.as_ref().map(|module| With {
        module: checker.context.fragments.keep(module),
        // A type of the user's says nothing.
        min_size: wire.min_size().unwrap_or(0),
    });
    if with.is_none() {
        checker.fits(declared, &declared.field.ty, inner, errors);
        parameter_in_box(declared, inner, checker, errors);
    }
    Some(Role::Value(Value {
        wire: for_type(wire.clone(), inner),
        ty: ty_of(wire, inner, checker),
        bit,
        with,
    }))
}

/// The type in the model: of a call, the type parameter that it is.
fn ty_of(wire: &Wire, ty: &Type, checker: &Checker<'_>) -> Ty {
    let fragments = &checker.context.fragments;
    let param = match ty {
        Type::Path(path) if *wire == Wire::Call => path.path.get_ident(),
        _ => None,
    };
    match param.filter(|param| checker.generic.contains(param)) {
        Some(param) => Ty::Param(fragments.ident(param)),
        None => Ty::Verbatim(fragments.keep(ty)),
    }
}

/// A parameter of TL is read as the Rust parameter that it is, so no box can stand around it.
fn parameter_in_box(
    declared: &Declared<'_, '_>,
    ty: &Type,
    checker: &Checker<'_>,
    errors: &mut Errors,
) {
    let mut expr = &declared.field.ty;
    let mut ty = ty;
    while let (TypeExpr::Boxed(_, args, _) | TypeExpr::Bare(_, args, _), Shape::List(element)) =
        (expr, shape(ty))
    {
        let [Arg::Type(argument)] = args.as_slice() else {
            return;
        };
        (expr, ty) = (argument, element);
    }
    let TypeExpr::Var(..) = expr else { return };
    let boxed = ["Box", "Arc"]
        .into_iter()
        .find_map(|name| Some((name, shape::argument(ty, name)?)));
    let Some((name, inner)) = boxed else { return };
    let inner = shape::text(inner);
    if checker.generic.iter().all(|ident| **ident != inner) {
        return;
    }
    let message = format!(
        "`{}` cannot be `{}`: it is the parameter itself, `{inner}`",
        declared.name(),
        shape::text(ty),
    );
    let help = format!("put the argument into it instead: `{name}<…>` for `{inner}`");
    let declaration = checker.declaration;
    let message = declaration.mistake(&message, expr.span(), "the parameter", &help);
    errors.at(shape::span(ty), message);
}

/// A value, or a list of values, that JSON may do without.
fn nullable(
    declared: &Declared<'_, '_>,
    ty: &Type,
    (bit, wire, said): (Option<Bit>, &Wire, Span),
    checker: &mut Checker<'_>,
    errors: &mut Errors,
) -> Option<Role> {
    let name = || declared.field.name.unwrap_or("_").to_owned();
    let of = |element: &Wire| Box::new(Wire::Nullable(name(), Box::new(element.clone())));
    let optional = |element: &Type| matches!(shape(element), Shape::Optional(_));
    let wire = match (bit, shape(ty), wire) {
        (None, Shape::Optional(inner), wire) => Some(Wire::Nullable(
            name(),
            Box::new(for_type(wire.clone(), inner)),
        )),
        (None, Shape::List(element), Wire::Vector(of_list)) if optional(element) => {
            Some(Wire::Vector(of(of_list)))
        }
        (None, Shape::List(element), Wire::List(of_list)) if optional(element) => {
            Some(Wire::List(of(of_list)))
        }
        _ => None,
    };
    let Some(wire) = wire else {
        let message = "`nullable` belongs on an `Option`, or a `Vec` of them, without a bit: it is \
                       for what \"may be null\" in JSON and is always there on the wire";
        errors.at(said, message);
        return None;
    };
    checker.nullable = true;
    checker.fits(declared, &declared.field.ty, ty, errors);
    checker.nullable = false;
    Some(Role::Value(Value {
        wire,
        ty: Ty::Verbatim(checker.context.fragments.keep(ty)),
        bit,
        with: None,
    }))
}

/// The form, read and written through the type's own impls where it is not the usual type.
pub(crate) fn for_type(wire: Wire, ty: &Type) -> Wire {
    let name = shape::name(ty).map(ToString::to_string);
    let is = |usual: &str| name.as_deref() == Some(usual);
    let usual = match &wire {
        Wire::Number(number) => is(match number {
            Number::Nat => "u32",
            Number::Int => "i32",
            Number::Long | Number::Int53 => "i64",
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
        Wire::Array(..) | Wire::Tuple(..) => return repeated(wire, ty),
        Wire::WithId(id, value) => {
            return Wire::WithId(*id, Box::new(for_type(*value.clone(), ty)));
        }
        Wire::Bool
        | Wire::Boxed(_)
        | Wire::Bare(_)
        | Wire::Record(_)
        | Wire::Param(_)
        | Wire::Vector(_)
        | Wire::List(_)
        | Wire::Nullable(..)
        | Wire::Object
        | Wire::Function
        | Wire::Call
        | Wire::Answer(_) => true,
    };
    if usual { wire } else { Wire::Bare(Vec::new()) }
}

/// The form of a repetition as the type has it: `3*[t]` is an array or a list.
fn repeated(wire: Wire, ty: &Type) -> Wire {
    let (count, element) = match &wire {
        Wire::Array(length, element) => {
            let count = Count {
                var: None,
                add: *length,
            };
            (count, element)
        }
        Wire::Tuple(count, element) => (*count, element),
        _ => return wire,
    };
    match (shape(ty), count) {
        (Shape::Array(inner, _), Count { var: None, add }) => {
            Wire::Array(add, Box::new(repeated(*element.clone(), inner)))
        }
        (Shape::List(inner), count) => {
            Wire::Tuple(count, Box::new(repeated(*element.clone(), inner)))
        }
        _ => wire,
    }
}
