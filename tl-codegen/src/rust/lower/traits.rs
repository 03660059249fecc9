//! Which traits a struct or enum can have.

use tl_parser::schema::{Arg, Builtin, CombinatorId, Field, Schema, TypeExpr, TypeId};

use crate::rust::form::MAX_ARRAY;
use crate::rust::lower::Lowering;
use crate::rust::model::Ident;
use crate::rust::names::ident;

/// What is known of the traits that not every type can have.
#[derive(Debug)]
pub(super) struct Abilities {
    /// By constructor or function: whether all fields have a default.
    default: Vec<bool>,
    /// By constructor or function: whether no number or object inside forbids `Hash`.
    hash: Vec<bool>,
}

impl Abilities {
    pub(super) fn new(schema: &Schema<'_>) -> Self {
        Self {
            default: vec![false; schema.combinators.len()],
            hash: hashable(schema),
        }
    }

    pub(super) fn set_default(&mut self, id: CombinatorId, default: bool) {
        if let Some(place) = self.default.get_mut(id.0 as usize) {
            *place = default;
        }
    }

    fn default(&self, id: CombinatorId) -> bool {
        self.default.get(id.0 as usize).copied().unwrap_or(false)
    }

    pub(super) fn hash(&self, id: CombinatorId) -> bool {
        self.hash.get(id.0 as usize).copied().unwrap_or(false)
    }
}

impl Lowering<'_, '_> {
    /// The derives of a constructor's or function's struct.
    pub(super) fn struct_derives(&self, id: CombinatorId) -> Vec<Ident> {
        self.derives(self.abilities.default(id), self.abilities.hash(id))
    }

    /// The derives of a record in a constructor or function.
    pub(super) fn record_derives(&self, id: CombinatorId, default: bool) -> Vec<Ident> {
        self.derives(default, self.abilities.hash(id))
    }

    /// The derives of an enum, whose constructors those are.
    pub(super) fn enum_derives(&self, constructors: &[CombinatorId]) -> Vec<Ident> {
        self.derives(
            false,
            constructors.iter().all(|&id| self.abilities.hash(id)),
        )
    }

    fn derives(&self, default: bool, hash: bool) -> Vec<Ident> {
        let chosen = &self.config.derives;
        let hash = chosen.hash && hash;
        // What the registry reads is `AnyObject`, which has these.
        let object = self.config.registry;
        [
            ("Debug", chosen.debug || object),
            ("Clone", chosen.clone || object),
            ("Default", chosen.default && default),
            ("PartialEq", chosen.partial_eq || hash || object),
            ("Eq", hash),
            ("Hash", hash),
        ]
        .into_iter()
        .filter(|(_, chosen)| *chosen)
        .map(|(name, _)| ident(name))
        .collect()
    }

    /// Whether a field has a default, given that what it contains is known already.
    pub(super) fn has_default(&self, field: &Field<'_>) -> bool {
        field.mask.is_some() || field.nullable || self.type_has_default(&field.ty)
    }

    fn type_has_default(&self, ty: &TypeExpr<'_>) -> bool {
        let (builtin, of_its_own, args) = match ty {
            TypeExpr::Nat(_) | TypeExpr::Call(..) | TypeExpr::Var(..) => return true,
            // A list has a default whatever its elements are, and an array where they have one.
            TypeExpr::Repeat(count, fields, _) => {
                let list = count.var.is_some() || count.add > MAX_ARRAY;
                return list || fields.iter().all(|field| self.has_default(field));
            }
            TypeExpr::Boxed(ty, args, _) => {
                let only = self.only_constructor(*ty);
                let default = only.is_some_and(|id| self.abilities.default(id));
                (self.schema[*ty].builtin, default, args)
            }
            TypeExpr::Bare(id, args, _) => {
                (self.schema[*id].builtin, self.abilities.default(*id), args)
            }
        };
        match builtin {
            Some(builtin) => builtin_default(builtin),
            None => {
                of_its_own
                    && args.iter().all(|arg| match arg {
                        Arg::Type(ty) => self.type_has_default(ty),
                        Arg::Nat(_) => true,
                    })
            }
        }
    }

    /// The constructor whose struct the type is an alias of.
    pub(super) fn only_constructor(&self, ty: TypeId) -> Option<CombinatorId> {
        match self.schema[ty].constructors.as_slice() {
            [only] if self.kept.get(ty.0 as usize) == Some(&false) => Some(*only),
            _ => None,
        }
    }
}

fn builtin_default(builtin: Builtin) -> bool {
    match builtin {
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
        | Builtin::True
        | Builtin::Bool
        | Builtin::Vector => true,
        // Arrays above 32 elements have none.
        Builtin::Int512 | Builtin::Object | Builtin::Function => false,
    }
}

/// By constructor: whether nothing in it, at any depth, forbids `Hash`.
fn hashable(schema: &Schema<'_>) -> Vec<bool> {
    let mut hash = vec![true; schema.combinators.len()];
    let mut users: Vec<Vec<CombinatorId>> = vec![Vec::new(); schema.combinators.len()];
    let mut spoiled = Vec::new();
    for (id, combinator) in (0..).map(CombinatorId).zip(&schema.combinators) {
        for field in &combinator.fields {
            if !visit(schema, &field.ty, &mut |inner| {
                if let Some(users) = users.get_mut(inner.0 as usize) {
                    users.push(id);
                }
            }) {
                spoiled.push(id);
            }
        }
    }
    while let Some(id) = spoiled.pop() {
        let Some(place) = hash.get_mut(id.0 as usize) else {
            continue;
        };
        if std::mem::replace(place, false) {
            spoiled.extend(users.get(id.0 as usize).into_iter().flatten());
        }
    }
    hash
}

/// Calls `contained` for the constructors inside, and says whether nothing built in forbids `Hash`.
fn visit(schema: &Schema<'_>, ty: &TypeExpr<'_>, contained: &mut impl FnMut(CombinatorId)) -> bool {
    let (builtin, args) = match ty {
        TypeExpr::Nat(_) | TypeExpr::Var(..) | TypeExpr::Call(..) => return true,
        TypeExpr::Repeat(_, fields, _) => {
            return fields
                .iter()
                .all(|field| visit(schema, &field.ty, contained));
        }
        TypeExpr::Boxed(ty, args, _) => {
            schema[*ty]
                .constructors
                .iter()
                .for_each(|&id| contained(id));
            (schema[*ty].builtin, args)
        }
        TypeExpr::Bare(id, args, _) => {
            contained(*id);
            (schema[*id].builtin, args)
        }
    };
    let hash = match builtin {
        None => true,
        Some(Builtin::Double | Builtin::Float | Builtin::Object | Builtin::Function) => false,
        Some(
            Builtin::Int
            | Builtin::Long
            | Builtin::Int53
            | Builtin::String
            | Builtin::Bytes
            | Builtin::SecureString
            | Builtin::SecureBytes
            | Builtin::Int128
            | Builtin::Int256
            | Builtin::Int512
            | Builtin::True
            | Builtin::Bool
            | Builtin::Vector,
        ) => true,
    };
    let args = args.iter().filter(|arg| match arg {
        Arg::Type(ty) => !visit(schema, ty, contained),
        Arg::Nat(_) => false,
    });
    hash && args.count() == 0
}
