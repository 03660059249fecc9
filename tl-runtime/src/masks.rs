//! Field masks: `flags:#`, and the fields that its bits guard.

use crate::codec::{DecodeAs, DecodeErrorKind, Decoder, EncodeAs, EncodeErrorKind, Encoder};

impl<'a> Decoder<'a> {
    /// Decodes a mask. In strict mode, it is a failure if bits are set that are not in `known`.
    pub extern "C" fn mask(&mut self, known: u32) -> u32 {
        self.flags(known)
    }

    /// The same as [`mask`](Self::mask), but inline, for views.
    #[inline]
    pub fn flags(&mut self, known: u32) -> u32 {
        let mask = self.nat();
        if self.options().strict && mask & !known != 0 {
            self.unknown_bits(mask & !known);
        }
        mask
    }

    #[cold]
    #[inline(never)]
    fn unknown_bits(&mut self, bits: u32) {
        let offset = self.offset().saturating_sub(4);
        self.fail_at(offset, DecodeErrorKind::UnknownBits { bits });
    }

    /// Decodes a `#` that a mask guards. The result is 0 if it is not `present`.
    pub extern "C" fn masked_nat(&mut self, present: bool) -> u32 {
        if present { self.nat() } else { 0 }
    }

    /// Decodes a masked field if it is `present`.
    ///
    /// After a failure, a mask that is decoded has no bits, but a mask that is an argument keeps its
    /// bits. A type that contains itself and passes such a mask on would be decoded without end, so its
    /// code must check whether the decoder has [`failed`](Self::failed).
    pub extern "C" fn optional<T, C: DecodeAs<'a, T>>(
        &mut self,
        present: bool,
        value: C,
    ) -> Option<T> {
        if present {
            Some(value.decode(self))
        } else {
            None
        }
    }
}

impl Encoder {
    /// Encodes a mask by itself, and returns where it begins, as [`run`](Self::run) does.
    #[inline]
    pub fn mask(&mut self, bits: u32) -> usize {
        let start = self.len();
        self.nat(bits);
        start
    }

    /// Encodes a field that is alone on its bit, if the field is present, and sets the bit. The mask has
    /// been encoded already, at the position `mask`.
    #[inline]
    pub fn masked<T, C: EncodeAs<T>>(&mut self, mask: usize, bit: u8, value: &Option<T>, codec: C) {
        if let Some(value) = value {
            self.set_bit(mask, bit);
            codec.encode(value, self);
        }
    }

    /// Returns whether the fields on one bit are present. It is a failure if only some of them are.
    #[inline]
    pub fn shared_bit<const N: usize>(
        &mut self,
        constructor: &'static str,
        bit: &'static str,
        names: &'static [&'static str; N],
        present: [bool; N],
    ) -> bool {
        let any = present.contains(&true);
        if any && present.contains(&false) {
            self.bit_disagrees(constructor, bit, names, &present);
        }
        any
    }

    #[cold]
    fn bit_disagrees(
        &mut self,
        constructor: &'static str,
        bit: &'static str,
        names: &[&'static str],
        present: &[bool],
    ) {
        self.fail(EncodeErrorKind::shared_bit(
            constructor,
            bit,
            names,
            present,
        ));
    }

    /// Encodes a `#` that a mask guards, if it is `present`. If it is not, it is a failure if the value
    /// has bits.
    pub fn masked_nat(
        &mut self,
        present: bool,
        value: u32,
        constructor: &'static str,
        field: &'static str,
    ) {
        if present {
            self.nat(value);
        } else if value != 0 {
            self.fail(EncodeErrorKind::MaskAbsent {
                constructor,
                mask: field,
                bits: value,
            });
        }
    }

    /// Checks that a field is present if the mask says so, and only then.
    pub fn agree(
        &mut self,
        expected: bool,
        present: bool,
        constructor: &'static str,
        field: &'static str,
    ) {
        if expected != present {
            self.fail(EncodeErrorKind::MaskDisagrees {
                constructor,
                field,
                expected,
            });
        }
    }

    /// Encodes a masked field if it is present.
    pub fn optional<T, C: EncodeAs<T>>(&mut self, value: &Option<T>, codec: C) {
        if let Some(value) = value {
            codec.encode(value, self);
        }
    }
}
