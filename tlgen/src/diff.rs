//! A unified diff, for `--check`.

use std::fmt::Write;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use similar::TextDiff;

/// From the text of the file `name` to another; with colors.
pub(crate) fn unified(old: &str, new: &str, name: &str) -> String {
    // Two files that have little in common take time quadratic in their size otherwise.
    const ENOUGH: Duration = Duration::from_secs(2);
    let diff = TextDiff::configure().timeout(ENOUGH).diff_lines(old, new);
    let plain = diff.unified_diff().header(name, name).to_string();
    let mut text = String::with_capacity(plain.len());
    for line in plain.split_inclusive('\n') {
        let (content, end) = match line.strip_suffix('\n') {
            Some(content) => (content, "\n"),
            None => (line, ""),
        };
        let style = style(content);
        // Writing to a string does not fail.
        let _ = write!(text, "{style}{content}{style:#}{end}");
    }
    text
}

fn style(line: &str) -> Style {
    if line.starts_with("---") || line.starts_with("+++") {
        return Style::new().bold();
    }
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
}
