//! The JSON form of TDLib and tonlib, which generated code uses, too.

mod decode;
mod encode;

use crate::error::{Step, path};
use crate::{JsonError, JsonProblem};

/// An error in JSON, or a value without a JSON form. The steps of the path are recorded on the way back, the
/// innermost first, so that valid JSON takes no time for them.
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
