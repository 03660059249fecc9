//! Containment by value, also through type arguments.

use crate::schema::{
    Arg, Builtin, CombinatorId, IndexVec, Nat, Origin, Schema, Type, TypeExpr, TypeId, VarId,
};
use crate::syntax::ast::ParamKind;

/// How a value of a generic type holds the values of a type argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Hold {
    /// Not by value: in a list, or not at all.
    Apart,
    /// By value if a number argument is a literal: `tuple t n` in `tuple t 2`.
    Counted,
    /// By value.
    Within,
}

/// How each parameter of each type is held.
#[derive(Debug, Clone)]
pub(super) struct Containment {
    params: IndexVec<TypeId, Vec<Hold>>,
}

impl Containment {
    pub(super) fn new(
        schema: &Schema<'_>,
        constructors: &IndexVec<TypeId, Vec<CombinatorId>>,
    ) -> Self {
        let mut containment = Self {
            params: schema
                .types
                .iter()
                .map(|ty| vec![Hold::Apart; ty.params.len()])
                .collect(),
        };
        // A change of one generic type only concerns the generic types that use it.
        let mut users = IndexVec::filled(Vec::new(), schema.types.len());
        let mut queue = Vec::new();
        for (id, ty) in schema.types.entries() {
            if is_generic(ty) {
                queue.push(id);
                for &constructor in &constructors[id] {
                    for field in &schema[constructor].fields {
                        field.ty.each(&mut |ty| {
                            let used = applied(schema, ty).map(|(used, _)| used);
                            if let Some(used) = used.filter(|it| users[*it].last() != Some(&id)) {
                                users[used].push(id);
                            }
                        });
                    }
                }
            }
        }
        while let Some(id) = queue.pop() {
            if containment.update(schema, id, &constructors[id]) {
                queue.extend_from_slice(&users[id]);
            }
        }
        containment
    }

    /// Updates a type from its constructors; returns whether anything changed.
    fn update(&mut self, schema: &Schema<'_>, id: TypeId, constructors: &[CombinatorId]) -> bool {
        let mut changed = false;
        for &constructor in constructors {
            let mut vars = IndexVec::filled(Hold::Apart, schema[constructor].vars.len());
            for field in &schema[constructor].fields {
                self.walk(
                    schema,
                    constructor,
                    &field.ty,
                    Hold::Within,
                    &mut |part| match part {
                        Part::Var(var, hold) => vars[var] = hold.max(vars[var]),
                        Part::Type(..) => {}
                    },
                );
            }
            let Some((_, args)) = schema[constructor].result.boxed() else {
                continue;
            };
            for (param, arg) in self.params[id].iter_mut().zip(args) {
                if let Arg::Type(TypeExpr::Var(var, _)) = arg {
                    let hold: Hold = vars[*var];
                    changed |= *param < hold;
                    *param = hold.max(*param);
                }
            }
        }
        changed
    }

    /// Calls `found` for every type that a field of `constructor` holds by value.
    pub(super) fn types(
        &self,
        schema: &Schema<'_>,
        constructor: CombinatorId,
        ty: &TypeExpr<'_>,
        found: &mut impl FnMut(TypeId),
    ) {
        self.walk(
            schema,
            constructor,
            ty,
            Hold::Within,
            &mut |part| match part {
                Part::Type(ty, Hold::Within) => found(ty),
                Part::Type(_, Hold::Apart | Hold::Counted) | Part::Var(..) => {}
            },
        );
    }

    fn walk(
        &self,
        schema: &Schema<'_>,
        constructor: CombinatorId,
        ty: &TypeExpr<'_>,
        hold: Hold,
        found: &mut impl FnMut(Part),
    ) {
        match ty {
            TypeExpr::Nat(_) | TypeExpr::Call(..) => {}
            TypeExpr::Var(var, _) => found(Part::Var(*var, hold)),
            TypeExpr::Boxed(..) | TypeExpr::Bare(..) => {
                let Some((id, args)) = applied(schema, ty) else {
                    return;
                };
                found(Part::Type(id, hold));
                for (arg, param) in args.iter().zip(&self.params[id]) {
                    if let Arg::Type(arg) = arg {
                        let param = match param {
                            Hold::Apart => continue,
                            Hold::Counted => match literal(schema, constructor, args) {
                                Hold::Apart => continue,
                                other => other,
                            },
                            Hold::Within => Hold::Within,
                        };
                        self.walk(schema, constructor, arg, hold.min(param), found);
                    }
                }
            }
            TypeExpr::Repeat(nat, fields, _) => match count(schema, constructor, *nat) {
                Hold::Apart => {}
                counted => {
                    for field in fields {
                        self.walk(schema, constructor, &field.ty, hold.min(counted), found);
                    }
                }
            },
        }
    }
}

enum Part {
    Var(VarId, Hold),
    Type(TypeId, Hold),
}

fn is_generic(ty: &Type<'_>) -> bool {
    ty.builtin.is_none() && ty.origin != Origin::External && ty.params.contains(&ParamKind::Type)
}

/// Returns the type and arguments of an application; `None` for a vector, which holds nothing by value.
fn applied<'a, 's>(schema: &Schema<'s>, ty: &'a TypeExpr<'s>) -> Option<(TypeId, &'a [Arg<'s>])> {
    let (id, args) = ty.applied(schema)?;
    (schema[id].builtin != Some(Builtin::Vector)).then_some((id, args))
}

/// Returns how the items of a repetition are held: a literal number of them may be an array.
fn count(schema: &Schema<'_>, constructor: CombinatorId, nat: Nat) -> Hold {
    match nat
        .var
        .map(|var| schema[constructor].var(var).map(|var| var.param))
    {
        None => Hold::Within,
        Some(Some(true)) => Hold::Counted,
        Some(Some(false) | None) => Hold::Apart,
    }
}

/// Returns the same for a number that may be among the arguments.
fn literal(schema: &Schema<'_>, constructor: CombinatorId, args: &[Arg<'_>]) -> Hold {
    let numbers = args.iter().map(|arg| match arg {
        Arg::Nat(nat) => count(schema, constructor, *nat),
        Arg::Type(_) => Hold::Apart,
    });
    numbers.max().unwrap_or(Hold::Apart)
}
