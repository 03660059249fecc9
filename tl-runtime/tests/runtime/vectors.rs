//! Are counts checked, and is nesting counted?

use tl_runtime::codec::{
    ArrayOf, Bare, BareWith, Boxed, DecodeErrorKind, Decoder, Layout, ListOf, TupleOf, VectorOf,
};
use tl_runtime::value::True;
use tl_runtime::{Decode, DecodeOptions, List};

use crate::hand::{Chain, INT, Pair, VECTOR, chains, declare, read_chains, words};

fn kind<T>(bytes: &[u8], read: impl FnOnce(&mut Decoder<'_>) -> T) -> Result<T, DecodeErrorKind> {
    kind_with(bytes, DecodeOptions::default(), read)
}

fn kind_with<T>(
    bytes: &[u8],
    options: DecodeOptions,
    read: impl FnOnce(&mut Decoder<'_>) -> T,
) -> Result<T, DecodeErrorKind> {
    let mut decoder = Decoder::with_options(bytes, options);
    let value = read(&mut decoder);
    decoder.finish().map_err(|error| error.kind)?;
    Ok(value)
}

#[test]
fn a_vector_has_its_id_and_a_list_has_not() {
    let list = |decoder: &mut Decoder<'_>| decoder.list::<i32, _>(Bare);
    let vector = |decoder: &mut Decoder<'_>| decoder.vector::<i32, _>(Bare);
    assert_eq!(kind(&words(&[2, 7, 8]), list), Ok(vec![7, 8]));
    assert_eq!(kind(&words(&[VECTOR, 2, 7, 8]), vector), Ok(vec![7, 8]));
    let (found, expected) = (2, Some(VECTOR));
    let error = DecodeErrorKind::UnexpectedId { found, expected };
    assert_eq!(kind(&words(&[2, 7, 8]), vector), Err(error));
}

#[test]
fn elements_are_bare_or_boxed_as_the_codec_says() {
    let boxed = words(&[1, INT, 7]);
    assert_eq!(
        kind(&boxed, |decoder| decoder.list::<i32, _>(Boxed)),
        Ok(vec![7])
    );
    let lists = words(&[2, VECTOR, 1, 7, VECTOR, 0]);
    let read = |decoder: &mut Decoder<'_>| decoder.list::<Vec<i32>, _>(VectorOf(Bare));
    assert_eq!(kind(&lists, read), Ok(vec![vec![7], vec![]]));
    let lists = words(&[2, 1, 7, 0]);
    let read = |decoder: &mut Decoder<'_>| decoder.list::<Vec<i32>, _>(ListOf(Bare));
    assert_eq!(kind(&lists, read), Ok(vec![vec![7], vec![]]));
    let tuples = words(&[2, 1, 2, 3, 4]);
    let read = |decoder: &mut Decoder<'_>| decoder.list::<Vec<i32>, _>(TupleOf(2, Bare));
    assert_eq!(kind(&tuples, read), Ok(vec![vec![1, 2], vec![3, 4]]));
}

#[test]
fn a_count_is_checked_against_the_least_size_of_an_element() {
    let longs = |decoder: &mut Decoder<'_>| decoder.list::<i64, _>(Bare).len();
    let boxed = |decoder: &mut Decoder<'_>| decoder.list::<i64, _>(Boxed).len();
    let most_of = |count, words_left, read: fn(&mut Decoder<'_>) -> usize| match kind(
        &count_and_zeros(count, words_left),
        read,
    ) {
        Err(DecodeErrorKind::Count { count: told, most }) => {
            assert_eq!(told, count);
            Some(most)
        }
        _ => None,
    };
    assert_eq!(most_of(4, 8, longs), None);
    assert_eq!(most_of(5, 9, longs), Some(4));
    assert_eq!(most_of(u32::MAX, 9, longs), Some(4));
    // An id takes 4 bytes. So does a type that does not state its size, whatever its real size is.
    assert_eq!(most_of(9, 8, boxed), Some(8));
    let pairs = |decoder: &mut Decoder<'_>| decoder.list::<Pair, _>(Bare).len();
    assert_eq!(most_of(9, 9, pairs), None);
    assert_eq!(most_of(10, 9, pairs), Some(9));
    assert_eq!(most_of(u32::MAX, 9, pairs), Some(9));
}

fn count_and_zeros(count: u32, zeros: usize) -> Vec<u8> {
    let mut all = vec![count];
    all.resize(1 + zeros, 0);
    words(&all)
}

#[test]
fn the_place_of_a_wrong_count_is_that_of_the_count() {
    let bytes = words(&[VECTOR, 9, 0]);
    let mut decoder = Decoder::new(&bytes);
    assert_eq!(decoder.vector::<i64, _>(Bare), []);
    assert_eq!(decoder.finish().unwrap_err().offset, 4);
    // A count that is elsewhere, or not in the input, is wrong where the elements should be.
    let bytes = words(&[9, 0]);
    let mut decoder = Decoder::new(&bytes);
    let count = decoder.nat();
    assert_eq!(decoder.int(), 0);
    assert_eq!(decoder.tuple::<i64, _>(count, Bare), []);
    assert_eq!(decoder.finish().unwrap_err().offset, 8);
}

#[test]
fn elements_without_size_are_limited_by_an_option() {
    let empties = |decoder: &mut Decoder<'_>| decoder.list::<True, _>(Bare).len();
    let limit = 65_536;
    assert_eq!(kind(&words(&[limit]), empties), Ok(65_536));
    let error = DecodeErrorKind::Count {
        count: limit + 1,
        most: 65_536,
    };
    assert_eq!(kind(&words(&[limit + 1]), empties), Err(error));
    let options = DecodeOptions::new().max_empty(3);
    assert_eq!(kind_with(&words(&[3]), options, empties), Ok(3));
    assert!(kind_with(&words(&[4]), options, empties).is_err());
}

#[test]
fn the_error_of_a_count_names_the_largest_allowed() {
    for (input, allowed) in [
        (&[9][..], "at most 0 elements"),
        (&[9, 5], "at most 1 element"),
        (&[9, 5, 6], "at most 2 elements"),
    ] {
        let bytes = words(input);
        let mut decoder = Decoder::new(&bytes);
        assert_eq!(decoder.list::<i32, _>(Bare), []);
        assert_eq!(
            decoder.finish().unwrap_err().to_string(),
            format!("at byte 0: a count of 9, but the input and the limits allow {allowed}")
        );
    }
    let bytes = words(&[2]);
    let mut decoder = Decoder::with_options(&bytes, DecodeOptions::new().max_empty(1));
    assert_eq!(decoder.list::<True, _>(Bare), []);
    assert_eq!(
        decoder.finish().unwrap_err().to_string(),
        "at byte 0: a count of 2, but the input and the limits allow at most 1 element"
    );
}

/// Each list takes 4 bytes, so the limit would be useless if each list could have as many elements.
#[test]
fn elements_without_size_are_limited_in_all_lists_together() {
    let lists = 100_000;
    let mut all = vec![lists];
    all.resize(1 + lists as usize, 65_536);
    let read = |decoder: &mut Decoder<'_>| decoder.list::<Vec<True>, _>(ListOf(Bare)).len();
    let error = DecodeErrorKind::Count {
        count: 65_536,
        most: 0,
    };
    assert_eq!(kind(&words(&all), read), Err(error));
}

declare!(Points = 0x14 "points" "points#14 {n:#} all:n*[int] = Points n");

/// Its least size depends on its argument, so its layout says 0.
#[derive(Debug, PartialEq)]
struct Points(Vec<i32>);

impl<'a> Decode<'a, (u32,)> for Points {
    const LAYOUT: Layout = Layout::of_size(0);

    fn decode_bare(decoder: &mut Decoder<'a>, (n,): (u32,)) -> Self {
        Self(decoder.tuple(n, Bare))
    }
}

fn points(n: u32) -> BareWith<(u32,)> {
    BareWith((n,))
}

/// Lists, lists in views, and tuples.
#[test]
fn elements_whose_size_is_not_known_are_limited_by_the_input() {
    let count = 70_000;
    let mut all = vec![count];
    all.resize(1 + 2 * count as usize, 7);
    let bytes = words(&all);
    type Pairs<'a> = List<'a, Vec<i32>, TupleOf<Bare>>;
    let lengths = [
        kind(&bytes, |it| it.list::<Points, _>(points(2)).len()),
        kind(&bytes, |it| it.list::<Vec<i32>, _>(TupleOf(2, Bare)).len()),
        kind(&bytes[4..], |it| {
            it.tuple::<Points, _>(count, points(2)).len()
        }),
        kind(&bytes, |it| {
            it.value::<Pairs<'_>, _>(ListOf(TupleOf(2, Bare))).len()
        }),
        kind(&bytes, |it| {
            it.check::<Pairs<'_>, _>(ListOf(TupleOf(2, Bare)));
            count as usize
        }),
    ];
    for length in lengths {
        assert_eq!(length, Ok(70_000));
    }
    let vector = [&words(&[VECTOR]), &bytes[..]].concat();
    let vector = kind(&vector, |it| it.vector::<Points, _>(points(2)).len());
    assert_eq!(vector, Ok(70_000));
}

#[test]
fn elements_that_took_no_bytes_count_at_the_end_of_their_list() {
    let options = DecodeOptions::new().max_empty(3);
    let error = |words_: &[u32], read: fn(&mut Decoder<'_>)| {
        let bytes = words(words_);
        let mut decoder = Decoder::with_options(&bytes, options);
        read(&mut decoder);
        decoder.finish().err().map(|it| (it.kind, it.offset))
    };
    let too_many = |count, most, place| Some((DecodeErrorKind::Count { count, most }, place));
    let none: fn(&mut Decoder<'_>) = |it| drop(it.list::<Points, _>(points(0)));
    assert_eq!(error(&[3], none), None);
    assert_eq!(error(&[4], none), too_many(4, 3, 0));
    // The bytes that follow are not theirs.
    assert_eq!(error(&[4, 7, 7], none), too_many(4, 3, 0));
    assert_eq!(error(&[6, 7, 7], none), too_many(6, 5, 0));
    let one: fn(&mut Decoder<'_>) = |it| drop(it.list::<Points, _>(points(1)));
    assert_eq!(error(&[4, 7, 7, 7, 7], one), None);
    // Only what is left: lists before and inside of this one took some.
    let lists: fn(&mut Decoder<'_>) = |it| drop(it.list::<Vec<True>, _>(ListOf(Bare)));
    assert_eq!(error(&[2, 2, 1], lists), None);
    assert_eq!(error(&[2, 2, 2], lists), too_many(2, 1, 8));
    let two: fn(&mut Decoder<'_>) = |it| {
        it.list::<True, _>(Bare);
        let place = it.offset();
        let count = it.nat();
        it.check::<List<'_, True>, _>(TupleOf(count, Bare));
        assert!(it.failed() || it.offset() > place);
    };
    assert_eq!(error(&[2, 1], two), None);
    assert_eq!(error(&[2, 2], two), too_many(2, 1, 8));
    // An impl by hand that loops over a count.
    let by_hand: fn(&mut Decoder<'_>) = |it| {
        let (first, second) = (it.nat(), it.nat());
        assert_eq!(it.count(first, 0, 0), first as usize);
        it.count(second, 4, 0);
    };
    assert_eq!(error(&[2, 1], by_hand), None);
    assert_eq!(error(&[2, 2], by_hand), too_many(2, 1, 4));
}

/// `line x:1000*[true]` takes nothing, and has a thousand elements.
#[test]
fn arrays_of_elements_without_size_are_limited_too() {
    let lines = |decoder: &mut Decoder<'_>| decoder.list::<[True; 1000], _>(ArrayOf(Bare)).len();
    let checked = |decoder: &mut Decoder<'_>| {
        let list = decoder.value::<List<'_, [True; 1000], ArrayOf<Bare>>, _>(ListOf(ArrayOf(Bare)));
        list.len()
    };
    let error = |most| Err(DecodeErrorKind::Count { count: 1000, most });
    for read in [lines, checked] {
        assert_eq!(kind(&words(&[65]), read), Ok(65));
        assert_eq!(kind(&words(&[65_536]), read), error(536));
    }
    let options = DecodeOptions::new().max_empty(2);
    let three = |decoder: &mut Decoder<'_>| {
        decoder.value::<[Points; 3], _>(ArrayOf(points(1)));
    };
    assert_eq!(kind_with(&words(&[1, 2, 3]), options, three), Ok(()));
    let none = |decoder: &mut Decoder<'_>| {
        decoder.value::<[Points; 3], _>(ArrayOf(points(0)));
    };
    let error = Err(DecodeErrorKind::Count { count: 3, most: 2 });
    assert_eq!(kind_with(&[], options, none), error);
}

/// The path of an error does not lead into a list that comes after it, or that is itself too deep.
#[test]
fn only_an_element_that_was_decoded_is_in_the_path() {
    let path = |bytes: &[u32], depth, read: fn(&mut Decoder<'_>)| {
        let bytes = words(bytes);
        let options = DecodeOptions::new().max_depth(depth);
        let mut decoder = Decoder::with_options(&bytes, options);
        read(&mut decoder);
        decoder.finish().unwrap_err().path()
    };
    let after: [fn(&mut Decoder<'_>); 4] = [
        |it| drop(it.field::<Vec<True>>("after", TupleOf(3, Bare))),
        |it| drop(it.field::<Vec<Points>>("after", TupleOf(3, points(0)))),
        |it| drop(it.field::<Vec<Vec<i32>>>("after", TupleOf(2, TupleOf(2, Bare)))),
        |it| it.check_field::<List<'_, True>, _>("after", TupleOf(3, Bare)),
    ];
    for read in after {
        let mut decoder = Decoder::new(&[]);
        decoder.field::<String>("x", Bare);
        read(&mut decoder);
        assert_eq!(decoder.finish().unwrap_err().path(), "x");
    }
    let lists: [fn(&mut Decoder<'_>); 3] = [
        |it| drop(it.field::<Vec<Pair>>("a", ListOf(Bare))),
        |it| drop(it.field::<Vec<i32>>("a", ListOf(Bare))),
        |it| it.check_field::<List<'_, Pair>, _>("a", ListOf(Bare)),
    ];
    for read in lists {
        assert_eq!(path(&[1, 2, VECTOR, 0], 0, read), "a");
    }
    // The list in the second element is too deep.
    assert_eq!(path(&[1, 2, VECTOR, 1, 0], 1, lists[0]), "a[0]");
}

#[test]
fn depth_is_counted_up_and_down() {
    let options = DecodeOptions::new().max_depth(4);
    // The list is one level, each link another. The second chain begins at the level of the first.
    let lengths = |links: &[usize]| {
        kind_with(&chains(links), options, read_chains).map(|chains| chains.len())
    };
    assert_eq!(lengths(&[3, 3, 3, 3]), Ok(4));
    assert_eq!(lengths(&[3, 4, 3]), Err(DecodeErrorKind::TooDeep));
}

#[test]
fn a_million_links_are_too_deep_at_once() {
    let mut links = vec![3; 1_000_000];
    links.push(2);
    let error = tl_runtime::from_bytes::<Chain>(&words(&links)).unwrap_err();
    assert_eq!(error.kind, DecodeErrorKind::TooDeep);
    assert_eq!(error.reading, Some("Chain"));
    let text = error.to_string();
    let expected = ": the value is nested more deeply than `DecodeOptions::max_depth` allows";
    assert!(text.ends_with(expected), "{text}");
    assert_eq!(error.offset, 129 * 4);
}

#[test]
fn after_a_failure_lists_end_and_all_values_are_empty() {
    let bytes = words(&[VECTOR, 3, 9, VECTOR, 0]);
    let mut decoder = Decoder::new(&bytes);
    let chains = read_chains(&mut decoder);
    assert_eq!(chains, [Chain::End]);
    assert!(decoder.failed());
    assert_eq!(decoder.rest(), []);
    assert_eq!(
        (decoder.int(), decoder.string(), decoder.bool()),
        (0, String::new(), false)
    );
    let error = decoder.finish().unwrap_err();
    let kind = DecodeErrorKind::UnexpectedId {
        found: 9,
        expected: None,
    };
    assert_eq!((error.kind, error.offset), (kind, 8));
}
