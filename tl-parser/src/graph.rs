//! Which types contain which by value.
//!
//! Two questions need the graph of all types. A field needs a `Box` where a type would contain
//! itself by value: where the field's type leads back to its owner. And a value that stands for
//! nothing, a *filler*, must be of a constructor that does not need another filler of the same
//! type.

mod components;
mod expanding;
mod fillers;
mod held;

pub(crate) use expanding::expanding;
pub(crate) use fillers::{Fillers, Needs, Step};

use crate::schema::{CombinatorId, Schema, TypeExpr, TypeId};
use crate::span::Span;
use held::Held;

/// The graph of the types of a [`Schema`], by value.
#[derive(Debug, Clone)]
pub struct Graph {
    /// The strongly connected component of every type.
    components: Vec<u32>,
    held: Held,
    fillers: Fillers,
    expanding: Vec<(CombinatorId, Span)>,
}

impl Graph {
    /// Looks at every field of every constructor once.
    #[must_use]
    pub fn new(schema: &Schema<'_>) -> Self {
        let held = Held::new(schema);
        let mut edges: Vec<(u32, u32)> = Vec::new();
        for (index, ty) in (0u32..).zip(&schema.types) {
            for &constructor in &ty.constructors {
                for field in &schema[constructor].fields {
                    held.types(schema, constructor, &field.ty, &mut |to| {
                        edges.push((index, to.0))
                    });
                }
            }
        }
        Self {
            components: components::components(schema.types.len(), edges),
            held,
            fillers: Fillers::new(schema, Needs::Chosen),
            expanding: expanding::expanding(schema),
        }
    }

    /// Whether a value of type `from` that holds a `to` by value makes `from` contain itself:
    /// whether `to` leads back to `from`.
    ///
    /// For `inputPeerUserFromMessage peer:InputPeer … = InputPeer` that is so from `InputPeer` to
    /// itself.
    #[must_use]
    pub fn recursive(&self, from: TypeId, to: TypeId) -> bool {
        let component = |ty: TypeId| self.components.get(ty.0 as usize);
        component(from).is_some() && component(from) == component(to)
    }

    /// All types, each after those that it holds by value, unless those lead back to it.
    #[must_use]
    pub fn contained_first(&self) -> Vec<TypeId> {
        // Components are numbered in the order in which they are complete.
        let mut order: Vec<(u32, TypeId)> = Vec::with_capacity(self.components.len());
        order.extend(self.components.iter().copied().zip((0..).map(TypeId)));
        order.sort_unstable();
        order.into_iter().map(|(_, id)| id).collect()
    }

    /// Whether a field of `constructor`, of type `ty`, makes the constructor's type contain
    /// itself by value, so that it needs a `Box`.
    ///
    /// Type arguments count where a value of the type holds one by value: `next:(Maybe hren)`
    /// does, `next:(vector hren)` does not.
    #[must_use]
    pub fn needs_box(
        &self,
        schema: &Schema<'_>,
        constructor: CombinatorId,
        ty: &TypeExpr<'_>,
    ) -> bool {
        let TypeExpr::Boxed(owner, ..) = schema[constructor].result else {
            return false;
        };
        let mut found = false;
        self.held.types(schema, constructor, ty, &mut |to| {
            found |= self.recursive(owner, to);
        });
        found
    }

    /// The constructor of `ty` of which a value is made when there is nothing to make it from:
    /// the one with the fewest values inside.
    ///
    /// `None` where there is none: a type without constructors, a type declared elsewhere, and
    /// one whose every constructor needs another value of the type by way of a type argument.
    #[must_use]
    pub fn filler(&self, ty: TypeId) -> Option<CombinatorId> {
        self.fillers.of(ty)
    }

    /// The fields by which a generic type leads to itself with ever larger arguments, each with
    /// its constructor: `f {t:Type} x:(F (Pair t t)) = F t`.
    ///
    /// Such a type can be read and written, but what is generated for each set of type arguments
    /// is generated without end.
    #[must_use]
    pub fn expanding(&self) -> &[(CombinatorId, Span)] {
        &self.expanding
    }
}

#[cfg(test)]
mod tests;
