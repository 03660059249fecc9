use insta::assert_snapshot;
use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::source::{FileId, Sources, Span};

use super::*;

/// Returns the span of `text` in a file.
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

/// Returns the rendered text, which is the same with colors except for their codes.
fn shown(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let (index, shown) = (LineIndex::new(sources), diagnostic.clone().into());
    let plain = Renderer::PLAIN.finding(&shown, &index);
    let colored = Renderer::colored(Some(114)).finding(&shown, &index);
    assert_eq!(without_colors(&colored), plain);
    plain
}

fn without_colors(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').unwrap().1)
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
      | ----- in this
      |             ^^^ not found
      |
      = note: one
              two
    help: did you mean `int`?
      |
    2 - photo    id:itn = Photo;
    2 + photo    id:int = Photo;
    ");
}

#[test]
fn colors() {
    let (sources, file) = one("a = A;\nb x:itn = B;");
    let span = at(&sources, file, "itn");
    let diagnostic = |code| {
        Diagnostic::new(code, "no `itn`", span, "not found")
            .label(at(&sources, file, "b"), "in this")
            .note("because")
            .suggest("did you mean `int`?", span, "int")
    };
    let shown = |diagnostic: Diagnostic| {
        let text =
            Renderer::colored(Some(100)).finding(&diagnostic.into(), &LineIndex::new(&sources));
        text.replace("\u{1b}[0m", "}").replace("\u{1b}[", "{")
    };
    assert_snapshot!(shown(diagnostic(Code::UndeclaredName)), @r"
    {1;91merror[TL0201]}{1m: no `itn`}
    {1;94m -->} a.tl:2:5
    {1;94m  |}
    {1;94m2 |} b x:itn = B;
    {1;94m  |} {1;94m- in this}
    {1;94m  |}     {1;91m^^^ not found}
    {1;94m  |}
    {1;94m  = }{1mnote}: because
    {1;96mhelp}: did you mean `int`?
    {1;94m  |}
    {1;94m2 }{91m-} b x:{91mitn} = B;
    {1;94m2 }{92m+} b x:{92mint} = B;
    ");
    let warning = shown(diagnostic(Code::IdMismatch));
    assert!(warning.starts_with("{1;33mwarning[TL0101]}{1m: no `itn`}\n"));
}

#[test]
fn distant_lines_and_other_files_have_their_own_frames() {
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
       ::: a.tl:1:1
        |
      1 | a = A;
        | - first here
       ::: b.tl:1:1
        |
      1 | x = X;
        | - and there
        |
    help: write another
       --> b.tl
        |
      1 - x = X;
      1 + y = X;
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
    1 | a
      | ^
    2 |   x:int
    3 |   = A;
      | ^^^^^^ all of this
      |
    help: write it in a line
      |
    1 - a
    2 -   x:int
    3 -   = A;
    1 + a x:int = A;
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
    1 | /* 漢字 é �[31m */ x    y:z = Z;
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
    1 | ...a:b a:b a:b a:b a:b a:b a:b a:b a:b a:b a:b a:b oops c:d c:d c:d c:d c:d c:d c:d c:d c:d c:d c:d c:d...
      |                                                    ^^^^ here
      |
    help: leave it out
      |
    1 - ...a:b a:b a:b a:b a:b a:b a:b a:b a:b a:b a:b a:b oops c:d c:d c:d c:d c:d c:d c:d c:d c:d c:d c:d c:d...
    1 + ...a:b a:b a:b a:b a:b a:b a:b a:b a:b a:b a:b a:b  c:d c:d c:d c:d c:d c:d c:d c:d c:d c:d c:d c:d...
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
        .label(prelude, "not shown");
    assert_snapshot!(shown(&sources, &diagnostic), @r"
    error[TL0003]: the end
     --> a.tl:2:1
      |
    2 |
      | ^ expected `;`
      | - nowhere
    ");
}

#[test]
fn a_finding_without_a_place() {
    let mut diagnostic = Diagnostic::new(Code::UnmatchedSelector, "no match", Span::default(), "");
    diagnostic.labels.clear();
    assert_snapshot!(shown(&Sources::new(), &diagnostic.note("because")), @r"
    error[TL0303]: no match
      = note: because
    ");
}

#[test]
fn an_insertion_and_several_labels_of_a_frame() {
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
    1 - a x:int = A
    1 + a x:int = A;
    ");
}

#[test]
fn an_empty_file() {
    let (sources, file) = one("");
    let span = Span {
        file,
        start: 0,
        end: 0,
    };
    let diagnostic = Diagnostic::new(Code::Syntax, "empty", span, "here");
    assert_snapshot!(shown(&sources, &diagnostic), @r"
    error[TL0003]: empty
     --> a.tl:1:1
      |
    1 |
      | ^ here
    ");
}

#[test]
fn what_would_move_the_cursor_is_replaced_everywhere() {
    let mut sources = Sources::new();
    let file = sources.add("\u{1b}.tl", "x\u{1b} = X;");
    let span = at(&sources, file, "x\u{1b}");
    let diagnostic = Diagnostic::new(Code::Syntax, "\u{1b}1", span, "\u{202e}2")
        .note("\u{7}3\n\u{2066}4")
        .suggest("\u{8}5", span, "\r6");
    let shown = shown(&sources, &diagnostic);
    assert_eq!(shown.matches('\u{fffd}').count(), 9, "{shown}");
    assert!(
        shown.chars().all(|it| it == '\n' || !it.is_control()),
        "{shown}"
    );
}

#[test]
fn a_title_alone() {
    let title = |renderer: Renderer| renderer.title(Title::Note, "so it is");
    assert_eq!(title(Renderer::PLAIN), "note: so it is\n");
    assert_eq!(
        title(Renderer::colored(Some(80))),
        "\u{1b}[1mnote\u{1b}[0m\u{1b}[1m: so it is\u{1b}[0m\n"
    );
}

#[test]
fn what_is_shown_does_not_grow_with_the_file_or_its_lines() {
    for text in ["a = A;\n".repeat(200_000), "a = A; ".repeat(1_000_000)] {
        let (sources, file) = one(&text);
        let index = LineIndex::new(&sources);
        let letter = |start| Span {
            file,
            start,
            end: start + 1,
        };
        for number in 0..1_000 {
            let diagnostic = Diagnostic::new(Code::Syntax, "", letter(number * 1400), "")
                .label(letter(1_399_999), "");
            let shown = Renderer::PLAIN.finding(&diagnostic.into(), &index);
            assert!(shown.len() < 2_000, "{shown}");
        }
    }
}

/// No line of source is wider than the terminal, whether it is cut or not, or changed by a suggestion.
#[test]
fn lines_fit_the_terminal() {
    for (before, after) in [
        ("a:b ".repeat(40), " c:d".repeat(40)),
        ("\t図形の説明".repeat(30), "é🟢\t".repeat(40)),
        ("e\u{301}".repeat(500), "e\u{301}".repeat(500)),
        ("図".repeat(30), String::new()),
    ] {
        let (sources, file) = one(&format!("{before}oops{after}"));
        let span = at(&sources, file, "oops");
        for replacement in ["", "oops", "oops:oops oops:oops"] {
            let label = "a label of many words is not broken in the middle of a word";
            let found = Diagnostic::new(Code::Syntax, "long", span, label);
            let found = found.suggest("write this", span, replacement);
            for columns in [80, 100, 120] {
                let text = Renderer::colored(Some(columns))
                    .finding(&found.clone().into(), &LineIndex::new(&sources));
                for line in without_colors(&text).lines() {
                    assert!(width(line) <= columns, "{columns}: {line}");
                }
            }
        }
    }
}

/// Returns the lines with labels of a finding about `mark`, on a terminal of 40 columns.
fn label(text: &str, mark: &str, label: &str) -> String {
    let (sources, file) = one(text);
    let found = Diagnostic::new(Code::Syntax, "wrong", at(&sources, file, mark), label);
    let text = Renderer::colored(Some(40)).finding(&found.into(), &LineIndex::new(&sources));
    let text = without_colors(&text);
    let lines = text.lines().skip(4).map(|line| format!("{line}\n"));
    lines.collect()
}

#[test]
fn a_label_that_does_not_fit_is_below_its_sign() {
    let line = |indent: usize, text: &str| format!("  | {:indent$}{text}\n", "");
    let text = "user id:long name:strng = User;";
    assert_eq!(
        label(text, "strng", "not found"),
        line(18, "^^^^^ not found")
    );
    // The message ends at the edge of the terminal, unless it begins at its sign.
    for (message, indent) in [
        ("no such name here", 18),
        ("nothing declares it", 17),
        ("nothing declares this name", 10),
        (
            "nothing in any of the files that\nwere given declares it",
            4,
        ),
    ] {
        let lines = message.lines().map(|text| line(indent, text));
        let below: String = lines.collect();
        assert_eq!(
            label(text, "strng", &message.replace('\n', " ")),
            line(18, "^^^^^") + &below
        );
    }
    assert_eq!(
        label("user /* 図形の */ x:y = User;", "y", "no type is called so"),
        line(20, "^") + &line(16, "no type is called so")
    );
}

#[test]
fn notes_are_wrapped_at_the_columns_of_the_terminal() {
    let (sources, file) = one("a:b");
    let found = Diagnostic::new(Code::Syntax, "long", at(&sources, file, "b"), "here")
        .note("some words that do not fit in one line of forty\nand a line of its own");
    let text = Renderer::colored(Some(40)).finding(&found.into(), &LineIndex::new(&sources));
    let notes = without_colors(&text);
    let (_, notes) = notes.split_once("note: ").unwrap();
    assert_eq!(
        notes,
        "some words that do not fit in\n          one line of forty\n          and a line of its own\n"
    );
}

#[test]
fn a_change_of_many_lines_is_shown_in_part() {
    for (lines, shown_lines) in [(20, 20), (21, 20), (100, 20)] {
        let text: String = (1..=lines).map(|it| format!("a{it} = A;\n")).collect();
        let text = text.trim_end();
        let (sources, file) = one(text);
        let whole = Span {
            file,
            start: 0,
            end: u32::try_from(text.len()).unwrap(),
        };
        let place = Span { end: 1, ..whole };
        let right = text.replace('=', "x:int =");
        let found = Diagnostic::new(Code::Syntax, "all", place, "").suggest("write", whole, right);
        let shown = shown(&sources, &found);
        let count = |sign: &str| shown.lines().filter(|line| line.contains(sign)).count();
        assert_eq!(count(" - a"), shown_lines, "{shown}");
        assert_eq!(count(" + a"), shown_lines, "{shown}");
        assert_eq!(count("..."), if lines > 20 { 2 } else { 0 }, "{shown}");
        let last = format!("{lines} + a{lines} x:int = A;");
        assert!(shown.trim_end().ends_with(&last), "{shown}");
    }
}
