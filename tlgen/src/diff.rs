//! A unified diff, for `--check`.

use std::fmt::Write;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use similar::TextDiff;
use tl_codegen::__private::report::{number, safe_line};
use tl_parser::source::is_bidirectional;

/// The number of hunks that are shown, and of lines in each.
const PLACES: usize = 5;
const LINES: usize = 40;

/// Returns a colored diff from the text of the file `name` to another text. Only the first hunks are shown,
/// because the others are most likely alike.
pub(crate) fn unified(old: &str, new: &str, name: &str) -> String {
    // Without a timeout, two files that have little in common take quadratic time.
    const ENOUGH: Duration = Duration::from_secs(2);
    let [old, new] = [old, new].map(shown);
    let mut config = TextDiff::configure();
    let diff = config.timeout(ENOUGH).diff_lines(&old, &new);
    let unified = diff.unified_diff();
    let mut places = unified.iter_hunks();
    let mut text = String::new();
    let name = safe_line(name);
    for mark in ["---", "+++"] {
        add(&mut text, Style::new().bold(), &format!("{mark} {name}\n"));
    }
    for place in places.by_ref().take(PLACES) {
        let place = place.to_string();
        let mut lines = place.split_inclusive('\n');
        for line in lines.by_ref().take(LINES) {
            add(&mut text, style(line), line);
        }
        more(&mut text, lines.count(), "line");
    }
    more(&mut text, places.count(), "place");
    text
}

/// Makes a text safe for a terminal: replaces characters that could move the cursor or change the direction of the
/// text. A CR also ends a line, as it does for `similar`.
fn shown(text: &str) -> String {
    let replaced = |c: char| c.is_control() && !matches!(c, '\t' | '\n') || is_bidirectional(c);
    text.replace('\r', "\u{fffd}\n")
        .replace(replaced, "\u{fffd}")
}

/// Adds a line that tells how much is not shown.
fn more(text: &mut String, count: usize, what: &str) {
    if count > 0 {
        let counted = number(count, &format!("more {what}"));
        add(
            text,
            AnsiColor::Cyan.on_default(),
            &format!("... and {counted}\n"),
        );
    }
}

/// Adds a line in a style.
fn add(text: &mut String, style: Style, line: &str) {
    let (content, end) = match line.strip_suffix('\n') {
        Some(content) => (content, "\n"),
        None => (line, ""),
    };
    // Writing to a string does not fail.
    let _ = write!(text, "{style}{content}{style:#}{end}");
}

fn style(line: &str) -> Style {
    match line.as_bytes().first() {
        Some(b'+') => AnsiColor::Green.on_default(),
        Some(b'-') => AnsiColor::Red.on_default(),
        Some(b'@') => AnsiColor::Cyan.on_default(),
        _ => Style::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file() {
        let shown = unified("a\nb\nc\n", "a\nB\nc", "a.rs");
        insta::assert_snapshot!(anstream::adapter::strip_str(&shown), @r"
        --- a.rs
        +++ a.rs
        @@ -1,3 +1,3 @@
         a
        -b
        -c
        +B
        +c
        \ No newline at end of file
        ");
    }

    #[test]
    fn what_would_move_the_cursor_or_turn_the_text_is_replaced() {
        let old = "a\rb\n\tc\u{1b}[2J\n// \u{202e}d\n";
        let shown = unified(old, "a\nb\n\tc\u{c}\0\n// \u{2066}e\n", "a.tl");
        let shown = anstream::adapter::strip_str(&shown).to_string();
        let lines: Vec<_> = shown.lines().skip(3).collect();
        let expected = [
            "-a\u{fffd}",
            "+a",
            " b",
            "-\tc\u{fffd}[2J",
            "-// \u{fffd}d",
            "+\tc\u{fffd}\u{fffd}",
            "+// \u{fffd}e",
        ];
        assert_eq!(lines, expected);
    }

    /// Returns numbered lines, of which some are changed.
    fn lines(count: usize, is_other: impl Fn(usize) -> bool) -> String {
        let line = |at| format!("{at}{}\n", if is_other(at) { " other" } else { "" });
        (0..count).map(line).collect()
    }

    #[track_caller]
    fn shown(old: &str, new: &str) -> (usize, Vec<String>) {
        let shown = unified(old, new, "a.rs");
        let shown = anstream::adapter::strip_str(&shown).to_string();
        let places = shown.lines().filter(|line| line.starts_with("@@"));
        let more = shown.lines().filter(|line| line.starts_with("..."));
        (places.count(), more.map(str::to_owned).collect())
    }

    #[test]
    fn of_many_changes_the_first_are_shown() {
        let old = lines(1000, |_| false);
        let with = |places: usize| lines(1000, |at| at % 20 == 0 && at / 20 < places);
        assert_eq!(shown(&old, &with(5)), (5, vec![]));
        assert_eq!(
            shown(&old, &with(6)),
            (5, vec!["... and 1 more place".into()])
        );
        assert_eq!(
            shown(&old, &with(50)),
            (5, vec!["... and 45 more places".into()])
        );
    }

    #[test]
    fn of_a_long_change_the_begin_is_shown() {
        let (old, short) = (lines(300, |_| false), lines(10, |_| false));
        let more = |count: usize| vec![format!("... and {count} more lines")];
        // The header of the hunk and three lines of context count as shown lines.
        assert_eq!(shown(&old, &short), (1, more(290 + 3 + 1 - LINES)));
        assert_eq!(shown(&short, &old), (1, more(290 + 3 + 1 - LINES)));
        assert_eq!(shown(&old, ""), (1, more(300 + 1 - LINES)));
        assert_eq!(
            shown(&old, &lines(300, |_| true)),
            (1, more(600 + 1 - LINES))
        );
    }
}
