//! Which constructors are a variant and nothing else: those without fields, of a type of several.

use tl_parser::schema::{Arg, CombinatorId, IndexVec, Schema, TypeExpr};

use crate::rust::config::Config;
use crate::rust::selector::Selection;

/// For each constructor, whether it needs no struct: a value of it is a variant without fields, it is
/// nowhere bare, and no registry holds it.
pub(super) fn without_structs(
    schema: &Schema<'_>,
    config: &Config,
    keep_enums: &mut Selection<'_>,
) -> IndexVec<CombinatorId, bool> {
    let mut variants = IndexVec::filled(false, schema.combinators.len());
    if config.registry {
        return variants;
    }
    for ty in schema.types.iter() {
        if ty.constructors.len() > 1 || keep_enums.selects(ty.name) {
            for &id in &ty.constructors {
                variants[id] = schema[id].fields.is_empty();
            }
        }
    }
    for combinator in schema.combinators.iter() {
        let types = combinator.fields.iter().map(|field| &field.ty);
        for ty in types.chain([&combinator.result]) {
            each_bare(ty, &mut |id| variants[id] = false);
        }
    }
    variants
}

/// Calls `bare` for each constructor that is bare in a type.
fn each_bare(ty: &TypeExpr<'_>, bare: &mut dyn FnMut(CombinatorId)) {
    let args = match ty {
        TypeExpr::Nat(_) | TypeExpr::Var(..) | TypeExpr::Call(..) => return,
        TypeExpr::Repeat(_, fields, _) => {
            return fields.iter().for_each(|field| each_bare(&field.ty, bare));
        }
        TypeExpr::Boxed(_, args, _) => args,
        TypeExpr::Bare(id, args, _) => {
            bare(*id);
            args
        }
    };
    for arg in args {
        if let Arg::Type(ty) = arg {
            each_bare(ty, bare);
        }
    }
}
