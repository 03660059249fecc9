//! Is all memory counted that a value takes?

use std::borrow::Cow;
use std::sync::Arc;

use tl_runtime::codec::{ArrayOf, Bare, DecodeErrorKind, Decoder, ListOf};
use tl_runtime::{Decode, DecodeError, DecodeOptions};

use crate::hand::{Chain, words};

/// The size of the counters of an `Arc`.
const COUNTERS: usize = 2 * size_of::<usize>();

fn limited<'a, T>(
    bytes: &'a [u8],
    limit: usize,
    decode: impl FnOnce(&mut Decoder<'a>) -> T,
) -> Result<T, DecodeError> {
    let mut decoder = Decoder::with_options(bytes, DecodeOptions::new().max_memory(limit));
    let value = decode(&mut decoder);
    decoder.finish().map(|_| value)
}

/// Checks that a limit of `most` bytes is enough, and that one byte less fails at `offset`. Returns the value.
#[track_caller]
fn takes<'a, T>(
    bytes: &'a [u8],
    most: usize,
    offset: usize,
    decode: impl Fn(&mut Decoder<'a>) -> T,
) -> T {
    let error = limited(bytes, most - 1, &decode).map(drop).unwrap_err();
    let DecodeErrorKind::Memory { needed, left } = error.kind else {
        panic!("{error}");
    };
    assert!(left < needed && needed <= most);
    assert_eq!(error.offset, offset, "{error}");
    limited(bytes, most, decode).unwrap()
}

#[test]
fn lists_take_their_elements() {
    let three = words(&[3, 1, 2, 3]);
    let list = takes(&three, 12, 0, |decoder| decoder.list::<i32, _>(Bare));
    assert_eq!(list, [1, 2, 3]);
    // The inner lists, and their place in the outer list.
    let lists = words(&[2, 1, 7, 1, 8]);
    let outer = 2 * size_of::<Vec<i32>>();
    let list = takes(&lists, outer + 8, 12, |decoder| {
        decoder.list::<Vec<i32>, _>(ListOf(Bare))
    });
    assert_eq!(list, [[7], [8]]);
}

#[test]
fn a_list_that_grows_takes_half_as_much_again_until_it_is_whole() {
    // As many bytes as the input has do not have room for these elements.
    let many = words(&[&[100][..], &[0; 100], &[0]].concat());
    let size = size_of::<String>();
    let list = takes(&many, 150 * size, 0, |decoder| {
        decoder.list::<String, _>(Bare)
    });
    assert_eq!(list.len(), 100);
    // After that, the memory is free for the next list.
    let two = words(&[&[100][..], &[0; 100], &[100], &[0; 100]].concat());
    let lists = takes(&two, 250 * size, 404, |decoder| {
        [decoder.list::<String, _>(Bare), decoder.list(Bare)]
    });
    assert_eq!(lists.map(|list| list.len()), [100, 100]);
}

/// An inner list reserves less memory at first than the same list alone.
#[test]
fn an_inner_list_that_grows_takes_half_as_much_again() {
    let (size, outer) = (size_of::<String>(), size_of::<Vec<String>>());
    let inner = [&[1, 100][..], &[0; 100]].concat();
    // The rest of the input has room for all elements of a list, but not of a list in a list.
    let bytes = words(&[&inner[..], &vec![0; 110 * size / 4 - 100]].concat());
    assert!((100 * size..200 * size).contains(&(bytes.len() - 8)));
    let lists = takes(&bytes, outer + 150 * size, 4, |decoder| {
        decoder.list::<Vec<String>, _>(ListOf(Bare))
    });
    assert_eq!(lists[0].len(), 100);
}

/// The first capacity of a list is a half of a half of its count, rounded up.
#[test]
fn a_list_that_has_grown_has_room_for_its_elements_only() {
    type Row = [[u8; 64]; 12];
    let decode = |count: u32, depth: usize| {
        let bytes = words(&vec![0; count as usize]);
        let mut decoder = Decoder::new(&bytes);
        (0..depth).for_each(|_| decoder.descend());
        // Strings take 4 bytes here.
        let list = decoder.tuple::<String, _>(count, Bare);
        let arrays = Decoder::new(&vec![0; 768 * 9]).tuple::<Row, _>(9, ArrayOf(Bare));
        assert_eq!((arrays.len(), arrays.capacity()), (9, 9));
        assert!(!decoder.failed());
        list
    };
    for count in [4, 5, 9, 17, 100, 1025, 1500, 2049] {
        for depth in [0, 1, 10, 100] {
            let list = decode(count, depth);
            assert_eq!(list.len(), count as usize);
            assert_eq!(list.capacity(), list.len(), "{count} {depth}");
        }
    }
}

#[test]
fn boxes_take_what_is_in_them() {
    let bytes = words(&[3, 3, 2]);
    let one = size_of::<Chain>();
    takes(&bytes, 2 * one, 8, |decoder| decoder.boxed::<Chain, ()>(()));
    let number = words(&[7]);
    let shared: Arc<i64> = takes(&[7, 0, 0, 0, 0, 0, 0, 0], 8 + COUNTERS, 0, |decoder| {
        Decode::decode_bare(decoder, ())
    });
    assert_eq!(*shared, 7);
    let boxed = takes(&number, 4, 0, |decoder| {
        Box::<i32>::decode_bare(decoder, ())
    });
    assert_eq!(*boxed, 7);
}

#[test]
fn strings_and_bytes_take_what_they_have() {
    assert_eq!(takes(b"\x03abc", 3, 0, |decoder| decoder.string()), "abc");
    assert_eq!(takes(b"\x03abc", 3, 0, |decoder| decoder.bytes()), b"abc");
    // Invalid UTF-8 becomes U+FFFD, which takes three bytes.
    assert_eq!(
        takes(b"\x03a\xffb", 5, 0, |decoder| decoder.string()),
        "a\u{fffd}b"
    );
    let text: Cow<'_, str> = takes(b"\x03a\xffb", 5, 0, |decoder| {
        Decode::decode_bare(decoder, ())
    });
    assert_eq!(text, "a\u{fffd}b");
}

#[test]
fn chosen_types_take_what_they_have() {
    fn take<T: for<'a> Decode<'a>>(memory: usize) {
        takes(b"\x03abc", memory, 0, |decoder| T::decode_bare(decoder, ()));
    }
    take::<Box<str>>(3);
    take::<Arc<str>>(COUNTERS + 3);
    take::<Box<[u8]>>(3);
    take::<Arc<[u8]>>(COUNTERS + 3);
    #[cfg(feature = "compact_str")]
    take::<compact_str::CompactString>(3);
    #[cfg(feature = "bytes")]
    take::<tl_runtime::bytes::Bytes>(3);
}

#[cfg(feature = "compact_str")]
#[test]
fn a_compact_string_that_is_not_in_place_takes_at_least_a_word_more() {
    let inside = size_of::<compact_str::CompactString>();
    for (length, memory) in [
        (inside, inside),
        (inside + 1, inside + size_of::<usize>()),
        (100, 100),
    ] {
        let bytes = [&[length as u8][..], &vec![b'a'; length | 3]].concat();
        let text = takes(&bytes, memory, 0, |decoder| {
            compact_str::CompactString::decode_bare(decoder, ())
        });
        assert_eq!(text.len(), length);
        assert!(text.capacity() <= memory);
    }
}

/// A copy with U+FFFD is the value itself, or is freed when the value has been made from it.
#[test]
fn a_chosen_type_takes_a_replaced_text_once() {
    let two = b"\x03\xff\xff\xff\x03\xff\xff\xff";
    let boxes = takes(two, 18, 4, |it| {
        [Box::<str>::decode_bare(it, ()), Box::decode_bare(it, ())]
    });
    assert_eq!(&*boxes[1], "\u{fffd}\u{fffd}\u{fffd}");
    let shared = takes(two, 2 * (9 + COUNTERS) + 9, 4, |it| {
        [Arc::<str>::decode_bare(it, ()), Arc::decode_bare(it, ())]
    });
    assert_eq!(&*shared[1], &*boxes[0]);
    #[cfg(feature = "compact_str")]
    takes(two, 18, 4, |it| {
        type Text = compact_str::CompactString;
        [Text::decode_bare(it, ()), Text::decode_bare(it, ())]
    });
}

#[test]
fn too_long_a_string_is_an_error_at_its_start_whatever_its_header_is() {
    fn fails<T: for<'a> Decode<'a>>() {
        let forms = [
            &b"\x05hello\0\0"[..],
            b"\xfe\x05\0\0hello\0\0\0",
            b"\xff\x05\0\0\0\0\0\0hello\0\0\0",
            b"\x05\xff\xff\xffhe\0\0",
        ];
        for form in forms {
            let bytes = [&[7, 0, 0, 0], form].concat();
            let error = limited(&bytes, 2, |it| {
                it.int();
                T::decode_bare(it, ())
            });
            assert_eq!(error.map(drop).unwrap_err().offset, 4, "{form:x?}");
        }
    }
    fails::<String>();
    fails::<Vec<u8>>();
    fails::<Box<str>>();
    fails::<Arc<str>>();
    fails::<Arc<[u8]>>();
    #[cfg(feature = "compact_str")]
    fails::<compact_str::CompactString>();
    #[cfg(feature = "bytes")]
    fails::<tl_runtime::bytes::Bytes>();
}

#[test]
fn what_is_borrowed_takes_nothing() {
    assert_eq!(
        limited(b"\x03abc", 0, |decoder| decoder.str()).unwrap(),
        "abc"
    );
    assert_eq!(
        limited(b"\x03abc", 0, |decoder| decoder.slice()).unwrap(),
        b"abc"
    );
    let text = limited(b"\x03abc", 0, |decoder| {
        Cow::<str>::decode_bare(decoder, ())
    });
    assert_eq!(text.unwrap(), "abc");
    assert_eq!(
        limited(&words(&[0]), 0, |decoder| decoder.list::<i32, _>(Bare)).unwrap(),
        []
    );
    assert_eq!(
        limited(&words(&[0]), 0, |decoder| decoder.string()).unwrap(),
        ""
    );
}

#[test]
fn an_impl_by_hand_counts_what_it_takes() {
    let decode = |decoder: &mut Decoder<'_>| {
        let count = decoder.nat() as usize;
        let can = decoder.claim(count);
        assert_eq!(can, !decoder.failed());
        if can { vec![0_u8; count] } else { Vec::new() }
    };
    assert_eq!(takes(&words(&[1000]), 1000, 4, decode).len(), 1000);
}

#[test]
fn the_limit_by_default_follows_the_input() {
    let options = DecodeOptions::new();
    assert_eq!(options.memory_for(0), 16 << 20);
    assert_eq!(options.memory_for(1_000_000), (16 << 20) + 32_000_000);
    assert_eq!(options.memory_for(usize::MAX), usize::MAX);
    assert_eq!(options.max_memory(5).memory_for(1_000_000), 5);
}

#[cfg(feature = "json")]
mod json {
    use std::sync::Arc;

    use super::COUNTERS;
    use tl_runtime::DecodeOptions;
    use tl_runtime::json::{Decoder, FromJson, FromJsonAs, Json, JsonErrorKind, ListOf, Plain};

    /// A list of numbers.
    #[derive(Debug, PartialEq)]
    struct Numbers(Vec<i32>);

    impl FromJson for Numbers {
        fn from_json(json: &mut Decoder) -> Self {
            Numbers(ListOf(Plain).decode(json))
        }
    }

    fn decode<T: FromJson>(text: &str, options: DecodeOptions) -> Result<T, JsonErrorKind> {
        let json: Json = tl_runtime::json::from_str(text).unwrap();
        options.decode_json(json).map_err(|error| error.kind)
    }

    #[test]
    fn lists_boxes_and_bytes_are_counted() {
        let limit = |bytes| DecodeOptions::new().max_memory(bytes);
        assert_eq!(decode("[1,2,3]", limit(12)), Ok(Numbers(vec![1, 2, 3])));
        let error = JsonErrorKind::Memory {
            needed: 12,
            left: 11,
        };
        assert_eq!(decode::<Numbers>("[1,2,3]", limit(11)), Err(error));
        assert_eq!(decode::<Box<i64>>("7", limit(8)), Ok(Box::new(7)));
        assert!(decode::<Box<i64>>("7", limit(7)).is_err());
        assert_eq!(decode::<Vec<u8>>("\"AQID\"", limit(3)), Ok(vec![1, 2, 3]));
        assert!(decode::<Vec<u8>>("\"AQID\"", limit(2)).is_err());
        // A string is moved from the JSON.
        assert_eq!(decode::<String>("\"abc\"", limit(0)), Ok("abc".into()));
        assert_eq!(decode::<Box<str>>("\"abc\"", limit(0)), Ok("abc".into()));
        let shared = 3 + COUNTERS;
        assert_eq!(
            decode::<Arc<str>>("\"abc\"", limit(shared)),
            Ok("abc".into())
        );
        assert!(decode::<Arc<str>>("\"abc\"", limit(shared - 1)).is_err());
        // The bytes are decoded first.
        assert!(decode::<Arc<[u8]>>("\"AQID\"", limit(3 + shared)).is_ok());
        assert!(decode::<Arc<[u8]>>("\"AQID\"", limit(2 + shared)).is_err());
    }

    /// An absent member is `null`, too.
    #[test]
    fn null_adds_no_memory() {
        assert_eq!(Json::Null.least_length(), 0);
        assert_eq!(Json::Bool(true).least_length(), 1);
    }

    #[test]
    fn by_default_there_is_memory_for_what_was_received() {
        let text = format!("[{}1]", "1,".repeat(1_000_000));
        let numbers: Numbers = decode(&text, DecodeOptions::new()).unwrap();
        assert_eq!(numbers.0.len(), 1_000_001);
    }
}
