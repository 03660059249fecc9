//! Comments that speak to this program: `// tlgen:allow(id-mismatch): a reason`.

use crate::ast::Comment;
use crate::span::{Span, Spanned};

/// What a comment allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive<'s> {
    /// Whether it is `tlgen:allow-file`, which is about the whole file.
    pub file: bool,
    /// The names between the brackets.
    pub names: Vec<Spanned<&'s str>>,
    /// From `tlgen:` to the bracket.
    pub span: Span,
}

/// The directives of a comment; each begins a line of it.
#[must_use]
pub fn directives<'s>(comment: &Comment<'s>) -> Vec<Directive<'s>> {
    let mut found = Vec::new();
    if !comment.text.contains(MARK) {
        return found;
    }
    for (text, at) in lines(comment) {
        found.extend(directive(text, comment.span, at));
    }
    found
}

/// What looks like a directive and is none, such as `tlgen:allow id-mismatch`: the words that it
/// begins with, at the begin of a line.
#[must_use]
pub fn misspelled(comment: &Comment<'_>) -> Vec<Span> {
    let mut found = Vec::new();
    if !comment.text.contains(NAME) {
        return found;
    }
    for (text, at) in lines(comment) {
        if text.starts_with(NAME) && directive(text, comment.span, at).is_none() {
            let word = text.find(|c: char| c.is_ascii_whitespace() || c == '(');
            let word = word.and_then(|end| text.get(..end)).unwrap_or(text);
            found.push(Span {
                file: comment.span.file,
                start: at,
                end: at + length(word),
            });
        }
    }
    found
}

/// The lines of a comment without what is before their text, and where they begin.
fn lines<'s>(comment: &Comment<'s>) -> impl Iterator<Item = (&'s str, u32)> {
    // The comment's text stands behind `//` or `/*`.
    let mut start = comment.span.start + 2;
    comment.text.split('\n').map(move |line| {
        let text = line.trim_start_matches(|c: char| c.is_ascii_whitespace() || "/*".contains(c));
        let at = start + length(line) - length(text);
        start += length(line) + 1;
        (text, at)
    })
}

/// What every directive begins with, and most that are misspelled. VK's schemas have comments
/// `tlgen:nolint` and the like, for another program of this name.
const NAME: &str = "tlgen:al";

/// What every directive contains.
pub(crate) const MARK: &str = "tlgen:allow";

/// `tlgen:allow(id-mismatch, TL0404): a reason`, which stands at `at`.
fn directive<'s>(text: &'s str, comment: Span, at: u32) -> Option<Directive<'s>> {
    let rest = text.strip_prefix(MARK)?;
    let (file, rest) = match rest.strip_prefix("-file") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let (inside, _) = rest.strip_prefix('(')?.split_once(')')?;
    let mut start = at + length(text) - length(rest) + 1;
    let span = Span {
        file: comment.file,
        start: at,
        end: start + length(inside) + 1,
    };
    let mut names = Vec::new();
    for part in inside.split(',') {
        let value = part.trim();
        let before = length(part) - length(part.trim_start());
        if !value.is_empty() {
            names.push(Spanned {
                value,
                span: Span {
                    file: comment.file,
                    start: start + before,
                    end: start + before + length(value),
                },
            });
        }
        start += length(part) + 1;
    }
    Some(Directive { file, names, span })
}

/// No file is longer than offsets go.
fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Sources;

    /// What is allowed, as the spans say it, and whether in the whole file.
    fn allowed(text: &str) -> Vec<(bool, String)> {
        let mut sources = Sources::new();
        let file = sources.add("a.tl", text);
        let program = crate::parse(file, text, &mut Vec::new());
        let mut found = Vec::new();
        for directive in program.comments.iter().flat_map(directives) {
            assert!(sources.text(directive.span).ends_with(')'));
            for name in directive.names {
                assert_eq!(sources.text(name.span), name.value);
                found.push((directive.file, name.value.to_owned()));
            }
        }
        found
    }

    #[test]
    fn names_have_their_places() {
        let is = |text: &str, names: &[&str]| {
            let names: Vec<_> = names
                .iter()
                .map(|name| (false, (*name).to_owned()))
                .collect();
            assert_eq!(allowed(text), names, "{text}");
        };
        is("// tlgen:allow(a): reason (b)", &["a"]);
        is("a = A; //tlgen:allow( a , b,)\r\n", &["a", "b"]);
        is("/* ä\n * tlgen:allow(a)\n   tlgen:allow(b) */", &["a", "b"]);
        is("/// tlgen:allow(a)", &["a"]);
        is("// tlgen:allow()", &[]);
        assert_eq!(allowed("// tlgen:allow-file(a)"), [(true, "a".to_owned())]);
    }

    #[test]
    fn what_only_speaks_of_directives_is_none() {
        for text in [
            "// see tlgen:allow(a)",
            "// tlgen:allow a",
            "// tlgen:allowed(a)",
            "// tlgen:allow(a",
        ] {
            assert_eq!(allowed(text), [], "{text}");
        }
    }

    #[test]
    fn what_was_meant_as_one_is_found() {
        for (text, found) in [
            ("// tlgen:allow a", &["tlgen:allow"][..]),
            ("// tlgen:alow(a)", &["tlgen:alow"]),
            ("// tlgen:allow(a", &["tlgen:allow"]),
            (
                "/* tlgen:allow\n * tlgen:also a */",
                &["tlgen:allow", "tlgen:also"],
            ),
            ("// tlgen:allow(a)", &[]),
            ("// see tlgen:allow a", &[]),
            ("// tlgen:nolint", &[]),
        ] {
            let mut sources = Sources::new();
            let file = sources.add("a.tl", text);
            let program = crate::parse(file, text, &mut Vec::new());
            let spans = program.comments.iter().flat_map(misspelled);
            let words: Vec<_> = spans.map(|span| sources.text(span)).collect();
            assert_eq!(words, found, "{text}");
        }
    }
}
