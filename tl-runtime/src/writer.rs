//! From values to bytes.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::error::{EncodeError, EncodeErrorKind};
use crate::traits::{Head, Identify, Write};

/// Writes values.
///
/// Each value is written twice: a first run counts the bytes and finds what cannot be written, a
/// second one copies into a buffer of just that size. So a failure leaves the buffer as it was.
#[derive(Debug)]
pub struct Writer {
    buffer: Vec<u8>,
    position: usize,
    failure: Option<EncodeError>,
}

impl Writer {
    /// Appends what `write` writes to `buffer`.
    pub(crate) fn append(
        buffer: &mut Vec<u8>,
        write: impl Fn(&mut Writer),
    ) -> Result<(), EncodeError> {
        let length = Self::count(&write)?;
        let start = buffer.len();
        buffer.resize(start + length, 0);
        let mut writer = Self {
            buffer: core::mem::take(buffer),
            position: start,
            failure: None,
        };
        write(&mut writer);
        *buffer = writer.buffer;
        Ok(())
    }

    /// How many bytes `write` writes.
    pub(crate) fn count(write: impl Fn(&mut Writer)) -> Result<usize, EncodeError> {
        let mut counter = Self {
            buffer: Vec::new(),
            position: 0,
            failure: None,
        };
        write(&mut counter);
        match counter.failure {
            Some(failure) => Err(failure),
            None => Ok(counter.position),
        }
    }

    /// Records a failure, unless there was one before.
    #[cold]
    pub fn fail(&mut self, kind: EncodeErrorKind) {
        if self.failure.is_none() {
            self.failure = Some(EncodeError {
                kind: Box::new(kind),
            });
        }
    }

    /// Writes as many bytes as are known when compiling.
    #[inline]
    pub(crate) fn put<const N: usize>(&mut self, bytes: &[u8; N]) {
        let start = self.position;
        self.position = start.wrapping_add(N);
        // In the first run the buffer is empty, so that this only counts.
        if let Some(place) = self.buffer.get_mut(start..self.position) {
            place.copy_from_slice(bytes);
        }
    }

    /// Writes bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        let start = self.position;
        self.position = start.wrapping_add(bytes.len());
        if let Some(place) = self.buffer.get_mut(start..self.position) {
            place.copy_from_slice(bytes);
        }
    }

    /// Writes all values of a list, `N` bytes each.
    pub(crate) fn put_all<T, const N: usize>(&mut self, list: &[T], bytes: impl Fn(&T) -> [u8; N]) {
        let start = self.position;
        self.position = start.wrapping_add(list.len().wrapping_mul(N));
        if let Some(place) = self.buffer.get_mut(start..self.position) {
            for (place, value) in place.chunks_exact_mut(N).zip(list) {
                place.copy_from_slice(&bytes(value));
            }
        }
    }

    /// Writes the id of a single constructor.
    pub(crate) fn begin(&mut self, head: &Head) {
        if let Head::Constructor { id, .. } = *head {
            self.id(id);
        }
    }

    /// Writes an id.
    #[inline]
    pub fn id(&mut self, id: u32) {
        self.nat(id);
    }

    /// Writes a boxed value, `Photo`, of a type with those arguments.
    pub fn boxed<T: Write<A>, A: Copy>(&mut self, value: &T, args: A) {
        self.begin(const { &T::HEAD });
        value.write_bare(self, args);
    }

    /// Writes a bare value, `photo` or `%Photo`, of a type with those arguments.
    pub fn bare<T: Write<A> + Identify, A: Copy>(&mut self, value: &T, args: A) {
        value.write_bare(self, args);
    }

    /// Whether the fields on one bit are there. It is a failure if only some of them are.
    pub fn shared_bit(
        &mut self,
        constructor: &'static str,
        bit: &'static str,
        fields: &[(&'static str, bool)],
    ) -> bool {
        let set = fields.iter().any(|&(_, present)| present);
        if set && !fields.iter().all(|&(_, present)| present) {
            let names = |there| {
                let matching = fields.iter().filter(move |field| field.1 == there);
                matching.map(|field| field.0).collect()
            };
            let (present, absent) = (names(true), names(false));
            self.fail(EncodeErrorKind::SharedBit {
                constructor,
                bit,
                present,
                absent,
            });
        }
        set
    }
}
