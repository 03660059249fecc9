//! The variables of one combinator, and which of them are in scope.

use crate::hasher::Map;
use crate::schema::{Id, IndexVec, Var, VarId};
use crate::syntax::ast::ParamKind;

/// Up to this many variables, looking at each is faster than hashing.
const FEW: usize = 16;

/// The variables of a combinator: `{t:Type}`, `{n:#}` and `#` fields.
#[derive(Debug, Default)]
pub(super) struct Scope<'s> {
    vars: IndexVec<VarId, Var<'s>>,
    /// The named variables in scope, the innermost last.
    named: Vec<(&'s str, VarId)>,
    /// The `#` in scope, in order.
    nats: Vec<VarId>,
    /// `named` from the index [`FEW`] on, by name.
    index: Map<&'s str, usize>,
    /// For each of these, the entry of `index` that it replaced.
    hidden: Vec<Option<usize>>,
}

/// The number of variables in scope at a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    named: usize,
    nats: usize,
}

impl<'s> Scope<'s> {
    /// Ends the scope, and returns all its variables.
    pub(super) fn finish(&mut self) -> IndexVec<VarId, Var<'s>> {
        self.named.clear();
        self.nats.clear();
        self.index.clear();
        self.hidden.clear();
        std::mem::take(&mut self.vars)
    }

    /// Adds a variable; one without a name can only be a count.
    pub(super) fn declare(&mut self, name: &'s str, kind: ParamKind, param: bool) -> VarId {
        let id = self.vars.push(Var { name, kind, param });
        if kind == ParamKind::Nat {
            self.nats.push(id);
        }
        if !name.is_empty() {
            if self.named.len() >= FEW {
                self.hidden.push(self.index.insert(name, id.index()));
            }
            self.named.push((name, id));
        }
        id
    }

    /// Returns the innermost variable of this name.
    pub(super) fn find(&self, name: &str) -> Option<(VarId, Var<'s>)> {
        let known = self.index.get(name).map(|index| VarId::new(*index));
        let id = known.or_else(|| {
            let few = self.named.get(..FEW).unwrap_or(&self.named);
            let (_, id) = few.iter().rev().find(|(known, _)| *known == name)?;
            Some(*id)
        })?;
        Some((id, self.var(id)))
    }

    /// Returns a variable of the combinator, in scope or not.
    pub(super) fn var(&self, id: VarId) -> Var<'s> {
        self.vars[id]
    }

    /// Returns the `#` that is the count of a repetition without one.
    pub(super) fn last_nat(&self) -> Option<VarId> {
        self.nats.last().copied()
    }

    /// Returns the names in scope, for suggestions.
    pub(super) fn names(&self) -> impl Iterator<Item = (&'s str, Var<'s>)> {
        let named = self.named.iter();
        named.map(|&(name, id)| (name, self.var(id)))
    }

    /// Returns a mark of what is in scope now.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            named: self.named.len(),
            nats: self.nats.len(),
        }
    }

    /// Removes what came into scope since `mark`: the variables of a repetition.
    pub(super) fn leave(&mut self, mark: Mark) {
        self.nats.truncate(mark.nats);
        while self.named.len() > mark.named {
            let Some((name, _)) = self.named.pop() else {
                return;
            };
            if self.named.len() >= FEW {
                match self.hidden.pop().flatten() {
                    Some(id) => self.index.insert(name, id),
                    None => self.index.remove(name),
                };
            }
        }
    }
}

#[cfg(test)]
mod tests;
