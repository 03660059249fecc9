//! The values of the variables of a constructor or function.

use tl_parser::schema::{Id, Mask, Nat, VarId};

use crate::form::{Argument, Form, Plan, bit};
use crate::{Codec, Value};

/// The values of variables that are numbers.
pub(crate) type Numbers = Vec<Option<u32>>;

/// The values of the variables of one constructor or function.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope<'e> {
    numbers: Numbers,
    types: Vec<Option<Binding<'e>>>,
}

/// What a type parameter stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Binding<'e> {
    /// A form, with the scope of the variables that it names, and the least size of its values.
    Form(&'e Form<'e>, &'e Scope<'e>, usize),
    /// The answer to a call.
    Answer(&'e Value),
}

/// The error that a variable has no value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unknown;

impl<'e> Scope<'e> {
    /// Creates the scope of a constructor or function whose type has these arguments. `spare` is a list that
    /// is no longer used.
    pub(crate) fn new(
        codec: &Codec<'_>,
        plan: &Plan<'_>,
        args: &'e [Argument<'e>],
        outside: &'e Scope<'e>,
        spare: Numbers,
    ) -> Result<Self, Unknown> {
        let mut scope = Self::of_types(codec, plan, args, outside)?;
        scope.numbers = spare;
        scope.numbers.clear();
        scope.numbers.resize(plan.numbers, None);
        for (param, arg) in plan.params.iter().zip(args) {
            if let (Some(var), Argument::Nat(nat)) = (param, arg) {
                scope.set(*var, outside.count(*nat)?);
            }
        }
        Ok(scope)
    }

    /// Returns the list of numbers, for reuse.
    pub(crate) fn into_numbers(self) -> Numbers {
        self.numbers
    }

    /// Creates the same scope without numbers, which JSON does not need.
    pub(crate) fn of_types(
        codec: &Codec<'_>,
        plan: &Plan<'_>,
        args: &'e [Argument<'e>],
        outside: &'e Scope<'e>,
    ) -> Result<Self, Unknown> {
        let mut scope = Self {
            numbers: Vec::new(),
            types: vec![None; plan.types],
        };
        for (param, arg) in plan.params.iter().zip(args) {
            match (param, arg) {
                (Some(var), Argument::Form(Form::Param(param))) => {
                    scope.bind(*var, outside.binding(*param)?);
                }
                (Some(var), Argument::Form(form)) => {
                    let least = codec.least(form, outside);
                    scope.bind(*var, Binding::Form(form, outside, least));
                }
                (Some(_), Argument::Nat(_)) | (None, _) => {}
            }
        }
        Ok(scope)
    }

    /// Creates a scope with room for the variables of a constructor or function, which have no values yet.
    pub(crate) fn empty(plan: &Plan<'_>) -> Self {
        Self {
            numbers: vec![None; plan.numbers],
            types: vec![None; plan.types],
        }
    }

    pub(crate) fn set(&mut self, var: VarId, number: u32) {
        if let Some(place) = self.numbers.get_mut(var.index()) {
            *place = Some(number);
        }
    }

    pub(crate) fn bind(&mut self, var: VarId, binding: Binding<'e>) {
        if let Some(place) = self.types.get_mut(var.index()) {
            *place = Some(binding);
        }
    }

    /// Returns a count. A sum that is too large for 32 bits becomes the largest count, which no input can hold.
    pub(crate) fn count(&self, nat: Nat) -> Result<u32, Unknown> {
        Ok(match nat.var {
            Some(var) => self.number(var)?.saturating_add(nat.add),
            None => nat.add,
        })
    }

    fn number(&self, var: VarId) -> Result<u32, Unknown> {
        let number = self.numbers.get(var.index()).copied();
        number.flatten().ok_or(Unknown)
    }

    /// Whether a field is present.
    pub(crate) fn has(&self, mask: Option<Mask>) -> Result<bool, Unknown> {
        Ok(match mask {
            Some(mask) => self.number(mask.var)? & bit(mask.bit) != 0,
            None => true,
        })
    }

    /// Returns the least size of a value of a type parameter, in bytes, if it is known.
    pub(crate) fn least(&self, var: VarId) -> Option<usize> {
        match self.binding(var) {
            Ok(Binding::Form(_, _, least)) => Some(least),
            Ok(Binding::Answer(_)) | Err(Unknown) => None,
        }
    }

    pub(crate) fn binding(&self, var: VarId) -> Result<Binding<'e>, Unknown> {
        let binding = self.types.get(var.index()).copied();
        binding.flatten().ok_or(Unknown)
    }
}
