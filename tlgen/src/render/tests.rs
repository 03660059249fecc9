use insta::assert_snapshot;
use tl_parser::diagnostic::Code;
use tl_parser::source::{FileId, Sources, Span};

use super::*;

/// The place of `text` in a file.
fn at(sources: &Sources, file: FileId, text: &str) -> Span {
    let start = sources.get(file).unwrap().text.find(text).unwrap();
    Span {
        file,
        start: start as u32,
        end: (start + text.len()) as u32,
    }
}

fn one(text: &str) -> (Sources, FileId) {
    let mut sources = Sources::new();
    let file = sources.add("a.tl", text);
    (sources, file)
}

fn shown(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let rendered = Human::new(100).render(diagnostic, &LineIndex::new(sources));
    anstream::adapter::strip_str(&rendered).to_string()
}

#[test]
fn labels_notes_and_a_suggestion() {
    let (sources, file) = one("user id:Int = User;\nphoto\tid:itn = Photo;\n");
    let span = at(&sources, file, "itn");
    let diagnostic = Diagnostic::new(
        Code::UndeclaredName,
        "nothing declares `itn`",
        span,
        "not found",
    )
    .label(at(&sources, file, "photo"), "in this")
    .note("one\ntwo")
    .suggest("did you mean `int`?", span, "int");
    assert_snapshot!(shown(&sources, &diagnostic), @r"
    error[TL0201]: nothing declares `itn`
     --> a.tl:2:10
      |
    2 | photo    id:itn = Photo;
      | -----       ^^^ not found
      | |
      | in this
      |
      = note: one
              two
    help: did you mean `int`?
      |
    2 - photo    id:itn = Photo;
    2 + photo    id:int = Photo;
      |
    ");
}

#[test]
fn distant_lines_and_other_files_have_their_own_places() {
    let mut sources = Sources::new();
    let first = sources.add(
        "a.tl",
        format!("a = A;\n{}b = B;\nc = C;\n\nd = D;", "\n".repeat(500)),
    );
    let second = sources.add("b.tl", "x = X;");
    let diagnostic = Diagnostic::new(
        Code::DuplicateId,
        "several have one id",
        at(&sources, first, "b"),
        "this",
    )
    .label(at(&sources, first, "d"), "that")
    .label(at(&sources, first, "a"), "first here")
    .label(at(&sources, second, "x"), "and there")
    .suggest("write another", at(&sources, second, "x"), "y");
    assert_snapshot!(shown(&sources, &diagnostic), @r"
    error[TL0102]: several have one id
       --> a.tl:502:1
        |
    502 | b = B;
        | ^ this
    ...
    505 | d = D;
        | - that
        |
       ::: a.tl:1:1
        |
      1 | a = A;
        | - first here
        |
       ::: b.tl:1:1
        |
      1 | x = X;
        | - and there
        |
    help: write another
       --> b.tl:1:1
        |
      1 - x = X;
      1 + y = X;
        |
    ");
}

#[test]
fn a_label_of_several_lines() {
    let (sources, file) = one("a\r\n  x:int\r\n  = A;\r\n");
    let span = at(&sources, file, "a\r\n  x:int\r\n  = A;");
    let diagnostic = Diagnostic::new(Code::Syntax, "all wrong", span, "all of this").suggest(
        "write it in a line",
        span,
        "a x:int = A;",
    );
    assert_snapshot!(shown(&sources, &diagnostic), @r"
    error[TL0003]: all wrong
     --> a.tl:1:1
      |
    1 | / a
    2 | |   x:int
    3 | |   = A;
      | |______^ all of this
      |
    help: write it in a line
      |
    1 - a
    2 -   x:int
    3 -   = A;
    1 + a x:int = A;
      |
    ");
}

#[test]
fn characters_of_any_width() {
    let (sources, file) = one("\u{feff}/* 漢字 e\u{301} \u{1b}[31m */ x\ty:z = Z;");
    let diagnostic = Diagnostic::new(
        Code::UndeclaredName,
        "wide",
        at(&sources, file, "z"),
        "here",
    );
    assert_snapshot!(shown(&sources, &diagnostic), @r"
    error[TL0201]: wide
     --> a.tl:1:23
      |
    1 | /* 漢字 é ␛[31m */ x    y:z = Z;
      |                           ^ here
    ");
}

#[test]
fn a_line_of_ten_megabytes_is_cut() {
    let (sources, file) = one(&format!(
        "{}oops{}",
        "a:b ".repeat(1 << 20),
        " c:d".repeat(1 << 20)
    ));
    let span = at(&sources, file, "oops");
    let diagnostic =
        Diagnostic::new(Code::Syntax, "long", span, "here").suggest("leave it out", span, "");
    assert_snapshot!(shown(&sources, &diagnostic), @r"
    error[TL0003]: long
     --> a.tl:1:4194305
      |
    1 | ...a:b a:b a:b a:b a:b a:b a:b a:b a:b a:b a:b oops c:d c:d c:d c:d c:d c:d c:d c:d c:d c:d c:d...
      |                                                ^^^^ here
      |
    help: leave it out
      |
    1 - ...a:b a:b a:b a:b a:b a:b a:b a:b a:b a:b a:b oops c:d c:d c:d c:d c:d c:d c:d c:d c:d c:d c:d...
    1 + ...a:b a:b a:b a:b a:b a:b a:b a:b a:b a:b a:b  c:d c:d c:d c:d c:d c:d c:d c:d c:d c:d c:d...
      |
    ");
}

#[test]
fn an_insertion_and_many_of_one_line() {
    let (sources, file) = one("a x:int = A\n\nb = B;");
    let end = Span {
        file,
        start: 11,
        end: 11,
    };
    let diagnostic = Diagnostic::new(Code::Syntax, "a `;` is missing", end, "behind this")
        .label(at(&sources, file, "b"), "the next declaration")
        .suggest("end it", end, ";");
    assert_snapshot!(shown(&sources, &diagnostic), @r"
    error[TL0003]: a `;` is missing
     --> a.tl:1:12
      |
    1 | a x:int = A
      |            ^ behind this
    2 |
    3 | b = B;
      | - the next declaration
      |
    help: end it
      |
    1 | a x:int = A;
      |            +
    ");
}

#[test]
fn the_end_of_a_file_and_places_that_are_none() {
    let (sources, file) = one("a = A\n");
    let end = Span {
        file,
        start: 6,
        end: 6,
    };
    let beyond = Span {
        file,
        start: 90,
        end: 99,
    };
    let prelude = Span {
        file: FileId(u32::MAX),
        start: 0,
        end: 1,
    };
    let diagnostic = Diagnostic::new(Code::Syntax, "the end", end, "expected `;`")
        .label(beyond, "nowhere")
        .label(prelude, "not shown")
        .suggest("write it", end, ";");
    assert_snapshot!(shown(&sources, &diagnostic), @r"
    error[TL0003]: the end
     --> a.tl:2:1
      |
    2 |
      | ^
      | |
      | expected `;`
      | nowhere
      |
    help: write it
      |
    2 | ;
      |
    ");
    let (empty, file) = one("");
    let diagnostic = Diagnostic::new(
        Code::Syntax,
        "empty",
        Span {
            file,
            start: 0,
            end: 0,
        },
        "here",
    );
    assert_snapshot!(shown(&empty, &diagnostic), @r"
    error[TL0003]: empty
     --> a.tl:1:1
      |
    1 |
      | ^ here
    ");
}

#[test]
fn a_finding_without_a_place() {
    let mut diagnostic = Diagnostic::new(Code::UnmatchedSelector, "no match", Span::default(), "");
    diagnostic.labels.clear();
    assert_snapshot!(shown(&Sources::new(), &diagnostic.note("because")), @r"
    error[TL0303]: no match
      |
      = note: because
    ");
}

#[test]
fn a_schema_with_the_character_of_places_is_shown_as_it_is() {
    let (sources, file) = one("/* \u{e000}0:1:2 */ x = X;");
    let diagnostic = Diagnostic::new(Code::Syntax, "odd", at(&sources, file, "x"), "here");
    let shown = shown(&sources, &diagnostic);
    assert!(shown.contains("--> a.tl:1:14\n"), "{shown}");
    assert!(shown.contains("/* \u{e000}0:1:2 */"), "{shown}");
}

/// The cost of a finding does not grow with the file or its lines.
#[test]
fn many_findings_in_a_long_file_and_in_a_long_line() {
    for text in ["a = A;\n".repeat(200_000), "a = A; ".repeat(1_000_000)] {
        let (sources, file) = one(&text);
        let index = LineIndex::new(&sources);
        let human = Human::new(100);
        let start = std::time::Instant::now();
        for number in 0..1_000u32 {
            let span = Span {
                file,
                start: number * 1400,
                end: number * 1400 + 1,
            };
            let last = Span {
                file,
                start: 1_399_999,
                end: 1_400_000,
            };
            let diagnostic = Diagnostic::new(Code::Syntax, "", span, "").label(last, "");
            assert!(!human.render(&diagnostic, &index).is_empty());
        }
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}
