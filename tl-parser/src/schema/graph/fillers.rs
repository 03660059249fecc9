//! The values that can be made from nothing, and the smallest one of each type.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::schema::{
    Arg, Combinator, CombinatorId, CombinatorKind, Field, IndexVec, Origin, Schema, TypeExpr,
    TypeId, VarId,
};
use crate::source::Span;

/// The type arguments of which a value of a generic type needs a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Those that its smallest constructor holds, of which a filler is made.
    Chosen,
    /// The same, but none if the type has several constructors, since another one may need none: a type that
    /// may end is not called endless.
    Likely,
}

/// The smallest constructor of each type, and the constructors of which no value can be made.
///
/// Constructors are settled in order of size. One that is not ready waits for the first thing that it lacks,
/// so each field is looked at about once.
#[derive(Debug, Clone)]
pub(crate) struct Fillers {
    needs: Needs,
    types: IndexVec<TypeId, Option<CombinatorId>>,
    constructors: IndexVec<CombinatorId, State>,
}

#[derive(Debug, Clone, Default)]
struct State {
    /// The number of values inside, once it is known.
    weight: Option<u64>,
    /// How many values of each type argument it holds.
    needs: Vec<u64>,
    /// The first field that is not ready.
    field: usize,
}

#[derive(Debug, Clone, Copy)]
enum Obstacle {
    Type(TypeId),
    Constructor(CombinatorId),
}

/// The reason why no value of a constructor can be made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step<'s> {
    /// The constructor.
    pub(crate) owner: CombinatorId,
    /// The constructor that each of its values contains.
    pub(crate) needs: CombinatorId,
    /// The name of that in the field.
    pub(crate) name: &'s str,
    /// The field.
    pub(crate) span: Span,
}

impl Fillers {
    pub(crate) fn new(schema: &Schema<'_>, needs: Needs) -> Self {
        let mut fillers = Self {
            needs,
            types: IndexVec::filled(None, schema.types.len()),
            constructors: IndexVec::filled(State::default(), schema.combinators.len()),
        };
        let mut waiting = Waiting {
            for_type: IndexVec::filled(Vec::new(), schema.types.len()),
            for_constructor: IndexVec::filled(Vec::new(), schema.combinators.len()),
        };
        let mut ready = BinaryHeap::new();
        for (id, combinator) in schema.combinators.entries() {
            if combinator.kind == CombinatorKind::Constructor {
                fillers.advance(schema, id, &mut waiting, &mut ready);
            }
        }
        while let Some(Reverse((weight, id))) = ready.pop() {
            let needs = fillers.needed(schema, &schema[id]);
            let state = &mut fillers.constructors[id];
            state.weight = Some(weight);
            state.needs = needs;
            let mut woken = std::mem::take(&mut waiting.for_constructor[id]);
            // The constructor may be one that its type does not list.
            let is_first = |ty: &TypeId| {
                fillers.types[*ty].is_none() && schema[*ty].constructors.contains(&id)
            };
            if let Some(ty) = schema[id].ty().filter(is_first) {
                fillers.types[ty] = Some(id);
                woken.append(&mut waiting.for_type[ty]);
            }
            for id in woken {
                fillers.advance(schema, id, &mut waiting, &mut ready);
            }
        }
        fillers
    }

    pub(crate) fn of(&self, ty: TypeId) -> Option<CombinatorId> {
        self.types[ty]
    }

    /// Returns the next step from a constructor of which no value can be made.
    pub(crate) fn obstacle<'s>(
        &self,
        schema: &Schema<'s>,
        owner: CombinatorId,
    ) -> Option<Step<'s>> {
        let state = self.state(owner);
        if state.weight.is_some() {
            return None;
        }
        let field = schema[owner].fields.get(state.field)?;
        let (needs, name) = match self.missing(schema, &field.ty)? {
            Obstacle::Type(ty) => (*schema[ty].constructors.first()?, schema[ty].name),
            Obstacle::Constructor(id) => (id, schema[id].name),
        };
        Some(Step {
            owner,
            needs,
            name,
            span: field.span,
        })
    }

    /// Returns the number of values in the smallest value of a constructor; `None` if no value can be made.
    pub(crate) fn weight_of(&self, id: CombinatorId) -> Option<u64> {
        self.state(id).weight
    }

    fn state(&self, id: CombinatorId) -> &State {
        &self.constructors[id]
    }

    /// Continues with the fields of a constructor.
    fn advance(
        &mut self,
        schema: &Schema<'_>,
        id: CombinatorId,
        waiting: &mut Waiting,
        ready: &mut BinaryHeap<Reverse<(u64, CombinatorId)>>,
    ) {
        let fields = &schema[id].fields;
        let first = self.state(id).field;
        let behind = fields.get(first..).unwrap_or_default();
        let mut obstacles = behind
            .iter()
            .map(|field| self.missing_of_field(schema, field));
        let obstacle = obstacles.position(|it| it.is_some());
        let at = first + obstacle.unwrap_or(behind.len());
        self.constructors[id].field = at;
        match fields
            .get(at)
            .and_then(|field| self.missing_of_field(schema, field))
        {
            Some(Obstacle::Type(ty)) => waiting.for_type[ty].push(id),
            Some(Obstacle::Constructor(other)) => waiting.for_constructor[other].push(id),
            None => {
                let inside: u64 = fields
                    .iter()
                    .filter(|field| field.mask.is_none())
                    .fold(0, |sum, field| {
                        sum.saturating_add(self.weight(schema, &field.ty))
                    });
                let weight = if fields.is_empty() {
                    0
                } else {
                    inside.saturating_add(1)
                };
                ready.push(Reverse((weight, id)));
            }
        }
    }

    fn missing_of_field(&self, schema: &Schema<'_>, field: &Field<'_>) -> Option<Obstacle> {
        match field.mask {
            Some(_) => None,
            None => self.missing(schema, &field.ty),
        }
    }

    /// Returns the first thing that a value of `ty` needs and that is not settled.
    fn missing(&self, schema: &Schema<'_>, ty: &TypeExpr<'_>) -> Option<Obstacle> {
        match ty {
            TypeExpr::Nat(_) | TypeExpr::Var(..) | TypeExpr::Call(..) => None,
            TypeExpr::Boxed(id, args, _) => {
                let ty = &schema[*id];
                // The filler of a type without constructors is made by the type itself.
                let given = ty.builtin.is_some() || ty.origin == Origin::External;
                if given || ty.constructors.is_empty() {
                    return None;
                }
                match self.of(*id) {
                    Some(_) => self.missing_args(schema, args, self.type_needs(schema, *id)),
                    None => Some(Obstacle::Type(*id)),
                }
            }
            TypeExpr::Bare(id, args, _) => {
                if is_given(&schema[*id]) {
                    return None;
                }
                match self.state(*id).weight {
                    Some(_) => self.missing_args(schema, args, &self.state(*id).needs),
                    None => Some(Obstacle::Constructor(*id)),
                }
            }
            TypeExpr::Repeat(nat, fields, _) => match nat.add {
                0 => None,
                _ => fields
                    .iter()
                    .find_map(|field| self.missing_of_field(schema, field)),
            },
        }
    }

    fn missing_args(
        &self,
        schema: &Schema<'_>,
        args: &[Arg<'_>],
        needs: &[u64],
    ) -> Option<Obstacle> {
        needed_args(args, needs).find_map(|(arg, _)| self.missing(schema, arg))
    }

    fn type_needs(&self, schema: &Schema<'_>, id: TypeId) -> &[u64] {
        let several = schema[id].constructors.len() > 1;
        match self.of(id) {
            Some(_) if several && self.needs == Needs::Likely => &[],
            Some(filler) => &self.state(filler).needs,
            None => &[],
        }
    }

    /// Returns the number of values in a value of `ty`, whose parts are all settled.
    fn weight(&self, schema: &Schema<'_>, ty: &TypeExpr<'_>) -> u64 {
        let (own, args, needs) = match ty {
            TypeExpr::Nat(_) | TypeExpr::Var(..) | TypeExpr::Call(..) => return 0,
            TypeExpr::Boxed(id, args, _) => match self.of(*id) {
                Some(_) if schema[*id].builtin.is_some() => return 0,
                Some(filler) => (
                    self.state(filler).weight,
                    args,
                    self.type_needs(schema, *id),
                ),
                None => return 0,
            },
            TypeExpr::Bare(id, _, _) if is_given(&schema[*id]) => return 0,
            TypeExpr::Bare(id, args, _) => {
                let state = self.state(*id);
                (state.weight, args, &state.needs[..])
            }
            TypeExpr::Repeat(nat, fields, _) => {
                if nat.add == 0 {
                    return 0;
                }
                let required = fields.iter().filter(|field| field.mask.is_none());
                return required.fold(0, |sum: u64, field| {
                    sum.saturating_add(self.weight(schema, &field.ty))
                });
            }
        };
        let inside = needed_args(args, needs).fold(0, |sum: u64, (arg, times)| {
            sum.saturating_add(self.weight(schema, arg).saturating_mul(times))
        });
        own.unwrap_or_default()
            .saturating_add(inside)
            .saturating_add(1)
    }

    /// Returns how many values of each argument of its type a constructor holds.
    fn needed(&self, schema: &Schema<'_>, constructor: &Combinator<'_>) -> Vec<u64> {
        let args = constructor.result.boxed().map_or(&[][..], |(_, args)| args);
        if args.is_empty() {
            return Vec::new();
        }
        let mut vars = IndexVec::filled(0_u64, constructor.vars.len());
        for field in constructor.fields.iter().filter(|it| it.mask.is_none()) {
            self.needed_vars(schema, &field.ty, 1, &mut |var, times| {
                vars[var] = vars[var].saturating_add(times);
            });
        }
        let of_arg = |arg: &Arg<'_>| match arg {
            Arg::Type(TypeExpr::Var(var, _)) => vars[*var],
            Arg::Type(_) | Arg::Nat(_) => 0,
        };
        args.iter().map(of_arg).collect()
    }

    fn needed_vars(
        &self,
        schema: &Schema<'_>,
        ty: &TypeExpr<'_>,
        times: u64,
        found: &mut impl FnMut(VarId, u64),
    ) {
        let (args, needs) = match ty {
            TypeExpr::Nat(_) | TypeExpr::Call(..) => return,
            TypeExpr::Var(var, _) => return found(*var, times),
            TypeExpr::Boxed(id, args, _) => (args, self.type_needs(schema, *id)),
            TypeExpr::Bare(id, args, _) => (args, &self.state(*id).needs[..]),
            TypeExpr::Repeat(nat, fields, _) => {
                if nat.add > 0 {
                    for field in fields.iter().filter(|field| field.mask.is_none()) {
                        self.needed_vars(schema, &field.ty, times, found);
                    }
                }
                return;
            }
        };
        for (arg, each) in needed_args(args, needs) {
            self.needed_vars(schema, arg, times.saturating_mul(each), found);
        }
    }
}

/// Whether a value can be made without looking at fields.
fn is_given(constructor: &Combinator<'_>) -> bool {
    constructor.builtin.is_some() || constructor.origin == Origin::External
}

/// Returns the type arguments whose values are needed, each with the number of these values.
fn needed_args<'a, 's>(
    args: &'a [Arg<'s>],
    needs: &'a [u64],
) -> impl Iterator<Item = (&'a TypeExpr<'s>, u64)> {
    args.iter().zip(needs).filter_map(|(arg, times)| match arg {
        Arg::Type(ty) if *times > 0 => Some((ty, *times)),
        Arg::Type(_) | Arg::Nat(_) => None,
    })
}

/// The constructors that wait for a type, or for a constructor.
struct Waiting {
    for_type: IndexVec<TypeId, Vec<CombinatorId>>,
    for_constructor: IndexVec<CombinatorId, Vec<CombinatorId>>,
}
