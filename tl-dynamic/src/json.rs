//! JSON as TDLib and tonlib speak it, and as generated code does.

mod decode;
mod encode;

use crate::error::{Step, path};
use crate::{JsonError, JsonProblem};

/// What is wrong with JSON, or has none. The innermost step to it is the first, and noted on the way back,
/// so that what is right takes no time for it.
struct Failure {
    kind: JsonProblem,
    steps: Vec<Step>,
}

impl From<Failure> for JsonError {
    fn from(failure: Failure) -> Self {
        Self {
            kind: failure.kind,
            path: path(failure.steps.iter()),
        }
    }
}
