//! Lists and boxes that are decoded when they are used, without generated code.

use tl_runtime::codec::{Bare, Boxed, DecodeErrorKind, Decoder, Layout, ListOf, TupleOf, VectorOf};
use tl_runtime::value::True;
use tl_runtime::views::{Elements, Streamed};
use tl_runtime::{Decode, DecodeError, DecodeOptions, Lazy, List, Stream, View};

use crate::hand::{INT, VECTOR, declare, words};

#[test]
fn a_list_has_its_elements_in_every_form() {
    let bare = words(&[VECTOR, 3, 5, 6, 7]);
    let mut decoder = Decoder::new(&bare);
    let list: List<'_, i32> = decoder.value(VectorOf(Bare));
    assert_eq!(decoder.finish().unwrap(), []);
    assert_eq!(
        (list.len(), list.is_empty(), list.iter().len()),
        (3, false, 3)
    );
    assert_eq!(list.into_owned(), [5, 6, 7]);
    assert_eq!(list.iter().skip(1).sum::<i32>(), 13);
    assert_eq!(format!("{list:?}"), "[5, 6, 7]");

    let boxed = words(&[3, INT, 5, INT, 6, INT, 7]);
    let same: List<'_, i32> = Decoder::new(&boxed).value(ListOf(Boxed));
    assert_eq!(list, same);
    let tuple: List<'_, i32> = Decoder::new(&bare[8..]).value(TupleOf(2, Bare));
    assert_eq!(tuple.into_owned(), [5, 6]);
    assert_ne!(tuple, list);

    let nested = words(&[2, 1, 5, 2, 6, 7]);
    let lists: List<'_, List<'_, i32>, ListOf<Bare>> =
        Decoder::new(&nested).value(ListOf(ListOf(Bare)));
    assert_eq!(lists.into_owned(), [vec![5], vec![6, 7]]);
}

#[test]
fn what_is_wrong_anywhere_is_found_at_once() {
    let name = |text: &[u8]| [&words(&[VECTOR, 2]), &b"\x01a\0\0"[..], text].concat();
    for (bytes, kind, offset) in [
        (name(b"\x01\xff\0\0"), DecodeErrorKind::Utf8, 13),
        (
            name(b"\x05abc"),
            DecodeErrorKind::UnexpectedEnd { needed: 5, left: 3 },
            13,
        ),
        (
            words(&[VECTOR, 2]),
            DecodeErrorKind::Count { count: 2, most: 0 },
            4,
        ),
    ] {
        let mut decoder = Decoder::new(&bytes);
        let list: List<'_, &str> = decoder.value(VectorOf(Bare));
        assert!(list.is_empty() && list.iter().next().is_none());
        let error = decoder.finish().unwrap_err();
        assert_eq!((error.kind, error.offset), (kind, offset), "{bytes:?}");
    }
}

declare!(Odd = 0x0000_0001 "odd" "odd#1 value:int = Odd");

/// A number that is checked as any 4 bytes, and decoded as an odd number.
#[derive(Debug, PartialEq)]
struct Odd(i32);

impl<'a> Decode<'a> for Odd {
    fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
        let value = decoder.int();
        if value % 2 == 0 {
            decoder.fail(DecodeErrorKind::Invalid("even"));
        }
        Self(value)
    }

    fn check_bare(decoder: &mut Decoder<'a>, (): ()) {
        decoder.skip([4]);
    }
}

#[test]
fn a_list_ends_where_a_decode_by_hand_refuses_what_its_check_accepted() {
    let bytes = words(&[4, 1, 3, 4, 5]);
    let list: List<'_, Odd> = Decoder::new(&bytes).value(ListOf(Bare));
    assert_eq!(list.len(), 4);
    assert_eq!(list.iter().collect::<Vec<_>>(), [Odd(1), Odd(3)]);
    let mut elements = list.iter();
    assert_eq!(elements.by_ref().count(), 2);
    assert_eq!((elements.next(), elements.len()), (None, 0));
    let bytes = words(&[1, 4]);
    let lazy: Lazy<'_, Odd> = tl_runtime::from_bytes(&bytes).unwrap();
    assert_eq!(lazy.get(), Odd(4));
}

#[test]
fn a_lazy_is_as_deep_as_a_box() {
    let bytes = words(&[INT, 5]);
    for (depth, deep_enough) in [(0, false), (1, true)] {
        let options = DecodeOptions::new().max_depth(depth);
        let lazy = options.decode::<Lazy<'_, i32>>(&bytes).map(|it| it.get());
        let boxed = options.decode::<Box<i32>>(&bytes).map(|it| *it);
        assert_eq!(lazy, boxed);
        assert_eq!(lazy.is_ok(), deep_enough);
    }
}

declare!(Numbers = 0x0000_0013 "numbers" "numbers#13 all:Vector<int> = Page");

/// A view whose list is in a box, as that of a large variant.
struct Numbers;

struct NumbersParts<'s, 'a> {
    all: Elements<'s, 'a, i32, VectorOf<Bare>>,
}

impl<'a> Streamed<'a> for Numbers {
    type Parts<'s>
        = NumbersParts<'s, 'a>
    where
        'a: 's;

    fn read_bare<'s>(stream: &'s Stream<'a>) -> NumbersParts<'s, 'a>
    where
        'a: 's,
    {
        stream.decoder().descend();
        NumbersParts {
            all: stream.promise(),
        }
    }
}

declare!(Loose = 0x0000_0015 "loose" "loose#15 value:int = Loose");

/// A number whose layout does not know that it takes bytes.
struct Loose(i32);

impl<'a> Decode<'a> for Loose {
    const LAYOUT: Layout = Layout::of_size(0);

    fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
        Self(decoder.int())
    }
}

declare!(Lists = 0x0000_0016 "lists" "lists#16 loose:vector<loose> empty:vector<true> = Lists");

struct Lists;

struct ListsParts<'s, 'a> {
    loose: Elements<'s, 'a, Loose, ListOf<Bare>>,
    empty: Elements<'s, 'a, True, ListOf<Bare>>,
}

impl<'a> Streamed<'a> for Lists {
    type Parts<'s>
        = ListsParts<'s, 'a>
    where
        'a: 's;

    fn read_bare<'s>(stream: &'s Stream<'a>) -> ListsParts<'s, 'a>
    where
        'a: 's,
    {
        ListsParts {
            loose: stream.promise_field("loose"),
            empty: stream.promise_field("empty"),
        }
    }
}

/// Decodes the same as a stream.
fn lists(decoder: &mut Decoder<'_>) -> (Vec<Loose>, Vec<True>) {
    decoder.expect_id(0x16);
    (
        decoder.field("loose", ListOf(Bare)),
        decoder.field("empty", ListOf(Bare)),
    )
}

/// Reads a stream in each way, and asserts that the error is that of decoding the value.
#[track_caller]
fn read_lists(
    bytes: &[u8],
    options: DecodeOptions<'_>,
) -> Result<(), (DecodeErrorKind, usize, String)> {
    let said = |error: DecodeError| (error.kind.clone(), error.offset, error.path());
    let mut decoder = Decoder::with_options(bytes, options);
    let (loose, _) = lists(&mut decoder);
    let sum = |sum, it: Loose| sum + i64::from(it.0);
    let expected_sum = loose.into_iter().fold(0, sum);
    let expected = decoder.finish().map(drop).map_err(said);
    for way in 0..5 {
        let stream = Stream::with_options(bytes, options);
        let mut parts = stream.read::<Lists>();
        match way {
            0 => {
                let all = parts.loose.fold(0, sum);
                parts.empty.for_each(drop);
                assert!(all == expected_sum || expected.is_err());
            }
            1 => drop(parts.loose.nth(1)),
            2 => drop(parts.empty.next()),
            3 => while parts.loose.next().is_some() {},
            _ => {}
        }
        assert_eq!(stream.finish().map_err(said), expected, "{way}");
    }
    expected
}

#[test]
fn a_stream_has_the_errors_of_the_value() {
    let options = DecodeOptions::new();
    let many = |count: u32| words(&[&[0x16, count][..], &vec![1; count as usize], &[2]].concat());
    assert_eq!(read_lists(&many(70_000), options), Ok(()));
    assert_eq!(read_lists(&many(0), options), Ok(()));
    let empty = |count| words(&[0x16, 1, 7, count]);
    assert_eq!(read_lists(&empty(65_536), options), Ok(()));
    let count = |count, most| DecodeErrorKind::Count { count, most };
    let end = DecodeErrorKind::UnexpectedEnd { needed: 4, left: 0 };
    let deep = DecodeErrorKind::TooDeep;
    let flat = options.max_depth(0);
    for (options, bytes, kind, offset, path) in [
        (options, empty(65_537), count(65_537, 65_536), 12, "empty"),
        (options.max_empty(1), empty(2), count(2, 1), 12, "empty"),
        (flat, many(2), deep.clone(), 8, "loose"),
        (flat, words(&[0x16, 0, 1]), deep, 12, "empty"),
        (options, words(&[0x16, 2, 7]), end, 12, "loose[1]"),
    ] {
        let error = (kind, offset, path.to_owned());
        assert_eq!(read_lists(&bytes, options), Err(error));
    }
}

#[test]
fn each_value_of_a_stream_may_be_as_deep_as_the_first() {
    let one = words(&[0x13, VECTOR, 2, 3, 4]);
    let bytes = one.repeat(1000);
    // The box and the list are two levels.
    for (depth, is_enough) in [(2, true), (1, false)] {
        let options = DecodeOptions::new().max_depth(depth);
        let stream = Stream::with_options(&bytes, options);
        let sums = (0..1000).map(|_| stream.read::<Numbers>().all.sum::<i32>());
        let sum: i32 = sums.sum();
        match stream.finish() {
            Ok(()) => assert!(is_enough && sum == 7000, "{sum}"),
            Err(error) => assert!(
                !is_enough && error.kind == DecodeErrorKind::TooDeep,
                "{error}"
            ),
        }
    }
}

/// The values of a stream are one input, whether they are kept or not.
#[test]
fn the_values_of_a_stream_share_their_limits_but_that_of_depth() {
    let ends = |bytes: &[u8], options| {
        let stream = Stream::with_options(bytes, options);
        for _ in 0..3 {
            let parts = stream.read::<Lists>();
            parts.loose.for_each(drop);
            parts.empty.for_each(drop);
        }
        stream.finish().map_err(|error| (error.kind, error.offset))
    };
    let three = words(&[0x16, 0, 2]).repeat(3);
    let options = DecodeOptions::new();
    assert_eq!(ends(&three, options.max_empty(6)), Ok(()));
    let error = (DecodeErrorKind::Count { count: 2, most: 1 }, 32);
    assert_eq!(ends(&three, options.max_empty(5)), Err(error));
    let strings = |limit| {
        let stream = Stream::with_options(b"\x03abc\x03abc\x03abc", options.max_memory(limit));
        for _ in 0..3 {
            drop(stream.decoder().string());
        }
        stream.finish().is_ok()
    };
    assert!(strings(9) && !strings(8));
}
