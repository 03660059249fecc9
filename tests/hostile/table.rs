//! The table of hostile cases: the error of each form of the code, and its place.
//!
//! `row` is a value with everything that can be hostile: a mask, a string, a `Bool`, bytes, a recursive type, a
//! vector, a list of bare elements, and a list of elements without bytes.

use gen_zoo::a::b::hostile;
use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::{DecodeError, DecodeOptions, Identify};

use super::nesting::on_a_small_stack;

const TRUE: u32 = 0x9972_75b5;
const VECTOR: u32 = 0x1cb5_c415;
const LEAF: u32 = hostile::types::Leaf::ID;

/// Decodes a `Row` with these options.
type Decode = fn(DecodeOptions<'_>, &[u8]) -> Result<(), DecodeError>;

macro_rules! forms {
    ($($name:literal $module:path;)*) => {
        [$(($name, {
            use $module as form;
            let decode: Decode = |options, bytes| options.decode::<form::enums::Row>(bytes).map(drop);
            decode
        })),*]
    };
}

/// Every form of the code that decodes bytes.
const FORMS: [(&str, Decode); 12] = forms! {
    "generated" gen_zoo::a::b::hostile;
    "without a registry" gen_zoo::a::b::hostile::plain;
    "derived" gen_zoo::a::b::hostile::derived;
    "with JSON" gen_zoo::a::b::hostile::with_json;
    "derived with JSON" gen_zoo::a::b::hostile::json_derived;
    "flat" gen_zoo::a::b::hostile::flat;
    "flat, derived" gen_zoo::a::b::hostile::flat_derived;
    "for both sides" gen_roles::hostile::both;
    "for a server" gen_roles::hostile::server;
    "without a role" gen_roles::hostile::no_role;
    "for both sides, derived" gen_roles::hostile_derive::both;
    "for a server, derived" gen_roles::hostile_derive::server;
};

/// Returns a row as words; the offset of a word is four times its index.
fn row() -> Vec<u32> {
    vec![
        hostile::types::Row::ID,
        0x8000_0003, // flags: text, quiet, last
        0x0062_6102, // text: "ab"
        7,           // last
        TRUE,        // ok
        0x0000_ff01, // data: ff
        LEAF,        // tree
        VECTOR,      // list
        2,
        5,
        6,
        1, // things
        9,
        3, // nothings
    ]
}

fn bytes(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// Returns the bytes of the row with other words from an index on.
fn with(place: usize, words: &[u32]) -> Vec<u8> {
    let mut row = row();
    row[place..place + words.len()].copy_from_slice(words);
    bytes(&row)
}

/// Flat code decodes the type, so its errors name the type and not the constructor.
fn is_flat(form: &str) -> bool {
    form.starts_with("flat")
}

fn reading(form: &str) -> &'static str {
    match is_flat(form) {
        true => "reading Row",
        false => "reading row",
    }
}

/// Asserts that all forms accept the bytes, or reject them with this message.
#[track_caller]
fn all(strict: bool, bytes: &[u8], expected: Result<(), &str>) {
    for (form, decode) in FORMS {
        let options = DecodeOptions::new().strict(strict);
        let decoded = decode(options, bytes).map_err(|error| error.to_string());
        let expected = expected.map_err(|text| text.replace("reading row", reading(form)));
        assert_eq!(decoded, expected, "{form}");
    }
}

#[track_caller]
fn refused(bytes: &[u8], expected: &str) {
    all(false, bytes, Err(expected));
    all(true, bytes, Err(expected));
}

/// Asserts that strict decoding rejects the bytes with this message, and the default one accepts them.
#[track_caller]
fn forgiven(bytes: &[u8], expected: &str) {
    all(false, bytes, Ok(()));
    all(true, bytes, Err(expected));
}

#[test]
fn the_row_as_it_is() {
    all(false, &bytes(&row()), Ok(()));
    all(true, &bytes(&row()), Ok(()));
}

#[test]
fn cut_at_every_byte() {
    let whole = bytes(&row());
    for end in 0..whole.len() {
        let mut first = None;
        for (form, decode) in FORMS {
            let error = decode(DecodeOptions::new(), &whole[..end]).unwrap_err();
            let is_short = matches!(
                error.kind,
                DecodeErrorKind::UnexpectedEnd { .. } | DecodeErrorKind::Count { .. }
            );
            assert!(is_short, "{form}: {error}");
            assert!(error.offset <= end, "{form}: {error}");
            let text = error.to_string();
            let reading = match end {
                24..28 => "reading Tree",
                _ => reading(form),
            };
            assert!(text.contains(reading), "{form}: {text}");
            assert_eq!(
                *first.get_or_insert((error.offset, error.kind.clone())),
                (error.offset, error.kind),
                "{form}, cut at {end}"
            );
        }
    }
    refused(
        &whole[..52],
        "at byte 52, reading row: expected 4 more bytes, found 0",
    );
    refused(
        &whole[..47],
        "at byte 44, reading row: expected 4 more bytes, found 3",
    );
}

#[test]
fn length_bytes_at_their_extremes() {
    refused(
        &with(2, &[0x0062_61fd]),
        "at byte 9, reading row: expected 253 more bytes, found 47",
    );
    let most = with(2, &[0xffff_fffe]);
    refused(
        &most,
        "at byte 12, reading row: expected 16777215 more bytes, found 44",
    );
    let most = with(2, &[u32::MAX, u32::MAX]);
    let text = "at byte 16, reading row: expected 72057594037927935 more bytes, found 40";
    refused(&most, text);
    let data = "at byte 21, reading row: expected 253 more bytes, found 35";
    refused(&with(5, &[0x0000_00fd]), data);
}

#[test]
fn counts_at_their_extremes() {
    for count in [u32::MAX, 0x8000_0000, 0x7fff_ffff, 6] {
        let says = |place, most| {
            format!(
                "at byte {place}, reading row: a count of {count}, but the input and the limits allow at most {most} elements"
            )
        };
        refused(&with(8, &[count]), &says(32, 5));
        if count > 6 {
            refused(&with(11, &[count]), &says(44, 2));
            // An option limits the number of elements without bytes.
            refused(&with(13, &[count]), &says(52, 65_536));
        }
    }
    all(true, &with(13, &[65_536]), Ok(()));
}

#[test]
fn a_million_levels_of_nesting() {
    use hostile::types::Node;
    let mut words = row()[..6].to_vec();
    words.extend(vec![Node::ID; 1_000_000]);
    let bytes = bytes(&words);
    on_a_small_stack(move || {
        for (form, decode) in FORMS {
            let error = decode(DecodeOptions::new(), &bytes).unwrap_err();
            assert_eq!(error.kind, DecodeErrorKind::TooDeep, "{form}");
            // A level is one word; deeper ones are not decoded.
            let levels = (error.offset - 24) / 4;
            assert!((127..=130).contains(&levels), "{form}: {error}");
            let text = error.to_string();
            assert!(
                text.ends_with(
                    ": the value is nested more deeply than `DecodeOptions::max_depth` allows"
                ),
                "{form}: {text}"
            );
        }
    });
}

#[test]
fn wrong_ids_at_each_place() {
    let id = hostile::types::Row::ID;
    let found = "found 00000001";
    for (form, decode) in FORMS {
        let error = decode(DecodeOptions::new(), &with(0, &[1])).unwrap_err();
        let expected = match is_flat(form) {
            true => "the id 00000001 is not known here".to_owned(),
            false => format!("expected the id {id:08x}, {found}"),
        };
        let reading = reading(form);
        assert_eq!(
            error.to_string(),
            format!("at byte 0, {reading}: {expected}"),
            "{form}"
        );
    }
    let text =
        format!("at byte 28, reading row: expected a vector ({VECTOR:08x}), found the id 00000001");
    refused(&with(7, &[1]), &text);
    let unknown = "the id 00000001 is not known here";
    refused(
        &with(6, &[1]),
        &format!("at byte 24, reading Tree: {unknown}"),
    );
}

#[test]
fn another_bool() {
    for id in [0, 1, LEAF, TRUE.swap_bytes()] {
        let unknown = format!("the id {id:08x} is not known here");
        refused(
            &with(4, &[id]),
            &format!("at byte 16, reading row: {unknown}"),
        );
    }
}

#[test]
fn constructors_of_another_type_and_functions() {
    let function = hostile::functions::Ask::ID;
    for id in [hostile::types::Thing::ID, hostile::types::Row::ID, function] {
        let unknown = format!("the id {id:08x} is not known here");
        refused(
            &with(6, &[id]),
            &format!("at byte 24, reading Tree: {unknown}"),
        );
    }
}

#[test]
fn text_that_is_not_utf_8() {
    let text = "at byte 10, reading row: the string is not UTF-8";
    forgiven(&with(2, &[0x00ff_6102]), text);
    // Bytes need not be UTF-8.
    all(true, &with(5, &[0x0000_ff01]), Ok(()));
}

#[test]
fn padding_that_is_not_zero() {
    forgiven(
        &with(2, &[0x0162_6102]),
        "at byte 11, reading row: the padding is not canonical",
    );
    forgiven(
        &with(5, &[0x0100_ff01]),
        "at byte 23, reading row: the padding is not canonical",
    );
}

#[test]
fn lengths_that_are_longer_than_they_need_to_be() {
    let mut words = row();
    words.splice(2..3, [0x0000_02fe, 0x0000_6261]);
    forgiven(
        &bytes(&words),
        "at byte 8, reading row: the length is not canonical",
    );
    let mut words = row();
    words.splice(2..3, [0x0000_02ff, 0, 0x0000_6261]);
    forgiven(
        &bytes(&words),
        "at byte 8, reading row: the length is not canonical",
    );
}

#[test]
fn bytes_after_the_end() {
    let whole = bytes(&row());
    for (count, follow) in [(1, "1 more byte follows"), (4, "4 more bytes follow")] {
        let longer = [&whole[..], &vec![0; count]].concat();
        refused(
            &longer,
            &format!("at byte 56: the value ends here, but {follow}"),
        );
    }
}

#[test]
fn bits_that_guard_nothing() {
    for bit in [2, 5, 30] {
        let flags = 0x8000_0003 | 1 << bit;
        forgiven(
            &with(1, &[flags]),
            &format!("at byte 4, reading row: the mask has unknown bits: {bit}"),
        );
    }
}

#[test]
fn bit_31() {
    let mut words = row();
    words.remove(3);
    words[1] = 3;
    all(true, &bytes(&words), Ok(()));
    let unknown = "the id 00000007 is not known here";
    refused(
        &with(1, &[3]),
        &format!("at byte 12, reading row: {unknown}"),
    );
}

/// Of the steps, only allocations can be counted.
#[test]
fn twice_the_input_takes_twice_the_steps() {
    let steps = |count: u32| {
        let mut words = row()[..5].to_vec();
        // Long bytes, and a list that outgrows its initial capacity.
        let length = count * 4;
        words.push(0xfe | length << 8);
        words.extend(vec![0x6161_6161; count as usize]);
        words.extend([LEAF, VECTOR, count]);
        words.extend(vec![5; count as usize]);
        words.push(count);
        words.extend(vec![9; count as usize]);
        words.push(3);
        let bytes = bytes(&words);
        FORMS.map(|(form, decode)| {
            let mut decoded = None;
            let counted = allocation_counter::measure(|| {
                decoded = Some(decode(DecodeOptions::new(), &bytes));
            });
            assert_eq!(decoded, Some(Ok(())), "{form}");
            (counted.count_total, counted.bytes_total)
        })
    };
    for (once, twice) in steps(10_000).into_iter().zip(steps(20_000)) {
        assert!(twice.0 <= 2 * once.0, "{once:?} {twice:?}");
        assert!(twice.1 <= 2 * once.1 + 4096, "{once:?} {twice:?}");
    }
}

mod json {
    use tl_runtime::json::{FromJson, JsonError, from_str};

    type Decode = fn(&str) -> Result<(), JsonError>;

    fn read<T: FromJson>(text: &str) -> Result<(), JsonError> {
        from_str::<T>(text).map(drop)
    }

    /// Every form of the code that decodes JSON.
    const FORMS: [(&str, Decode); 4] = [
        (
            "with JSON",
            read::<gen_zoo::a::b::hostile::with_json::types::Row>,
        ),
        (
            "JSON only",
            read::<gen_zoo::a::b::hostile::json_only::types::Row>,
        ),
        (
            "derived",
            read::<gen_zoo::a::b::hostile::json_derived::types::Row>,
        ),
        ("flat", read::<gen_zoo::a::b::hostile::flat::enums::Row>),
    ];

    #[track_caller]
    fn all(text: &str, expected: Result<(), &str>) {
        for (form, decode) in FORMS {
            let decoded = decode(text).map_err(|error| error.to_string());
            assert_eq!(
                decoded,
                expected.map_err(ToString::to_string),
                "{form}: {text:.80}"
            );
        }
    }

    #[test]
    fn values_that_are_not_what_they_must_be() {
        let row = |member: &str| format!("{{\"tree\":{{\"@type\":\"leaf\"}},{member}}}");
        all(&row("\"data\":\"AQ==\""), Ok(()));
        all("", Err("the text is not JSON at byte 0: expected a value"));
        all(
            "{\"tree\"",
            Err("the text is not JSON at byte 7: expected a colon"),
        );
        all("[]", Err("expected an object, found an array"));
        all("{}", Err("tree: the object is required, but absent"));
        let of_another =
            "tree: expected Tree, found \"@type\":\"thing\", which is not one of its constructors";
        all("{\"tree\":{\"@type\":\"thing\"}}", Err(of_another));
        all(
            &row("\"last\":4294967296"),
            Err("last: expected an integer of 32 bits, found 4294967296"),
        );
        all(
            &row("\"data\":\"A\""),
            Err("data: the string is not base64"),
        );
        all(
            &row("\"list\":[1,[]]"),
            Err("list[1]: expected an integer of 32 bits, found an array"),
        );
        all(
            &row("\"ok\":\"yes\""),
            Err("ok: expected a boolean, found a string"),
        );
        all(
            &row("\"last\":1e999"),
            Err("the text is not JSON at byte 37: the number is out of range"),
        );
    }

    #[test]
    fn a_million_levels_of_nesting() {
        for open in ["[", "{\"tree\":", "{\"tree\":{\"@type\":\"node\",\"left\":"] {
            let text = open.repeat(1_000_000);
            let at = 128 / open.matches(['[', '{']).count() * open.len();
            let error = format!("at byte {at}: the value is nested too deeply");
            super::on_a_small_stack(move || all(&text, Err(&error)));
        }
    }
}
