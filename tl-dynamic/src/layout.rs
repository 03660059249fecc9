//! The least size of a form, which keeps a list from claiming more elements than the input can hold.
//!
//! Generated code says that a type takes at least 4 bytes if it need not know more, so these sizes are not
//! as large as they could be. This crate uses the same sizes, so that the errors are the same.

use tl_parser::schema::{CombinatorId, IndexVec, VarId};

use crate::Codec;
use crate::form::{Argument, Form, Nullable, Plan, Role, Secret, Slot};
use crate::scope::Scope;

/// The least size of a type, in bytes, if nothing else is known.
const PLAIN: usize = 4;

/// The least sizes of all constructors and functions. Each is computed once: a type that contains another one
/// twice, which contains another one twice, and so on, has more parts than can be counted.
#[derive(Debug, Clone)]
pub(crate) struct Layouts(IndexVec<CombinatorId, Option<Least>>);

/// The least size of a constructor or function.
#[derive(Debug, Clone, Default)]
struct Least {
    /// The bytes apart from the values of type parameters.
    fixed: usize,
    /// How many values of each parameter of the type it has.
    params: Vec<usize>,
}

/// A part of a form whose least size the form does not tell.
enum Part {
    Param(VarId),
    /// A constructor whose least size is not known yet.
    Later(CombinatorId),
}

impl Layouts {
    pub(crate) fn new(plans: &IndexVec<CombinatorId, Plan<'_>>) -> Self {
        let mut layouts = Self(IndexVec::filled(None, plans.len()));
        let mut begun = IndexVec::filled(false, plans.len());
        // A schema can be deeper than the stack.
        let mut waiting: Vec<CombinatorId> = plans.ids().collect();
        while let Some(&id) = waiting.last() {
            if layouts.0[id].is_some() {
                waiting.pop();
                continue;
            }
            begun[id] = true;
            let (least, mut later) = layouts.of_plan(&plans[id]);
            // A value of a constructor that contains itself has no end, so its size does not matter.
            later.retain(|&it| !begun[it]);
            if later.is_empty() {
                layouts.0[id] = Some(least);
            }
            waiting.append(&mut later);
        }
        layouts
    }

    /// Returns the least size of a constructor, and the constructors that have to be known for it.
    fn of_plan(&self, plan: &Plan<'_>) -> (Least, Vec<CombinatorId>) {
        let mut by_var = vec![0_usize; plan.types];
        let mut later = Vec::new();
        let fixed = self.of_fields(&plan.slots, 1, &mut |part, times| match part {
            Part::Param(var) => {
                if let Some(sum) = by_var.get_mut(var.0 as usize) {
                    *sum = sum.saturating_add(times);
                }
            }
            Part::Later(id) => later.push(id),
        });
        let of_param = |var: &Option<VarId>| {
            let sum = var.and_then(|var| by_var.get(var.0 as usize));
            sum.copied().unwrap_or(0)
        };
        let params = plan.params.iter().map(of_param).collect();
        (Least { fixed, params }, later)
    }

    /// Returns how many bytes `times` values of a form take at least, apart from the parts that `found` is
    /// called with, and how often.
    fn of(&self, form: &Form<'_>, times: usize, found: &mut dyn FnMut(Part, usize)) -> usize {
        let size = match form {
            Form::Long | Form::Int53 | Form::Double | Form::Vector(_) => 8,
            Form::Nat | Form::Int | Form::Float | Form::Bool | Form::List(_) => 4,
            Form::String(_) | Form::Bytes(_) | Form::Object | Form::Function => 4,
            Form::Boxed(..) => 4,
            Form::Raw(size) => *size,
            Form::True | Form::Tuple(..) => 0,
            Form::WithId(_, value) => {
                return self
                    .of(value, times, found)
                    .saturating_add(times.saturating_mul(4));
            }
            Form::Array(count, element) => {
                return self.of(element, times.saturating_mul(*count as usize), found);
            }
            Form::Element(slots) => return self.of_fields(slots, times, found),
            Form::Bare(id, args) => return self.of_bare(*id, args, times, found),
            Form::Param(var) => {
                found(Part::Param(*var), times);
                0
            }
        };
        times.saturating_mul(size)
    }

    fn of_bare(
        &self,
        id: CombinatorId,
        args: &[Argument<'_>],
        times: usize,
        found: &mut dyn FnMut(Part, usize),
    ) -> usize {
        let Some(least) = &self.0[id] else {
            found(Part::Later(id), times);
            return times.saturating_mul(PLAIN);
        };
        let mut sum = times.saturating_mul(least.fixed);
        for (arg, values) in args.iter().zip(&least.params) {
            if let (Argument::Form(form), 1..) = (arg, *values) {
                sum = sum.saturating_add(self.of(form, times.saturating_mul(*values), found));
            }
        }
        sum
    }

    fn of_fields(
        &self,
        slots: &[Slot<'_>],
        times: usize,
        found: &mut dyn FnMut(Part, usize),
    ) -> usize {
        let there = || slots.iter().filter(|slot| slot.mask.is_none());
        if there().any(is_plain) {
            return times.saturating_mul(PLAIN);
        }
        there().fold(0, |sum, slot| match slot.role {
            Role::Count | Role::Flag => sum,
            Role::Mask { .. } | Role::Value => {
                sum.saturating_add(self.of(&slot.form, times, found))
            }
        })
    }
}

impl Codec<'_> {
    /// Returns the least size of a value of a form, in bytes.
    pub(crate) fn least(&self, form: &Form<'_>, scope: &Scope<'_>) -> usize {
        let mut of_params: usize = 0;
        let fixed = self.layouts.of(form, 1, &mut |part, times| {
            if let Part::Param(var) = part {
                let size = scope.least(var).unwrap_or(PLAIN);
                of_params = of_params.saturating_add(times.saturating_mul(size));
            }
        });
        fixed.saturating_add(of_params)
    }
}

/// Whether generated code knows that a type takes at least 4 bytes because it has this field.
fn is_plain(slot: &Slot<'_>) -> bool {
    match slot.role {
        Role::Mask { .. } => true,
        Role::Count | Role::Flag => false,
        // In generated code, this is an `Option`.
        Role::Value if slot.nullable == Nullable::Itself => false,
        Role::Value => match slot.form {
            Form::Nat | Form::Int | Form::Long | Form::Int53 | Form::Double | Form::Float => true,
            Form::Bool | Form::Vector(_) | Form::List(_) => true,
            Form::String(Secret::No) | Form::Bytes(Secret::No) => true,
            Form::WithId(..) | Form::Boxed(..) | Form::Object | Form::Function => true,
            Form::String(Secret::Yes) | Form::Bytes(Secret::Yes) | Form::Raw(_) => false,
            Form::True | Form::Tuple(..) | Form::Array(..) | Form::Element(_) => false,
            Form::Bare(..) | Form::Param(_) => false,
        },
    }
}

#[cfg(test)]
mod tests;
