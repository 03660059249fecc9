//! Runs: neighbouring fields of a fixed size, and the id before them, which are decoded or encoded at once.
//!
//! ```text
//! let (id, access_hash) = decoder.run();
//!
//! let flags = encoder.run((0x3bb3b94a_u32, 0_u32, self.id, self.access_hash)) + 4;
//! ```

use crate::rust::model::{Field, FieldRole, Mask, Struct, Value, Wire};

/// Something that is decoded or encoded at once.
#[derive(Debug)]
pub(super) enum Step<'i> {
    /// Neighbouring fields of a fixed size; there is at least one.
    Run(Vec<Part<'i>>),
    /// Another field, and its index.
    Field(usize, &'i Field),
}

/// A part of a run.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part<'i> {
    /// The id of a constructor.
    Id(u32),
    /// A mask that is always present, and its index.
    Mask(usize, &'i Field, &'i Mask),
    /// A number or raw bytes, and its index.
    Value(usize, &'i Field, &'i Value),
}

impl<'i> Step<'i> {
    /// Returns the field of a step that has no other.
    pub(super) fn alone(&self) -> Option<(usize, &'i Field)> {
        match self {
            Step::Field(index, field) => Some((*index, field)),
            Step::Run(parts) => match **parts {
                [part] => part.field(),
                _ => None,
            },
        }
    }

    /// Returns the index after its last field.
    pub(super) fn end(&self) -> usize {
        let last = match self {
            Step::Field(index, field) => Some((*index, *field)),
            Step::Run(parts) => parts.last().and_then(|part| part.field()),
        };
        last.map_or(0, |(index, _)| index + 1)
    }
}

impl<'i> Part<'i> {
    /// Returns a field as a part of a run, if it can be one.
    pub(super) fn of(index: usize, field: &'i Field) -> Option<Self> {
        match &field.role {
            FieldRole::Mask(mask) if mask.bit.is_none() => Some(Part::Mask(index, field, mask)),
            FieldRole::Value(value) if value.bit.is_none() && value.with.is_none() => {
                let is_fixed = matches!(value.wire, Wire::Number(_) | Wire::Raw);
                is_fixed.then_some(Part::Value(index, field, value))
            }
            FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Value(_) | FieldRole::Count => {
                None
            }
        }
    }

    /// Returns the field and its index.
    pub(super) fn field(self) -> Option<(usize, &'i Field)> {
        match self {
            Part::Id(_) => None,
            Part::Mask(index, field, _) | Part::Value(index, field, _) => Some((index, field)),
        }
    }

    /// Returns the number of bytes, or the maximum if it may vary.
    pub(super) fn size(self) -> usize {
        match self {
            Part::Id(_) | Part::Mask(..) => 4,
            Part::Value(_, _, value) => value.wire.min_size().unwrap_or(MOST_RAW),
        }
    }

    /// Whether it can follow others in a run. The offset of a mask must be known, so no part before it may have
    /// a size that only the Rust type determines.
    fn follows(self, run: &[Self]) -> bool {
        let is_raw =
            |part: &Self| matches!(part, Part::Value(_, _, value) if value.wire == Wire::Raw);
        let bytes: usize = run.iter().map(|part| part.size()).sum();
        run.len() < MOST_PARTS
            && bytes + self.size() <= MOST_BYTES
            && !(matches!(self, Part::Mask(..)) && run.iter().any(is_raw))
    }
}

/// The maximum number of parts and bytes of a run, as in the runtime.
const MOST_PARTS: usize = 12;
const MOST_BYTES: usize = 256;

/// The maximum number of bytes of a raw value.
const MOST_RAW: usize = 64;

/// Returns the steps for the fields that have code, with an id before them.
pub(super) fn steps<'i>(
    item: &'i Struct,
    id: Option<u32>,
    part: impl Fn(usize, &'i Field) -> Option<Part<'i>>,
    has_code: impl Fn(&Field) -> bool,
) -> Vec<Step<'i>> {
    let mut steps = Vec::new();
    let mut run: Vec<Part<'i>> = id.map(Part::Id).into_iter().collect();
    let end = |run: &mut Vec<_>, steps: &mut Vec<_>| {
        if !run.is_empty() {
            steps.push(Step::Run(std::mem::take(run)));
        }
    };
    for (index, field) in item.fields.iter().enumerate() {
        if !has_code(field) {
            continue;
        }
        match part(index, field) {
            Some(part) => {
                if !part.follows(&run) {
                    end(&mut run, &mut steps);
                }
                run.push(part);
            }
            None => {
                end(&mut run, &mut steps);
                steps.push(Step::Field(index, field));
            }
        }
    }
    end(&mut run, &mut steps);
    steps
}
