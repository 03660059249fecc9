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

use super::{CombinatorId, IndexVec, Schema, TypeExpr, TypeId};
use containment::Containment;

/// The graph of the types of a [`Schema`], by value.
#[derive(Debug, Clone)]
pub struct Graph {
    /// The strongly connected component of every type.
    components: IndexVec<TypeId, u32>,
    containment: Containment,
    fillers: Fillers,
}

impl Graph {
    /// Builds the graph; looks at every field of every constructor once.
    #[must_use]
    pub fn new(schema: &Schema<'_>) -> Self {
        let containment = Containment::new(schema);
        let mut edges: Vec<(u32, u32)> = Vec::new();
        for (from, ty) in schema.types.entries() {
            for &constructor in &ty.constructors {
                for field in &schema[constructor].fields {
                    containment.types(schema, constructor, &field.ty, &mut |to| {
                        edges.push((from.0, to.0));
                    });
                }
            }
        }
        Self {
            components: components::components(schema.types.len(), &edges).into(),
            containment,
            fillers: Fillers::new(schema, Needs::Chosen),
        }
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
}

#[cfg(test)]
mod tests;
