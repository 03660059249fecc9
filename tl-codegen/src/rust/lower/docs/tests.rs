use super::*;

#[track_caller]
fn is(description: &str, expected: &str) {
    assert_eq!(described(description), expected, "{description}");
}

#[test]
fn code_between_fences_is_text() {
    for opening in ["```", "```rust", "```tl", "``` rust,no_run", "  ```\t"] {
        is(
            &format!("A user.\n{opening}\nlet a = [1];\n\n// b\n```\nMore *text*."),
            "A user.\n```text\nlet a = [1];\n\n// b\n```\nMore \\*text\\*.\n\n",
        );
    }
    is("```\n\na\n\nb\n\n```", "```text\na\n\nb\n```\n\n");
    is("````\n```\na\n```\n````", "````text\n```\na\n```\n````\n\n");
    is("```\na\n`````\nb", "```text\na\n```\nb\n\n");
    is(
        "```\na\n```\n```js\nb\n```",
        "```text\na\n```\n```text\nb\n```\n\n",
    );
    is("\u{1}```\na\n\u{7}```", "```text\na\n```\n\n");
    is("a\n\n```\nb\n```\n\nc", "a\n\n```text\nb\n```\n\nc\n\n");
}

#[test]
fn a_fence_that_is_not_closed_ends_with_the_description() {
    is("a\n```\nb", "a\n```text\nb\n```\n\n");
    is("````\nb\n```", "````text\nb\n```\n````\n\n");
    is("```\nb\n```c", "```text\nb\n```c\n```\n\n");
}

#[test]
fn an_emptied_fence_is_no_fence() {
    for empty in ["```\n```", "```rust\n\n````", "```", "``````"] {
        is(empty, "");
        is(&format!("a\n{empty}"), "a\n\n");
    }
    is("```\n```\n\na", "a\n\n");
    is("```rust\n\n````\na", "a\n\n");
    is("a\n\n```\n```\n\nb", "a\n\nb\n\n");
}

#[test]
fn backticks_in_a_line_are_no_fence() {
    is("```a``` b", "```a``` b\n\n");
    is("``a``\nb ```", "``a``\nb \\`\\`\\`\n\n");
    is("a `b\n```\n`c\n```", "a \\`b\n```text\n`c\n```\n\n");
    is("~~~\na\n~~~", "\\~\\~\\~\na\n\\~\\~\\~\n\n");
}

#[test]
fn what_changes_the_direction_of_text_is_escaped() {
    for character in ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}') {
        let code = u32::from(character);
        is(
            &format!("a {character}b"),
            &format!("a \\u{{{code:x}}}b\n\n"),
        );
        is(
            &format!("```\na{character}\n```"),
            &format!("```text\na\\u{{{code:x}}}\n```\n\n"),
        );
        let link = described(&format!("https://a.b/{character}c"));
        assert!(!link.contains(is_bidirectional), "{link}");
    }
    is("\u{200f}\u{5d0}", "\u{200f}\u{5d0}\n\n");
}

#[test]
fn code_is_as_it_was_written() {
    for code in [
        "`Vector<int>`",
        "`a[1]|*b*`",
        "``a ` <b>``",
        "`https://a.b/<c>`",
        "`\\n`",
        "`&lt;`",
        "`a\nb<c>`",
        "`_a_`",
        "` `` `",
    ] {
        is(
            &format!("A <b> {code} <c>."),
            &format!("A \\<b\\> {code} \\<c\\>.\n\n"),
        );
    }
    is("`a<b>` `c<d>`", "`a<b>` `c<d>`\n\n");
    is("a `b<c>\n\nd` e", "a \\`b\\<c\\>\n\nd\\` e\n\n");
}

#[test]
fn what_would_break_a_line_of_code_makes_it_text() {
    for begin in ["- b", "# b", "1. b", "> b", "* b", "<b>", "~~~", "=="] {
        let docs = described(&format!("`a\n{begin}`"));
        assert!(
            docs.starts_with("\\`a\n") && docs.ends_with("\\`\n\n"),
            "{docs}"
        );
    }
}

#[test]
fn what_has_a_meaning_in_markdown_is_escaped() {
    for (text, expected) in [
        ("a & b &c &lt; &#60; &;", "a & b &c \\&lt; \\&#60; &;"),
        (
            "_a_ snake_case __b__ c_ _",
            "\\_a\\_ snake_case \\_\\_b\\_\\_ c\\_ \\_",
        ),
        ("- a", "\\- a"),
        ("12. a", "12\\. a"),
        ("12 a. b", "12 a. b"),
        ("~~a~~", "\\~\\~a\\~\\~"),
        ("[a](b) <c> *d*", "\\[a\\](b) \\<c\\> \\*d\\*"),
        (
            "(https://a.b/c_d_?e=1&lt;2).",
            "(<https://a.b/c_d_?e=1&lt;2>).",
        ),
        (
            "(https://a.b/c_(d)) or [https://e.f]",
            "(<https://a.b/c_(d)>) or \\[<https://e.f>\\]",
        ),
        ("https://a.b/<c> d", "https://a.b/\\<c\\> d"),
    ] {
        is(text, &format!("{expected}\n\n"));
    }
}

/// Each mark is checked once. Comparing each of a million with all after it would not finish.
#[test]
fn a_million_marks() {
    for (text, escaped) in [
        ("&".repeat(1_000_000), 0),
        ("&a".repeat(500_000), 0),
        ("[".repeat(1_000_000), 1_000_000),
        (
            (1..1_500).map(|count| "`".repeat(count) + " ").collect(),
            1_124_250,
        ),
        ("a\n".repeat(500_000) + "` - `", 0),
    ] {
        let docs = described(&text);
        let backslashes = docs.bytes().filter(|it| *it == b'\\').count();
        assert_eq!(backslashes, escaped, "{}", &text[..2]);
    }
}
