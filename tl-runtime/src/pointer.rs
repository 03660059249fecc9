//! `Box<T>` and `Arc<T>`: read and written as `T`, one level deeper.

use alloc::boxed::Box;
use alloc::sync::Arc;

use crate::traits::{Head, Identify, Read, Write};
use crate::{Reader, Writer};

macro_rules! pointer {
    ($($pointer:ident)*) => {
        $(
            impl<'a, T: Read<'a, A>, A: Copy> Read<'a, A> for $pointer<T> {
                const HEAD: Head = T::HEAD;
                const MIN_SIZE: usize = T::MIN_SIZE;
                const FILLER: usize = 1 + T::FILLER;
                const TAKES_REST: bool = T::TAKES_REST;

                fn read_bare(reader: &mut Reader<'a>, args: A) -> Self {
                    reader.descend();
                    let value = $pointer::new(T::read_bare(reader, args));
                    reader.ascend();
                    value
                }

                fn read_call(reader: &mut Reader<'a>, args: A) -> Self {
                    reader.descend();
                    let value = $pointer::new(T::read_call(reader, args));
                    reader.ascend();
                    value
                }
            }

            impl<T: Write<A>, A: Copy> Write<A> for $pointer<T> {
                const HEAD: Head = T::HEAD;

                fn write_bare(&self, writer: &mut Writer, args: A) {
                    T::write_bare(self, writer, args);
                }
            }

            impl<T: Identify> Identify for $pointer<T> {
                const ID: u32 = T::ID;
                const NAME: &'static str = T::NAME;
                const TL: &'static str = T::TL;
            }
        )*
    };
}

pointer! { Box Arc }
