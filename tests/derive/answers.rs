//! Can functions return types that the user wrote?

use tl_runtime::codec::{Declared, Decoder, Head, NoId};
use tl_runtime::{Decode, Function, Identify, Serve, TlObject};

use crate::support::words;

const VECTOR: u32 = 0x1cb5_c415;
const INT: u32 = 0xa850_9bda;

/// A type with a hand-written `Decode`, but without `Encode`.
#[derive(Debug, PartialEq)]
struct Seen(i32);

impl Declared for Seen {
    type Kind = NoId;
    const HEAD: Head = Head::Type("Seen");
}

impl<'a> Decode<'a> for Seen {
    fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
        Self(decoder.int())
    }
}

#[derive(TlObject)]
#[tl("see = Seen;", response = Seen)]
struct See;

#[derive(TlObject)]
#[tl("seeAll = Vector Seen;", response = Vec<Seen>)]
struct SeeAll;

#[derive(TlObject)]
#[tl("seeLists = Vector<vector<Seen>>;", response = Vec<Vec<Seen>>)]
struct SeeLists;

/// The type cannot be encoded, so there is no answer for servers, but the client works as usual.
#[test]
fn an_answer_may_be_of_a_type_that_is_only_decoded() {
    assert_eq!(See.decode_response(&words(&[7])).unwrap(), Seen(7));
    let all = SeeAll.decode_response(&words(&[VECTOR, 1, 7])).unwrap();
    assert_eq!(all, [Seen(7)]);
    let lists = words(&[VECTOR, 1, 2, 7, 8]);
    let lists = SeeLists.decode_response(&lists).unwrap();
    assert_eq!(lists, [[Seen(7), Seen(8)]]);
    for error in [
        See.encode_response(&Seen(7)).unwrap_err(),
        SeeAll.encode_response(&all).unwrap_err(),
        SeeLists.encode_response(&lists).unwrap_err(),
    ] {
        let text = ": the answer: the Rust type of this answer has no `Encode`";
        assert!(error.to_string().ends_with(text), "{error}");
    }
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("page {t:Type} items:(Vector t) = Page t;")]
struct Page<T> {
    items: Vec<T>,
}

#[derive(TlObject)]
#[tl("getPage = Page int;", response = Page<i32>)]
struct GetPage;

#[derive(TlObject)]
#[tl("getLists = Vector<vector<Int>>;", response = Vec<Vec<i32>>)]
struct GetLists;

#[derive(TlObject)]
#[tl("getHash = Vector int256;", response = Vec<[u8; 32]>)]
struct GetHash;

#[derive(TlObject)]
#[tl("invoke {X:Type} query:!X = X;", function)]
struct Invoke<F> {
    query: F,
}

#[derive(TlObject)]
#[tl("tuple {t:Type} {n:#} items:n*[ t ] = Tuple t n;")]
#[derive(Debug, PartialEq)]
struct Tuple<T> {
    items: Vec<T>,
}

#[derive(TlObject)]
#[tl("numbers flags:# a:flags.0?int b:flags.1?int = Tuple int flags;", response = Tuple<i32>)]
struct Numbers {
    a: Option<i32>,
    b: Option<i32>,
}

fn answered<F, R: PartialEq>(call: &F, answer: R, expected: &[u32])
where
    F: Function<Response = R> + Serve<Response = R>,
{
    let bytes = call.encode_response(&answer).unwrap();
    assert_eq!(bytes, words(expected));
    assert!(call.decode_response(&bytes).unwrap() == answer);
}

#[test]
fn an_answer_is_encoded_as_it_is_decoded() {
    let (page, tuple) = (Page::<i32>::ID, Tuple::<i32>::ID);
    answered(&GetPage, Page { items: vec![7] }, &[page, VECTOR, 1, 7]);
    answered(&GetLists, vec![vec![7], vec![]], &[VECTOR, 2, 1, INT, 7, 0]);
    answered(
        &GetHash,
        vec![[0; 32]],
        &[VECTOR, 1, 0, 0, 0, 0, 0, 0, 0, 0],
    );
    let twice = Invoke {
        query: Invoke { query: GetPage },
    };
    answered(&twice, Page { items: vec![] }, &[page, VECTOR, 0]);
    let two = Numbers {
        a: None,
        b: Some(1),
    };
    answered(&two, Tuple { items: vec![7, 8] }, &[tuple, 7, 8]);
    let one = Numbers {
        a: Some(1),
        b: None,
    };
    answered(&one, Tuple { items: vec![7] }, &[tuple, 7]);
    one.encode_response(&Tuple { items: vec![] }).unwrap_err();
}
