//! Which variables types and fields name.

use tl_parser::schema::{Arg, Field, TypeExpr, VarId};

/// How often fields and a result name a variable.
pub(super) fn count(fields: &[Field<'_>], result: &TypeExpr<'_>, var: VarId) -> usize {
    let mut uses = 0;
    let mut visit = |used| uses += usize::from(used == var);
    fields.iter().for_each(|it| of_field(it, &mut visit));
    of_type(result, &mut visit);
    uses
}

/// Whether a type, a repetition or the result is given the number.
pub(super) fn is_passed_on(fields: &[Field<'_>], result: &TypeExpr<'_>, var: VarId) -> bool {
    let mut found = false;
    let mut visit = |used| found |= used == var;
    fields.iter().for_each(|it| of_type(&it.ty, &mut visit));
    of_type(result, &mut visit);
    found
}

fn of_field(field: &Field<'_>, visit: &mut dyn FnMut(VarId)) {
    field.mask.into_iter().for_each(|mask| visit(mask.var));
    of_type(&field.ty, visit);
}

fn of_type(ty: &TypeExpr<'_>, visit: &mut dyn FnMut(VarId)) {
    match ty {
        TypeExpr::Nat(_) => {}
        TypeExpr::Var(var, _) | TypeExpr::Call(var, _) => visit(*var),
        TypeExpr::Boxed(_, args, _) | TypeExpr::Bare(_, args, _) => {
            for arg in args {
                match arg {
                    Arg::Type(ty) => of_type(ty, visit),
                    Arg::Nat(nat) => nat.var.into_iter().for_each(&mut *visit),
                }
            }
        }
        TypeExpr::Repeat(count, fields, _) => {
            count.var.into_iter().for_each(&mut *visit);
            fields.iter().for_each(|it| of_field(it, visit));
        }
    }
}
