//! The limit of memory that a decoded value may take.

use alloc::string::String;

use crate::codec::{DecodeErrorKind, Decoder};
use crate::options::DecodeOptions;

impl DecodeOptions<'_> {
    /// Returns how many bytes of memory the value of an input of `length` bytes may take: the limit set by
    /// [`max_memory`](Self::max_memory); by default 16 MiB, plus 32 bytes for each byte of input.
    #[must_use]
    pub const fn memory_for(&self, length: usize) -> usize {
        let for_input = length.saturating_mul(self.memory_for_each_byte as usize);
        self.max_memory.saturating_add(for_input)
    }
}

/// A list whose memory has been counted.
#[derive(Clone, Copy)]
pub(crate) struct Claimed {
    /// How many elements to decode.
    pub(crate) count: usize,
    /// How many bytes to release when the list is complete.
    spare: usize,
}

impl Claimed {
    /// A list without elements.
    const NONE: Self = Self { count: 0, spare: 0 };
}

impl Decoder<'_> {
    /// Counts memory that is about to be allocated, in bytes, and returns whether the limit allows it. It is
    /// a failure if that is more than [`max_memory`](DecodeOptions::max_memory) has left.
    ///
    /// A hand-written impl calls this for memory that it allocates itself. The lists, boxes and strings
    /// of this crate count their own.
    #[inline]
    pub fn claim(&mut self, bytes: usize) -> bool {
        self.claim_at(self.offset(), bytes)
    }

    /// The same as [`claim`](Self::claim), for a value that begins at `offset`.
    #[inline]
    pub fn claim_at(&mut self, offset: usize, bytes: usize) -> bool {
        match self.memory.checked_sub(bytes) {
            Some(left) => {
                self.memory = left;
                true
            }
            None => self.claim_more(offset, bytes),
        }
    }

    /// Releases memory, in bytes, that was claimed and is free again.
    pub fn release(&mut self, bytes: usize) {
        self.memory = self.memory.saturating_add(bytes);
    }

    /// Counts the memory of a list of `count` elements of `size` bytes each, which first reserves its
    /// [`capacity`](Self::capacity). Returns how many bytes to [release](Self::release) when the list is
    /// complete, or `None` if the limit does not allow the list, which is a failure at the offset `place`.
    pub fn claim_list(&mut self, place: usize, count: usize, size: usize) -> Option<usize> {
        let whole = count.saturating_mul(size);
        // When a list grows for the last time, half of it is in memory twice.
        let spare = match self.has_capacity(count, whole) {
            true => 0,
            false => count.div_ceil(2).saturating_mul(size),
        };
        let claimed = whole.saturating_add(spare);
        self.claim_at(place, claimed).then_some(spare)
    }

    /// Adds what the limit allows for the input, which most values do not need, and tries again.
    #[cold]
    fn claim_more(&mut self, offset: usize, needed: usize) -> bool {
        if let Some(allowed) = self.allowed_for_input() {
            self.memory = self.memory.saturating_add(allowed);
            return self.claim_at(offset, needed);
        }
        let left = self.memory;
        self.fail_at(offset, DecodeErrorKind::Memory { needed, left });
        false
    }

    /// Goes one level deeper, into a box of `size` bytes.
    pub(crate) extern "C" fn descend_into(&mut self, size: usize) {
        self.claim(size);
        self.descend();
    }

    /// Begins a list of `count` elements, which take at least `least` bytes each in the input, and `size`
    /// bytes in memory. If the list is empty, or fails at the offset `place`, the result has no elements and
    /// must not be passed to [`end_list`](Self::end_list).
    pub(crate) extern "C" fn begin_list(
        &mut self,
        count: u32,
        place: usize,
        least: usize,
        size: usize,
    ) -> Claimed {
        let count = self.begin_elements(count, place, least);
        if count == 0 {
            return Claimed::NONE;
        }
        let Some(spare) = self.claim_list(place, count, size) else {
            return Claimed::NONE;
        };
        self.descend();
        Claimed { count, spare }
    }

    /// Ends a list that has elements.
    // Not inline, since the code of every list calls it.
    #[inline(never)]
    pub(crate) extern "C" fn end_list(&mut self, list: Claimed) {
        self.release(list.spare);
        self.ascend();
    }

    /// Returns the text of a string at the offset `start` that is not UTF-8. Invalid sequences become U+FFFD,
    /// so the text may take up to three times as many bytes.
    #[cold]
    pub(crate) fn replaced(&mut self, start: usize, bytes: &[u8]) -> String {
        let chunks = || bytes.utf8_chunks();
        let size = chunks().fold(0, |size: usize, chunk| {
            let replaced = if chunk.invalid().is_empty() { 0 } else { 3 };
            size.saturating_add(chunk.valid().len() + replaced)
        });
        if !self.claim_at(start, size) {
            return String::new();
        }
        let mut text = String::with_capacity(size);
        for chunk in chunks() {
            text.push_str(chunk.valid());
            if !chunk.invalid().is_empty() {
                text.push('\u{fffd}');
            }
        }
        text
    }
}
