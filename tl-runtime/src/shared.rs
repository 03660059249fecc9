//! `Arc<T>`: read and written as `T`.

use alloc::sync::Arc;

use crate::traits::{Head, Identify, Read, Write};
use crate::{Reader, Writer};

impl<'a, T: Read<'a, A>, A: Copy> Read<'a, A> for Arc<T> {
    const HEAD: Head = T::HEAD;
    const MIN_SIZE: usize = T::MIN_SIZE;
    const FILLER: usize = 1 + T::FILLER;
    const TAKES_REST: bool = T::TAKES_REST;

    fn read_bare(reader: &mut Reader<'a>, args: A) -> Self {
        reader.descend();
        let value = Arc::new(T::read_bare(reader, args));
        reader.ascend();
        value
    }

    fn read_call(reader: &mut Reader<'a>, args: A) -> Self {
        reader.descend();
        let value = Arc::new(T::read_call(reader, args));
        reader.ascend();
        value
    }
}

impl<T: Write<A>, A: Copy> Write<A> for Arc<T> {
    const HEAD: Head = T::HEAD;

    fn write_bare(&self, writer: &mut Writer, args: A) {
        T::write_bare(self, writer, args);
    }
}

impl<T: Identify> Identify for Arc<T> {
    const ID: u32 = T::ID;
    const NAME: &'static str = T::NAME;
    const TL: &'static str = T::TL;
}
