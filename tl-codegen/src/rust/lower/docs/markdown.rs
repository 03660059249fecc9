//! Text of people who did not think of Markdown, as Markdown that shows what they wrote.

/// Adds a paragraph. Backticks are the one mark that authors do use: what stands between as many of them
/// is code, as it is; any other backtick is one.
pub(super) fn paragraph(docs: &mut String, text: &str) {
    let mut rest = text;
    while let Some((before, after)) = rest.find('`').and_then(|at| rest.split_at_checked(at)) {
        lines(docs, before);
        let behind = after.trim_start_matches('`');
        let marks = after.len() - behind.len();
        let length = code(behind, marks).map_or(0, |length| length + marks);
        let (code, others) = after
            .split_at_checked(marks + length)
            .unwrap_or((after, ""));
        match length {
            0 => docs.push_str(&"\\`".repeat(marks)),
            _ => docs.push_str(code),
        }
        rest = others;
    }
    lines(docs, rest);
}

/// How long the code is that so many backticks end, if they do.
fn code(text: &str, marks: usize) -> Option<usize> {
    let mut at = 0;
    for part in text.split_inclusive('`') {
        let end = at + part.len();
        let run = text.get(end..)?;
        // Where a run of backticks ends.
        if part.ends_with('`') && !run.starts_with('`') {
            let before = text.get(..end)?;
            let code = before.trim_end_matches('`');
            if before.len() - code.len() == marks {
                // Inside of code nothing can be escaped.
                let is_plain = |line: &str| marker(line).is_none() && !line.starts_with(is_mark);
                return code.lines().skip(1).all(is_plain).then_some(code.len());
            }
        }
        at = end;
    }
    None
}

fn lines(docs: &mut String, text: &str) {
    for (number, text) in text.split('\n').enumerate() {
        if number > 0 {
            docs.push('\n');
        }
        let begins = docs.is_empty() || docs.ends_with('\n');
        let at = marker(text).filter(|_| begins);
        match at.and_then(|at| text.split_at_checked(at)) {
            Some((before, text)) => {
                docs.push_str(before);
                docs.push('\\');
                line(docs, text);
            }
            None => line(docs, text),
        }
    }
}

/// Where the character is that makes a list, a heading or a rule of a line.
fn marker(line: &str) -> Option<usize> {
    let after = line.trim_start_matches(|first: char| first.is_ascii_digit());
    let digits = line.len() - after.len();
    let begins = match digits {
        0 => after.starts_with(['-', '+', '#', '=']),
        _ => after.starts_with(['.', ')']),
    };
    begins.then_some(digits)
}

/// Adds text without line breaks and code. Addresses become links.
pub(super) fn line(docs: &mut String, text: &str) {
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            docs.push(' ');
        }
        // A link may stand in parentheses.
        let link = word.find("http://").or_else(|| word.find("https://"));
        if let Some((before, word)) = link.and_then(|at| word.split_at_checked(at)) {
            escape(docs, before);
            let is_after = |last: char| ".,;:!?)\"'".contains(last);
            let end = word.trim_end_matches(is_after).len();
            let (link, rest) = word.split_at_checked(end).unwrap_or((word, ""));
            docs.extend(["<", link, ">"]);
            escape(docs, rest);
        } else {
            escape(docs, word);
        }
    }
}

/// Whether Markdown gives the character a meaning wherever it stands.
fn is_mark(character: char) -> bool {
    "[]<>*\\|~".contains(character)
}

fn escape(docs: &mut String, word: &str) {
    let mut before = None;
    let mut rest = word.chars();
    while let Some(character) = rest.next() {
        let after = rest.as_str();
        let has_meaning = match character {
            // Between letters it has none.
            '_' => {
                !(before.is_some_and(char::is_alphanumeric)
                    && after.starts_with(char::is_alphanumeric))
            }
            '&' => is_entity(after),
            other => is_mark(other),
        };
        if has_meaning {
            docs.push('\\');
        }
        docs.push(character);
        before = Some(character);
    }
}

/// Whether it ends an entity: `lt;`, `#60;`.
fn is_entity(text: &str) -> bool {
    let name = text
        .split_once(';')
        .map(|(name, _)| name.strip_prefix('#').unwrap_or(name));
    name.is_some_and(|name| !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric()))
}
