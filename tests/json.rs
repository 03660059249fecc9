//! Is the JSON the same as that of TDLib and tonlib?

mod builtins;
mod calls;
mod edges;
mod masks;
mod objects;
mod random;
mod samples;
mod text;

use tl_runtime::DecodeOptions;
use tl_runtime::json::{self, JsonError};
use tl_runtime::value::{AnyObject, Registry};

/// Decodes a constructor or function from JSON text.
#[allow(dead_code, reason = "not used where the schemas are absent")]
pub(crate) fn read(
    text: &str,
    registry: &'static Registry,
) -> Result<Box<dyn AnyObject>, JsonError> {
    let options = DecodeOptions::new().registry(registry);
    options.decode_json(json::from_str(text)?)
}

/// Encodes an object as JSON text.
#[allow(dead_code, reason = "not used where the schemas are absent")]
pub(crate) fn written(object: &dyn AnyObject) -> String {
    json::to_string(object).unwrap()
}
