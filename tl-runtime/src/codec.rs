//! How a value stands on the wire, where its Rust type does not say it: `Vector<X>`, `vector<x>`
//! and `n*[x]` are all `Vec<X>`, and `int` and `Int` are both `i32`.
//!
//! A codec is such a form. It takes no memory but for the numbers that it hands down.

use alloc::vec::Vec;

use crate::error::EncodeErrorKind;
use crate::traits::{Function, Identify, Read, Write};
use crate::{Reader, Writer};

/// Reads a `T` in the form that this codec stands for.
pub trait ReadAs<'a, T>: Copy {
    /// The least number of bytes that the form takes.
    const MIN_SIZE: usize;
    /// As [`Read::FILLER`].
    const FILLER: usize;

    /// Reads a value.
    fn read(self, reader: &mut Reader<'a>) -> T;

    /// Reads `count` values, which has been checked against the input.
    fn read_list(self, reader: &mut Reader<'a>, count: usize) -> Vec<T> {
        let mut list = Vec::with_capacity(reader.capacity(count, size_of::<T>()));
        while reader.is_short_of(count, list.len()) {
            list.push(self.read(reader));
        }
        list
    }
}

/// Writes a `T` in the form that this codec stands for.
pub trait WriteAs<T>: Copy {
    /// Writes a value.
    fn write(self, value: &T, writer: &mut Writer);

    /// Writes values one after the other.
    fn write_list(self, list: &[T], writer: &mut Writer) {
        let mut rest = list;
        while let [value, tail @ ..] = rest {
            self.write(value, writer);
            rest = tail;
        }
    }
}

/// The boxed form: `User`, `Int`.
#[derive(Debug, Clone, Copy)]
pub struct Boxed;

/// The boxed form of a builtin, with the id of its TL type: `Int32`, whose id is not that of `Int`,
/// although both are `i32`.
#[derive(Debug, Clone, Copy)]
pub struct WithId<const ID: u32>;

/// The boxed form of a type with arguments: `(Pair int n)`.
#[derive(Debug, Clone, Copy)]
pub struct BoxedWith<A>(pub A);

/// The bare form: `user`, `%User`, `int`.
#[derive(Debug, Clone, Copy)]
pub struct Bare;

/// The bare form of a type with arguments: `(pair int n)`.
#[derive(Debug, Clone, Copy)]
pub struct BareWith<A>(pub A);

/// The record that a repetition repeats: `# [a:int b:int]`.
#[derive(Debug, Clone, Copy)]
pub struct RecordWith<A>(pub A);

/// `Vector t`.
#[derive(Debug, Clone, Copy)]
pub struct VectorOf<C>(pub C);

/// `vector t`.
#[derive(Debug, Clone, Copy)]
pub struct ListOf<C>(pub C);

/// `n*[t]`.
#[derive(Debug, Clone, Copy)]
pub struct TupleOf<C>(pub u32, pub C);

/// `3*[t]`, as an array.
#[derive(Debug, Clone, Copy)]
pub struct ArrayOf<C>(pub C);

/// A value that "may be null" in JSON, of a field of a constructor. The wire has no null: reading
/// gives `Some`, and writing `None` is a failure that names the two.
#[derive(Debug, Clone, Copy)]
pub struct Nullable<C>(pub &'static str, pub &'static str, pub C);

/// What a call is answered with, in the answer to another: `{X:Type} query:!X = Vector X`.
#[derive(Debug)]
pub struct Answer<'f, F>(pub &'f F);

impl<F> Clone for Answer<'_, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Answer<'_, F> {}

impl<'a, F: Function> ReadAs<'a, F::Response> for Answer<'_, F> {
    const MIN_SIZE: usize = 4;
    const FILLER: usize = 0;

    fn read(self, reader: &mut Reader<'a>) -> F::Response {
        self.0.read_response(reader)
    }
}

impl<'a, T: Read<'a>> ReadAs<'a, T> for Boxed {
    const MIN_SIZE: usize = 4;
    const FILLER: usize = T::FILLER;

    fn read(self, reader: &mut Reader<'a>) -> T {
        reader.boxed(())
    }
}

impl<T: Write> WriteAs<T> for Boxed {
    fn write(self, value: &T, writer: &mut Writer) {
        writer.boxed(value, ());
    }
}

impl<'a, T: Read<'a> + Identify, const ID: u32> ReadAs<'a, T> for WithId<ID> {
    const MIN_SIZE: usize = 4 + T::MIN_SIZE;
    const FILLER: usize = T::FILLER;

    fn read(self, reader: &mut Reader<'a>) -> T {
        reader.expect_id(ID);
        let value = T::read_bare(reader, ());
        reader.end(const { &T::HEAD });
        value
    }
}

impl<T: Write + Identify, const ID: u32> WriteAs<T> for WithId<ID> {
    fn write(self, value: &T, writer: &mut Writer) {
        writer.id(ID);
        value.write_bare(writer, ());
    }
}

impl<'a, T: Read<'a, A>, A: Copy> ReadAs<'a, T> for BoxedWith<A> {
    const MIN_SIZE: usize = 4;
    const FILLER: usize = T::FILLER;

    fn read(self, reader: &mut Reader<'a>) -> T {
        reader.boxed(self.0)
    }
}

impl<T: Write<A>, A: Copy> WriteAs<T> for BoxedWith<A> {
    fn write(self, value: &T, writer: &mut Writer) {
        writer.boxed(value, self.0);
    }
}

impl<'a, T: Read<'a> + Identify> ReadAs<'a, T> for Bare {
    const MIN_SIZE: usize = T::MIN_SIZE;
    const FILLER: usize = T::FILLER;

    fn read(self, reader: &mut Reader<'a>) -> T {
        T::read_bare(reader, ())
    }

    fn read_list(self, reader: &mut Reader<'a>, count: usize) -> Vec<T> {
        T::read_bare_list(reader, count, ())
    }
}

impl<T: Write + Identify> WriteAs<T> for Bare {
    fn write(self, value: &T, writer: &mut Writer) {
        value.write_bare(writer, ());
    }

    fn write_list(self, list: &[T], writer: &mut Writer) {
        T::write_bare_list(list, writer, ());
    }
}

impl<'a, T: Read<'a, A> + Identify, A: Copy> ReadAs<'a, T> for BareWith<A> {
    const MIN_SIZE: usize = T::MIN_SIZE;
    const FILLER: usize = T::FILLER;

    fn read(self, reader: &mut Reader<'a>) -> T {
        T::read_bare(reader, self.0)
    }

    fn read_list(self, reader: &mut Reader<'a>, count: usize) -> Vec<T> {
        T::read_bare_list(reader, count, self.0)
    }
}

impl<T: Write<A> + Identify, A: Copy> WriteAs<T> for BareWith<A> {
    fn write(self, value: &T, writer: &mut Writer) {
        value.write_bare(writer, self.0);
    }

    fn write_list(self, list: &[T], writer: &mut Writer) {
        T::write_bare_list(list, writer, self.0);
    }
}

impl<'a, T, C: ReadAs<'a, T>> ReadAs<'a, Vec<T>> for VectorOf<C> {
    const MIN_SIZE: usize = 8;
    const FILLER: usize = 0;

    fn read(self, reader: &mut Reader<'a>) -> Vec<T> {
        reader.vector(self.0)
    }
}

impl<T, C: WriteAs<T>> WriteAs<Vec<T>> for VectorOf<C> {
    fn write(self, value: &Vec<T>, writer: &mut Writer) {
        writer.vector(value, self.0);
    }
}

impl<'a, T, C: ReadAs<'a, T>> ReadAs<'a, Vec<T>> for ListOf<C> {
    const MIN_SIZE: usize = 4;
    const FILLER: usize = 0;

    fn read(self, reader: &mut Reader<'a>) -> Vec<T> {
        reader.list(self.0)
    }
}

impl<T, C: WriteAs<T>> WriteAs<Vec<T>> for ListOf<C> {
    fn write(self, value: &Vec<T>, writer: &mut Writer) {
        writer.list(value, self.0);
    }
}

impl<'a, T, C: ReadAs<'a, T>> ReadAs<'a, Vec<T>> for TupleOf<C> {
    const MIN_SIZE: usize = 0;
    const FILLER: usize = 0;

    fn read(self, reader: &mut Reader<'a>) -> Vec<T> {
        reader.tuple(self.0, self.1)
    }
}

impl<T, C: WriteAs<T>> WriteAs<Vec<T>> for TupleOf<C> {
    fn write(self, value: &Vec<T>, writer: &mut Writer) {
        writer.tuple(self.0, value, self.1);
    }
}

impl<'a, T: Read<'a, A>, A: Copy> ReadAs<'a, T> for RecordWith<A> {
    const MIN_SIZE: usize = T::MIN_SIZE;
    const FILLER: usize = T::FILLER;

    fn read(self, reader: &mut Reader<'a>) -> T {
        T::read_bare(reader, self.0)
    }
}

impl<T: Write<A>, A: Copy> WriteAs<T> for RecordWith<A> {
    fn write(self, value: &T, writer: &mut Writer) {
        value.write_bare(writer, self.0);
    }
}

impl<'a, T, C: ReadAs<'a, T>, const N: usize> ReadAs<'a, [T; N]> for ArrayOf<C> {
    const MIN_SIZE: usize = N * C::MIN_SIZE;
    const FILLER: usize = C::FILLER;

    fn read(self, reader: &mut Reader<'a>) -> [T; N] {
        core::array::from_fn(|_| self.0.read(reader))
    }
}

impl<T, C: WriteAs<T>, const N: usize> WriteAs<[T; N]> for ArrayOf<C> {
    fn write(self, value: &[T; N], writer: &mut Writer) {
        self.0.write_list(value, writer);
    }
}

impl<'a, T, C: ReadAs<'a, T>> ReadAs<'a, Option<T>> for Nullable<C> {
    const MIN_SIZE: usize = C::MIN_SIZE;
    const FILLER: usize = C::FILLER;

    fn read(self, reader: &mut Reader<'a>) -> Option<T> {
        Some(self.2.read(reader))
    }
}

impl<T, C: WriteAs<T>> WriteAs<Option<T>> for Nullable<C> {
    fn write(self, value: &Option<T>, writer: &mut Writer) {
        match value {
            Some(value) => self.2.write(value, writer),
            None => writer.fail(EncodeErrorKind::Null {
                constructor: self.0,
                field: self.1,
            }),
        }
    }
}
