//! The prelude, and which declarations of a schema only repeat it.

use std::sync::OnceLock;

use crate::ast::{Body, Combinator, Expr, ExprKind, Field, Kind, Program, is_type_name};
use crate::schema::Builtin;
use crate::span::FileId;

const PRELUDE: &str = include_str!("../prelude.tl");

/// The file that the spans of the prelude name; no `Sources` has it.
pub(super) const PRELUDE_FILE: FileId = FileId(u32::MAX);

/// The syntax tree of `prelude.tl`.
pub(super) fn prelude() -> &'static Program<'static> {
    static PARSED: OnceLock<Program<'static>> = OnceLock::new();
    PARSED.get_or_init(|| crate::grammar::parse(PRELUDE_FILE, PRELUDE, &mut Vec::new()))
}

/// The builtin that a constructor of this name is, and its type.
fn named(name: &str) -> Option<(Builtin, &'static str)> {
    Some(match name {
        "int" => (Builtin::Int, "Int"),
        "int32" => (Builtin::Int, "Int32"),
        "long" => (Builtin::Long, "Long"),
        "int64" => (Builtin::Long, "Int64"),
        "int53" => (Builtin::Int53, "Int53"),
        "double" => (Builtin::Double, "Double"),
        "float" => (Builtin::Float, "Float"),
        "string" => (Builtin::String, "String"),
        "bytes" => (Builtin::Bytes, "Bytes"),
        "secureString" => (Builtin::SecureString, "SecureString"),
        "secureBytes" => (Builtin::SecureBytes, "SecureBytes"),
        "int128" => (Builtin::Int128, "Int128"),
        "int256" => (Builtin::Int256, "Int256"),
        "int512" => (Builtin::Int512, "Int512"),
        "true" => (Builtin::True, "True"),
        "boolFalse" | "boolTrue" => (Builtin::Bool, "Bool"),
        "vector" => (Builtin::Vector, "Vector"),
        "object" => (Builtin::Object, "Object"),
        "function" => (Builtin::Function, "Function"),
        _ => return None,
    })
}

/// The builtin that a declaration stands for, in whatever words: `int ? = Int`, `int32 = Int32`,
/// `int128 4*[ int ] = Int128`, `bytes data:string = Bytes`.
///
/// An ordinary declaration that only shares the name is none: it replaces the builtin.
pub(super) fn of(combinator: &Combinator<'_>) -> Option<Builtin> {
    let (builtin, ty) = named(combinator.name.value)?;
    let fields = match &combinator.body {
        Body::Builtin(_) => return (builtin != Builtin::Vector).then_some(builtin),
        Body::Fields(fields) => fields.as_slice(),
    };
    let ExprKind::Apply { head, args } = &combinator.result.kind else {
        return None;
    };
    let own_id = combinator.id.map(|id| id.value);
    let dummy = head.value == ty
        && match builtin {
            Builtin::Vector => {
                is_vector(combinator, fields, args) && own_id.is_none_or(|id| id == 0x1cb5_c415)
            }
            Builtin::Bool => {
                let id = match combinator.name.value {
                    "boolTrue" => 0x9972_75b5,
                    _ => 0xbc79_9737,
                };
                fields.is_empty() && own_id.is_none_or(|own| own == id)
            }
            Builtin::True | Builtin::Object | Builtin::Function => fields.is_empty(),
            Builtin::Int
            | Builtin::Long
            | Builtin::Int53
            | Builtin::Double
            | Builtin::Float
            | Builtin::String
            | Builtin::Bytes
            | Builtin::SecureString
            | Builtin::SecureBytes
            | Builtin::Int128
            | Builtin::Int256
            | Builtin::Int512 => combinator.params.is_empty() && is_raw(fields),
        };
    dummy.then_some(builtin)
}

/// Nothing, `4*[ int ]`, or `data:string`.
fn is_raw(fields: &[Field<'_>]) -> bool {
    let [field] = fields else {
        return fields.is_empty();
    };
    if field.mask.is_some() {
        return false;
    }
    match &field.ty.kind {
        ExprKind::Apply { head, args } => {
            args.is_empty() && matches!(head.value, "string" | "bytes")
        }
        ExprKind::Repeat { count, .. } => {
            field.name.is_none()
                && count
                    .as_ref()
                    .is_some_and(|count| matches!(count.kind, ExprKind::Number(_)))
        }
        ExprKind::Nat | ExprKind::Number(_) | ExprKind::Bare(_) | ExprKind::Sum(_) => false,
    }
}

/// `{t:Type} # [ t ] = Vector t`, the count named or not.
fn is_vector(combinator: &Combinator<'_>, fields: &[Field<'_>], args: &[Expr<'_>]) -> bool {
    let ([param], [count, list], [arg]) = (combinator.params.as_slice(), fields, args) else {
        return false;
    };
    let ExprKind::Repeat {
        count: times,
        fields: items,
    } = &list.ty.kind
    else {
        return false;
    };
    let counted = match times {
        None => true,
        Some(times) => count.name.is_some_and(|name| is_word(times, name.value)),
    };
    let [item] = items.as_slice() else {
        return false;
    };
    let t = param.name.value;
    param.kind == Kind::Type
        && matches!(count.ty.kind, ExprKind::Nat)
        && counted
        && count.mask.is_none()
        && list.mask.is_none()
        && item.mask.is_none()
        && is_word(&item.ty, t)
        && is_word(arg, t)
}

fn is_word(expr: &Expr<'_>, word: &str) -> bool {
    match &expr.kind {
        ExprKind::Apply { head, args } => args.is_empty() && head.value == word,
        ExprKind::Nat
        | ExprKind::Number(_)
        | ExprKind::Bare(_)
        | ExprKind::Sum(_)
        | ExprKind::Repeat { .. } => false,
    }
}

/// Whether a schema that gives `ty` constructors of its own means a type of its own, and not one
/// more constructor of the prelude's. For `Object` it is the latter: it stays open.
pub(super) fn gives_way(ty: &str) -> bool {
    debug_assert!(is_type_name(ty));
    matches!(ty, "Bool" | "Function")
}
