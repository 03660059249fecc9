use std::fmt::Write;

use tl_runtime::codec::DecodeErrorKind;

use crate::Codec;
use crate::form::Form;
use crate::tests::with_codec;

/// Returns the least size of the elements of the only field of a constructor.
fn least(codec: &Codec<'_>, name: &str) -> usize {
    let id = codec.by_name(name, None).unwrap();
    let ty = codec.field(id, 0).unwrap();
    match &ty.form {
        Form::List(element) | Form::Tuple(_, element) | Form::Array(_, element) => {
            codec.least(element, &ty.scope)
        }
        other => panic!("{other:?}"),
    }
}

/// Returns a schema with `first` and a chain of types. Each type holds the one before it in its `fields`.
fn deep(levels: usize, first: &str, fields: impl Fn(usize) -> String) -> String {
    let mut text = format!("{first};\n");
    for level in 1..=levels {
        let fields = fields(level - 1);
        let (declared, param) = match fields.contains(" t)") {
            true => ("{t:Type} ", " t"),
            false => ("", ""),
        };
        writeln!(text, "e{level} {declared}{fields} = E{level}{param};").unwrap();
    }
    text
}

#[test]
fn a_deep_schema_is_looked_at_once() {
    let twice = |it: usize| format!("a:%E{it} b:%E{it}");
    let sixteen = |it: usize| (0..16).map(|at| format!("f{at}:%E{it} ")).collect();
    let generic = |it: usize| format!("a:(%E{it} t) b:(%E{it} t)");
    let pairs = |it: usize| format!("a:(%E{it} (%Pair t t))");
    let arrays = |it: usize| format!("a:2*[ x:%E{it} y:%E{it} ]");
    let pair = "pair {x:Type} {y:Type} a:x b:y = Pair x y; ";
    let cases = [
        (deep(60, "e0 = E0", twice), "%E60", 0),
        (deep(60, "e0 x:int = E0", twice), "%E60", 1 << 62),
        (deep(200, "e0 x:int = E0", twice), "%E200", usize::MAX),
        (deep(10, "e0 = E0", sixteen), "%E10", 0),
        (
            deep(60, "e0 {t:Type} x:t = E0 t", generic),
            "(%E60 int)",
            1 << 62,
        ),
        (
            deep(60, "e0 {t:Type} x:t = E0 t", generic),
            "(%E60 true)",
            0,
        ),
        (
            pair.to_owned() + &deep(60, "e0 {t:Type} x:t = E0 t", pairs),
            "(%E60 int)",
            1 << 62,
        ),
        (deep(30, "e0 x:int = E0", arrays), "%E30", 1 << 62),
        (
            deep(5_000, "e0 = E0", |it| format!("a:%E{it}")),
            "%E5000",
            0,
        ),
        (
            deep(5_000, "e0 x:int = E0", |it| format!("a:%E{it}")),
            "%E5000",
            4,
        ),
    ];
    for (text, element, expected) in cases {
        let text =
            format!("{text}\nlist v:(vector {element}) = List; few v:3*[ {element} ] = Few;");
        with_codec(&text, |codec| {
            assert_eq!(least(codec, "list"), expected, "{element}");
            let list = codec.bare("list").unwrap();
            assert!(codec.decode(&list, &[0; 4]).is_ok(), "{element}");
        });
    }
}

#[test]
fn the_least_size_is_that_of_generated_code() {
    let text = "
        empty = Empty; number x:int = Number; two a:%Empty b:%Number c:%Number = Two;
        key x:int128 y:int128 = Key; secret x:secureString y:secureBytes = Secret;
        many x:int y:long z:string = Many; unions x:Empty y:Bool = Unions;
        masked flags:# x:flags.0?%Number = Masked; of {f:#} x:f.0?(%Or f) = Of f;
        or {f:#} x:(%Of f) y:%Number = Or f;
        pair {x:Type} {y:Type} a:x b:y = Pair x y; phantom {x:Type} = Phantom x;
        lists {x:Type} {n:#} a:n*[ x ] = Lists x n;
    ";
    let sizes = [
        ("empty", 0),
        ("%Number", 4),
        ("Empty", 4),
        ("%Two", 8),
        ("%Key", 32),
        ("%Secret", 8),
        ("%Many", 4),
        ("%Unions", 4),
        ("%Masked", 4),
        ("(%Or 1)", 4),
        ("(%Of 1)", 0),
        ("(%Pair %Two %Key)", 40),
        ("(%Pair (%Pair int int) true)", 8),
        ("(%Phantom %Two)", 0),
        ("(%Lists %Two 3)", 0),
        ("True", 4),
        ("(vector int)", 4),
        ("(Vector int)", 8),
    ];
    for (element, expected) in sizes {
        with_codec(
            &format!("{text} list v:(vector {element}) = List;"),
            |codec| {
                assert_eq!(least(codec, "list"), expected, "{element}");
            },
        );
    }
}

#[test]
fn elements_are_an_array_if_generated_code_has_memory_for_them() {
    let text = "
        unit = Unit; units x:%Unit y:Unit z:true = Units; some flags:# x:flags.0?%Unit = Some;
        one = Union; other = Union; none x:0*[ int ] = None; few x:3*[ %Unit ] = Few;
        number x:int = Number; all x:%Units y:%Number = All;
    ";
    let elements = [
        ("%Unit", false),
        ("Unit", false),
        ("%Units", false),
        ("true", false),
        ("True", false),
        ("%None", false),
        ("%Some", true),
        ("Union", true),
        ("one", false),
        ("%Few", true),
        ("%Number", true),
        ("Number", true),
        ("%All", true),
        ("2*[ %Unit ]", false),
        ("2*[ int ]", true),
        ("a:%Unit b:true", false),
        ("a:%Unit b:int", true),
    ];
    for (element, is_array) in elements {
        with_codec(&format!("{text} list v:3*[ {element} ] = List;"), |codec| {
            let ty = codec.field(codec.by_name("list", None).unwrap(), 0);
            let form = ty.unwrap().form;
            assert_eq!(matches!(form, Form::Array(..)), is_array, "{element}");
        });
    }
}

#[test]
fn a_list_that_the_input_cannot_hold_is_an_error_at_its_count() {
    let text = "a x:int = A; b x:%A y:%A = B; list v:(vector %B) = List;";
    with_codec(text, |codec| {
        let input = [2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0];
        let error = codec.decode(&codec.bare("list").unwrap(), &input);
        let error = error.unwrap_err();
        assert!(
            matches!(error.kind(), DecodeErrorKind::Count { .. }),
            "{error}"
        );
        assert_eq!(error.offset(), 0);
    });
}

/// Generated code counts the elements that took no bytes at the end of a list, if it does not know their least size.
#[test]
fn elements_whose_size_is_not_known_are_limited_by_the_input() {
    let text = "
        points {n:#} all:n*[ int ] = Points n; some flags:# x:flags.0?int = Some;
        of {f:#} x:f.0?int = Of f; few x:3*[ %(Of 1) ] = Few;
        rows n:# rows:(vector %(Points n)) = Rows; tuples m:# n:# rows:m*[ n*[ int ] ] = Tuples;
        optional n:# rows:(vector %(Of n)) = Optional; fews rows:(vector %Few) = Fews;
        line {n:#} x:2*[ %(Points n) ] = Line n; lines n:# rows:(vector %(Line n)) = Lines;
    ";
    with_codec(text, |codec| {
        let decode = |name, words: &[u32]| {
            let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
            let decoded = codec.decode(&codec.bare(name).unwrap(), &bytes);
            decoded.map(drop).map_err(|error| error.to_string())
        };
        let many = |first: &[u32], each: usize| [first, &vec![1; each * 70_000][..]].concat();
        for (name, first, each) in [
            ("rows", &[2, 70_000][..], 2),
            ("tuples", &[70_000, 1], 1),
            ("optional", &[1, 70_000], 1),
            ("fews", &[70_000], 3),
            ("lines", &[1, 70_000], 2),
        ] {
            assert_eq!(decode(name, &many(first, each)), Ok(()), "{name}");
        }
        let error = |place, count, most| {
            Err(format!(
                "{place}: a count of {count}, but the input and the limits allow at most {most} elements"
            ))
        };
        assert_eq!(
            decode("rows", &[0, 70_000]),
            error("rows: at byte 4", 70_000, 65_536)
        );
        assert_eq!(decode("rows", &[0, 65_536]), Ok(()));
        // Each line has two elements, and is one.
        assert_eq!(decode("lines", &[0, 20_000]), Ok(()));
        assert_eq!(
            decode("lines", &[0, 30_000]),
            error("rows: at byte 4", 30_000, 5_536)
        );
        assert_eq!(
            decode("lines", &[0, 65_536]),
            error("rows[32768].x: at byte 8", 2, 0)
        );
    });
}
