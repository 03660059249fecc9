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

/// A field with a mask beside it.
pub(super) struct Guarded<'f, 's> {
    /// The index of the mask.
    pub(super) guard: u32,
    pub(super) bit: u8,
    pub(super) slot: &'f Slot<'s>,
    pub(super) is_present: bool,
}

/// Returns the fields with a mask beside them that are known to be present or absent, by mask and bit.
pub(super) fn guarded<'f, 's>(
    slots: &'f [Slot<'s>],
    there: &[Option<bool>],
) -> Vec<Guarded<'f, 's>> {
    let mut guarded = Vec::new();
    for (slot, is_there) in slots.iter().zip(there) {
        if let (Some(guard), Some(mask), Some(is_present)) = (slot.guard, slot.mask, *is_there) {
            guarded.push(Guarded {
                guard,
                bit: mask.bit,
                slot,
                is_present,
            });
        }
    }
    guarded.sort_by_key(|it| (it.guard, it.bit));
    guarded
}
