//! Values of a constructor's variables.

use std::collections::{BTreeMap, BTreeSet};

use tl_parser::schema::{Arg, Field, Nat, Schema, TypeExpr, VarId};

/// The values of variables.
#[derive(Debug, Clone, Default)]
pub(super) struct Env<'e> {
    pub nats: BTreeMap<VarId, u32>,
    types: BTreeMap<VarId, TypeExpr<'e>>,
}

impl<'e> Env<'e> {
    /// Returns the parameters of a constructor with this result, for these arguments of its type.
    pub(super) fn of(result: &TypeExpr<'_>, args: &[Arg<'e>]) -> Self {
        let mut env = Self::default();
        let TypeExpr::Boxed(_, params, _) = result else {
            return env;
        };
        for (param, arg) in params.iter().zip(args) {
            match (param, arg) {
                (Arg::Type(TypeExpr::Var(var, _)), Arg::Type(ty)) => {
                    env.types.insert(*var, ty.clone());
                }
                (Arg::Nat(Nat { var: Some(var), .. }), Arg::Nat(nat)) => {
                    env.nats.insert(*var, nat.add);
                }
                _ => {}
            }
        }
        env
    }

    pub(super) fn nat(&self, nat: Nat) -> u32 {
        nat.var.map_or(0, |var| self.nats[&var]) + nat.add
    }

    /// Whether a field is present.
    pub(super) fn has(&self, field: &Field<'_>) -> bool {
        let bit = |mask: tl_parser::schema::Mask| self.nats[&mask.var] >> mask.bit & 1 == 1;
        field.mask.is_none_or(bit)
    }

    /// Returns the type with its variables replaced.
    pub(super) fn close<'t>(&self, ty: &TypeExpr<'t>) -> TypeExpr<'t>
    where
        'e: 't,
    {
        let close = |args: &[Arg<'t>]| -> Vec<Arg<'t>> {
            let arg = |arg: &Arg<'t>| match arg {
                Arg::Type(ty) => Arg::Type(self.close(ty)),
                Arg::Nat(nat) => Arg::Nat(Nat {
                    var: None,
                    add: self.nat(*nat),
                }),
            };
            args.iter().map(arg).collect()
        };
        match ty {
            TypeExpr::Var(var, _) => self.types[var].clone(),
            TypeExpr::Boxed(ty, args, span) => TypeExpr::Boxed(*ty, close(args), *span),
            TypeExpr::Bare(id, args, span) => TypeExpr::Bare(*id, close(args), *span),
            TypeExpr::Nat(_) | TypeExpr::Call(..) | TypeExpr::Repeat(..) => ty.clone(),
        }
    }
}

/// The uses of a `#` field.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// The bits that guard fields.
    pub bits: BTreeSet<u8>,
    /// Whether it is a count or an argument.
    pub number: bool,
}

impl Uses {
    pub(super) fn of(schema: &Schema<'_>, fields: &[Field<'_>], var: VarId) -> Self {
        let mut uses = Self::default();
        uses.add(schema, fields, var);
        uses
    }

    fn add(&mut self, schema: &Schema<'_>, fields: &[Field<'_>], var: VarId) {
        for field in fields {
            let bit = field.mask.filter(|mask| mask.var == var);
            self.bits.extend(bit.map(|mask| mask.bit));
            self.add_type(schema, &field.ty, var);
        }
    }

    fn add_type(&mut self, schema: &Schema<'_>, ty: &TypeExpr<'_>, var: VarId) {
        match ty {
            TypeExpr::Repeat(count, fields, _) => {
                self.number |= count.var == Some(var);
                self.add(schema, fields, var);
            }
            TypeExpr::Boxed(_, args, _) | TypeExpr::Bare(_, args, _) => {
                for arg in args {
                    match arg {
                        Arg::Type(ty) => self.add_type(schema, ty, var),
                        Arg::Nat(nat) => self.number |= nat.var == Some(var),
                    }
                }
            }
            TypeExpr::Nat(_) | TypeExpr::Var(..) | TypeExpr::Call(..) => {}
        }
    }
}
