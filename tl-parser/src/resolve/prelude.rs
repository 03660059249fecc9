//! The prelude, and which declarations of a schema only repeat it.

use std::sync::OnceLock;

use crate::schema::{Builtin, Declared, Row};
use crate::source::FileId;
use crate::syntax::ast::{Body, Combinator, Expr, ExprKind, Field, ParamKind, Program};

const PRELUDE: &str = include_str!("../schema/prelude.tl");

const ORDINARY: &str = include_str!("../schema/ordinary.tl");

/// The file in the spans of the prelude; it is not in any `Sources`.
pub(super) const PRELUDE_FILE: FileId = FileId(u32::MAX);

/// Returns the syntax tree of `prelude.tl`.
pub(super) fn prelude() -> &'static Program<'static> {
    static PARSED: OnceLock<Program<'static>> = OnceLock::new();
    PARSED.get_or_init(|| crate::syntax::parse(PRELUDE_FILE, PRELUDE, &mut Vec::new()))
}

/// Returns the syntax tree of an ordinary constructor that stands for a builtin; `None` for `Bool` and for
/// open builtins.
pub(super) fn ordinary(name: &str) -> Option<&'static Combinator<'static>> {
    static PARSED: OnceLock<Program<'static>> = OnceLock::new();
    let program =
        PARSED.get_or_init(|| crate::syntax::parse(PRELUDE_FILE, ORDINARY, &mut Vec::new()));
    let mut all = program.declarations.iter().filter_map(|it| it.combinator());
    all.find(|it| it.name.value == name)
}

/// Returns the builtin that a declaration stands for, however it is written: `int ? = Int`, `int32 = Int32`,
/// `int128 4*[ int ] = Int128`, `bytes data:string = Bytes`.
///
/// An ordinary declaration that only shares the name is not a builtin: it replaces the builtin.
pub(super) fn builtin(combinator: &Combinator<'_>) -> Option<Builtin> {
    let row = Row::find(combinator.name.value)?;
    if let Body::Builtin(_) = combinator.body {
        return (row.builtin != Builtin::Vector).then_some(row.builtin);
    }
    let fields = combinator.fields();
    let (head, args) = combinator.result.application()?;
    let has_id = combinator.id.is_none_or(|id| id.value == row.id);
    let repeats = head.value == row.ty
        && match row.declared {
            Declared::Raw => combinator.params.is_empty() && is_raw(fields),
            Declared::Empty => fields.is_empty(),
            Declared::Bool => fields.is_empty() && has_id,
            Declared::Vector => is_vector(combinator, fields, args) && has_id,
        };
    repeats.then_some(row.builtin)
}

/// Whether the fields are nothing, `4*[ int ]`, or `data:string`.
fn is_raw(fields: &[Field<'_>]) -> bool {
    let [field] = fields else {
        return fields.is_empty();
    };
    let is_number = |count: &Expr<'_>| matches!(count.kind, ExprKind::Number(_));
    let is_counted =
        matches!(&field.ty.kind, ExprKind::Repeat { count: Some(count), .. } if is_number(count));
    let is_string = matches!(field.ty.word(), Some("string" | "bytes"));
    field.mask.is_none() && (is_string || (field.name.is_none() && is_counted))
}

/// Whether it is `{t:Type} # [ t ] = Vector t`, with or without a name for the count.
fn is_vector(combinator: &Combinator<'_>, fields: &[Field<'_>], args: &[Expr<'_>]) -> bool {
    let ([param], [count, list], [arg]) = (combinator.params.as_slice(), fields, args) else {
        return false;
    };
    let (ExprKind::Repeat { count: times, .. }, [item]) = (&list.ty.kind, list.ty.repeated())
    else {
        return false;
    };
    let t = Some(param.name.value);
    let counts = |times: &Expr<'_>| times.word().is_some_and(|word| count.is_called(word));
    param.kind == ParamKind::Type
        && matches!(count.ty.kind, ExprKind::Nat)
        && times.as_deref().is_none_or(counts)
        && [count, list, item].iter().all(|field| field.mask.is_none())
        && item.ty.word() == t
        && arg.word() == t
}

/// Whether constructors of `ty` in a schema mean a type of its own instead of more constructors of the
/// prelude's type. More constructors of `Object` do not: it stays open.
pub(super) fn gives_way(ty: &str) -> bool {
    matches!(ty, "Bool" | "Function")
}
