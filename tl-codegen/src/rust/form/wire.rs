//! The form of a value of a TL type.

use tl_parser::ast::ParamKind;
use tl_parser::schema::{Arg, Builtin, CombinatorKind, Field, Nat, Schema, TypeExpr, TypeId};
use tl_parser::source::Span;

use crate::rust::form::{Scope, Unsupported};
use crate::rust::model::{Argument, Count, Number, Var, Wire};

/// A repetition of no more elements than these can be an array.
pub const MAX_ARRAY: u32 = 32;

/// The form of a value of that type.
///
/// # Errors
/// What Rust cannot say yet.
pub fn wire(
    schema: &Schema<'_>,
    scope: &Scope<'_, '_>,
    expr: &TypeExpr<'_>,
) -> Result<Wire, Unsupported> {
    match expr {
        TypeExpr::Nat(_) => Ok(Wire::Number(Number::Nat)),
        TypeExpr::Call(_, span) if scope.combinator.kind == CombinatorKind::Constructor => {
            Err(Unsupported {
                what: "a call in a constructor",
                span: *span,
            })
        }
        TypeExpr::Call(..) => Ok(Wire::Call),
        TypeExpr::Var(var, span) => {
            if let Some(call) = scope.answer(*var)? {
                return Ok(Wire::Answer(call));
            }
            match scope.var(*var, *span)? {
                Var::Param(index) => Ok(Wire::Param(index)),
                Var::Field(_) => Err(Unsupported {
                    what: "a number where a type belongs",
                    span: *span,
                }),
            }
        }
        TypeExpr::Repeat(count, fields, span) => {
            let element = Box::new(element(schema, scope, fields, *span)?);
            Ok(match *count {
                Nat {
                    var: None,
                    add: count @ 0..=MAX_ARRAY,
                } => Wire::Array(count, element),
                count => Wire::Tuple(scope.count(count, *span)?, element),
            })
        }
        TypeExpr::Boxed(ty, args, _) => match schema[*ty].builtin {
            Some(Builtin::Vector) => Ok(Wire::Vector(of_vector(schema, scope, args, expr)?)),
            Some(Builtin::Bool) => Ok(Wire::Bool),
            Some(Builtin::Object) => Ok(Wire::Object),
            Some(Builtin::Function) => Ok(Wire::Function),
            Some(builtin) => Ok(boxed_builtin(schema, *ty, builtin)),
            None => Ok(Wire::Boxed(arguments(schema, scope, args, expr.span())?)),
        },
        TypeExpr::Bare(constructor, args, _) => match schema[*constructor].builtin {
            Some(Builtin::Vector) => Ok(Wire::List(of_vector(schema, scope, args, expr)?)),
            Some(builtin) => Ok(bare_builtin(builtin)),
            None => Ok(Wire::Bare(arguments(schema, scope, args, expr.span())?)),
        },
    }
}

fn arguments(
    schema: &Schema<'_>,
    scope: &Scope<'_, '_>,
    args: &[Arg<'_>],
    span: Span,
) -> Result<Vec<Argument>, Unsupported> {
    let argument = |arg: &Arg<'_>| {
        Ok(match arg {
            Arg::Type(ty) => Argument::Form(wire(schema, scope, ty)?),
            Arg::Nat(nat) => Argument::Nat(scope.count(*nat, span)?),
        })
    };
    args.iter().map(argument).collect()
}

/// The type that a repetition repeats; `None` for a record.
#[must_use]
pub fn only_type<'f, 's>(fields: &'f [Field<'s>]) -> Option<&'f TypeExpr<'s>> {
    match fields {
        [
            Field {
                mask: None,
                var: None,
                ty,
                ..
            },
        ] => Some(ty),
        _ => None,
    }
}

/// What a repetition repeats: a type, or a record.
///
/// # Errors
/// What Rust cannot say yet.
pub fn element(
    schema: &Schema<'_>,
    scope: &Scope<'_, '_>,
    fields: &[Field<'_>],
    span: Span,
) -> Result<Wire, Unsupported> {
    if let Some(ty) = only_type(fields) {
        return wire(schema, scope, ty);
    }
    let inner = scope.of_repetition(fields);
    let captured = inner.params.iter().flatten().map(|&var| {
        let kind = scope.combinator.var(var).map(|var| var.kind);
        Ok(match (kind, scope.var(var, span)?) {
            (Some(ParamKind::Type), Var::Param(index)) => Argument::Form(Wire::Param(index)),
            (_, var) => Argument::Nat(Count {
                var: Some(var),
                add: 0,
            }),
        })
    });
    Ok(Wire::Record(captured.collect::<Result<_, _>>()?))
}

fn of_vector(
    schema: &Schema<'_>,
    scope: &Scope<'_, '_>,
    args: &[Arg<'_>],
    vector: &TypeExpr<'_>,
) -> Result<Box<Wire>, Unsupported> {
    match args.first() {
        Some(Arg::Type(element)) => Ok(Box::new(wire(schema, scope, element)?)),
        Some(Arg::Nat(_)) | None => Err(Unsupported {
            what: "a vector without the type of its elements",
            span: vector.span(),
        }),
    }
}

/// A declared builtin may have another id than that of the prelude.
fn boxed_builtin(schema: &Schema<'_>, ty: TypeId, builtin: Builtin) -> Wire {
    match schema[ty].constructors.first() {
        Some(&constructor) => Wire::WithId(schema[constructor].id, Box::new(bare_builtin(builtin))),
        None => Wire::Boxed(Vec::new()),
    }
}

fn bare_builtin(builtin: Builtin) -> Wire {
    match builtin {
        Builtin::Int => Wire::Number(Number::Int),
        Builtin::Long => Wire::Number(Number::Long),
        Builtin::Int53 => Wire::Number(Number::Int53),
        Builtin::Double => Wire::Number(Number::Double),
        Builtin::Float => Wire::Number(Number::Float),
        Builtin::String => Wire::String,
        Builtin::Bytes => Wire::Bytes,
        Builtin::Int128 | Builtin::Int256 | Builtin::Int512 => Wire::Raw,
        // A bare `boolTrue` takes no bytes, as `true`.
        Builtin::SecureString
        | Builtin::SecureBytes
        | Builtin::True
        | Builtin::Bool
        | Builtin::Vector => Wire::Bare(Vec::new()),
        // `object ? = Object` is no constructor of its own: its bare form is any boxed value.
        Builtin::Object => Wire::Object,
        Builtin::Function => Wire::Function,
    }
}
