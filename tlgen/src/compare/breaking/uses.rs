//! How the declarations of a schema use each other.

use std::collections::HashSet;

use tl_parser::schema::{
    Arg, Builtin, Combinator, CombinatorId, CombinatorKind, Field, Origin, Schema, TypeExpr,
    TypeId, VarId,
};

/// Calls `visit` for all fields, including those in repetitions.
pub(super) fn all_fields<'f, 's>(fields: &'f [Field<'s>], visit: &mut impl FnMut(&'f Field<'s>)) {
    for field in fields {
        visit(field);
        if let TypeExpr::Repeat(_, inner, _) = &field.ty {
            all_fields(inner, visit);
        }
    }
}

/// Returns the variables that guard fields, are arguments of types, or count repetitions.
pub(super) fn used_vars(combinator: &Combinator<'_>) -> HashSet<VarId> {
    let mut used = HashSet::new();
    all_fields(&combinator.fields, &mut |field| {
        used.extend(field.mask.map(|mask| mask.var));
    });
    let types = combinator.fields.iter().map(|field| &field.ty);
    for ty in types.chain([&combinator.result]) {
        ty.each(&mut |ty| match ty {
            TypeExpr::Boxed(_, args, _) | TypeExpr::Bare(_, args, _) => {
                used.extend(args.iter().filter_map(|arg| match arg {
                    Arg::Nat(nat) => nat.var,
                    Arg::Type(_) => None,
                }));
            }
            TypeExpr::Repeat(count, ..) => used.extend(count.var),
            TypeExpr::Nat(_) | TypeExpr::Var(..) | TypeExpr::Call(..) => {}
        });
    }
    used
}

/// Which constructors are used bare, and which types are used boxed.
#[derive(Default)]
pub(super) struct Boxing {
    pub(super) bare: HashSet<CombinatorId>,
    boxed: HashSet<TypeId>,
    /// Whether a value can be of any type.
    open: bool,
}

impl Boxing {
    pub(super) fn of(schema: &Schema<'_>) -> Self {
        let mut boxing = Self::default();
        let declared = schema.combinators.iter();
        for combinator in declared.filter(|it| it.origin == Origin::Declared) {
            let of_function =
                Some(&combinator.result).filter(|_| combinator.kind == CombinatorKind::Function);
            let fields = combinator.fields.iter().map(|field| &field.ty);
            for ty in fields.chain(of_function) {
                ty.each(&mut |ty| match ty {
                    TypeExpr::Bare(constructor, ..) => {
                        boxing.bare.insert(*constructor);
                        boxing.open |= schema[*constructor].builtin.is_some_and(Builtin::is_open);
                    }
                    TypeExpr::Boxed(ty, ..) => {
                        boxing.boxed.insert(*ty);
                        boxing.open |= schema[*ty].builtin.is_some_and(Builtin::is_open);
                    }
                    _ => {}
                });
            }
        }
        boxing
    }

    /// Whether the id of a constructor can be on the wire.
    pub(super) fn shows_id(&self, schema: &Schema<'_>, constructor: CombinatorId) -> bool {
        let boxed = schema[constructor]
            .ty()
            .is_none_or(|ty| self.boxed.contains(&ty));
        boxed || self.open || !self.bare.contains(&constructor)
    }
}
