//! What an expression is: finds the operator that binds weakest, or the last member of a path of
//! calls. Nothing is kept: only expressions that do not stand on one line are looked at.

use super::token::{Group, Keyword, Kind, Run, Tokens};

#[derive(Clone, Copy, Debug)]
pub(super) enum Sort {
    Attributed,
    Return,
    Let,
    Closure,
    /// Ends in a block: `if`, `for`, `while`, `loop`.
    If,
    Loop,
    Match,
    /// A block, `unsafe` and `const` ones too.
    Block,
    Assign {
        at: usize,
    },
    Range {
        at: usize,
    },
    Binary {
        at: usize,
    },
    Cast {
        at: usize,
    },
    Unary {
        inner: usize,
    },
    Method,
    Field,
    Try,
    Call {
        open: usize,
    },
    Index {
        open: usize,
    },
    Macro {
        open: usize,
    },
    Fields {
        open: usize,
    },
    Array,
    Paren,
    Tuple,
    Literal,
    Path,
}

impl Tokens {
    pub(super) fn sort(&self, run: Run) -> Sort {
        match self.kind(run.lo) {
            Kind::Pound => return Sort::Attributed,
            Kind::Keyword(Keyword::Return | Keyword::Break | Keyword::Continue) => {
                return Sort::Return;
            }
            Kind::BarOpen | Kind::Bars | Kind::Keyword(Keyword::Move) => return Sort::Closure,
            _ => {}
        }
        if let Some(sort) = self.operator(run) {
            return sort;
        }
        match self.kind(run.lo) {
            Kind::Keyword(Keyword::Let) => return Sort::Let,
            Kind::Prefix => {
                let mut inner = run.lo + 1;
                while self.kind(inner) == Kind::Keyword(Keyword::Other) {
                    inner += 1;
                }
                return Sort::Unary { inner };
            }
            _ => {}
        }
        if self.control_end(run) == Some(run.hi) {
            return match self.kind(run.lo) {
                Kind::Keyword(Keyword::If) => Sort::If,
                Kind::Keyword(Keyword::Match) => Sort::Match,
                Kind::Keyword(Keyword::For | Keyword::While | Keyword::Loop) => Sort::Loop,
                Kind::Lifetime => Sort::Loop,
                _ => Sort::Block,
            };
        }
        self.postfix(run)
    }

    /// The operator that binds weakest; of equal ones the last, for all of them group to the left.
    fn operator(&self, run: Run) -> Option<Sort> {
        let mut found: Option<(u8, Sort)> = None;
        let mut at = run.lo;
        let mut operand = true;
        // Between a `let` and its end stand a pattern, an `=`, and nothing weaker than `&&`.
        let mut binding = false;
        while at < run.hi {
            let kind = self.kind(at);
            let (strength, sort) = match kind {
                Kind::Keyword(Keyword::Let) => {
                    binding = true;
                    at += 1;
                    continue;
                }
                Kind::Assign | Kind::Range | Kind::Binary(4..) | Kind::Keyword(Keyword::As)
                    if binding =>
                {
                    at += 1;
                    continue;
                }
                Kind::BarOpen | Kind::Bars if operand => break,
                Kind::Keyword(Keyword::Return | Keyword::Break | Keyword::Move) if operand => break,
                Kind::Assign => return Some(Sort::Assign { at }),
                Kind::Range => (1, Sort::Range { at }),
                Kind::Binary(strength) => (strength, Sort::Binary { at }),
                Kind::Keyword(Keyword::As) => (11, Sort::Cast { at }),
                Kind::Prefix => {
                    at += 1;
                    continue;
                }
                _ => {
                    let end = if operand {
                        self.control_end(Run::new(at, run.hi))
                    } else {
                        None
                    };
                    at = end.unwrap_or_else(|| self.skip(at));
                    operand = kind == Kind::Keyword(Keyword::Other);
                    continue;
                }
            };
            if found.is_none_or(|(weakest, _)| strength <= weakest) {
                found = Some((strength, sort));
            }
            operand = true;
            binding = false;
            at += 1;
        }
        found.map(|(_, sort)| sort)
    }

    /// The end of the `if`, `match`, loop or block that the run starts with.
    pub(super) fn control_end(&self, run: Run) -> Option<usize> {
        let body = || self.body_of(run).map(|open| self.mate(open) + 1);
        match self.kind(run.lo) {
            Kind::Keyword(Keyword::If) => {
                let end = body()?;
                if end >= run.hi || !self.is(end, Keyword::Else) {
                    return Some(end);
                }
                self.control_end(Run::new(end + 1, run.hi))
            }
            Kind::Keyword(Keyword::Match | Keyword::While | Keyword::For | Keyword::Loop) => body(),
            Kind::Keyword(Keyword::Unsafe | Keyword::Const)
                if self.kind(run.lo + 1) == Kind::Open(Group::Block) =>
            {
                Some(self.mate(run.lo + 1) + 1)
            }
            Kind::Keyword(Keyword::Async) => body(),
            Kind::Lifetime if self.kind(run.lo + 1) == Kind::Colon => {
                self.control_end(Run::new(run.lo + 2, run.hi))
            }
            Kind::Open(Group::Block) => Some(self.mate(run.lo) + 1),
            _ => None,
        }
    }

    /// Where the block or the arms of a control expression open; a block in its condition is
    /// passed over.
    pub(super) fn body_of(&self, run: Run) -> Option<usize> {
        let group = if self.is(run.lo, Keyword::Match) {
            Group::Arms
        } else {
            Group::Block
        };
        let mut rest = run;
        loop {
            let open = self.find(rest, Kind::Open(group))?;
            let keyword = Kind::Keyword(Keyword::Unsafe);
            if open <= run.lo + 1 || self.kind(open - 1) != keyword {
                return Some(open);
            }
            rest.lo = self.mate(open) + 1;
        }
    }

    /// The end of the path, literal or group that the run starts with, a struct literal's fields
    /// and a macro's arguments included.
    pub(super) fn primary_end(&self, run: Run) -> usize {
        if let Some(end) = self.control_end(run) {
            return end;
        }
        let mut at = run.lo;
        match self.kind(at) {
            Kind::Open(_) => return self.mate(at).max(at) + 1,
            Kind::Literal => return at + 1,
            _ => {}
        }
        while at < run.hi {
            match self.kind(at) {
                Kind::Word | Kind::PathSep => at += 1,
                Kind::AngleOpen => at = self.skip(at),
                Kind::Bang | Kind::Open(Group::Fields) => return self.skip_macro(at),
                _ => break,
            }
        }
        at.max(run.lo + 1)
    }

    fn skip_macro(&self, at: usize) -> usize {
        match self.kind(at) {
            Kind::Bang => self.skip(at + 1),
            _ => self.skip(at),
        }
    }

    fn postfix(&self, run: Run) -> Sort {
        let mut at = self.primary_end(run);
        let mut last = self.primary(run, at);
        while at < run.hi {
            let next = self.skip(at);
            last = match self.kind(at) {
                Kind::Dot => {
                    let end = self.member_end(at);
                    let method = matches!(self.kind(end - 1), Kind::Close(Group::Call));
                    at = end;
                    last = if method { Sort::Method } else { Sort::Field };
                    continue;
                }
                Kind::Try => Sort::Try,
                Kind::Open(Group::Call) => Sort::Call { open: at },
                Kind::Open(Group::Index) => Sort::Index { open: at },
                _ => last,
            };
            at = next;
        }
        last
    }

    /// The end of `.name`, `.name(…)` or `.name::<…>(…)`.
    pub(super) fn member_end(&self, dot: usize) -> usize {
        let mut at = dot + 2;
        if self.kind(at) == Kind::PathSep && self.kind(at + 1) == Kind::AngleOpen {
            at = self.skip(at + 1);
        }
        if self.kind(at) == Kind::Open(Group::Call) {
            at = self.skip(at);
        }
        at
    }

    fn primary(&self, run: Run, end: usize) -> Sort {
        let last = end.saturating_sub(1);
        match (self.kind(run.lo), self.kind(last)) {
            (Kind::Literal, _) => Sort::Literal,
            (Kind::Open(Group::Array), _) => Sort::Array,
            (Kind::Open(Group::Paren), _) => {
                let inside = self.inside(run.lo);
                if inside.is_empty() || self.find(inside, Kind::Comma).is_some() {
                    Sort::Tuple
                } else {
                    Sort::Paren
                }
            }
            (_, Kind::Close(Group::Fields)) => Sort::Fields {
                open: self.mate(last),
            },
            (_, Kind::Close(Group::Macro)) => Sort::Macro {
                open: self.mate(last),
            },
            _ => Sort::Path,
        }
    }
}
