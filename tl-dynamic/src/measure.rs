//! The end of a constructor that generated code does not know.

use tl_runtime::codec::{Decoder, Measure};

use crate::Codec;
use crate::decode::Reader;
use crate::scope::Scope;

/// Makes the schema of the codec a newer schema, for
/// [`DecodeOptions::newer`](tl_runtime::DecodeOptions::newer).
///
/// The limits are those of the decoder, not of the codec.
impl Measure for Codec<'_> {
    fn skip(&self, ty: &str, id: u32, decoder: &mut Decoder<'_>) -> bool {
        let Some(constructor) = self.constructor_of(ty, id) else {
            return false;
        };
        Reader::new(self, decoder, None).constructor(constructor, &[], &Scope::default());
        true
    }
}
