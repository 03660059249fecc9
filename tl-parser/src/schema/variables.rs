//! Uses of the variables of a combinator.

use crate::schema::{Arg, Combinator, Field, Nat, TypeExpr, VarId};
use crate::sorted::{Map, Set};

impl Combinator<'_> {
    /// Returns how fields and the result use variables. `fields` are the fields of the combinator, or of a
    /// repetition in it.
    #[must_use]
    pub fn uses(&self, fields: &[Field<'_>]) -> Uses {
        let mut uses = Uses::default();
        for field in fields {
            if let Some(mask) = field.mask {
                *uses.all.or_default(mask.var) += 1;
            }
            field.ty.each_variable(&mut |var| uses.pass_on(var));
        }
        self.result.each_variable(&mut |var| uses.pass_on(var));
        uses
    }
}

/// How some fields and the result of a combinator use its variables.
#[derive(Debug, Clone, Default)]
pub struct Uses {
    /// How often each is used.
    all: Map<VarId, u32>,
    passed_on: Set<VarId>,
}

impl Uses {
    fn pass_on(&mut self, var: VarId) {
        *self.all.or_default(var) += 1;
        self.passed_on.insert(var);
    }

    /// Whether the variable is passed to a type, a repetition or the result.
    #[must_use]
    pub fn passes_on(&self, var: VarId) -> bool {
        self.passed_on.contains(&var)
    }

    /// Whether the field at `index` is a repetition that the `#` before it counts, `# [ t ]`, and the `#` has
    /// no other use. `fields` are the fields of which these are the uses.
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
        self.all.get(&var) == Some(&1)
    }
}

impl Field<'_> {
    /// Calls `visit` for every variable that the field uses: that of its mask, and those of its type.
    pub fn each_variable(&self, visit: &mut dyn FnMut(VarId)) {
        if let Some(mask) = self.mask {
            visit(mask.var);
        }
        self.ty.each_variable(visit);
    }

    /// Whether its name is `flags`, `flags2` and so on, as for masks that follow from the fields that are
    /// present.
    #[must_use]
    pub fn is_called_flags(&self) -> bool {
        let rest = self.name.and_then(|name| name.strip_prefix("flags"));
        rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

impl TypeExpr<'_> {
    /// Calls `visit` for every variable from outside that the type uses.
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
                let own: Set<VarId> = fields.iter().filter_map(|field| field.var).collect();
                let mut outer = |var| {
                    if !own.contains(&var) {
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
