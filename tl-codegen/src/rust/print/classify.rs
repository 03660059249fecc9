//! Gathered tokens to classified ones: joins operators, tells the readings of `<`, `&`, `|` and
//! of each group apart by what stands before, and writes the one-line text.

use super::angle;
use super::gather::{Gathered, Raw};
use super::operator::{join, punct_kind};
use super::spacing::{ends_operand, spaced};
use super::token::{Group, Keyword, Kind, Token, Tokens};
use super::width::{CALL, CHAIN, FIELDS};
use proc_macro2::Delimiter;

/// What the next braces on a level will be, where a keyword has already said it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    Nothing,
    Block,
    Arms,
    /// A block, behind the `=` of the `let` in a condition.
    BlockAfterLet,
}

struct Frame {
    open: usize,
    group: Group,
    expect: Expect,
    in_closure: bool,
    commas: usize,
    /// Where the running operand starts, and how many members of it hang on a dot.
    operand: Option<usize>,
    dots: usize,
    angles: usize,
    /// In the condition that a `let` began.
    binding: bool,
}

impl Frame {
    fn new(open: usize, group: Group) -> Self {
        Self {
            open,
            group,
            expect: Expect::Nothing,
            in_closure: false,
            commas: 0,
            operand: None,
            dots: 0,
            angles: 0,
            binding: false,
        }
    }
}

/// Buffers are the caller's, so that they are used again for the next item.
#[derive(Default)]
pub(super) struct Classifier {
    frames: Vec<Frame>,
    /// The open angle brackets: where, and whether they declare parameters of an `impl`.
    angles: Vec<(usize, bool)>,
    breaks: u32,
}

impl Classifier {
    pub(super) fn run(&mut self, raw: &Gathered, out: &mut Tokens) {
        out.text.clear();
        out.list.clear();
        out.ascii = raw.words.is_ascii();
        self.frames.clear();
        self.angles.clear();
        self.breaks = 0;
        let mut top = Frame::new(0, Group::Block);
        let mut at = 0;
        while at < raw.list.len() {
            at = self.token(raw, at, &mut top, out);
        }
        self.end_operand(&mut top, out);
        out.list.push(Token {
            kind: Kind::End,
            start: out.text.len() as u32,
            end: out.text.len() as u32,
            mate: 0,
            breaks: self.breaks,
        });
    }

    /// Classifies the token at `at` and returns where the next one is.
    fn token(&mut self, raw: &Gathered, at: usize, top: &mut Frame, out: &mut Tokens) -> usize {
        let token = raw.get(at);
        let prev = previous(out);
        match token.raw {
            Raw::Word => {
                let word = raw.word(at);
                let keyword = Keyword::of(word).filter(|_| prev != Kind::Dot);
                let kind = keyword.map_or(Kind::Word, Kind::Keyword);
                // Most conditions with a `let` and something else go over several lines.
                if prev == Kind::Binary(3) && keyword == Some(Keyword::Let) {
                    self.breaks += 1;
                }
                expect_after(top, raw, at, kind);
                self.emit(top, out, kind, word);
            }
            Raw::Literal => {
                let word = raw.word(at);
                self.emit(top, out, Kind::Literal, word);
                if word.contains('\n') {
                    self.breaks += 1;
                }
            }
            Raw::Lifetime => self.emit(top, out, Kind::Lifetime, raw.word(at)),
            Raw::Open(delimiter) => self.open(raw, at, delimiter, top, out),
            Raw::Close(delimiter) => self.close(delimiter, top, out),
            Raw::Punct { char, joint } => return self.punct(raw, at, (char, joint), top, out),
            Raw::End => {}
        }
        at + 1
    }

    fn emit(&mut self, top: &mut Frame, out: &mut Tokens, kind: Kind, text: &str) {
        let prev = previous(out);
        self.track_operand(top, out, prev, kind);
        if spaced(prev, kind) {
            out.text.push(' ');
        }
        let start = out.text.len() as u32;
        out.text.push_str(text);
        out.list.push(Token {
            kind,
            start,
            end: out.text.len() as u32,
            mate: 0,
            breaks: self.breaks,
        });
    }

    fn open(
        &mut self,
        raw: &Gathered,
        at: usize,
        delimiter: Delimiter,
        top: &mut Frame,
        out: &mut Tokens,
    ) {
        let prev = previous(out);
        let (group, text) = match delimiter {
            Delimiter::Parenthesis => (parentheses(raw, at, prev), "("),
            Delimiter::Bracket => (brackets(prev, out), "["),
            Delimiter::Brace | Delimiter::None => (braces(prev, top.expect), "{"),
        };
        if matches!(group, Group::Block | Group::Arms) && !own_block(prev) {
            top.expect = Expect::Nothing;
        }
        self.emit(top, out, Kind::Open(group), text);
        let frame = Frame::new(out.list.len() - 1, group);
        self.frames.push(std::mem::replace(top, frame));
    }

    fn close(&mut self, delimiter: Delimiter, top: &mut Frame, out: &mut Tokens) {
        self.end_operand(top, out);
        while self.angles.last().is_some_and(|angle| angle.0 > top.open) {
            self.angles.pop();
        }
        let group = top.group;
        self.drop_trailing_comma(top, out);
        let open = top.open;
        let inside = out.text.len() - out.list.get(open).map_or(0, |token| token.end as usize);
        let breaks = match group {
            Group::Attribute => true,
            Group::Block | Group::Arms => inside > 0,
            // 1 = the space behind the brace.
            Group::Fields => inside > FIELDS + 1,
            // Maybe not, as for a single argument that is no call; but then a look will tell.
            Group::Call | Group::Paren | Group::Index | Group::Array | Group::Macro => {
                inside > CALL
            }
            Group::Visibility => false,
        };
        let outer = self.frames.pop();
        let text = match delimiter {
            Delimiter::Parenthesis => ")",
            Delimiter::Bracket => "]",
            Delimiter::Brace | Delimiter::None => "}",
        };
        if let Some(outer) = outer {
            *top = outer;
        }
        self.emit(top, out, Kind::Close(group), text);
        let close = out.list.len() - 1;
        if let Some(token) = out.list.get_mut(open) {
            token.mate = close as u32;
        }
        if let Some(token) = out.list.get_mut(close) {
            token.mate = open as u32;
        }
        if breaks {
            self.breaks += 1;
        }
    }

    /// Only a tuple of one member keeps its comma on one line.
    fn drop_trailing_comma(&mut self, top: &mut Frame, out: &mut Tokens) {
        if previous(out) != Kind::Comma || (top.group == Group::Paren && top.commas == 1) {
            return;
        }
        if let Some(token) = out.list.pop() {
            out.text.truncate(token.start as usize);
            top.commas = top.commas.saturating_sub(1);
        }
    }

    fn punct(
        &mut self,
        raw: &Gathered,
        at: usize,
        (char, joint): (char, bool),
        top: &mut Frame,
        out: &mut Tokens,
    ) -> usize {
        let prev = previous(out);
        if char == '>' && top.angles > 0 {
            self.close_angle(top, out);
            return at + 1;
        }
        if char == '<' && angle::opens(raw, at, prev, out) {
            let binder = matches!(prev, Kind::Keyword(Keyword::Impl | Keyword::For));
            self.emit(top, out, Kind::AngleOpen, "<");
            top.angles += 1;
            self.angles.push((out.list.len() - 1, binder));
            return at + 1;
        }
        let (length, text) = join(raw, at, char, joint, top.angles > 0);
        let kind = punct_kind(text, prev, top.in_closure);
        match kind {
            Kind::BarOpen => top.in_closure = true,
            Kind::BarClose => top.in_closure = false,
            Kind::Arrow => top.expect = Expect::Block,
            // What stands between the bars or behind a statement is no head of a block.
            Kind::Semi | Kind::FatArrow => top.expect = Expect::Nothing,
            Kind::Assign if top.angles == 0 => {
                top.expect = match top.expect {
                    Expect::BlockAfterLet => Expect::Block,
                    _ => Expect::Nothing,
                };
                top.binding = top.expect == Expect::Block;
            }
            Kind::Comma if top.angles == 0 => top.commas += 1,
            _ => {}
        }
        self.emit(top, out, kind, text);
        if kind == Kind::Binary(3) && std::mem::take(&mut top.binding) {
            self.breaks += 1;
        }
        at + length
    }

    fn close_angle(&mut self, top: &mut Frame, out: &mut Tokens) {
        if previous(out) == Kind::Comma {
            if let Some(token) = out.list.pop() {
                out.text.truncate(token.start as usize);
            }
        }
        let (open, binder) = self.angles.pop().unwrap_or_default();
        top.angles -= 1;
        let kind = if binder {
            Kind::BinderClose
        } else {
            Kind::AngleClose
        };
        self.emit(top, out, kind, ">");
        let close = out.list.len() - 1;
        if let Some(token) = out.list.get_mut(open) {
            token.mate = close as u32;
        }
        if let Some(token) = out.list.get_mut(close) {
            token.mate = open as u32;
        }
    }

    /// Follows paths, calls and their members, to know a chain of calls that is too wide.
    fn track_operand(&mut self, top: &mut Frame, out: &mut Tokens, prev: Kind, kind: Kind) {
        if top.angles > 0 || kind == Kind::AngleClose {
            return;
        }
        let continues = matches!(prev, Kind::Dot | Kind::PathSep | Kind::Bang)
            || match kind {
                Kind::Dot => true,
                Kind::Try | Kind::Bang => ends_operand(prev),
                Kind::Open(Group::Call | Group::Index | Group::Fields | Group::Macro) => true,
                Kind::PathSep | Kind::AngleOpen => matches!(prev, Kind::Word | Kind::AngleClose),
                Kind::Close(_) => true,
                _ => false,
            };
        if continues {
            if kind == Kind::Dot {
                top.dots += 1;
            }
            return;
        }
        self.end_operand(top, out);
        if matches!(
            kind,
            Kind::Word | Kind::Literal | Kind::Open(_) | Kind::AngleOpen | Kind::PathSep
        ) {
            top.operand = Some(out.list.len());
        }
    }

    fn end_operand(&mut self, top: &mut Frame, out: &Tokens) {
        let first = top.operand.take().and_then(|start| out.list.get(start));
        let dots = std::mem::take(&mut top.dots);
        if let (2.., Some(first), Some(last)) = (dots, first, out.list.last()) {
            // The last `?` counts twice.
            let width = (last.end - first.start) as usize + usize::from(last.kind == Kind::Try);
            self.breaks += u32::from(width > CHAIN);
        }
    }
}

fn previous(out: &Tokens) -> Kind {
    out.list.last().map_or(Kind::End, |token| token.kind)
}

fn expect_after(top: &mut Frame, raw: &Gathered, at: usize, kind: Kind) {
    let Kind::Keyword(keyword) = kind else { return };
    match keyword {
        Keyword::Match => top.expect = Expect::Arms,
        Keyword::For if raw.is_punct(at + 1, '<') => {}
        Keyword::If
        | Keyword::While
        | Keyword::In
        | Keyword::Fn
        | Keyword::Impl
        | Keyword::Trait
        | Keyword::Struct
        | Keyword::Enum
        | Keyword::Mod => top.expect = Expect::Block,
        // What follows is a pattern, whose braces hold fields, up to the `=`.
        Keyword::Let if top.expect == Expect::Block => top.expect = Expect::BlockAfterLet,
        _ => {}
    }
}

fn parentheses(raw: &Gathered, at: usize, prev: Kind) -> Group {
    match prev {
        Kind::Bang => Group::Macro,
        Kind::Keyword(Keyword::Fn) => Group::Call,
        Kind::Keyword(Keyword::Pub) => {
            let inside = raw.word(at + 1);
            if matches!(inside, "crate" | "super" | "self" | "in") && !raw.is_punct(at + 2, ':') {
                Group::Visibility
            } else {
                Group::Paren
            }
        }
        prev if ends_operand(prev) => Group::Call,
        _ => Group::Paren,
    }
}

fn brackets(prev: Kind, out: &Tokens) -> Group {
    match prev {
        Kind::Pound => Group::Attribute,
        Kind::Bang => {
            let pound = out.list.len().checked_sub(2).map(|at| out.kind(at));
            if pound == Some(Kind::Pound) {
                Group::Attribute
            } else {
                Group::Macro
            }
        }
        prev if ends_operand(prev) => Group::Index,
        _ => Group::Array,
    }
}

/// Whether the block behind this belongs to it, even in a condition.
fn own_block(prev: Kind) -> bool {
    matches!(
        prev,
        Kind::Keyword(Keyword::Unsafe | Keyword::Const | Keyword::Async | Keyword::Move)
    )
}

fn braces(prev: Kind, expect: Expect) -> Group {
    match (expect, prev) {
        (_, prev) if own_block(prev) => Group::Block,
        (Expect::Arms, _) => Group::Arms,
        (Expect::Block, _) => Group::Block,
        // The braces of a `use` are spaced like parentheses.
        (_, Kind::PathSep) => Group::Paren,
        (_, Kind::Word | Kind::AngleClose) => Group::Fields,
        _ => Group::Block,
    }
}
