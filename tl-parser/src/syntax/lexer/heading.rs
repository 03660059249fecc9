//! Lines between declarations that are not TL: `=== Users ===`, `***`, or a paragraph of words. Each is one
//! finding, and the text after it is read.

use super::Lexer;
use super::line::indent;
use super::remark::{BUILT_IN, NOTE, first_word, is_plain, without_mark};
use super::section::SectionMark;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::source::Spanned;

/// The names of sections, as people write them.
const SECTIONS: [&str; 4] = ["types", "functions", "constructors", "methods"];

/// The minimum number of words in a line without any mark. Fewer may be part of a declaration.
const WORDS: usize = 4;

impl<'s> Lexer<'s> {
    /// Returns a section mark for `=== functions ===`, `[types]`, `— types —`, `functions:`, or the word alone.
    pub(super) fn foreign_mark(&self) -> Option<SectionMark<'s>> {
        let line = self.glance(self.at);
        let name = words_of(line);
        let is_name = SECTIONS.iter().any(|it| it.eq_ignore_ascii_case(name));
        let is_other = match line.strip_prefix(name) {
            Some("") => self.precedes_declaration(self.at + line.len()),
            Some(behind) => behind == ":",
            None => !line.starts_with(['-', '/']),
        };
        if !is_name || !is_other || !self.starts_line(self.at) {
            return None;
        }
        if self
            .rest(self.at + line.len())
            .trim_start()
            .starts_with("---")
        {
            // It is the heading of a mark.
            return None;
        }
        let start = self.at + line.find(name)?;
        Some(SectionMark {
            name: Spanned {
                value: name,
                span: self.span(start, start + name.len()),
            },
            complete: false,
            span: self.span(self.at, self.at + line.len()),
        })
    }

    /// Whether the name of a section is at the place, perhaps as that of a declaration.
    pub(super) fn names_section(&self) -> bool {
        let word = self.slice(self.at, self.run(self.at));
        SECTIONS.iter().any(|it| it.eq_ignore_ascii_case(word))
    }

    /// Whether a whole declaration is on the line after the one that ends at `end`.
    fn precedes_declaration(&self, end: usize) -> bool {
        let next = self.rest(end).trim_start().lines().next();
        let next = next.unwrap_or_default();
        let (word, behind) = first_word(next);
        !word.is_empty() && !behind.starts_with(':') && next.contains(" = ")
    }

    /// Skips `=== Users ===`, `[users]` or `***`, on a line of its own.
    pub(super) fn heading_line(&mut self, sink: &mut Sink) -> bool {
        let start = self.at;
        let line = self.glance(start);
        let words = words_of(line);
        let Some(margin) = indent(self.cx.text, start) else {
            return false;
        };
        let brackets = ['(', ')', '[', ']', '{', '}', '<', '>'];
        let is_heading = match words {
            "" => line.len() > 1 && !line.contains(brackets),
            words => is_plain(words) && !line.starts_with(['{', '<', '&', '@']),
        };
        if !is_heading
            || line.contains([';', '?'])
            || (line.starts_with('=') && !line.starts_with("=="))
            || !self.is_over(line, start + line.len(), margin)
        {
            return false;
        }
        self.at += self.line(start).len();
        let (whole, start) = (self.span(start, self.at), self.span(start, start));
        sink.push(|| {
            let message = "a line is neither TL nor a comment";
            Diagnostic::new(Code::UnexpectedCharacter, message, whole, "this is not TL")
                .note(NOTE)
                .suggest("is it a comment?", start, "// ")
                .alike("lines are neither TL nor comments", NOTE.to_owned())
        });
        true
    }

    /// Skips a paragraph of words that is not marked as a comment.
    pub(super) fn paragraph(&mut self, sink: &mut Sink) -> bool {
        let start = self.at;
        let Some((end, comment)) = self.prose(start) else {
            return false;
        };
        self.at = end;
        let whole = self.span(start, end);
        if start < self.markdown.said_words {
            self.skipped.push(whole);
        } else if self.is_before_code(end) {
            self.skipped.push(whole);
            self.markdown.introduction = Some((whole, comment));
        } else {
            sink.push(|| without_mark(whole, whole, comment));
        }
        true
    }

    /// Returns the end of the paragraph of words at `start`, and a comment with the same words.
    pub(super) fn prose(&mut self, start: usize) -> Option<(usize, String)> {
        if !self.is_prose(start) {
            return None;
        }
        let mut end = start;
        let mut comment = String::new();
        loop {
            let line = self.line(end);
            comment += &format!("// {line}");
            end += line.len();
            let rest = self.rest(end);
            let gap = rest.len() - rest.trim_start_matches(['\r', '\n', ' ', '\t']).len();
            let is_next = rest
                .get(..gap)
                .is_some_and(|it| it.matches('\n').count() == 1);
            if !is_next || !self.is_prose(end + gap) {
                return Some((end, comment));
            }
            comment += rest.get(..gap).unwrap_or_default();
            end += gap;
        }
    }

    /// Whether the line at the place consists of words that are not part of a declaration.
    fn is_prose(&mut self, at: usize) -> bool {
        let rest = self.bytes(self.words_end(at));
        // `Here they are:`
        let is_title = matches!(rest, [b':'] | [b':', b'\r' | b'\n', ..]);
        if !is_title && !matches!(rest, [] | [b'\n', ..]) {
            return false;
        }
        let line = self.glance(at);
        if !line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return false;
        }
        let Some(margin) = indent(self.cx.text, at) else {
            return false;
        };
        if line.contains(['<', '[', '{', '#', '%', '!', '/', '@', '|', '；', '＝']) {
            return false;
        }
        let end = at + line.len();
        // `On Monday, Bob wrote:`
        let begins_reply = is_title && self.next_line(end).starts_with('>');
        if begins_reply || self.is_before_code(end) {
            return true;
        }
        if self.is_after_code() {
            return self.is_over(line, end, margin);
        }
        let mut words = line.split_whitespace();
        if is_title || words.clone().count() < WORDS || words.any(|word| BUILT_IN.contains(&word)) {
            return false;
        }
        let names = self.declared();
        let is_unknown = |word: &&str| !names.contains(*word);
        let unknown = line.split_whitespace().skip(1).filter(is_unknown).count();
        unknown > 1 && self.is_over(line, end, margin)
    }
}

/// Returns the words of a line, without the signs around them.
fn words_of(line: &str) -> &str {
    line.trim_matches(|c: char| !c.is_alphanumeric())
}
