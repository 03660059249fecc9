//! From values to bytes.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::error::{EncodeError, EncodeErrorKind};
use crate::traits::{Head, Identify, Write};

/// Writes values.
///
/// Each value is written twice: a first run counts the bytes and finds what cannot be written, a
/// second one copies into a buffer that has room for just as many. So a failure leaves the buffer
/// as it was.
#[derive(Debug)]
pub struct Writer {
    /// The buffer of the second run.
    buffer: Option<Vec<u8>>,
    /// The bytes that the first run has counted.
    length: usize,
    failure: Option<EncodeError>,
}

impl Writer {
    /// Appends what `write` writes to `buffer`.
    pub(crate) fn append(
        buffer: &mut Vec<u8>,
        write: impl Fn(&mut Writer),
    ) -> Result<(), EncodeError> {
        buffer.reserve_exact(Self::count(&write)?);
        let buffer_taken = Some(core::mem::take(buffer));
        let mut writer = Self {
            buffer: buffer_taken,
            length: 0,
            failure: None,
        };
        write(&mut writer);
        *buffer = writer.buffer.unwrap_or_default();
        Ok(())
    }

    /// How many bytes `write` writes.
    pub(crate) fn count(write: impl Fn(&mut Writer)) -> Result<usize, EncodeError> {
        let mut counter = Self {
            buffer: None,
            length: 0,
            failure: None,
        };
        write(&mut counter);
        match counter.failure {
            Some(failure) => Err(failure),
            None => Ok(counter.length),
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
        match &mut self.buffer {
            Some(buffer) => buffer.extend_from_slice(bytes),
            None => self.length += N,
        }
    }

    /// Writes bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        match &mut self.buffer {
            Some(buffer) => buffer.extend_from_slice(bytes),
            None => self.length += bytes.len(),
        }
    }

    /// Writes all values of a list, `N` bytes each.
    pub(crate) fn put_all<T, const N: usize>(&mut self, list: &[T], bytes: impl Fn(&T) -> [u8; N]) {
        match &mut self.buffer {
            Some(buffer) => {
                // Each piece is small enough to be on the stack, and copied at once.
                let mut piece = [0; 1024];
                for values in list.chunks((piece.len() / N).max(1)) {
                    for (place, value) in piece.chunks_exact_mut(N).zip(values) {
                        place.copy_from_slice(&bytes(value));
                    }
                    let filled = piece.split_at_checked(values.len().saturating_mul(N));
                    buffer.extend_from_slice(filled.map_or(&[], |(filled, _)| filled));
                }
            }
            None => self.length += list.len().saturating_mul(N),
        }
    }

    /// Writes the id of a single constructor.
    #[inline]
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
        let named = |there| {
            let fields = names.iter().zip(present);
            fields
                .filter(|field| *field.1 == there)
                .map(|field| *field.0)
                .collect()
        };
        let (present, absent) = (named(true), named(false));
        self.fail(EncodeErrorKind::SharedBit {
            constructor,
            bit,
            present,
            absent,
        });
    }
}
