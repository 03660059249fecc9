//! Finds which bits of a mask old peers set for something else, through all types that the mask is an argument
//! of.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use tl_parser::schema::{
    Arg, CombinatorId, CombinatorKind, Mask, Nat, Origin, Schema, TypeExpr, TypeId, VarId,
};
use tl_parser::source::Span;

use super::uses::all_fields;
use crate::compare::changes::Comparison;

/// A variable of a declaration.
type Node = (CombinatorId, VarId);

/// How declarations of the new schema pass masks to each other.
pub(super) struct Bits<'p, 'c, 's> {
    comparison: &'p Comparison<'c, 's>,
    /// The arguments of each parameter.
    givers: HashMap<Node, Vec<Giver>>,
    /// The parameters that each variable is an argument of.
    takers: HashMap<Node, Vec<Node>>,
    /// The variables whose bits come from a mask that is encoded in a value, and was in the old schema.
    of_values: HashSet<Node>,
    /// The fields that each bit guards in the old schema.
    guarded: HashMap<(CombinatorId, Mask), Span>,
    /// The variables of the old schema.
    old_vars: HashMap<(CombinatorId, &'s str), VarId>,
    /// The variables with another use of a bit, and that use, for the bits so far.
    taken: RefCell<HashMap<u8, HashMap<Node, Taken>>>,
}

/// An argument of a parameter.
#[derive(Clone, Copy)]
enum Giver {
    Var(Node),
    Number(u32, Span),
}

/// What is known about a bit.
#[derive(Clone, Copy)]
pub(super) struct Bit {
    /// The other use of the bit: a number, or a field of the old schema that is guarded by this mask, by one
    /// that is passed to it, or by one that gets the same argument.
    pub(super) taken: Option<Taken>,
    /// Whether the bit comes from a mask that is encoded in a value, and was in the old schema: a field of a
    /// constructor, not of a call.
    pub(super) of_a_value: bool,
}

/// Another use of a bit.
#[derive(Clone, Copy)]
pub(super) enum Taken {
    /// A field of the old schema, by its place there.
    Field(Span),
    /// A number that is the argument of a parameter, by its place in the new schema.
    Number(Span),
}

impl<'p, 'c, 's> Bits<'p, 'c, 's> {
    pub(super) fn new(comparison: &'p Comparison<'c, 's>) -> Self {
        let mut bits = Self {
            comparison,
            givers: HashMap::new(),
            takers: HashMap::new(),
            of_values: HashSet::new(),
            guarded: guarded(comparison.old),
            old_vars: vars(comparison.old),
            taken: RefCell::default(),
        };
        let schema = comparison.new;
        let declared = schema.combinators.entries();
        for (id, combinator) in declared.filter(|(_, it)| it.origin == Origin::Declared) {
            let fields = combinator.fields.iter().map(|field| &field.ty);
            for ty in fields.chain([&combinator.result]) {
                ty.each(&mut |ty| bits.add(id, ty));
            }
        }
        let own = bits.nodes().filter(|&node| bits.is_of_a_value(node));
        let passed = spread(own.map(|node| (node, ())), |node| bits.takers(node));
        bits.of_values = passed.into_iter().map(|(node, ())| node).collect();
        bits
    }

    /// Adds the arguments of a type to the parameters of its constructors.
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
                // In a constructor's own result, the arguments are its parameters; that is not a use of the
                // type.
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

    /// Returns the variables of all declarations, in order.
    fn nodes(&self) -> impl Iterator<Item = Node> + use<'_, 's> {
        let all = self.comparison.new.combinators.entries();
        all.flat_map(|(id, it)| it.vars.entries().map(move |(var, _)| (id, var)))
    }

    /// Returns the arguments of a parameter.
    fn givers(&self, node: Node) -> &[Giver] {
        self.givers.get(&node).map_or(&[], Vec::as_slice)
    }

    /// Returns the parameters that a variable is an argument of.
    fn takers(&self, node: Node) -> impl Iterator<Item = Node> + use<'_> {
        self.takers.get(&node).into_iter().flatten().copied()
    }

    /// Returns what is known about a bit of a mask.
    pub(super) fn bit(&self, combinator: CombinatorId, mask: Mask) -> Bit {
        let node = (combinator, mask.var);
        let mut taken = self.taken.borrow_mut();
        let taken = taken.entry(mask.bit);
        let taken = taken.or_insert_with(|| self.all_taken(mask.bit));
        Bit {
            taken: taken.get(&node).copied(),
            of_a_value: self.of_values.contains(&node),
        }
    }

    /// Returns the variables with another use of a bit. All masks are looked at together, because a chain of
    /// declarations may pass one mask on.
    fn all_taken(&self, bit: u8) -> HashMap<Node, Taken> {
        let number = |node: Node| {
            let place = self.givers(node).iter().find_map(|giver| match *giver {
                Giver::Number(number, place) if number >> bit & 1 == 1 => Some(place),
                Giver::Number(..) | Giver::Var(_) => None,
            })?;
            Some((node, Taken::Number(place)))
        };
        let field = |node| Some((node, Taken::Field(self.old_field(node, bit)?)));
        let sources = |node| {
            self.givers(node).iter().filter_map(|giver| match giver {
                Giver::Var(node) => Some(*node),
                Giver::Number(..) => None,
            })
        };
        let passed = |uses| spread(uses, |node| self.takers(node));
        let fields = spread(self.nodes().filter_map(field), sources);
        let fields = passed(fields);
        // A number is the use that is shown if there is one.
        let numbers = passed(self.nodes().filter_map(number).collect());
        fields.into_iter().chain(numbers).collect()
    }

    /// Whether a mask is encoded in a value, and was in the old schema.
    fn is_of_a_value(&self, node: Node) -> bool {
        let combinator = &self.comparison.new[node.0];
        combinator.kind == CombinatorKind::Constructor
            && combinator.var(node.1).is_some_and(|var| !var.param)
            && self.before(node).is_some()
    }

    /// Returns the variable in the old schema: the one with the same name, or the one at the same position if
    /// the number of variables is the same.
    fn before(&self, (combinator, var): Node) -> Option<Node> {
        let Comparison { old, new, pairs } = self.comparison;
        let before = pairs.old_of(combinator)?;
        let name = new[combinator].var(var)?.name;
        let by_name = self.old_vars.get(&(before, name)).copied();
        let is_there = old[before].vars.len() == new[combinator].vars.len();
        let old_var = by_name.or(Some(var).filter(|_| is_there))?;
        Some((before, old_var))
    }

    /// Returns the field that the bit guards in the old schema.
    fn old_field(&self, mask: Node, bit: u8) -> Option<Span> {
        let (combinator, mask) = self.before(mask)?;
        let mask = Mask { var: mask, bit };
        self.guarded.get(&(combinator, mask)).copied()
    }
}

/// Returns the first field that each bit of each mask guards.
fn guarded(schema: &Schema<'_>) -> HashMap<(CombinatorId, Mask), Span> {
    let mut guarded = HashMap::new();
    for (id, combinator) in schema.combinators.entries() {
        all_fields(&combinator.fields, &mut |field| {
            if let Some(mask) = field.mask {
                guarded.entry((id, mask)).or_insert(field.span);
            }
        });
    }
    guarded
}

/// Returns the variables by name.
fn vars<'s>(schema: &Schema<'s>) -> HashMap<(CombinatorId, &'s str), VarId> {
    let combinators = schema.combinators.entries();
    let vars = combinators.flat_map(|(id, combinator)| {
        let vars = combinator.vars.entries();
        vars.map(move |(var, it)| ((id, it.name), var))
    });
    vars.collect()
}

/// Adds all nodes that are reachable by `step`, each with the value of the nearest node that it is reachable from.
fn spread<T: Copy, I: IntoIterator<Item = Node>>(
    nodes: impl IntoIterator<Item = (Node, T)>,
    step: impl Fn(Node) -> I,
) -> Vec<(Node, T)> {
    let mut nodes: Vec<(Node, T)> = nodes.into_iter().collect();
    let mut seen: HashSet<Node> = nodes.iter().map(|(node, _)| *node).collect();
    let mut at = 0;
    while let Some(&(node, value)) = nodes.get(at) {
        let next = step(node).into_iter().filter(|&it| seen.insert(it));
        nodes.extend(next.map(|node| (node, value)));
        at += 1;
    }
    nodes
}

/// Returns the parameter of a constructor that corresponds to an argument of its type.
fn param(schema: &Schema<'_>, constructor: CombinatorId, ty: TypeId, at: usize) -> Option<VarId> {
    let (of, args) = schema[constructor].result.boxed()?;
    match args.get(at).filter(|_| of == ty)? {
        Arg::Nat(Nat { var, add: 0 }) => *var,
        Arg::Nat(_) | Arg::Type(_) => None,
    }
}
