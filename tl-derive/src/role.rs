//! The role of a Rust field, by its declared field, and whether its type fits.

use proc_macro2::Span;
use syn::Type;
use tl_codegen::__private::model::{Bit, FieldRole, Mask, Ty, Untyped, Value, Wire, With};
use tl_codegen::__private::wire::fit;
use tl_parser::schema::{Arg, TypeExpr};

use crate::check::{Checker, ELEMENT};
use crate::matching::Declared;
use crate::members::Member;
use crate::shape::{self, Shape, Written, shape};

/// Returns the role of a member; `None` if the member cannot have it.
pub(crate) fn role(
    declared: &Declared<'_, '_>,
    member: &Member<'_>,
    checker: &mut Checker<'_>,
) -> Option<FieldRole> {
    let ty = &member.field.ty;
    match &declared.role {
        FieldRole::Count => Some(FieldRole::Count),
        FieldRole::Flag(bit) => {
            let what = "a bit and no more";
            refuse_with(declared, member, what, checker);
            checker.primitive(declared, ty, "bool", what);
            Some(FieldRole::Flag(*bit))
        }
        FieldRole::Mask(mask) => {
            let word = match mask.bit {
                Some(_) => checker.optional(declared, ty)?,
                None => ty,
            };
            refuse_with(declared, member, "a mask", checker);
            checker.primitive(declared, word, "u32", "a mask");
            Some(FieldRole::Mask(Mask {
                stored: true,
                ..mask.clone()
            }))
        }
        FieldRole::Value(Untyped { bit, wire }) => value(declared, member, *bit, wire, checker),
    }
}

fn value(
    declared: &Declared<'_, '_>,
    member: &Member<'_>,
    bit: Option<Bit>,
    wire: &Wire,
    checker: &mut Checker<'_>,
) -> Option<FieldRole> {
    let ty = &member.field.ty;
    if let Some(span) = member.attributes.nullable {
        return nullable(declared, ty, (bit, wire, span), checker);
    }
    let inner = match bit {
        Some(_) => checker.optional(declared, ty)?,
        None => ty,
    };
    let with = member.attributes.with.as_ref().map(|module| With {
        module: checker.asking.context.fragments.keep(module),
        // The size of the user's type is not known.
        min_size: wire.min_size().unwrap_or(0),
    });
    if checker.passes_on(declared) {
        let what = "a number that other fields use";
        refuse_with(declared, member, what, checker);
        checker.primitive(declared, inner, "u32", what);
    } else if with.is_none() {
        checker.written |= member.attributes.type_name.is_some();
        checker.fits(declared, &declared.field.ty, inner);
        checker.written = checker.declaration.written;
        parameter_in_box(declared, inner, checker);
    }
    Some(FieldRole::Value(Value {
        wire: fit(wire.clone(), Written(inner), None),
        ty: ty_of(wire, inner, checker),
        bit,
        with,
    }))
}

/// Reports `with` on a field that other fields depend on, since its Rust type is fixed.
fn refuse_with(
    declared: &Declared<'_, '_>,
    member: &Member<'_>,
    what: &str,
    checker: &Checker<'_>,
) {
    if let Some(with) = &member.attributes.with {
        let message = format!("`with` is not used here: `{}` is {what}", declared.name());
        checker.declaration.errors.on(with, message);
    }
}

/// Returns the type in the model. For a call, it may be a type parameter.
fn ty_of(wire: &Wire, ty: &Type, checker: &Checker<'_>) -> Ty {
    let fragments = &checker.asking.context.fragments;
    let param = match ty {
        Type::Path(path) if *wire == Wire::Call => path.path.get_ident(),
        _ => None,
    };
    match param.filter(|param| checker.asking.generic.contains(param)) {
        Some(param) => Ty::Param(fragments.ident(param)),
        None => fragments.ty(ty),
    }
}

/// Reports a TL parameter in a box: it is decoded as the Rust parameter, which cannot be in a box.
fn parameter_in_box(declared: &Declared<'_, '_>, ty: &Type, checker: &Checker<'_>) {
    let mut expr = &declared.field.ty;
    let mut ty = ty;
    let mut part = "";
    while let (TypeExpr::Boxed(_, args, _) | TypeExpr::Bare(_, args, _), Shape::List(element)) =
        (expr, shape(ty))
    {
        let [Arg::Type(argument)] = args.as_slice() else {
            return;
        };
        (expr, ty) = (argument, element);
        part = ELEMENT;
    }
    let TypeExpr::Var(..) = expr else { return };
    let boxed = ["Box", "Arc"]
        .into_iter()
        .find_map(|name| Some((name, shape::argument(ty, name)?)));
    let Some((name, inner)) = boxed else { return };
    let inner = shape::text(inner);
    if checker.asking.generic.iter().all(|ident| **ident != inner) {
        return;
    }
    let message = format!(
        "{part}`{}` cannot be `{}`: it is the parameter itself, `{inner}`",
        declared.name(),
        shape::text(ty),
    );
    let help = format!("put the argument into it instead: `{name}<…>` for `{inner}`");
    let declaration = checker.declaration;
    let message = declaration.mistake(&message, expr.span(), "the parameter", &help);
    checker.declaration.errors.on(ty, message);
}

/// Returns the role of a value, or of a list of values, that may be null in JSON.
fn nullable(
    declared: &Declared<'_, '_>,
    ty: &Type,
    (bit, wire, said): (Option<Bit>, &Wire, Span),
    checker: &mut Checker<'_>,
) -> Option<FieldRole> {
    let name = declared.field.name.unwrap_or("_");
    let wire = fit(wire.clone(), Written(ty), Some(name));
    if bit.is_some() || !wire.is_nullable() {
        let message = "`nullable` belongs on an `Option`, or a `Vec` of them, without a bit: it is \
                       for what \"may be null\" in JSON and is always there on the wire";
        checker.declaration.errors.at(said, message);
        return None;
    }
    checker.nullable = true;
    checker.fits(declared, &declared.field.ty, ty);
    checker.nullable = false;
    Some(FieldRole::Value(Value {
        wire,
        ty: checker.asking.context.fragments.ty(ty),
        bit,
        with: None,
    }))
}
