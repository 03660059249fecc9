//! Blocks of other languages: `message User { int64 id = 1; }`, `struct User { id: i64 }`. Each is one
//! finding, and the text after it is read.

use memchr::{memchr, memmem};

use super::Lexer;
use super::bytes::in_name;
use super::line::indent;
use crate::diagnostic::{Advice, Code, Diagnostic, Sink};
use crate::foreign;
use crate::hasher::Set;
use crate::source::Span;
use crate::syntax::token::{Token, TokenKind};

/// Words that declare something with a block in other languages.
const WORDS: &str = "message struct enum interface type input service union class record table \
    namespace oneof extend trait impl protocol extension exception";

/// How many words may be before the brace: `export default class User extends Base {`.
const MOST: usize = 6;

const NOTE: &str =
    "in TL, a line declares a constructor or a function: `user id:long name:string = User;`";

pub(in crate::syntax) const BRACES: &str = "braces are for parameters, which are never sent: `{t:Type}` or `{n:#}`; fields do not have braces";

/// The braces of the text.
#[derive(Default)]
pub(super) struct Braces {
    /// All of them, once they are needed.
    pairs: Option<BracePairs>,
    /// The offsets of the marks between and after the fields in braces, the last one first.
    marks: Vec<usize>,
}

impl Lexer<'_> {
    /// Skips a block of another language, whose tokens before the `{` were read.
    pub(super) fn block(&mut self, tokens: &mut Vec<Token>, sink: &mut Sink) -> bool {
        let Some((word, first)) = self.begin(tokens) else {
            return false;
        };
        let open = self.at;
        let closed = self.brace_pairs().get(open);
        let end = match closed {
            Some(end) => end + 1,
            None => self.unclosed_end(first),
        };
        // `{t:Type}` is a parameter in the wrong place, and a block before ` = T` contains fields. Only the
        // bytes next to the braces are looked at, since blocks can be nested.
        let inside = closed.map_or("", |close| self.slice(open + 1, close).trim_end());
        let kind = inside.strip_suffix("Type").or(inside.strip_suffix('#'));
        let is_parameter = kind.is_some_and(|before| {
            let before = before.trim_end();
            before.is_empty() || before.ends_with(':')
        });
        let is_over = closed.is_none() || self.ends_line(end);
        if !is_over || is_parameter {
            return false;
        }
        let head = self.span(first, self.at);
        tokens.clear();
        let brace = self.span(self.at, self.at + 1);
        self.at = self.end_of_block(end);
        sink.push(|| {
            let message = format!("this `{word}` is of another language, not of TL");
            let found = Diagnostic::new(Code::Syntax, message, head, "TL has no such blocks");
            let found = match closed {
                Some(_) => found,
                None => found.label(brace, "nothing closes this brace"),
            };
            found
                .note(NOTE)
                .alike("blocks are of other languages, not of TL", NOTE.to_owned())
        });
        true
    }

    /// Skips the `{` of `user { id:long; name:string; } = User`; `is_braced` skips the `}` and each `;`.
    ///
    /// If one is as in C, `int id;`, all are skipped with their braces. So is a block without a result.
    pub(super) fn braced_fields(&mut self, tokens: &mut Vec<Token>, sink: &mut Sink) -> bool {
        let (word, first) = match tokens.as_slice() {
            [name]
            | [
                name,
                Token {
                    kind: TokenKind::Id,
                    ..
                },
            ] => (None, *name),
            // `struct user { int id; } = User`
            [word, name] if self.is_keyword(word) => (Some(*word), *name),
            _ => return false,
        };
        let start = self.at;
        let Some(end) = self
            .brace_pairs()
            .get(start)
            .filter(|_| first.kind.is_lower())
        else {
            return false;
        };
        let inside = self.slice(start + 1, end);
        let result = self.rest(end + 1).trim_start().strip_prefix('=');
        if !are_fields(inside, result, word.is_some()) {
            return false;
        }
        let whole = self.span(word.map_or(start, |word| word.start as usize), end + 1);
        if result.is_none() {
            return word.is_none() && self.block_without_result(first, whole, tokens, sink);
        }
        let separators = separators(inside.as_bytes());
        if parts(inside, &separators).all(|it| it.is_tl()) {
            let marks = separators.iter().map(|at| start + 1 + at).chain([end]);
            self.braces.marks = marks.rev().collect();
            self.at += 1;
        } else {
            self.at = end + 1;
        }
        let is_next = tokens.last().is_some_and(|it| it.end as usize == start);
        let before = match word {
            Some(_) => format!("{} ", self.slice(first.start as usize, first.end as usize)),
            None if is_next => " ".to_owned(),
            None => String::new(),
        };
        if word.is_some() {
            tokens.remove(0);
        }
        let suggestion = |fields: String| {
            let text = format!("{before}{}", fields.trim_matches(' '));
            let message = match word {
                Some(_) => "leave out the word and the brackets",
                None => "leave out the brackets",
            };
            Advice::replace(message, whole, text)
        };
        sink.push(|| {
            in_brackets(whole)
                .note(match inside.contains(';') {
                    true => "a `;` ends a declaration; spaces separate its fields",
                    false => BRACES,
                })
                .advise(joined(inside, &separators).map(suggestion))
        });
        true
    }

    /// Whether it is a word with which declarations of other languages begin.
    fn is_keyword(&self, token: &Token) -> bool {
        foreign::is_keyword(self.slice(token.start as usize, token.end as usize))
    }

    /// Skips `user { int id; }`, whose braces are `whole`.
    fn block_without_result(
        &mut self,
        first: Token,
        whole: Span,
        tokens: &mut Vec<Token>,
        sink: &mut Sink,
    ) -> bool {
        let end = whole.end as usize;
        if !self.ends_line(end) {
            return false;
        }
        self.at = self.end_of_block(end);
        tokens.clear();
        self.skipped.push(self.span(first.start as usize, self.at));
        sink.push(|| in_brackets(whole).note(NOTE));
        true
    }

    /// Whether nothing more of a declaration is on the line after a block that ends here.
    fn ends_line(&self, end: usize) -> bool {
        let rest = self.line(end).trim_start();
        rest.is_empty() || rest.starts_with([';', '/'])
    }

    /// Skips a `;` or `,` between fields in braces, or the `}` after them. Returns whether it is one of these.
    pub(super) fn is_braced(&mut self) -> bool {
        while self.braces.marks.last().is_some_and(|mark| *mark < self.at) {
            self.braces.marks.pop();
        }
        let is_mark = self.braces.marks.last() == Some(&self.at);
        self.at += usize::from(is_mark);
        is_mark
    }

    /// Returns the word that begins a block, and the start of the first of all words, if all of them are names.
    fn begin(&self, tokens: &[Token]) -> Option<(&'static str, usize)> {
        // `type User = {`
        let tokens = match tokens {
            [names @ .., last] if last.kind == TokenKind::Equals => names,
            _ => tokens,
        };
        let [before @ .., _] = tokens else {
            return None;
        };
        let first = tokens.first()?;
        // `struct User @0xdbb9ad1f14bf0b36`
        let is_part = |it: &Token| it.kind.is_name() || it.kind == TokenKind::Malformed;
        let names = tokens.len() <= MOST && tokens.iter().all(is_part);
        let is_word = |it: &Token| {
            let text = self.slice(it.start as usize, it.end as usize);
            WORDS.split(' ').find(|word| *word == text)
        };
        let word = || before.iter().find_map(is_word);
        Some((names.then(word)??, first.start as usize))
    }

    /// Returns the end of a block with the `;` after it.
    fn end_of_block(&self, end: usize) -> usize {
        let gap = self.after_spaces(end);
        if self.byte(gap) == Some(b';') {
            gap + 1
        } else {
            end
        }
    }

    /// Returns the end of a block that begins at the place and is not closed: it ends before the next line
    /// that is indented no more than its `first` word.
    fn unclosed_end(&self, first: usize) -> usize {
        let margin = indent(self.cx.text, first).unwrap_or_default();
        let rest = self.rest(self.at);
        let is_inside = |line: &&str| {
            let text = line.trim_start();
            text.is_empty() || line.len() - text.len() > margin
        };
        let mut lines = rest.split_inclusive('\n');
        let head = lines.next().unwrap_or_default();
        let inside: usize = lines.take_while(is_inside).map(str::len).sum();
        let whole = rest.get(..head.len() + inside).unwrap_or_default();
        self.at + whole.trim_end().len()
    }

    /// Returns the braces of the text, which are searched once.
    fn brace_pairs(&mut self) -> &BracePairs {
        let text = self.cx.text;
        self.braces
            .pairs
            .get_or_insert_with(|| BracePairs::new(text))
    }
}

fn in_brackets(fields: Span) -> Diagnostic {
    let message = "fields are written without brackets";
    Diagnostic::new(Code::Syntax, message, fields, "these are fields")
}

/// Whether the text in braces is that of fields; `result` is the text after the `=`. Without a `;`, they could be
/// parameters whose kind is missing, `{t u}`, which the result mentions, and those in `{id:int}` are explained by the
/// grammar unless they are a block.
fn are_fields(inside: &str, result: Option<&str>, is_block: bool) -> bool {
    if inside.contains(['{', '=']) {
        return false;
    }
    let Some(result) = result.filter(|_| !inside.contains(';')) else {
        return inside.contains(';');
    };
    // A result has no `=`, and without a `;` the text goes on to the next one.
    let result = result.split([';', '=']).next().unwrap_or_default();
    let mut all = words(inside);
    let is_kind = inside.contains('#') || all.clone().any(|word| word == "Type");
    if is_kind || (inside.contains(':') && !is_block) || !all.clone().any(is_type) {
        return false;
    }
    let mentioned: Set<&str> = words(result).collect();
    !all.any(|word| mentioned.contains(word))
}

fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words.filter(|word| !word.is_empty())
}

/// Whether a word is most likely the name of a type.
fn is_type(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        || word.contains('<')
        || foreign::is_in_tl(word)
        || foreign::find(word).is_some_and(|it| it.tl.is_some())
}

/// Returns the offsets of the `;` and `,` between fields, or else of the ends of lines. A `,` in brackets separates
/// arguments.
fn separators(fields: &[u8]) -> Vec<usize> {
    let (mut separators, mut depth, mut at) = (Vec::new(), 0_usize, 0);
    while let Some(rest @ [mark, ..]) = fields.get(at..) {
        match mark {
            b'<' | b'(' | b'[' => depth += 1,
            b'>' | b')' | b']' => depth = depth.saturating_sub(1),
            b';' => separators.push(at),
            b',' if depth == 0 => separators.push(at),
            _ => {}
        }
        at += comment(rest).max(1);
    }
    if separators.is_empty() {
        separators.extend(memchr::memchr_iter(b'\n', fields));
    }
    separators
}

/// Returns the length of the comment that the text begins with; 0 if it does not.
fn comment(text: &[u8]) -> usize {
    match text {
        [b'/', b'/', ..] => memchr(b'\n', text).unwrap_or(text.len()),
        [b'/', b'*', ..] => memmem::find(text, b"*/").map_or(text.len(), |length| length + 2),
        _ => 0,
    }
}

/// What is between two separators: a field and the comments around it.
struct Part<'s> {
    /// The comments before the field.
    before: &'s str,
    field: &'s str,
    /// A comment after it, `// text`, with the spaces between them.
    after: &'s str,
}

impl<'s> Part<'s> {
    fn new(text: &'s str) -> Self {
        let mut rest = text;
        loop {
            let length = comment(rest.as_bytes());
            if length == 0 {
                break;
            }
            rest = rest.get(length..).unwrap_or_default().trim_start();
        }
        let field = rest.split("//").next().unwrap_or_default().trim_end();
        Self {
            before: text.strip_suffix(rest).unwrap_or_default(),
            field,
            after: rest.strip_prefix(field).unwrap_or_default(),
        }
    }

    /// Whether the field is already written as in TL, or there is none.
    fn is_tl(&self) -> bool {
        self.field.is_empty() || self.field.contains(':')
    }

    /// Returns the part with its field written as in TL.
    fn in_tl(&self) -> Option<String> {
        let field = match self.is_tl() {
            true => self.field.to_owned(),
            false => name_first(self.field)?,
        };
        Some(format!("{}{field}{}", self.before, self.after))
    }
}

fn parts<'s>(fields: &'s str, separators: &[usize]) -> impl Iterator<Item = Part<'s>> {
    let ends = separators.iter().copied().chain([fields.len()]);
    let mut start = 0;
    ends.map(move |end| {
        let part = fields.get(start..end).unwrap_or_default();
        start = end + 1;
        Part::new(part.trim())
    })
}

/// Returns `id:int name:string` for `int id, string name`.
pub(in crate::syntax) fn fields_in_tl(fields: &str) -> Option<String> {
    joined(fields, &separators(fields.as_bytes()))
}

/// Returns the fields as in TL, with spaces in place of the separators. A comment keeps the end of its line.
fn joined(fields: &str, separators: &[usize]) -> Option<String> {
    let mut text = String::new();
    for part in parts(fields, separators) {
        let field = part.in_tl()?;
        let is_comment = field.lines().last().is_some_and(|it| it.contains("//"));
        text += &field;
        text += if is_comment { "\n" } else { " " };
    }
    Some(text)
}

/// Returns `id:int` for `int id` and `id int`; `None` for anything else, such as `unsigned int id` or `char id[16]`.
fn name_first(field: &str) -> Option<String> {
    let (ty, name) = field.rsplit_once(char::is_whitespace)?;
    let ty = ty.trim_end();
    let is_last = foreign::is_in_tl(name) || (is_type(name) && !is_type(ty));
    let (ty, name) = if is_last { (name, ty) } else { (ty, name) };
    let is_type = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '<' | '>');
    let is_right = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(in_name)
        && ty.chars().all(is_type);
    let ty = foreign::find(ty).map_or(Some(ty), |it| it.tl)?;
    is_right.then(|| format!("{name}:{ty}"))
}

/// Which `{` each `}` closes.
#[derive(Debug)]
pub(super) struct BracePairs(Vec<(usize, usize)>);

impl BracePairs {
    fn new(text: &str) -> Self {
        let (mut open, mut pairs) = (Vec::new(), Vec::new());
        for at in memchr::memchr2_iter(b'{', b'}', text.as_bytes()) {
            if text.as_bytes().get(at) == Some(&b'{') {
                open.push(at);
            } else if let Some(start) = open.pop() {
                pairs.push((start, at));
            }
        }
        pairs.sort_unstable();
        Self(pairs)
    }

    /// Returns where the brace that opens at the place is closed.
    fn get(&self, open: usize) -> Option<usize> {
        let at = self.0.binary_search_by_key(&open, |pair| pair.0).ok()?;
        Some(self.0.get(at)?.1)
    }
}
