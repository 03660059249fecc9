//! Is an unknown constructor kept, at the end of the input and if a newer schema tells where it ends?

use std::sync::atomic::{AtomicBool, Ordering};

use tl_runtime::codec::{
    ArrayOf, Boxed, Declared, DecodeErrorKind, Decoder, Encoder, Head, Measure, NoId,
};
use tl_runtime::value::{Unknown, UnknownRef};
use tl_runtime::views::{Elements, Streamed};
use tl_runtime::{
    Decode, DecodeError, DecodeOptions, Encode, Lazy, List, Stream, from_bytes, to_bytes,
};

use crate::hand::{VECTOR, declare, words};

/// `circle#00000011 radius:int = Shape`, and any later constructors.
#[derive(Debug, Clone, PartialEq)]
enum Shape {
    Circle(i32),
    Unknown(Unknown),
}

/// The same, borrowed.
#[derive(Debug, Clone, Copy, PartialEq)]
enum ShapeRef<'a> {
    Circle(i32),
    Unknown(UnknownRef<'a>),
}

macro_rules! shape {
    ($shape:ty, $lifetime:lifetime $(, $own:lifetime)?) => {
        impl$(<$own>)? Declared for $shape {
            type Kind = NoId;
            const HEAD: Head = Head::Type("Shape");
        }

        impl<$lifetime> Decode<$lifetime> for $shape {
            fn decode_bare(decoder: &mut Decoder<$lifetime>, (): ()) -> Self {
                match decoder.id() {
                    0x11 => Self::Circle(decoder.int()),
                    id => Self::Unknown(decoder.unknown(id, "Shape").into()),
                }
            }
        }

        impl$(<$own>)? Encode for $shape {
            fn encode_bare(&self, encoder: &mut Encoder, (): ()) {
                match self {
                    Self::Circle(radius) => {
                        encoder.id(0x11);
                        encoder.int(*radius);
                    }
                    Self::Unknown(it) => encoder.unknown(it),
                }
            }
        }
    };
}

shape!(Shape, 'a);
shape!(ShapeRef<'a>, 'a, 'a);

declare!(Row = 0x12 "row" "row#12 … = Row");

#[derive(Debug, PartialEq)]
struct Row {
    shapes: Vec<Shape>,
    last: Shape,
    n: i32,
}

impl<'a> Decode<'a> for Row {
    fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
        Self {
            shapes: decoder.field("shapes", tl_runtime::codec::VectorOf(Boxed)),
            last: decoder.field("last", Boxed),
            n: decoder.int(),
        }
    }
}

/// A newer schema, in which the id of a constructor is the number of its words.
#[derive(Debug)]
struct Words;

impl Measure for Words {
    fn skip(&self, ty: &str, id: u32, decoder: &mut Decoder<'_>) -> bool {
        if ty != "Shape" || id > 0x10 {
            return false;
        }
        for _ in 0..id {
            decoder.int();
        }
        true
    }
}

#[test]
fn at_the_end_of_the_input_it_takes_the_rest() {
    for rest in [&[][..], &[1], &[1, 2, 3, 4, 5]] {
        let mut bytes = words(&[0x22]);
        bytes.extend(rest);
        let shape: Shape = from_bytes(&bytes).unwrap();
        assert_eq!(shape, Shape::Unknown(Unknown::new(0x22, rest)));
        assert_eq!(to_bytes(&shape).unwrap(), bytes);
        let borrowed: ShapeRef<'_> = from_bytes(&bytes).unwrap();
        assert_eq!(borrowed, ShapeRef::Unknown(UnknownRef { id: 0x22, rest }));
        assert_eq!(to_bytes(&borrowed).unwrap(), bytes);
    }
    for (rest, shown) in [
        (&[][..], "[]"),
        (&[1], "[01]"),
        (&[16, 0, 255], "[10, 00, ff]"),
    ] {
        let unknown = UnknownRef { id: 0x22, rest };
        let shown = format!("{{ id: 0x00000022, rest: {shown} }}");
        assert_eq!(format!("{unknown:?}"), format!("UnknownRef {shown}"));
        let unknown = Unknown::new(0x22, rest);
        assert_eq!(format!("{unknown:?}"), format!("Unknown {shown}"));
    }
    let bytes = words(&[0x22, 1]);
    let (_, rest) = DecodeOptions::new().decode_prefix::<Shape>(&bytes).unwrap();
    assert!(rest.is_empty());
}

#[test]
fn what_follows_it_is_an_error_at_its_place() {
    let row = |bytes: &[u32]| from_bytes::<Row>(&words(bytes)).unwrap_err();
    let place = |error: &DecodeError| (error.unknown_id(), error.offset, error.path());
    let followed = row(&[0x12, VECTOR, 0, 0x22, 7]);
    assert_eq!(place(&followed), (Some(0x22), 12, "last".into()));
    assert_eq!(followed.reading, Some("Shape"));
    let in_a_list = row(&[0x12, VECTOR, 3, 0x11, 1, 0x22, 0x11, 2, 0x11, 3, 9]);
    assert_eq!(place(&in_a_list), (Some(0x22), 20, "shapes[1]".into()));
    let last_in_a_list = row(&[0x12, VECTOR, 1, 0x22, 0x11, 2, 9]);
    assert_eq!(place(&last_in_a_list), (Some(0x22), 12, "shapes[0]".into()));
    let text = "shapes[0]: at byte 12, reading Shape: the id 00000022 is not known here, and more follows it: \
                only a newer schema tells where it ends (`DecodeOptions::newer`)";
    assert_eq!(last_in_a_list.to_string(), text);
    // Without generated code, only the path is unknown.
    let bytes = words(&[0x22, 7]);
    let mut decoder = Decoder::new(&bytes);
    let _: Shape = decoder.boxed(());
    assert_eq!((decoder.int(), decoder.failed()), (0, true));
    assert_eq!(
        place(&decoder.finish().unwrap_err()),
        (Some(0x22), 0, String::new())
    );
}

/// A type that refuses unknown constructors itself.
#[derive(Debug, PartialEq)]
struct Known(Shape);

impl Declared for Known {
    type Kind = NoId;
    const HEAD: Head = Head::Type("Shape");
}

impl<'a> Decode<'a> for Known {
    fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
        let shape = Shape::decode_bare(decoder, ());
        if let Shape::Unknown(_) = shape {
            decoder.fail(DecodeErrorKind::Invalid("this program knows circles"));
        }
        Self(shape)
    }
}

#[test]
fn a_failure_that_needs_no_more_input_does_not_follow_it() {
    let text = |error: Result<Known, DecodeError>| error.unwrap_err().to_string();
    for rest in [&[][..], &[1], &[1, 2, 3]] {
        let bytes = words(&[&[0x22], rest].concat());
        let end = bytes.len();
        assert_eq!(
            text(from_bytes(&bytes)),
            format!("at byte {end}, reading Shape: this program knows circles")
        );
    }
    assert!(from_bytes::<Known>(&words(&[0x11, 1])).is_ok());
    // A list, a number and an id do follow it.
    let follows: [fn(&mut Decoder<'_>); 4] = [
        |it| _ = it.int(),
        |it| drop(it.tuple::<i32, _>(3, tl_runtime::codec::Bare)),
        |it| drop(it.boxed::<Shape, ()>(())),
        |it| drop(it.string()),
    ];
    for follow in follows {
        let bytes = words(&[0x22, 1]);
        let mut decoder = Decoder::new(&bytes);
        let _: Shape = decoder.boxed(());
        follow(&mut decoder);
        let error = decoder.finish().unwrap_err();
        assert_eq!((error.unknown_id(), error.offset), (Some(0x22), 0));
        assert!(error.to_string().contains("more follows it"), "{error}");
    }
}

declare!(Three = 0x13 "three" "three#13 array:3*[ Shape ] n:int = Three");

#[derive(Debug, PartialEq)]
struct Three {
    array: [Shape; 3],
    n: i32,
}

impl<'a> Decode<'a> for Three {
    fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
        Self {
            array: decoder.field("array", ArrayOf(Boxed)),
            n: decoder.int(),
        }
    }
}

/// It is checked, and not decoded.
#[derive(Debug, PartialEq)]
struct Checked;

declare!(Checked = 0x13 "three" "three#13 array:3*[ Shape ] n:int = Three");

impl<'a> Decode<'a> for Checked {
    fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
        decoder.check_field::<[Shape; 3], _>("array", ArrayOf(Boxed));
        let _ = decoder.int();
        Self
    }
}

#[test]
fn the_place_in_an_array_is_an_index() {
    for (rest, path) in [
        (&[0x22, 0x11, 1, 0x11, 2][..], "array[0]"),
        (&[0x11, 1, 0x11, 2, 0x22, 9], "array[2]"),
        (&[0x11, 1, 0x22, 5], "array[1]"),
        (&[0x11, 1, 0x11], "array[1]"),
        (&[0x11, 1, 0x11, 2], "array[2]"),
    ] {
        let bytes = words(&[&[0x13], rest].concat());
        let (decoded, checked) = (from_bytes::<Three>(&bytes), from_bytes::<Checked>(&bytes));
        assert_eq!(decoded.unwrap_err().path(), path);
        assert_eq!(checked.unwrap_err().path(), path);
    }
}

#[test]
fn a_newer_schema_says_how_far_it_goes() {
    let bytes = words(&[0x12, VECTOR, 4, 0, 0x11, 1, 3, 1, 2, 3, 1, 5, 2, 1, 2, 9]);
    let options = DecodeOptions::new().newer(&Words);
    let row: Row = options.decode(&bytes).unwrap();
    let unknown = |id, rest: &[u32]| Shape::Unknown(Unknown::new(id, words(rest)));
    let shapes = [
        unknown(0, &[]),
        Shape::Circle(1),
        unknown(3, &[1, 2, 3]),
        unknown(1, &[5]),
    ];
    assert_eq!(
        (&row.shapes[..], row.last, row.n),
        (&shapes[..], unknown(2, &[1, 2]), 9)
    );
    for length in 0..bytes.len() {
        options.decode::<Row>(&bytes[..length]).unwrap_err();
    }
    // A constructor that the newer schema does not know either is kept only at the end.
    assert!(options.decode::<Shape>(&words(&[0x33, 1])).is_ok());
    for (row, place) in [
        (&[0x12, VECTOR, 0, 0x33, 7][..], "last: at byte 12"),
        (
            &[0x12, VECTOR, 1, 0x33, 0x11, 1, 7],
            "shapes[0]: at byte 12",
        ),
        (
            &[0x12, VECTOR, 2, 1, 5, 0x33, 0x11, 1, 7],
            "shapes[1]: at byte 20",
        ),
    ] {
        let error = options.decode::<Row>(&words(row)).unwrap_err();
        assert_eq!(error.unknown_id(), Some(0x33));
        let text = "reading Shape: the id 00000033 is not known here, and more follows it: \
                    the newer schema does not tell where it ends";
        assert_eq!(error.to_string(), format!("{place}, {text}"));
    }
}

#[test]
fn in_strict_mode_the_rest_is_whole_words() {
    let strict = DecodeOptions::new().strict(true);
    let ends = |bytes: &[u8]| {
        let owned = strict.decode::<Shape>(bytes).map(drop);
        assert_eq!(owned, strict.decode::<ShapeRef<'_>>(bytes).map(drop));
        owned.map_err(|error| error.to_string())
    };
    for words_ in 0..3 {
        let whole = words(&vec![0x22; 1 + words_]);
        assert_eq!(ends(&whole), Ok(()));
        for left in 1..4 {
            let bytes = [&whole[..], &[5; 3][..left]].concat();
            let place = whole.len();
            assert_eq!(
                ends(&bytes),
                Err(format!(
                    "at byte {place}, reading Shape: expected 4 more bytes, found {left}"
                ))
            );
            assert!(from_bytes::<Shape>(&bytes).is_ok());
        }
    }
}

/// Unknown constructors of a list are each in a box, which is larger than their bytes.
#[test]
fn each_that_a_newer_schema_ends_takes_memory() {
    let bytes = words(&[VECTOR, 3, 0, 0, 1, 7]);
    let decode = |max_memory| {
        let options = DecodeOptions::new().newer(&Words).max_memory(max_memory);
        let form = tl_runtime::codec::VectorOf(Boxed);
        options.decode_as::<Vec<Shape>>(form, &bytes)
    };
    let list = 3 * size_of::<Shape>();
    let least = (list..).find(|&limit| decode(limit).is_ok()).unwrap();
    // The box has an id and a `Vec`, whose bytes are not counted.
    assert!(least - list >= 3 * (size_of::<Vec<u8>>() + 4), "{least}");
    let error = decode(least - 1).unwrap_err();
    assert_eq!(error.offset, 16, "{error}");
    assert!(matches!(error.kind, DecodeErrorKind::Memory { .. }));
    assert_eq!(decode(list).unwrap_err().offset, 8);
}

declare!(Group = 0x15 "group" "group#15 shapes:vector<Shape> n:int = Group");

/// A view, which keeps its list for later.
struct Group;

impl<'a> Decode<'a> for Group {
    fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
        let _: List<'a, ShapeRef<'a>> = decoder.value(tl_runtime::codec::ListOf(Boxed));
        decoder.int();
        Self
    }

    fn check_bare(decoder: &mut Decoder<'a>, (): ()) {
        decoder.check::<List<'a, ShapeRef<'a>>, _>(tl_runtime::codec::ListOf(Boxed));
        decoder.int();
    }
}

declare!(Held = 0x16 "held" "held#16 shape:Shape n:int = Held");

/// A view, which keeps a box for later.
struct Held;

impl<'a> Decode<'a> for Held {
    fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
        let _: Lazy<'a, ShapeRef<'a>> = decoder.boxed(());
        decoder.int();
        Self
    }

    fn check_bare(decoder: &mut Decoder<'a>, (): ()) {
        decoder.check_boxed::<Lazy<'a, ShapeRef<'a>>, ()>(());
        decoder.int();
    }
}

/// A program that gives a newer schema is not told to give one.
#[test]
fn the_error_says_why_a_newer_schema_did_not_help() {
    fn ending<'a, T: Decode<'a>>(bytes: &'a [u8], options: DecodeOptions<'a>) -> String {
        let error = options.decode::<T>(bytes).map(drop).unwrap_err();
        let text = error.to_string();
        let (_, ending) = text.split_once("more follows it: ").unwrap();
        ending.to_owned()
    }
    let [plain, newer] = [DecodeOptions::new(), DecodeOptions::new().newer(&Words)];
    let absent = "only a newer schema tells where it ends (`DecodeOptions::newer`)";
    let later = "what a view decodes later is decoded without the newer schema: decode the owned type, or a \
                 stream";
    let silent = "the newer schema does not tell where it ends";
    let (group, held) = (words(&[0x15, 1, 0, 7]), words(&[0x16, 0, 7]));
    let row = |id| words(&[0x12, VECTOR, 1, id, 0x11, 1, 7]);
    assert_eq!(ending::<Group>(&group, plain), absent);
    assert_eq!(ending::<Group>(&group, newer), later);
    assert_eq!(ending::<Held>(&held, plain), absent);
    assert_eq!(ending::<Held>(&held, newer), later);
    assert_eq!(ending::<Row>(&row(0), plain), absent);
    assert_eq!(ending::<Row>(&row(0x20), newer), silent);
    assert!(newer.decode::<Row>(&row(0)).is_ok());
}

/// A stream of a list of these views.
struct Shown<T>(T);

impl<T> Declared for Shown<T> {
    type Kind = NoId;
    const HEAD: Head = Head::Type("Stream");
}

impl<'a, T: Decode<'a>> Streamed<'a> for Shown<T> {
    type Parts<'s>
        = Elements<'s, 'a, T, tl_runtime::codec::ListOf<Boxed>>
    where
        'a: 's;

    fn read_bare<'s>(stream: &'s Stream<'a>) -> Self::Parts<'s>
    where
        'a: 's,
    {
        stream.promise()
    }
}

/// What a view keeps for later does not use the newer schema, whether the program reads the view or not.
#[test]
fn a_stream_ends_in_the_same_way_whatever_was_read() {
    fn ends<'a, T: Decode<'a>>(bytes: &'a [u8]) -> Result<(), DecodeError> {
        let options = DecodeOptions::new().newer(&Words);
        let [read, skipped, one] = [usize::MAX, 0, 1].map(|count| {
            let stream = Stream::with_options(bytes, options);
            stream.read::<Shown<T>>().take(count).for_each(drop);
            stream.finish()
        });
        assert_eq!(read, skipped);
        assert_eq!(read, one);
        read
    }
    // The list of the stream itself uses it.
    let own = words(&[3, 1, 5, 0x11, 1, 2, 5, 6]);
    assert_eq!(ends::<ShapeRef<'_>>(&own), Ok(()));
    let known = words(&[2, 0x15, 1, 0x11, 1, 7, 0x15, 0, 7]);
    assert_eq!(ends::<Group>(&known), Ok(()));
    let unknown = ends::<Group>(&words(&[2, 0x15, 1, 0x11, 1, 7, 0x15, 1, 1, 5, 7]));
    assert_eq!(unknown.unwrap_err().unknown_id(), Some(1));
    let held = words(&[1, 0x16, 0x11, 1, 7]);
    assert_eq!(ends::<Held>(&held), Ok(()));
    let unknown = ends::<Held>(&words(&[1, 0x16, 1, 5, 7]));
    assert_eq!(unknown.unwrap_err().unknown_id(), Some(1));
}

/// A newer schema whose `skip` returns `true`, but leaves the decoder in a wrong state.
#[derive(Debug)]
struct Wrong(fn(&mut Decoder<'_>));

impl Measure for Wrong {
    fn skip(&self, _: &str, _: u32, decoder: &mut Decoder<'_>) -> bool {
        (self.0)(decoder);
        true
    }
}

#[test]
fn a_newer_schema_that_is_wrong_does_no_harm() {
    let bytes = words(&[0x22, 1, 2]);
    for wrong in [
        Wrong(|decoder| decoder.descend()),
        Wrong(|decoder| _ = decoder.take_rest()),
        Wrong(|decoder| *decoder = Decoder::new(b"")),
        Wrong(|decoder| *decoder = Decoder::new(&[0; 100])),
        Wrong(|decoder| decoder.fail(DecodeErrorKind::TooDeep)),
    ] {
        let _ = DecodeOptions::new().newer(&wrong).decode::<Shape>(&bytes);
    }
}

#[cfg(feature = "json")]
mod json {
    use tl_runtime::json::{Json, JsonErrorKind};
    use tl_runtime::value::Unknown;

    #[test]
    fn bytes_are_not_json() {
        let error = tl_runtime::json::to_value(&Unknown::new(1, [])).unwrap_err();
        assert!(matches!(error.kind, JsonErrorKind::NoForm(_)));
        assert_eq!(Unknown::new(1, []).json(), None::<&Json>);
    }
}

declare!(Moody = 0x14 "moody" "moody#14 … = Moody");

/// A value that is decoded in another way the second time.
#[derive(Debug)]
struct Moody;

impl<'a> Decode<'a> for Moody {
    fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
        static IS_FIRST: AtomicBool = AtomicBool::new(true);
        if IS_FIRST.swap(false, Ordering::Relaxed) {
            decoder.unknown(1, "Shape");
            decoder.int();
        } else {
            decoder.take(4);
        }
        Self
    }
}

/// After such a failure the input is decoded again, to find the path to the unknown constructor.
#[test]
fn a_failure_stays_one_even_if_the_second_time_has_none() {
    let error = from_bytes::<Moody>(&words(&[0x14, 1])).unwrap_err();
    assert_eq!(error.unknown_id(), Some(1));
}
