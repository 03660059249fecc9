//! Markdown that shows text unchanged.

/// Escapes a text of one line, for any position in a line.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let digits = text.len()
        - text
            .trim_start_matches(|it: char| it.is_ascii_digit())
            .len();
    for (at, character) in text.char_indices() {
        let begins = match character {
            // These would begin a list, a heading, a rule or a definition.
            '-' | '+' | '=' | ':' => at == 0,
            '.' | ')' => at == digits && digits > 0,
            _ => false,
        };
        if begins || "\\`*_{}[]<>#|~&!^$".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Returns a code span, which may be in a table.
pub(crate) fn code_span(code: &str) -> String {
    let marks = "`".repeat(longest_run(code) + 1);
    // A bar would end the cell.
    let code = code.replace('|', "\\|");
    let blank = if code.starts_with('`') || code.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{marks}{blank}{code}{blank}{marks}")
}

/// Adds a block of code.
pub(crate) fn fenced(language: &str, code: &str, text: &mut String) {
    let marks = "`".repeat(longest_run(code).max(2) + 1);
    text.push_str(&format!(
        "{marks}{language}\n{}\n{marks}\n",
        code.trim_end_matches('\n')
    ));
}

fn longest_run(code: &str) -> usize {
    code.split(|it| it != '`').map(str::len).max().unwrap_or(0)
}
