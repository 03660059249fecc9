//! Lists: `Vector t`, `vector t`, `n*[t]`.

use alloc::vec::Vec;

use crate::codec::{ReadAs, WriteAs};
use crate::error::{DecodeErrorKind, EncodeErrorKind};
use crate::{Reader, Writer};

/// The id of `vector {t:Type} # [ t ] = Vector t`.
const VECTOR: u32 = 0x1cb5_c415;

impl<'a> Reader<'a> {
    /// `Vector t`: the id, a count, the elements.
    pub extern "C" fn vector<T, C: ReadAs<'a, T>>(&mut self, element: C) -> Vec<T> {
        self.expect_id(VECTOR);
        self.list(element)
    }

    /// `vector t`: a count, the elements.
    pub extern "C" fn list<T, C: ReadAs<'a, T>>(&mut self, element: C) -> Vec<T> {
        let place = self.offset();
        let count = self.nat();
        self.elements(count, place, element)
    }

    /// `n*[t]`: the elements.
    pub extern "C" fn tuple<T, C: ReadAs<'a, T>>(&mut self, count: u32, element: C) -> Vec<T> {
        self.elements(count, self.offset(), element)
    }

    /// `count` elements; `place` is where to say that there are not so many.
    extern "C" fn elements<T, C: ReadAs<'a, T>>(
        &mut self,
        count: u32,
        place: usize,
        element: C,
    ) -> Vec<T> {
        let count = self.count(count, place, C::MIN_SIZE);
        if count == 0 {
            return Vec::new();
        }
        self.descend();
        let list = element.read_list(self, count);
        self.ascend();
        list
    }

    /// `count` where the input can hold as many elements of at least `size` bytes, else 0 and a
    /// failure.
    fn count(&mut self, count: u32, place: usize, size: usize) -> usize {
        let most = match size {
            0 => self.empty as usize,
            size => self.rest().len() / size,
        };
        if count as usize > most {
            self.fail_at(place, DecodeErrorKind::Count { count, most });
            return 0;
        }
        if size == 0 {
            self.empty -= count;
        }
        count as usize
    }

    /// A value in the form that the codec stands for.
    pub extern "C" fn value<T, C: ReadAs<'a, T>>(&mut self, codec: C) -> T {
        codec.read(self)
    }

    /// A `#` that a mask guards: 0 where it is not `present`.
    pub extern "C" fn masked_nat(&mut self, present: bool) -> u32 {
        if present { self.nat() } else { 0 }
    }

    /// A masked field: read only where it is `present`, and never after a failure. A mask that is
    /// an argument keeps its bits then, so that a type which hands it on would be read without end.
    pub extern "C" fn optional<T, C: ReadAs<'a, T>>(
        &mut self,
        present: bool,
        value: C,
    ) -> Option<T> {
        if present && !self.failed() {
            Some(value.read(self))
        } else {
            None
        }
    }
}

impl Writer {
    /// `Vector t`: the id, a count, the elements.
    pub fn vector<T, C: WriteAs<T>>(&mut self, list: &[T], element: C) {
        self.id(VECTOR);
        self.list(list, element);
    }

    /// `vector t`: a count, the elements.
    pub fn list<T, C: WriteAs<T>>(&mut self, list: &[T], element: C) {
        match u32::try_from(list.len()) {
            Ok(count) => self.nat(count),
            Err(_) => self.fail(EncodeErrorKind::TooLong { length: list.len() }),
        }
        element.write_list(list, self);
    }

    /// `n*[t]`: the elements, of which there must be `count`.
    pub fn tuple<T, C: WriteAs<T>>(&mut self, count: u32, list: &[T], element: C) {
        if list.len() != count as usize {
            let (expected, found) = (count as usize, list.len());
            self.fail(EncodeErrorKind::WrongLength { expected, found });
        }
        element.write_list(list, self);
    }

    /// A value in the form that the codec stands for.
    pub fn value<T, C: WriteAs<T>>(&mut self, value: &T, codec: C) {
        codec.write(value, self);
    }

    /// A `#` that a mask guards: written only where it is `present`. It is a failure if it is not
    /// and has bits to hold.
    pub fn masked_nat(
        &mut self,
        present: bool,
        value: u32,
        constructor: &'static str,
        field: &'static str,
    ) {
        if present {
            self.nat(value);
        } else {
            self.agree(value != 0, false, constructor, field);
        }
    }

    /// Demands that a field is there where a mask says so, and only there.
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

    /// A masked field: written only where it is there.
    pub fn optional<T, C: WriteAs<T>>(&mut self, value: &Option<T>, codec: C) {
        if let Some(value) = value {
            codec.write(value, self);
        }
    }
}
