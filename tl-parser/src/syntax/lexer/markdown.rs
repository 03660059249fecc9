//! Markdown around TL: code fences, lists and tables. Each is one finding, and the text around it is read.

use memchr::memmem;

use super::Lexer;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::source::Span;
use crate::syntax::token::Token;

/// The marks that begin and end a block of code.
const FENCES: [&str; 2] = ["```", "~~~"];

/// Marks of lists in texts that were laid out.
const BULLETS: [char; 6] = ['•', '·', '◦', '▪', '‣', '●'];

/// Creates a finding about Markdown, with a suggestion to remove all of it.
fn markdown(message: &str, (place, label): (Span, &str), all: Span) -> Diagnostic {
    Diagnostic::new(Code::UnexpectedCharacter, message, place, label).suggest("remove it", all, "")
}

/// The Markdown so far.
#[derive(Default)]
pub(super) struct Markdown {
    /// The end of the last line that was checked and is not the head of a table.
    no_table_before: usize,
    /// The open code fence, and whether there was any.
    fence: Option<&'static str>,
    had_fence: bool,
    /// The words before the next code fence, and a comment with them.
    pub(super) introduction: Option<(Span, String)>,
    /// The end of the words after the last code block, which were reported together with it.
    pub(super) said_words: usize,
}

impl Lexer<'_> {
    /// Returns the fence at `at` that begins or ends a block of code.
    pub(super) fn fence_mark(&self, at: usize) -> Option<&'static str> {
        let line = self.glance(at);
        let mark = FENCES.into_iter().find(|mark| line.starts_with(mark))?;
        let may_end = self.markdown.fence.is_some() && self.is_after_semicolon(at);
        if !may_end && !self.starts_line(at) {
            return None;
        }
        let (run, behind) = split_fence(line);
        // Not a fence: the marks quote text on this line.
        if self.markdown.fence.is_none() && behind.contains(run) {
            return None;
        }
        let is_fence = match self.markdown.fence {
            Some(open) => open == mark,
            // `~~~~` can be a line under a heading, too.
            None => mark == "```" || self.fence_end(at + line.len(), mark).is_some(),
        };
        is_fence.then_some(mark)
    }

    /// Whether a declaration ends before `at`, on the same line.
    fn is_after_semicolon(&self, at: usize) -> bool {
        self.slice(0, at)
            .trim_end_matches([' ', '\t'])
            .ends_with(';')
    }

    /// Returns the length of the fence at `at`, including words after it, but not a declaration.
    fn fence_length(&self, at: usize) -> usize {
        let line = self.line(at);
        let (run, behind) = split_fence(line);
        let is_declaration = behind.contains('=') && behind.trim_end().ends_with(';');
        let declaration = behind.strip_prefix("tl ").unwrap_or(behind);
        match is_declaration {
            true => run.len() + behind.len() - declaration.len(),
            false => line.len(),
        }
    }

    /// Whether a block of code begins after the line that ends at `end`.
    pub(super) fn is_before_code(&mut self, end: usize) -> bool {
        let next = self.next_line(end);
        let is_known = FENCES.iter().any(|mark| next.starts_with(mark));
        is_known && self.markdown.fence.is_none() && self.fence_mark(self.offset_of(next)).is_some()
    }

    /// Whether a block of code has ended before, so that the text need not be TL.
    pub(super) fn is_after_code(&self) -> bool {
        self.markdown.had_fence && self.markdown.fence.is_none()
    }

    /// Skips a line of three backticks, and finds the one that ends its block.
    pub(super) fn fence(&mut self, sink: &mut Sink) -> bool {
        let start = self.at;
        let Some(mark) = self.fence_mark(start) else {
            return false;
        };
        self.at += self.fence_length(start);
        self.markdown.had_fence = true;
        if self.markdown.fence.take().is_some() {
            return true;
        }
        let fence = self.span(start, self.at);
        let end = self.fence_end(self.at, mark);
        let behind = end.and_then(|end| self.words_after(end.end as usize));
        self.markdown.fence = Some(mark);
        let inside = end.map_or("", |end| self.slice(self.at, end.start as usize));
        let (begin, words) = match self.markdown.introduction.take() {
            Some((words, comment)) => {
                let gap = self.slice(words.end as usize, start);
                (words, comment + gap)
            }
            None => (fence, String::new()),
        };
        sink.push(|| {
            let message = "this line is Markdown, not TL";
            let way_out = match end {
                _ if !words.is_empty() || behind.is_some() => "keep TL and comments",
                Some(_) => "remove both",
                None => "remove it",
            };
            let found = Diagnostic::new(Code::UnexpectedCharacter, message, fence, "a code fence");
            let Some(end) = end else {
                return found.suggest(way_out, begin.to(fence), words);
            };
            let inside = inside.trim_start_matches(['\r', '\n']);
            let inside = inside.trim_end_matches(['\r', '\n', ' ', '\t']);
            let (last, behind) = behind.unwrap_or((end, String::new()));
            found.label(end, "it ends here").suggest(
                way_out,
                begin.to(last),
                words + inside + &behind,
            )
        });
        true
    }

    /// Returns the fence that ends the block that begins before `from`.
    fn fence_end(&self, from: usize, mark: &str) -> Option<Span> {
        let ends = memmem::find_iter(self.bytes(from), mark.as_bytes());
        let mut ends = ends.map(|at| from + at);
        let end = ends.find(|at| self.starts_line(*at) || self.is_after_semicolon(*at))?;
        Some(self.span(end, end + self.fence_length(end)))
    }

    /// Returns the words after a code block that ends at `end`, and a comment with the same words. They end
    /// before TL, and before the words that introduce the next block.
    fn words_after(&mut self, end: usize) -> Option<(Span, String)> {
        let (mut at, mut comments) = (end, String::new());
        loop {
            let rest = self.rest(at);
            let start = at + rest.len() - rest.trim_start().len();
            let Some((end, comment)) = self.prose(start) else {
                break;
            };
            if self.is_before_code(end) {
                break;
            }
            comments += self.slice(at, start);
            comments += &comment;
            at = end;
        }
        self.markdown.said_words = at;
        (at > end).then(|| (self.span(end, at), comments))
    }

    /// Skips the `- ` of `- user id:long = User;`, and `1. `, `> ` and the like.
    pub(super) fn list_item(&mut self, sink: &mut Sink) -> bool {
        let start = self.at;
        let line = self.glance(start);
        let inside = line.trim_start_matches(['(', '[']);
        let digits = inside.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = digits.len() < inside.len();
        let behind = match is_number {
            true => digits.strip_prefix(['.', ')', ']']),
            // `>>>` and `$` are prompts.
            false => line
                .strip_prefix(">>>")
                .or_else(|| line.strip_prefix(['-', '*', '+', '>', '$', '|']))
                .or_else(|| line.strip_prefix(BULLETS)),
        };
        let text = behind.map_or("", str::trim_start);
        let is_apart = behind.is_some_and(|behind| behind.len() > text.len());
        let is_declaration = text.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
            && text.split_once('=').is_some_and(|it| it.1.contains(';'));
        if !is_apart || !is_declaration || !self.starts_line(start) {
            return false;
        }
        self.at += line.len() - text.len();
        let mark = self.span(start, self.at);
        sink.push(|| {
            let message = "a list or a quotation is Markdown, not TL";
            markdown(message, (mark, "this is not TL"), mark).alike(
                "lists and quotations are Markdown, not TL",
                "TL does not have such marks".to_owned(),
            )
        });
        true
    }

    /// Skips `| name | type |` and the lines after it that begin like this, or a row above a line `--- | ---`.
    pub(super) fn table(&mut self, sink: &mut Sink) -> bool {
        let start = self.at;
        let first = self.glance(start);
        if first.matches('|').count() == 0 || !self.starts_line(start) {
            return false;
        }
        if first.starts_with('|') && first.matches('|').count() > 1 {
            self.skip_table(start, |line| line.trim_start().starts_with('|'), sink);
            return true;
        }
        let is_table = self.has_rule_below(start);
        if is_table {
            self.skip_table(start, |line| line.contains('|'), sink);
        }
        is_table
    }

    /// Skips `name | type` above a line `--- | ---`, whose tokens before the first `|` were read.
    pub(super) fn headed_table(&mut self, tokens: &mut Vec<Token>, sink: &mut Sink) -> bool {
        if self.at < self.markdown.no_table_before {
            return false;
        }
        self.markdown.no_table_before = self.at + self.line(self.at).len();
        let line = self.slice(0, self.at).rfind('\n').map_or(0, |at| at + 1);
        let start = self.after_spaces(line);
        let before = tokens.partition_point(|token| (token.start as usize) < start);
        let is_table = before < tokens.len() && self.has_rule_below(self.at);
        if is_table {
            tokens.truncate(before);
            self.depth = 0;
            self.skip_table(start, |line| line.contains('|'), sink);
        }
        is_table
    }

    /// Whether `--- | ---` is the line after the one at the place.
    fn has_rule_below(&self, at: usize) -> bool {
        let rule = self.rest(at).lines().nth(1).unwrap_or_default();
        let is_part = |c: char| matches!(c, '|' | '-' | ':') || c <= ' ';
        rule.contains('|') && rule.contains('-') && rule.chars().all(is_part)
    }

    /// Skips the rows of a table from `start`.
    fn skip_table(&mut self, start: usize, is_row: impl Fn(&str) -> bool, sink: &mut Sink) {
        let rows = self.rest(start).split_inclusive('\n');
        let length: usize = rows.take_while(|it| is_row(it)).map(str::len).sum();
        let end = start + self.slice(start, start + length).trim_end().len();
        self.at = end;
        let head = start + self.glance(start).len();
        let (row, whole) = (self.span(start, head), self.span(start, end));
        self.skipped.push(whole);
        sink.push(|| {
            markdown(
                "this table is Markdown, not TL",
                (row, "its first line"),
                whole,
            )
        });
    }
}

/// Splits the marks of a fence from the rest of the line.
fn split_fence(line: &str) -> (&str, &str) {
    let behind = line.trim_start_matches(['`', '~']);
    (
        line.get(..line.len() - behind.len()).unwrap_or_default(),
        behind,
    )
}
