//! The least size of a form, which keeps a list from claiming more elements than the input can hold.
//!
//! Generated code says that a type takes at least 4 bytes if it need not know more, so these sizes are not
//! as large as they could be. This crate uses the same sizes, so that the errors are the same.

use crate::Codec;
use crate::form::{Form, Nullable, Role, Secret, Slot};
use crate::scope::{Binding, Scope};

/// The least size of a type, in bytes, if nothing else is known.
const PLAIN: usize = 4;

/// The depth at which a type is taken to contain itself, so that it has no values.
const DEEP: u32 = 64;

impl Codec<'_> {
    /// Returns the least size of an element, in bytes.
    pub(crate) fn least(&self, form: &Form<'_>, scope: &Scope<'_>) -> usize {
        self.least_at(form, scope, 0)
    }

    fn least_at(&self, form: &Form<'_>, scope: &Scope<'_>, depth: u32) -> usize {
        if depth > DEEP {
            return PLAIN;
        }
        match form {
            Form::Long | Form::Int53 | Form::Double | Form::Vector(_) => 8,
            Form::Nat | Form::Int | Form::Float => 4,
            Form::String(_) | Form::Bytes(_) | Form::Bool | Form::Boxed(..) | Form::List(_) => 4,
            Form::Object | Form::Function => 4,
            Form::Raw(size) => *size,
            Form::True | Form::Tuple(..) => 0,
            Form::WithId(_, value) => self.least_at(value, scope, depth + 1).saturating_add(4),
            Form::Array(count, element) => {
                let element = self.least_at(element, scope, depth + 1);
                element.saturating_mul(*count as usize)
            }
            Form::Element(slots) => self.least_of_fields(slots, scope, depth),
            Form::Bare(id, args) => match Scope::new(&self.plans[*id], args, scope, Vec::new()) {
                Ok(scope) => self.least_of_fields(&self.plans[*id].slots, &scope, depth),
                Err(_) => PLAIN,
            },
            Form::Param(var) => match scope.binding(*var) {
                Ok(Binding::Form(form, scope)) => self.least_at(form, scope, depth + 1),
                Ok(Binding::Answer(_)) | Err(_) => PLAIN,
            },
        }
    }

    fn least_of_fields(&self, slots: &[Slot<'_>], scope: &Scope<'_>, depth: u32) -> usize {
        let there = || slots.iter().filter(|slot| slot.mask.is_none());
        let known: usize = there().map(|slot| known(slot).unwrap_or(0)).sum();
        if known >= PLAIN {
            return PLAIN;
        }
        let parts = there().filter(|slot| known_of(slot).is_none());
        parts.fold(known, |sum, slot| {
            sum.saturating_add(self.least_at(&slot.form, scope, depth + 1))
        })
    }
}

/// Returns the least size of a field, if it does not depend on a type that has a layout of its own.
fn known_of(slot: &Slot<'_>) -> Option<usize> {
    match (&slot.role, &slot.form) {
        // In generated code, this is an `Option`.
        _ if slot.nullable == Nullable::Itself => None,
        (Role::Count | Role::Flag, _) => Some(0),
        (Role::Mask { .. }, _) => Some(4),
        (Role::Value, form) => match form {
            Form::Long | Form::Int53 | Form::Double | Form::Vector(_) => Some(8),
            Form::Nat | Form::Int | Form::Float | Form::Bool | Form::List(_) => Some(4),
            Form::String(Secret::No) | Form::Bytes(Secret::No) => Some(4),
            Form::Object | Form::Function => Some(4),
            Form::Tuple(..) => Some(0),
            Form::String(Secret::Yes)
            | Form::Bytes(Secret::Yes)
            | Form::Raw(_)
            | Form::True
            | Form::WithId(..)
            | Form::Boxed(..)
            | Form::Bare(..)
            | Form::Array(..)
            | Form::Element(_)
            | Form::Param(_) => None,
        },
    }
}

/// The same, but a type that begins with an id takes at least the bytes of the id.
fn known(slot: &Slot<'_>) -> Option<usize> {
    match slot.form {
        Form::WithId(..) | Form::Boxed(..) if slot.nullable == Nullable::No => Some(4),
        _ => known_of(slot),
    }
}
