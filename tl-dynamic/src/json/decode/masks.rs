//! The masks in the JSON of an object.

use crate::form::{Slot, bit};

/// What is known of each field that is a mask.
pub(super) struct Masks(Vec<Option<Known>>);

/// What is known of a mask.
#[derive(Clone, Copy)]
pub(super) enum Known {
    /// The JSON has its word.
    Given(u32),
    /// The mask is not given, but its own mask is, so it has no bits.
    Absent,
}

impl Masks {
    /// Knows nothing of this many fields.
    pub(super) fn new(fields: usize) -> Self {
        Self(vec![None; fields])
    }

    pub(super) fn set(&mut self, field: u32, known: Known) {
        if let Some(place) = self.0.get_mut(field as usize) {
            *place = Some(known);
        }
    }

    pub(super) fn of(&self, field: u32) -> Option<Known> {
        self.0.get(field as usize).copied().flatten()
    }

    pub(super) fn given(&self, field: u32) -> Option<u32> {
        match self.of(field)? {
            Known::Given(word) => Some(word),
            Known::Absent => None,
        }
    }

    /// Whether a field is present according to the mask beside it, if the word of the mask is known.
    pub(super) fn says(&self, slot: &Slot<'_>) -> Option<bool> {
        let word = match self.of(slot.guard?)? {
            Known::Given(word) => word,
            Known::Absent => 0,
        };
        Some(word & bit(slot.mask?.bit) != 0)
    }
}
