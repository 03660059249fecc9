//! Where the variables of a combinator are used.

use crate::schema::{Arg, Combinator, Field, Nat, TypeExpr, VarId};

impl Combinator<'_> {
    /// Whether a type, a repetition or the result is given the number. `fields` are those of the
    /// combinator, or of a repetition in it.
    #[must_use]
    pub fn passes_on(&self, fields: &[Field<'_>], var: VarId) -> bool {
        let mut found = false;
        let mut visit = |used| found |= used == var;
        for field in fields {
            field.ty.each_variable(&mut visit);
        }
        self.result.each_variable(&mut visit);
        found
    }

    /// Whether the field at `index` is a repetition that the `#` before it counts, `# [ t ]`, and that
    /// is all that the `#` is for. `fields` are those of the combinator, or of a repetition in it.
    #[must_use]
    pub fn counts_before(&self, fields: &[Field<'_>], index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| fields.get(before));
        let (Some(before), Some(field)) = (before, fields.get(index)) else {
            return false;
        };
        let Some(var) = before.var else { return false };
        let counted = matches!(
            field.ty,
            TypeExpr::Repeat(Nat { var: Some(count), add: 0 }, ..) if count == var
        );
        if !counted || before.name.is_some() || before.mask.is_some() || field.mask.is_some() {
            return false;
        }
        let mut uses = 0;
        let mut count = |used| uses += u32::from(used == var);
        for field in fields {
            field.each_variable(&mut count);
        }
        self.result.each_variable(&mut count);
        uses == 1
    }
}

impl Field<'_> {
    /// Calls `visit` for every variable that the field names: that of its mask, and those of its type.
    pub fn each_variable(&self, visit: &mut dyn FnMut(VarId)) {
        if let Some(mask) = self.mask {
            visit(mask.var);
        }
        self.ty.each_variable(visit);
    }

    /// Whether it is called `flags`, `flags2` and so on, as masks are that follow from the fields that
    /// are there.
    #[must_use]
    pub fn is_called_flags(&self) -> bool {
        let rest = self.name.and_then(|name| name.strip_prefix("flags"));
        rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

impl TypeExpr<'_> {
    /// Calls `visit` for every variable from outside that the type names.
    pub fn each_variable(&self, visit: &mut dyn FnMut(VarId)) {
        match self {
            TypeExpr::Nat(_) => {}
            TypeExpr::Var(var, _) | TypeExpr::Call(var, _) => visit(*var),
            TypeExpr::Boxed(_, args, _) | TypeExpr::Bare(_, args, _) => {
                for arg in args {
                    match arg {
                        Arg::Type(ty) => ty.each_variable(visit),
                        Arg::Nat(nat) => nat.var.into_iter().for_each(&mut *visit),
                    }
                }
            }
            TypeExpr::Repeat(count, fields, _) => {
                count.var.into_iter().for_each(&mut *visit);
                let mut outer = |var| {
                    if fields.iter().all(|field| field.var != Some(var)) {
                        visit(var);
                    }
                };
                for field in fields {
                    field.each_variable(&mut outer);
                }
            }
        }
    }
}
