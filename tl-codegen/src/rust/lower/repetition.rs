//! Which repetitions are arrays, and which are lists.

use crate::rust::form::MAX_ARRAY;
use crate::rust::model::{Count, Ty, Wire};

/// An array larger than this is a list: it would be moved as a whole, on a stack that is small.
const MAX_BYTES: usize = 1024;

/// Whether so many elements of a size are an array. Those of no size are a list, whose reader
/// limits their number: arrays of arrays of nothing can have any number of elements.
pub(super) fn is_array(count: u32, size: usize) -> bool {
    let bytes = size.saturating_mul(count as usize);
    count == 0 || (count <= MAX_ARRAY && (1..=MAX_BYTES).contains(&bytes))
}

/// The form with that of a list wherever the type has one for an array.
pub(super) fn fitting(wire: Wire, ty: &Ty) -> Wire {
    match (ty, wire) {
        (Ty::Vec(inner), Wire::Array(count, element)) => {
            let count = Count {
                var: None,
                add: count,
            };
            Wire::Tuple(count, Box::new(fitting(*element, inner)))
        }
        (Ty::Array(inner, _), Wire::Array(count, element)) => {
            Wire::Array(count, Box::new(fitting(*element, inner)))
        }
        (Ty::Vec(inner), Wire::Tuple(count, element)) => {
            Wire::Tuple(count, Box::new(fitting(*element, inner)))
        }
        (_, wire) => wire,
    }
}
