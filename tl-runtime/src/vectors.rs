//! Lists: `Vector t`, `vector t`, `n*[t]`.

use alloc::vec::Vec;

use crate::codec::{COUNT, DecodeAs, DecodeErrorKind, Decoder, EncodeAs, EncodeErrorKind, Encoder};
use crate::error::VECTOR;
use crate::memory::Claimed;

impl<'a> Decoder<'a> {
    /// Decodes a `Vector t`: the id, a count, the elements.
    #[inline(never)]
    pub extern "C" fn vector<T, C: DecodeAs<'a, T>>(&mut self, element: C) -> Vec<T> {
        let begun = self.begin_vector(C::LAYOUT.min_size, size_of::<T>());
        self.fill(begun, COUNT, element)
    }

    /// Decodes a `vector t`: a count, the elements.
    pub extern "C" fn list<T, C: DecodeAs<'a, T>>(&mut self, element: C) -> Vec<T> {
        let begun = self.begin_counted(C::LAYOUT.min_size, size_of::<T>());
        self.fill(begun, COUNT, element)
    }

    /// Decodes an `n*[t]`: the elements.
    pub extern "C" fn tuple<T, C: DecodeAs<'a, T>>(&mut self, count: u32, element: C) -> Vec<T> {
        let place = self.offset();
        let begun = self.begin_list(count, place, C::LAYOUT.min_size, size_of::<T>());
        self.fill(begun, 0, element)
    }

    /// Decodes the id of `Vector t`.
    pub(crate) fn expect_vector(&mut self) {
        self.expect_id(VECTOR);
    }

    /// Skips `count` elements, and returns their number. If the input cannot hold as many, this is a failure
    /// at the offset `place`.
    pub(crate) extern "C" fn check_elements<T, C: DecodeAs<'a, T>>(
        &mut self,
        count: u32,
        place: usize,
        element: C,
    ) -> usize {
        let count = self.begin_elements(count, place, C::LAYOUT.min_size);
        if count > 0 {
            let start = self.offset();
            self.descend();
            element.check_list(self, count);
            self.ascend();
            if const { C::LAYOUT.min_size == 0 } {
                self.end_elements(count, place, start);
            }
        }
        count
    }

    /// Decodes the elements of a list that has begun, and whose count takes `before` bytes before them.
    #[inline(always)]
    fn fill<T, C: DecodeAs<'a, T>>(&mut self, list: Claimed, before: usize, element: C) -> Vec<T> {
        if list.count == 0 {
            return Vec::new();
        }
        let start = self.offset();
        let elements = element.decode_list(self, list.count);
        self.end_list(list);
        if const { C::LAYOUT.min_size == 0 } {
            self.end_elements(list.count, start.saturating_sub(before), start);
        }
        elements
    }

    /// Begins a `Vector t`: decodes the id and the count.
    extern "C" fn begin_vector(&mut self, least: usize, size: usize) -> Claimed {
        self.expect_id(VECTOR);
        self.begin_counted(least, size)
    }

    /// Begins a `vector t`: decodes the count.
    extern "C" fn begin_counted(&mut self, least: usize, size: usize) -> Claimed {
        let place = self.offset();
        let count = self.nat();
        self.begin_list(count, place, least, size)
    }

    /// Returns `count` if the input can hold as many elements of at least `size` bytes. Otherwise, returns 0
    /// and records a failure at the offset `place`. Elements that take no bytes count against
    /// [`max_empty`](crate::DecodeOptions::max_empty).
    pub fn count(&mut self, count: u32, place: usize, size: usize) -> usize {
        let elements = count as usize;
        if size == 0 {
            let left = self.left_empty(elements, place, 0);
            self.empty = left.unwrap_or(self.empty);
            return left.map_or(0, |_| elements);
        }
        if elements.saturating_mul(size) > self.rest().len() {
            let most = self.rest().len() / size;
            self.fail_at(place, DecodeErrorKind::Count { count, most });
            return 0;
        }
        elements
    }

    /// The same as [`count`](Self::count), but a type whose least size is not known may take bytes all the same.
    /// So if `size` is 0, [`end_elements`](Self::end_elements) counts the elements that took none.
    #[doc(hidden)]
    #[inline]
    pub fn begin_elements(&mut self, count: u32, place: usize, size: usize) -> usize {
        if size > 0 {
            return self.count(count, place, size);
        }
        let elements = count as usize;
        let left = self.left_empty(elements, place, self.rest().len());
        left.map_or(0, |_| elements)
    }

    /// Counts the elements that took no bytes, of the `count` elements that begin at `start`. Elements that do take
    /// bytes take at least 4. If there are too many, this is a failure at the offset `place`.
    #[doc(hidden)]
    pub fn end_elements(&mut self, count: usize, place: usize, start: usize) {
        let bytes = self.offset().saturating_sub(start);
        self.empty = self.left_empty(count, place, bytes).unwrap_or(self.empty);
    }

    /// Returns how many elements that take no bytes may follow `count` elements that take up to `bytes` bytes
    /// together. If these are too many themselves, this is a failure at the offset `place`.
    fn left_empty(&mut self, count: usize, place: usize, bytes: usize) -> Option<u32> {
        if self.failed() {
            return None;
        }
        let most = (self.empty as usize).saturating_add(bytes / 4);
        match most.checked_sub(count) {
            // A list of larger elements does not give any back.
            Some(left) => Some(u32::try_from(left).unwrap_or(u32::MAX).min(self.empty)),
            None => {
                let count = u32::try_from(count).unwrap_or(u32::MAX);
                self.fail_at(place, DecodeErrorKind::Count { count, most });
                None
            }
        }
    }

    /// Decodes a value in the form given by a codec.
    pub extern "C" fn value<T, C: DecodeAs<'a, T>>(&mut self, codec: C) -> T {
        codec.decode(self)
    }
}

impl Encoder {
    /// Encodes a `Vector t`: the id, a count, the elements.
    pub fn vector<T, C: EncodeAs<T>>(&mut self, list: &[T], element: C) {
        let count = self.count_of(list.len());
        self.run((VECTOR, count));
        element.encode_list(list, self);
    }

    /// Encodes a `vector t`: a count, the elements.
    pub fn list<T, C: EncodeAs<T>>(&mut self, list: &[T], element: C) {
        let count = self.count_of(list.len());
        self.nat(count);
        element.encode_list(list, self);
    }

    /// Converts a length to the count of a list.
    #[inline]
    fn count_of(&mut self, length: usize) -> u32 {
        u32::try_from(length).unwrap_or_else(|_| {
            self.fail(EncodeErrorKind::TooLong { length });
            0
        })
    }

    /// Encodes an `n*[t]`: the elements, of which there must be `count`.
    pub fn tuple<T, C: EncodeAs<T>>(&mut self, count: u32, list: &[T], element: C) {
        if list.len() != count as usize {
            let (expected, found) = (count as usize, list.len());
            self.fail(EncodeErrorKind::WrongLength {
                constructor: "",
                field: "",
                expected,
                found,
            });
        }
        element.encode_list(list, self);
    }

    /// Encodes a value in the form given by a codec.
    pub fn value<T, C: EncodeAs<T>>(&mut self, value: &T, codec: C) {
        codec.encode(value, self);
    }
}
