//! Which bits of a mask old peers set for something else, wherever the mask comes from and goes to.

use std::collections::{HashMap, HashSet};

use tl_parser::schema::{Arg, CombinatorId, Nat, Origin, Schema, TypeExpr, TypeId, VarId};
use tl_parser::source::Span;

use super::uses::{all_fields, walk};
use crate::compare::changes::Comparison;

/// A variable of a declaration.
type Node = (CombinatorId, VarId);

/// How the masks of the new schema are handed from declaration to declaration.
pub(super) struct Bits<'p, 'c, 's> {
    comparison: &'p Comparison<'c, 's>,
    /// What is handed to a parameter.
    givers: HashMap<Node, Vec<Giver>>,
    /// The parameters that a variable is handed to.
    takers: HashMap<Node, Vec<Node>>,
    /// The fields that bits guarded in the old schema.
    guarded: HashMap<(CombinatorId, &'s str, u8), Span>,
}

/// What is handed to a parameter.
#[derive(Clone, Copy)]
enum Giver {
    Var(Node),
    Number(u32, Span),
}

/// What says something else by a bit.
pub(super) enum Taken {
    /// A field that there was before; its place in the old schema.
    Field(Span),
    /// A number that is handed to a parameter; its place in the new schema.
    Number(Span),
}

impl<'p, 'c, 's> Bits<'p, 'c, 's> {
    pub(super) fn new(comparison: &'p Comparison<'c, 's>) -> Self {
        let mut bits = Self {
            comparison,
            givers: HashMap::new(),
            takers: HashMap::new(),
            guarded: guarded(comparison.old),
        };
        let schema = comparison.new;
        let declared = schema.combinators.entries();
        for (id, combinator) in declared.filter(|(_, it)| it.origin == Origin::Declared) {
            let fields = combinator.fields.iter().map(|field| &field.ty);
            for ty in fields.chain([&combinator.result]) {
                walk(ty, &mut |ty| bits.add(id, ty));
            }
        }
        bits
    }

    /// Adds what a type hands to its constructors.
    fn add(&mut self, user: CombinatorId, ty: &TypeExpr<'s>) {
        let schema = self.comparison.new;
        let Some((of, args)) = ty.applied(schema) else {
            return;
        };
        let constructors = match ty {
            TypeExpr::Bare(constructor, ..) => std::slice::from_ref(constructor),
            _ => schema[of].constructors.as_slice(),
        };
        for (at, arg) in args.iter().enumerate() {
            let Arg::Nat(Nat { var, add }) = arg else {
                continue;
            };
            for &constructor in constructors {
                // The result of a constructor is where it is given its parameters, not where it is used.
                let Some(param) = param(schema, constructor, of, at) else {
                    continue;
                };
                let taker = (constructor, param);
                match var.map(|var| (user, var)) {
                    Some(giver) if giver == taker => {}
                    Some(giver) => {
                        self.givers
                            .entry(taker)
                            .or_default()
                            .push(Giver::Var(giver));
                        self.takers.entry(giver).or_default().push(taker);
                    }
                    None => {
                        let number = Giver::Number(*add, ty.span());
                        self.givers.entry(taker).or_default().push(number);
                    }
                }
            }
        }
    }

    /// What says something else by this bit: a field that there was before, of the mask itself, of one
    /// that is handed to it, or of one that is handed the same.
    pub(super) fn taken(&self, combinator: CombinatorId, mask: VarId, bit: u8) -> Option<Taken> {
        let mut sources = vec![(combinator, mask)];
        let mut seen: HashSet<Node> = sources.iter().copied().collect();
        let mut at = 0;
        while let Some(node) = sources.get(at).copied() {
            for giver in self.givers.get(&node).into_iter().flatten() {
                match *giver {
                    Giver::Number(number, place) if number >> bit & 1 == 1 => {
                        return Some(Taken::Number(place));
                    }
                    Giver::Var(giver) if seen.insert(giver) => sources.push(giver),
                    Giver::Number(..) | Giver::Var(_) => {}
                }
            }
            at += 1;
        }
        let mut all = sources;
        at = 0;
        while let Some(node) = all.get(at).copied() {
            if let Some(field) = self.old_field(node, bit) {
                return Some(Taken::Field(field));
            }
            for &taker in self.takers.get(&node).into_iter().flatten() {
                if seen.insert(taker) {
                    all.push(taker);
                }
            }
            at += 1;
        }
        None
    }

    /// The field that the bit guarded before.
    fn old_field(&self, (combinator, mask): Node, bit: u8) -> Option<Span> {
        let Comparison { new, pairs, .. } = self.comparison;
        let name = new[combinator].var(mask)?.name;
        let key = (pairs.old_of(combinator)?, name, bit);
        self.guarded.get(&key).copied()
    }
}

/// The first field that each bit of each mask guards, by the mask's name.
fn guarded<'s>(schema: &Schema<'s>) -> HashMap<(CombinatorId, &'s str, u8), Span> {
    let mut guarded = HashMap::new();
    for (id, combinator) in schema.combinators.entries() {
        all_fields(&combinator.fields, &mut |field| {
            let mask = field
                .mask
                .and_then(|it| Some((it, combinator.var(it.var)?.name)));
            if let Some((mask, name)) = mask {
                guarded.entry((id, name, mask.bit)).or_insert(field.span);
            }
        });
    }
    guarded
}

/// The parameter of a constructor that an argument of its type is.
fn param(schema: &Schema<'_>, constructor: CombinatorId, ty: TypeId, at: usize) -> Option<VarId> {
    let (of, args) = schema[constructor].result.boxed()?;
    match args.get(at).filter(|_| of == ty)? {
        Arg::Nat(Nat { var, add: 0 }) => *var,
        Arg::Nat(_) | Arg::Type(_) => None,
    }
}
