//! The graph of types that contain each other by value.
//!
//! Two questions need this graph. Which fields need a `Box`: those whose type leads back to the type of their
//! constructor, which would contain itself by value. And which constructor makes a *filler*, a value that
//! stands for nothing: one that does not need another filler of the same type.

mod components;
mod containment;
mod expansion;
mod fillers;

pub(crate) use expansion::expanding;
pub(crate) use fillers::{Fillers, Needs, Step};

use super::{CombinatorId, CombinatorKind, IndexVec, Schema, TypeExpr, TypeId};
use containment::Containment;

/// The graph of the types of a [`Schema`], by value.
#[derive(Debug, Clone)]
pub struct Graph {
    constructors: IndexVec<TypeId, Vec<CombinatorId>>,
    /// The strongly connected component of every type.
    components: IndexVec<TypeId, u32>,
    containment: Containment,
    fillers: Fillers,
}

impl Graph {
    /// Builds the graph; looks at every field of every constructor once.
    #[must_use]
    pub fn new(schema: &Schema<'_>) -> Self {
        let constructors = with_bare(schema);
        let containment = Containment::new(schema, &constructors);
        let mut edges: Vec<(u32, u32)> = Vec::new();
        for (from, constructors) in constructors.entries() {
            for &constructor in constructors {
                for field in &schema[constructor].fields {
                    containment.types(schema, constructor, &field.ty, &mut |to| {
                        edges.push((from.0, to.0));
                    });
                }
            }
        }
        Self {
            constructors,
            components: components::components(schema.types.len(), &edges).into(),
            containment,
            fillers: Fillers::new(schema, Needs::Chosen),
        }
    }

    /// Returns the constructors of a type, and those that it no longer has but that are still used bare.
    #[must_use]
    pub fn constructors(&self, ty: TypeId) -> &[CombinatorId] {
        &self.constructors[ty]
    }

    /// Whether the type `from`, which contains a `to` by value, contains itself: whether `to` leads back to
    /// `from`.
    ///
    /// For `inputPeerUserFromMessage peer:InputPeer … = InputPeer`, this is true of `InputPeer` and itself.
    #[must_use]
    fn recursive(&self, from: TypeId, to: TypeId) -> bool {
        self.components[from] == self.components[to]
    }

    /// Returns all types, each after those that it contains by value, unless those lead back to it.
    #[must_use]
    pub fn contained_first(&self) -> Vec<TypeId> {
        // Components are numbered in the order in which they are completed.
        let mut order = Vec::with_capacity(self.components.len());
        for (ty, component) in self.components.entries() {
            order.push((*component, ty.0));
        }
        order.sort_unstable();
        order.iter().map(|&(_, ty)| TypeId(ty)).collect()
    }

    /// Whether a field of `constructor`, of type `ty`, makes the constructor's type contain
    /// itself by value, so that it needs a `Box`.
    ///
    /// Type arguments count if a value of the type contains one by value: `next:(Maybe hren)` does,
    /// `next:(vector hren)` does not.
    #[must_use]
    pub fn needs_box(
        &self,
        schema: &Schema<'_>,
        constructor: CombinatorId,
        ty: &TypeExpr<'_>,
    ) -> bool {
        let Some(owner) = schema[constructor].ty() else {
            return false;
        };
        let mut found = false;
        self.containment.types(schema, constructor, ty, &mut |to| {
            found |= self.recursive(owner, to);
        });
        found
    }

    /// Returns the constructor of `ty` of which a value can be made from nothing: the one with the fewest
    /// values inside.
    ///
    /// `None` if there is none: for a type without constructors, a type declared elsewhere, and one whose
    /// constructors all need another value of the type through a type argument.
    #[must_use]
    pub fn filler(&self, ty: TypeId) -> Option<CombinatorId> {
        self.fillers.of(ty)
    }

    /// Returns how many values every value of a constructor contains, apart from those in lists and those of type
    /// arguments. Builtin values count as one together, as do the elements of an array.
    ///
    /// In a chain of types that contain each other twice, the number doubles at each step.
    #[must_use]
    pub fn values_inside(&self, constructor: CombinatorId) -> u64 {
        self.fillers.weight_of(constructor).unwrap_or_default()
    }
}

/// Returns the constructors of every type, and those that are not in the list of their type, since the user
/// excludes them, but that a field or answer holds bare.
fn with_bare(schema: &Schema<'_>) -> IndexVec<TypeId, Vec<CombinatorId>> {
    let all = schema.types.iter().map(|ty| ty.constructors.clone());
    let mut all: IndexVec<TypeId, Vec<CombinatorId>> = all.collect();
    let mut listed = IndexVec::filled(false, schema.combinators.len());
    for &id in all.iter().flatten() {
        listed[id] = true;
    }
    for combinator in schema.combinators.iter() {
        let fields = combinator.fields.iter().map(|field| &field.ty);
        for ty in fields.chain([&combinator.result]) {
            ty.each(&mut |ty| {
                let TypeExpr::Bare(id, ..) = ty else { return };
                let ty = schema[*id].ty().filter(|_| !listed[*id]);
                if let (Some(ty), CombinatorKind::Constructor) = (ty, schema[*id].kind) {
                    listed[*id] = true;
                    all[ty].push(*id);
                }
            });
        }
    }
    all
}

#[cfg(test)]
mod tests;
