//! The forms of TL on the wire, as far as a TL line alone determines them.
//!
//! The generator and the derive both begin here, so that a line has only one meaning.

pub mod builtin;
mod fields;
mod fit;
mod scope;

use tl_parser::ast::ParamKind;
use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{Arg, Combinator, CombinatorKind, Field, Nat, TypeExpr, VarId};
use tl_parser::source::Span;

use crate::rust::model::{Argument, Count, Number, Var, Wire};

pub(crate) use fields::names_by_rule;
pub use fields::{Fields, type_params};
pub use fit::{RustType, Shape, fit};
pub use scope::Scope;

/// A construct that Rust code cannot express yet, and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsupported {
    /// `a repetition`.
    pub what: &'static str,
    /// The place.
    pub span: Span,
    /// The parameter of a function whose value the called side cannot know, if that is the construct.
    pub undetermined: Option<VarId>,
}

impl Unsupported {
    pub(crate) fn new(what: &'static str, span: Span) -> Self {
        Self {
            what,
            span,
            undetermined: None,
        }
    }

    /// Returns a diagnostic about a declaration.
    #[must_use]
    pub fn of(self, declaration: &Combinator<'_>) -> Diagnostic {
        Diagnostic::new(
            Code::Unsupported,
            format!("Rust code cannot be generated for {}", self.what),
            self.span,
            "this is not supported",
        )
        .about(declaration.span)
        .note("the schema is valid; nothing is left out silently, so no code is written")
    }
}

/// The maximum number of elements of a repetition that can be an array.
pub(crate) const MAX_ARRAY: u32 = 32;

/// Returns the form of a value of that type.
///
/// # Errors
/// If Rust code cannot express it yet.
pub fn wire(scope: &Scope<'_, '_>, expr: &TypeExpr<'_>) -> Result<Wire, Unsupported> {
    let schema = scope.schema;
    match expr {
        TypeExpr::Nat(_) => Ok(Wire::Number(Number::Nat)),
        TypeExpr::Call(_, span) if scope.combinator.kind == CombinatorKind::Constructor => {
            Err(Unsupported::new("a call in a constructor", *span))
        }
        TypeExpr::Call(..) => Ok(Wire::Call),
        TypeExpr::Var(var, span) => {
            if let Some(call) = scope.answer(*var)? {
                return Ok(Wire::Answer(call));
            }
            match scope.var(*var, *span)? {
                Var::Param(index) => Ok(Wire::Param(index)),
                Var::Field(_) => Err(Unsupported::new("a number where a type belongs", *span)),
            }
        }
        TypeExpr::Repeat(count, fields, span) => {
            let element = Box::new(element(scope, fields, *span)?);
            Ok(match *count {
                Nat {
                    var: None,
                    add: count @ 0..=MAX_ARRAY,
                } => Wire::Array(count, element),
                count => Wire::Tuple(scope.count(count, *span)?, element),
            })
        }
        TypeExpr::Boxed(ty, args, span) => match schema[*ty].builtin.map(builtin::row) {
            Some(Some(row)) => {
                let id = schema[*ty].constructors.first().map(|&it| schema[it].id);
                Ok(row.boxed(id.unwrap_or_default()))
            }
            Some(None) => Ok(Wire::Vector(of_vector(scope, args, *span)?)),
            None => Ok(Wire::Boxed(arguments(scope, args, *span)?)),
        },
        TypeExpr::Bare(id, args, span) => match schema[*id].builtin.map(builtin::row) {
            Some(Some(row)) => Ok(row.bare),
            Some(None) => Ok(Wire::List(of_vector(scope, args, *span)?)),
            None => Ok(Wire::Bare(arguments(scope, args, *span)?)),
        },
    }
}

fn arguments(
    scope: &Scope<'_, '_>,
    args: &[Arg<'_>],
    span: Span,
) -> Result<Vec<Argument>, Unsupported> {
    let mut arguments = Vec::with_capacity(args.len());
    for arg in args {
        arguments.push(match arg {
            Arg::Type(ty) => Argument::Form(wire(scope, ty)?),
            Arg::Nat(nat) => Argument::Nat(scope.count(*nat, span)?),
        });
    }
    Ok(arguments)
}

fn of_vector(
    scope: &Scope<'_, '_>,
    args: &[Arg<'_>],
    span: Span,
) -> Result<Box<Wire>, Unsupported> {
    match args.first() {
        Some(Arg::Type(element)) => Ok(Box::new(wire(scope, element)?)),
        Some(Arg::Nat(_)) | None => {
            let what = "a vector without the type of its elements";
            Err(Unsupported::new(what, span))
        }
    }
}

/// Returns the type that a repetition repeats; `None` if its elements are structs.
#[must_use]
pub fn only_type<'f, 's>(fields: &'f [Field<'s>]) -> Option<&'f TypeExpr<'s>> {
    match fields {
        [Field { mask: None, ty, .. }] => Some(ty),
        _ => None,
    }
}

/// Returns the form of a repetition's elements.
fn element(scope: &Scope<'_, '_>, fields: &[Field<'_>], span: Span) -> Result<Wire, Unsupported> {
    if let Some(ty) = only_type(fields) {
        return wire(scope, ty);
    }
    let mut captured = Vec::new();
    for (var, kind) in scope.of_repetition(fields).params {
        let Some(var) = var else { continue };
        captured.push(match (kind, scope.var(var, span)?) {
            (ParamKind::Type, Var::Param(index)) => Argument::Form(Wire::Param(index)),
            (_, var) => Argument::Nat(Count {
                var: Some(var),
                add: 0,
            }),
        });
    }
    Ok(Wire::Element(captured))
}
