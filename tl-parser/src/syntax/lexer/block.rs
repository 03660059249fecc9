//! Blocks of other languages: `message User { int64 id = 1; }`, `struct User { id: i64 }`. Each is one
//! finding, and the text after it is read.

use super::Lexer;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::syntax::token::Token;

/// What declares something with a block elsewhere.
const WORDS: [&str; 12] = [
    "message",
    "struct",
    "enum",
    "interface",
    "type",
    "input",
    "service",
    "union",
    "class",
    "record",
    "table",
    "namespace",
];

/// How many words may stand before the brace: `export default interface User {`.
const MOST: usize = 4;

const NOTE: &str =
    "in TL, a line declares a constructor or a function: `user id:long name:string = User;`";

impl Lexer<'_> {
    /// Skips a block of another language, of which the tokens before its `{` have been read.
    pub(super) fn block(&mut self, tokens: &mut Vec<Token>, sink: &mut Sink) -> bool {
        let Some((word, first)) = self.begin(tokens) else {
            return false;
        };
        if self.at < self.no_block_before {
            return false;
        }
        let Some(end) = self.block_end() else {
            self.no_block_before = usize::MAX;
            return false;
        };
        self.no_block_before = end;
        // `{t:Type}` is a parameter in a wrong place, and before ` = T` there are fields.
        let kind = self.slice(self.at + 1, end).rsplit(':').next();
        let behind = self.line(end + 1).trim_start();
        let is_over = behind.is_empty() || behind.starts_with([';', '/']);
        if !is_over || matches!(kind.map(str::trim), Some("Type" | "#")) {
            return false;
        }
        let head = self.span(first, self.at);
        tokens.clear();
        self.at = end + 1;
        let gap = self.at + self.spaces(self.at);
        if self.byte(gap) == Some(b';') {
            self.at = gap + 1;
        }
        sink.push(|| {
            let message = format!("this `{word}` is of another language, not of TL");
            Diagnostic::new(Code::Syntax, message, head, "TL has no such blocks")
                .note(NOTE)
                .alike("blocks are of other languages, not of TL", NOTE.to_owned())
        });
        true
    }

    /// The word that begins a block and where the first of all its words begins, if there are no others
    /// than names.
    fn begin(&self, tokens: &[Token]) -> Option<(&'static str, usize)> {
        let [before @ .., _] = tokens else {
            return None;
        };
        let (first, word) = (tokens.first()?, before.last()?);
        let text = self.slice(word.start as usize, word.end as usize);
        let names = tokens.len() <= MOST && tokens.iter().all(|it| it.kind.is_name());
        let word = WORDS.into_iter().find(|it| *it == text)?;
        names.then_some((word, first.start as usize))
    }

    /// Where the block ends that begins at the place.
    fn block_end(&self) -> Option<usize> {
        let mut depth = 0_usize;
        for (at, byte) in (self.at..).zip(self.rest(self.at)) {
            match byte {
                b'{' => depth += 1,
                b'}' if depth == 1 => return Some(at),
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        None
    }
}
