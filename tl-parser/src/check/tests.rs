use super::*;
use crate::diagnostic::{Code, sort};
use crate::source::{FileId, LineIndex, Span};

mod applied;
mod around;
mod arrays;
mod exchanged;
mod languages;
mod linear;
mod lines;
mod mended;
mod params;
mod pasted;
mod suggested;
mod unfinished;

/// Asserts that all places begin and end between two characters.
#[track_caller]
pub(crate) fn lie_on_characters(found: &[Diagnostic], text: &str) {
    for it in found {
        let suggested = it
            .suggestions()
            .flat_map(|it| [&[it.span], &it.also[..]].concat());
        let labels = it.labels.iter().map(|it| it.span);
        for span in labels.chain(suggested) {
            assert!(span.text_in(text).is_some(), "{text}: {it:#?}");
        }
    }
}

fn diagnostic(code: Code, start: u32) -> Diagnostic {
    let place = Span {
        file: FileId(0),
        start,
        end: start,
    };
    Diagnostic::new(code, "", place, "")
}

#[test]
fn the_id_of_a_text_with_an_error_is_not_compared() {
    let mut sources = Sources::new();
    sources.add(
        "a.tl",
        "one#00000001 x:itn = One;\ntwo#00000002 x:int = Two;\n",
    );
    sources.add(
        "b.tl",
        "three#00000002 = Three;\nfour#00000002 = Four;\nfive#00000005 = Five;",
    );
    let mut found = Vec::new();
    let programs = parse_all(&sources, &mut found);
    let _ = check(&programs, &Levels::default(), &mut found);
    sort(&mut found);
    let index = LineIndex::new(&sources);
    let line = |it: &Diagnostic| index.place(it.labels[0].span).unwrap().1;
    let said: Vec<_> = found.iter().map(|it| (it.code, line(it))).collect();
    assert_eq!(
        said,
        [
            (Code::UndeclaredName, 1),
            (Code::DuplicateId, 1),
            (Code::IdMismatch, 3),
        ]
    );
}

#[test]
fn diagnostics_are_sorted_by_place_and_those_without_come_last() {
    let nowhere = Diagnostic::placeless(Code::UnmatchedSelector, "");
    let (first, second) = (diagnostic(Code::IdMismatch, 3), diagnostic(Code::Syntax, 7));
    let mut all = [nowhere.clone(), second.clone(), first.clone()];
    sort(&mut all);
    assert_eq!(all, [first, second, nowhere]);
}

/// Returns, for each finding of a file that is not text, whether it is an error, its message, line and column.
fn of_bytes(bytes: &[u8]) -> Vec<(bool, String, (u32, u32))> {
    let mut sources = Sources::new();
    sources.add_bytes("a.tl", bytes.to_vec());
    let mut found = Vec::new();
    let programs = parse_all(&sources, &mut found);
    let _ = check(&programs, &Levels::default(), &mut found);
    sort(&mut found);
    let index = LineIndex::new(&sources);
    let found = found.iter().map(|it| {
        let (_, line, column) = index.place(it.labels[0].span).unwrap();
        (it.is_error(), it.message.clone(), (line, column))
    });
    found.collect()
}

#[test]
fn a_byte_that_is_not_utf_8_is_harmless_in_a_comment() {
    for (bytes, place) in [
        (&b"// \xe9\na = A;"[..], (1, 4)),
        (b"a /* x\n\xff */ = A;", (2, 1)),
        (b"a = A; // caf\xe9", (1, 14)),
        (b"//@description \xc3( @x X\na x:int = A;", (1, 16)),
        (b"a = A;\n// \xf0\x9f\x98", (2, 4)),
        ("a = A; // ä \0 ö \0".replace('\0', "x").as_bytes(), (0, 0)),
        // Several in one comment are one finding.
        (b"// \xe4 \xf6 \xfc\n// ok\na = A;", (1, 4)),
    ] {
        let found = of_bytes(bytes);
        let wanted = (false, "a comment is not UTF-8".to_owned(), place);
        let wanted = if place == (0, 0) {
            vec![]
        } else {
            vec![wanted]
        };
        assert_eq!(found, wanted);
    }
    assert_eq!(
        of_bytes(b"// tlgen:allow(invalid-utf-8): \xe9\na = A; // \xe9"),
        []
    );
}

#[test]
fn a_byte_that_is_not_utf_8_is_an_error_outside_of_comments() {
    let error = |place| (true, "the text is not UTF-8".to_owned(), place);
    for (bytes, places) in [
        (&b"caf\xe9 = A;"[..], vec![(1, 4)]),
        (b"\xe9 = A;\nb = A;", vec![(1, 1)]),
        (
            b"a x\xe4\xf6:int = A;\n\n b y:\xff = B;",
            vec![(1, 4), (3, 6)],
        ),
        (b"a = A\xe9;", vec![(1, 6)]),
        (b"---typ\xe9s---\na = A;", vec![(1, 7)]),
        (b"---fun\xe7\xf5es---\na = Bool;", vec![(1, 7)]),
        (b"a = A; \xa9 2020", vec![(1, 8)]),
        (b"a = A; \xd0\xbe\xe9 of it\nb = B;", vec![(1, 9)]),
        (b"a = A;\n\xff", vec![(2, 1)]),
        (b"a x:int \xe4 y:int \xf6 = A;", vec![(1, 9), (1, 17)]),
        (b"\xff\xfea\0 \0=\0 \0A\0;\0", vec![(1, 1)]),
    ] {
        let found = of_bytes(bytes);
        let wanted: Vec<_> = places.into_iter().map(error).collect();
        assert_eq!(found, wanted);
    }
    // The rest is checked.
    let found = of_bytes(b"caf\xe9 = Cafe;\nb x:C = B;\n\xe4");
    assert_eq!(found.len(), 3, "{found:?}");
}

/// Returns the names of the errors if the user allows all that can be allowed, and if comments do.
fn errors_left(text: &str) -> [Vec<&'static str>; 2] {
    const ALLOWED: &str =
        "// tlgen:allow-file(duplicate-id, reserved-id, unused-allow, id-mismatch)\n";
    let mut levels = Levels::default();
    levels.allow("duplicate-id").unwrap();
    levels.allow("reserved-id").unwrap();
    [
        (text.to_owned(), levels),
        (format!("{ALLOWED}{text}"), Levels::default()),
    ]
    .map(|(text, levels)| {
        let sources = Sources::of("a.tl", text);
        let mut found = Vec::new();
        let programs = parse_all(&sources, &mut found);
        let _ = check(&programs, &levels, &mut found);
        let errors = found.iter().filter(|it| it.is_error());
        errors.map(|it| it.code.name()).collect()
    })
}

#[test]
fn an_id_that_is_meant_can_be_allowed() {
    for text in [
        "---functions--- a#1 = Bool; b#1 x:int = Bool;",
        "---functions--- a#1 = Bool; b#1 = Bool; c#1 x:int = Bool;",
        "a#1 = A; b#1 x:int = B;",
        "---functions--- a#0 = Bool;",
        "a#0 x:int y:Vector<A> z:B = A; b = B;",
        "node#0 flags:# next:flags.0?Node = Node; end = Node;",
        "node#ffffffff next:Node = Node; end = Node;",
    ] {
        assert_eq!(errors_left(text), [[""; 0]; 2], "{text}");
        assert!(failed(&mended::found(text)), "{text}");
    }
}

#[test]
fn an_id_that_nobody_could_read_cannot_be_allowed() {
    for (text, code) in [
        ("a#1 = A; b#1 x:int = A;", "duplicate-id"),
        ("a#1 = A; c#1 = B; b#1 x:int = A;", "duplicate-id"),
        ("node#0 next:Node = Node; end = Node;", "reserved-id"),
        (
            "just#0 {t:Type} value:t more:(Maybe t) = Maybe t; no {t:Type} = Maybe t;",
            "reserved-id",
        ),
        ("a#0 x:B = A; a2 = A; b#2 x:A = B; b2 = B;", "reserved-id"),
    ] {
        assert_eq!(errors_left(text), [[code]; 2], "{text}");
    }
}
