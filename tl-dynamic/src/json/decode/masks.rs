//! The masks in the JSON of an object.

use std::mem;

use super::{Members, Reader, field};
use crate::form::{Role, Slot, bit};
use crate::scope::Scope;
use crate::{JsonProblem, Member, Value};

/// What is known of each field that is a mask.
pub(super) struct Masks(Vec<Option<Known>>);

/// What is known of a mask.
#[derive(Clone, Copy)]
enum Known {
    /// The JSON has its word.
    Given(u32),
    /// The mask is not given, but its own mask is, so it has no bits.
    Absent,
}

impl Masks {
    /// Knows nothing of this many fields.
    fn new(fields: usize) -> Self {
        Self(vec![None; fields])
    }

    fn set(&mut self, field: u32, known: Known) {
        if let Some(place) = self.0.get_mut(field as usize) {
            *place = Some(known);
        }
    }

    fn of(&self, field: u32) -> Option<Known> {
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

impl Reader<'_, '_> {
    /// Decodes the masks that are given, which tell which other fields are present.
    pub(super) fn given_masks(
        &mut self,
        slots: &[Slot<'_>],
        scope: &Scope<'_>,
        json: &mut Members,
        there: &mut [Option<bool>],
    ) -> Masks {
        let mut masks = Masks::new(slots.len());
        for ((slot, index), is_there) in slots.iter().zip(0..).zip(there) {
            if !matches!(slot.role, Role::Mask { .. }) {
                continue;
            }
            let is_said = masks.says(slot);
            let word = self.masked(is_said, slot, json, |reader, json| {
                reader.value(&slot.form, scope, json)
            });
            match word {
                Some(Value::Nat(word)) => {
                    self.no_other_bits(slot, word);
                    masks.set(index, Known::Given(word));
                }
                _ if is_said.is_some() => masks.set(index, Known::Absent),
                Some(_) => *is_there = None,
                None => {}
            }
        }
        masks
    }

    /// Adds the masks that have a field that is present, if the JSON has neither them nor the masks that guard them.
    pub(super) fn masks_of_fields(
        &mut self,
        slots: &[Slot<'_>],
        masks: &Masks,
        there: &mut [Option<bool>],
        members: &mut Vec<Member>,
    ) {
        // A mask comes before the fields on it.
        for (index, slot) in slots.iter().enumerate().rev() {
            let Some(mask) = slot.guard.filter(|&it| masks.of(it).is_none()) else {
                continue;
            };
            if there.get(index) != Some(&Some(true)) {
                continue;
            }
            if let Some(is_there @ Some(false)) = there.get_mut(mask as usize) {
                *is_there = Some(true);
                if !self.claim(2 * size_of::<Member>()) {
                    return;
                }
                members.push(Member {
                    field: mask,
                    value: Value::Nat(0),
                });
            }
        }
        members.sort_by_key(|member| member.field);
    }

    /// Sets the words of the masks: a bit for each field that is present, and the given bits that guard
    /// nothing. A mask or flag that is wrong does not disagree with the other fields of its bit.
    pub(super) fn words(
        &mut self,
        slots: &[Slot<'_>],
        masks: &Masks,
        there: &[Option<bool>],
        members: &mut [Member],
    ) {
        let all = guarded(slots, there);
        for ((slot, index), is_there) in slots.iter().zip(0..).zip(there) {
            let (Role::Mask { guarded, kept }, Some(_)) = (slot.role, is_there) else {
                continue;
            };
            let own = all.get(all.partition_point(|it| it.guard < index)..);
            let own = own.unwrap_or_default();
            let own = own.get(..own.partition_point(|it| it.guard == index));
            let own = own.unwrap_or_default();
            // If the mask is given, absent fields are reported already.
            if masks.given(index).is_none() {
                self.shared_bits(slot, own);
            }
            let found = members.binary_search_by_key(&index, |member| member.field);
            if let Some(member) = found.ok().and_then(|at| members.get_mut(at)) {
                let given = match mem::replace(&mut member.value, Value::Null) {
                    Value::Nat(given) if kept => given & !guarded,
                    _ => 0,
                };
                let present = own.iter().filter(|it| it.is_present);
                member.value = Value::Nat(present.fold(given, |word, it| word | bit(it.bit)));
            }
        }
    }

    /// Reports bits of a mask that guard both a field that is present and one that is absent.
    fn shared_bits(&mut self, mask: &Slot<'_>, guarded: &[Guarded<'_, '_>]) {
        for of_bit in guarded.chunk_by(|one, other| one.bit == other.bit) {
            let names = |is_present| {
                let fields = of_bit.iter().filter(|it| it.is_present == is_present);
                fields.map(|it| it.slot.name.clone().into_owned()).collect()
            };
            let (present, absent): (Vec<_>, Vec<_>) = (names(true), names(false));
            if let (Some(first), false, false) =
                (of_bit.first(), present.is_empty(), absent.is_empty())
            {
                self.fail(JsonProblem::SharedBit {
                    bit: format!("{}.{}", mask.name, first.bit),
                    present,
                    absent,
                });
            }
        }
    }

    /// Reports bits of a mask that guard no field, and are not kept.
    fn no_other_bits(&mut self, slot: &Slot<'_>, word: u32) {
        let Role::Mask {
            guarded,
            kept: false,
        } = slot.role
        else {
            return;
        };
        let others = word & !guarded;
        if self.strict && others != 0 {
            let bits = (0..32).filter(|&it| others & bit(it) != 0).collect();
            self.within(
                || field(slot),
                |reader| reader.fail(JsonProblem::UnknownBits { bits }),
            );
        }
    }
}

/// A field with a mask beside it.
struct Guarded<'f, 's> {
    /// The index of the mask.
    guard: u32,
    bit: u8,
    slot: &'f Slot<'s>,
    is_present: bool,
}

/// Returns the fields with a mask beside them that are known to be present or absent, by mask and bit.
fn guarded<'f, 's>(slots: &'f [Slot<'s>], there: &[Option<bool>]) -> Vec<Guarded<'f, 's>> {
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
