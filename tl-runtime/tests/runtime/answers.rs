//! Does a client decode what a server encodes?

use tl_runtime::codec::{
    Bare, Boxed, Declared, Decoder, EncodeAs, Encoder, HasId, Head, ListOf, NoId, TupleOf,
    VectorOf, append_response_to, to_bytes_bare,
};
use tl_runtime::{
    Decode, Encode, Function, FunctionView, Identify, List, Serve, TwoWay, View, to_bytes,
};

use crate::hand::{INT, Ping, VECTOR, declare, words};

/// Defines a function that encodes no fields, and its answer.
macro_rules! function {
    ($name:ident $([$param:ident])? {$($fields:tt)*} $tl:literal: $response:ty, $named:ty, |$call:ident| $form:expr) => {
        function!($name $([$param])? {$($fields)*} $tl: $response, $named, |$call| $form, $form);
    };
    ($name:ident $([$param:ident])? {$($fields:tt)*} $tl:literal: $response:ty, $named:ty, |$call:ident| $form:expr, $encode_form:expr) => {
        struct $name$(<$param>)? {$($fields)*}

        impl$(<$param>)? Declared for $name$(<$param>)? {
            type Kind = HasId;
            const HEAD: Head = Head::constructor(9, "function", $tl);
        }

        impl$(<$param: Encode>)? Encode for $name$(<$param>)? {
            fn encode_bare(&self, _: &mut Encoder, (): ()) {}
        }

        impl$(<$param: Function>)? Function for $name$(<$param>)? {
            type Response = $response;
            type Form = $named;

            fn decode_form(&self) -> Self::Form {
                let $call = self;
                $form
            }
        }

        impl$(<$param: Serve>)? Serve for $name$(<$param>)? {
            type Response = $response;

            fn encode_form(&self) -> impl EncodeAs<Self::Response> {
                let $call = self;
                $encode_form
            }
        }
    };
}

function!(Boxes {} "function = Vector Int": Vec<i32>, VectorOf<Boxed>, |_call| VectorOf(Boxed));
function!(Bares {} "function = Vector int": Vec<i32>, VectorOf<Bare>, |_call| VectorOf(Bare));
function!(Lists {} "function = Vector vector int": Vec<Vec<i32>>, VectorOf<ListOf<Bare>>, |_call| VectorOf(ListOf(Bare)));
function!(Numbers { n: u32 } "function n:# = Tuple int n": Vec<i32>, TupleOf<Bare>, |call| TupleOf(call.n, Bare));
function!(Same [X] { x: X } "function {X:Type} x:!X = X": X::Response, X::Form, |call| call.x.decode_form(), call.x.encode_form());
function!(All [X] { x: X } "function {X:Type} x:!X = Vector X": Vec<X::Response>, VectorOf<X::Form>,
    |call| VectorOf(call.x.decode_form()), VectorOf(call.x.encode_form()));

impl FunctionView for Numbers {
    type View<'a> = List<'a, i32, Bare>;
}

impl<X: FunctionView> FunctionView for Same<X> {
    type View<'a> = X::View<'a>;
}

/// Encodes the answer, compares it with these words, and decodes it again.
fn answered<F: TwoWay<Answer: PartialEq + std::fmt::Debug>>(
    call: &F,
    answer: F::Answer,
    expected: &[u32],
) {
    let bytes = call.encode_response(&answer).unwrap();
    assert_eq!(bytes, words(expected));
    assert_eq!(call.decode_response(&bytes).unwrap(), answer);
}

#[test]
fn the_call_says_how_its_answer_is_written() {
    answered(&Boxes {}, vec![7, 8], &[VECTOR, 2, INT, 7, INT, 8]);
    answered(&Bares {}, vec![7, 8], &[VECTOR, 2, 7, 8]);
    answered(&Bares {}, vec![], &[VECTOR, 0]);
    answered(&Lists {}, vec![vec![7], vec![]], &[VECTOR, 2, 1, 7, 0]);
}

#[test]
fn an_answer_may_depend_on_the_call() {
    answered(&Numbers { n: 2 }, vec![7, 8], &[7, 8]);
    answered(&Numbers { n: 0 }, vec![], &[]);
    let error = Numbers { n: 2 }.encode_response(&vec![7]).unwrap_err();
    let text = "function: the answer is a list of 1 elements where there must be 2";
    assert_eq!(error.to_string(), text);
}

#[test]
fn a_call_inside_may_be_borrowed() {
    let call = Numbers { n: 2 };
    let outer = Same { x: &call };
    assert_eq!(outer.decode_response(&words(&[7, 8])).unwrap(), [7, 8]);
    assert_eq!(outer.x.decode_response(&words(&[7, 8])).unwrap(), [7, 8]);

    let answer = words(&[7, 8]);
    let view: List<'_, i32, Bare> = outer.view_response(&answer).unwrap();
    assert_eq!(view.into_owned(), [7, 8]);
    let twice = Same { x: &outer };
    assert_eq!(twice.view_response(&answer).unwrap(), view);
    assert_eq!((&&call).view_response(&answer).unwrap(), view);
    assert!(outer.view_response(&answer[..4]).is_err());
}

#[test]
fn an_answer_may_be_that_of_a_call_inside() {
    fn same<X>(x: X) -> Same<X> {
        Same { x }
    }
    answered(&same(Bares {}), vec![7], &[VECTOR, 1, 7]);
    answered(&same(same(Boxes {})), vec![7], &[VECTOR, 1, INT, 7]);
    let all = All {
        x: same(Numbers { n: 2 }),
    };
    let answer = vec![vec![7, 8], vec![9, 10]];
    answered(&all, answer, &[VECTOR, 2, 7, 8, 9, 10]);
}

#[test]
fn an_answer_is_appended_or_nothing_is() {
    let mut buffer = words(&[1]);
    append_response_to(&mut buffer, &Bares {}, &vec![7]).unwrap();
    assert_eq!(buffer, words(&[1, VECTOR, 1, 7]));
    append_response_to(&mut buffer, &Numbers { n: 3 }, &vec![7]).unwrap_err();
    assert_eq!(buffer, words(&[1, VECTOR, 1, 7]));
}

/// A type that a client only decodes.
#[derive(Debug, PartialEq)]
struct Read(i32);

impl Declared for Read {
    type Kind = NoId;
    const HEAD: Head = Head::Type("Read");
}

impl<'a> Decode<'a> for Read {
    fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
        Self(decoder.int())
    }
}

function!(OfRead {} "function = Vector Read": Vec<Read>, VectorOf<Boxed>,
    |_call| VectorOf(Boxed), tl_runtime::__private::Answered::<Self::Response, _>::new(VectorOf(Boxed)).form());

#[test]
fn an_answer_that_cannot_be_encoded_can_be_decoded() {
    let answer = OfRead {}.decode_response(&words(&[VECTOR, 1, 7])).unwrap();
    assert_eq!(answer, [Read(7)]);
    let error = OfRead {}.encode_response(&answer).unwrap_err();
    assert!(error.to_string().contains("has no `Encode`"), "{error}");
}

impl Function for Ping {
    type Response = bool;
    type Form = Boxed;
}

struct Traced;

declare!(Traced = 10 "traced" "traced#0000000a = Vector Bool");

impl Encode for Traced {
    fn encode_bare(&self, _: &mut Encoder, (): ()) {}
}

impl Function for Traced {
    type Response = Vec<bool>;
    type Form = VectorOf<Boxed>;

    const ERROR_PATHS: bool = true;

    fn decode_form(&self) -> Self::Form {
        VectorOf(Boxed)
    }
}

#[test]
fn an_error_in_an_answer_has_the_same_path_for_a_borrowed_call() {
    fn path<F: Function>(call: &F) -> String {
        let answer = call.decode_response(&words(&[VECTOR, 1, 7]));
        answer.err().unwrap().path()
    }
    assert_eq!(path(&Traced), "[0]");
    assert_eq!(path(&&Traced), "[0]");
}

#[test]
fn an_answer_is_boxed_unless_the_call_says_otherwise() {
    assert!(Ping.decode_response(&to_bytes(&true).unwrap()).unwrap());
}

#[test]
fn a_borrowed_call_is_encoded_as_the_call_is() {
    assert_eq!(to_bytes(&&Ping), to_bytes(&Ping));
    assert_eq!(to_bytes_bare(&&Ping), to_bytes_bare(&Ping));
    assert_eq!(
        (<&Ping as Identify>::ID, <&Ping as Identify>::TL),
        (8, "ping#00000008 = Bool")
    );
}
