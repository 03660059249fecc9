//! `Box<T>` and `Arc<T>`, which are a `T` one level deeper, and `&T`, which is only encoded.

use alloc::boxed::Box;
#[cfg(target_has_atomic = "ptr")]
use alloc::sync::Arc;

use crate::codec::{Declared, Decoder, Encoder, Head, Layout};
use crate::traits::{Decode, Encode, Function};
use crate::uninit;
use crate::views::FunctionView;

macro_rules! pointer {
    ($($pointer:ident by $new:path, $counters:expr;)*) => {
        $(
            impl<'a, T: Decode<'a, A>, A: Copy> Decode<'a, A> for $pointer<T> {
                const LAYOUT: Layout = T::LAYOUT;

                fn decode_bare(decoder: &mut Decoder<'a>, args: A) -> Self {
                    decoder.descend_into(size_of::<T>() + $counters);
                    let value = $new(T::decode_bare(decoder, args));
                    decoder.ascend();
                    value
                }

                fn decode_call(decoder: &mut Decoder<'a>, args: A) -> Self {
                    decoder.descend_into(size_of::<T>() + $counters);
                    let value = $new(T::decode_call(decoder, args));
                    decoder.ascend();
                    value
                }
            }

            impl<T: Encode<A>, A: Copy> Encode<A> for $pointer<T> {
                fn encode_bare(&self, encoder: &mut Encoder, args: A) {
                    T::encode_bare(self, encoder, args);
                }

                fn encode_boxed(&self, encoder: &mut Encoder, args: A) {
                    T::encode_boxed(self, encoder, args);
                }
            }

            impl<T: Declared> Declared for $pointer<T> {
                type Kind = T::Kind;
                const HEAD: Head = T::HEAD;
            }
        )*
    };
}

pointer! {
    Box by uninit::boxed, 0;
}

#[cfg(target_has_atomic = "ptr")]
pointer! {
    // An `Arc` has two counters before the value.
    Arc by Arc::new, 2 * size_of::<usize>();
}

/// A borrowed call can be a field of another call, as the call itself can:
/// `InvokeWithLayer { layer, query: &call }`.
impl<F: Function> Function for &F {
    type Response = F::Response;
    type Form = F::Form;

    const ERRORS: &'static [(i32, &'static str)] = F::ERRORS;
    const ERROR_PATHS: bool = F::ERROR_PATHS;

    fn decode_form(&self) -> F::Form {
        F::decode_form(self)
    }
}

impl<F: FunctionView> FunctionView for &F {
    type View<'a> = F::View<'a>;
}

impl<T: Encode<A>, A: Copy> Encode<A> for &T {
    fn encode_bare(&self, encoder: &mut Encoder, args: A) {
        T::encode_bare(self, encoder, args);
    }

    fn encode_boxed(&self, encoder: &mut Encoder, args: A) {
        T::encode_boxed(self, encoder, args);
    }
}

impl<T: Declared> Declared for &T {
    type Kind = T::Kind;
    const HEAD: Head = T::HEAD;
}
