use super::*;

/// Compares every offset with counting from the start.
fn same_as_counting(text: &str) {
    let lines = Lines::new(text);
    for offset in (0..=text.len()).filter(|&offset| text.is_char_boundary(offset)) {
        let before = &text[..offset];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        assert_eq!(
            lines.line_column(offset),
            (line as u32, column as u32),
            "{offset}"
        );
    }
}

#[test]
fn lines_and_columns_are_those_of_counting() {
    same_as_counting("");
    same_as_counting("a");
    same_as_counting("a\n\nbä😀c\n");
    same_as_counting(&"x".repeat(STEP));
    same_as_counting(&"ä".repeat(3 * STEP));
    same_as_counting(&"ab😀\n".repeat(STEP));
}

#[test]
fn a_byte_order_mark_has_no_column() {
    let lines = Lines::new("\u{feff}ab\nc");
    assert_eq!(lines.line_column(0), (1, 1));
    assert_eq!(lines.line_column(3), (1, 1));
    assert_eq!(lines.line_column(4), (1, 2));
    assert_eq!(lines.line_column(6), (2, 1));
    assert_eq!(lines.range(0), 3..5);
}

#[test]
fn a_line_ends_before_its_carriage_return() {
    let lines = Lines::new("ab\r\nc\rd");
    assert_eq!(lines.range(0), 0..2);
    assert_eq!(lines.line_column(2), (1, 3));
    assert_eq!(
        lines.line_column(3),
        (1, 3),
        "between the two of a line's end"
    );
    assert_eq!(lines.range(1), 4..7);
    assert_eq!(lines.range(2), 7..7, "no such line");
}

#[test]
fn an_offset_beyond_the_end_is_the_end() {
    assert_eq!(Lines::new("ab").line_column(9), (1, 3));
    assert_eq!(Lines::new("").line_column(9), (1, 1));
}

#[test]
fn a_file_of_other_sources_has_no_lines() {
    let mut sources = Sources::new();
    let file = sources.add("a.tl", "ab\nc");
    let index = LineIndex::new(&sources);
    assert_eq!(
        index.place(Span {
            file,
            start: 3,
            end: 4
        }),
        Some(("a.tl", 2, 1))
    );
    assert!(index.file(FileId(u32::MAX)).is_none());
}

#[test]
fn a_place_after_bytes_that_are_not_utf_8_is_that_of_the_file() {
    for (bytes, word, start) in [
        (&b"// \xe9\na = A;"[..], "a =", 5),
        (b"// \xcf\xf0\xe8\r\na = A;", "a =", 8),
        // A character that is cut off is one U+FFFD.
        (b"// \xf0\x9f\x98 \xe9\na = A;", "a =", 9),
        (b"// \xed\xa0\x80\n// \xc3\xa9 \xff\na = A;", "a =", 15),
        (b"\xef\xbb\xbfa = A; // \xe9", "a =", 3),
        (b"a = A; // \xe9", "a =", 0),
    ] {
        let mut sources = Sources::new();
        let file = sources.add_bytes("a.tl", bytes.to_vec());
        let text = sources.get(file).unwrap().text.as_str();
        let number = |offset: usize| u32::try_from(offset).unwrap();
        let at = text.find(word).unwrap();
        let span = Span {
            file,
            start: number(at),
            end: number(text.len()),
        };
        let found = LineIndex::new(&sources).bytes(span).unwrap();
        assert_eq!(found, start..number(bytes.len()), "{bytes:?}");
    }
}

#[test]
fn a_form_is_told_by_how_the_file_begins() {
    for (bytes, form) in [
        (&b""[..], Form::Tl),
        (b"user = User;", Form::Tl),
        (b"// {\n", Form::Tl),
        (b"\xef\xbb\xbfuser = User;", Form::Tl),
        (b"{", Form::Json),
        (b"[{", Form::Json),
        (b"\n[\n  {\"id\":\"1\"}]", Form::Json),
        (b"[types]\nuser = User;", Form::Tl),
        (b"[x:{", Form::Tl),
        (b"\xef\xbb\xbf\r\n\t {}", Form::Json),
        (b"\xe2\x9b\x2f\x3a", Form::Tlo),
        (b"\x4b\x60\xa8\xe4....", Form::Tlo),
        (b"\xd7\x88\xac\x90", Form::Tlo),
        (b"\xe2\x9b\x2f", Form::Tl),
    ] {
        assert_eq!(Form::of(bytes), form, "{bytes:?}");
    }
}
