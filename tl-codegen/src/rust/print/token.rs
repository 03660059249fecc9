//! The classified tokens of one item, and their text on one line.

/// What a token is in its place: a `<` that opens generic arguments and a `<` that compares are
/// different kinds, and so are a call's parentheses and a tuple's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Word,
    Literal,
    Lifetime,
    Keyword(Keyword),
    Open(Group),
    Close(Group),
    AngleOpen,
    AngleClose,
    /// Closes the parameters of `impl<…>` or `for<…>`, which no path continues.
    BinderClose,
    /// A binary operator and how strongly it binds.
    Binary(u8),
    Prefix,
    Assign,
    Comma,
    Semi,
    Colon,
    PathSep,
    Dot,
    Range,
    Try,
    Bang,
    FatArrow,
    Arrow,
    Pound,
    At,
    BarOpen,
    BarClose,
    /// `||` of a closure without parameters.
    Bars,
    End,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Group {
    /// Arguments or parameters: parentheses right behind a word.
    Call,
    /// A tuple, or an expression in parentheses.
    Paren,
    Index,
    Array,
    Attribute,
    /// The fields of a struct literal or pattern.
    Fields,
    Block,
    /// The body of a `match`.
    Arms,
    Macro,
    /// What `pub` is restricted to.
    Visibility,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Keyword {
    As,
    Async,
    Break,
    Const,
    Continue,
    Else,
    Enum,
    Fn,
    For,
    If,
    Impl,
    In,
    Let,
    Loop,
    Match,
    Mod,
    Move,
    Pub,
    Return,
    Static,
    Struct,
    Trait,
    Type,
    Unsafe,
    Use,
    Where,
    While,
    /// `dyn`, `mut`, `ref`, `extern`: of interest for spacing only.
    Other,
}

impl Keyword {
    pub(super) fn of(word: &str) -> Option<Self> {
        // No keyword is longer, and a path's names mostly are.
        if word.len() > 8 || word.len() < 2 {
            return None;
        }
        Some(match word {
            "as" => Self::As,
            "async" => Self::Async,
            "break" => Self::Break,
            "const" => Self::Const,
            "continue" => Self::Continue,
            "else" => Self::Else,
            "enum" => Self::Enum,
            "fn" => Self::Fn,
            "for" => Self::For,
            "if" => Self::If,
            "impl" => Self::Impl,
            "in" => Self::In,
            "let" => Self::Let,
            "loop" => Self::Loop,
            "match" => Self::Match,
            "mod" => Self::Mod,
            "move" => Self::Move,
            "pub" => Self::Pub,
            "return" => Self::Return,
            "static" => Self::Static,
            "struct" => Self::Struct,
            "trait" => Self::Trait,
            "type" => Self::Type,
            "unsafe" => Self::Unsafe,
            "use" => Self::Use,
            "where" => Self::Where,
            "while" => Self::While,
            "dyn" | "extern" | "mut" | "ref" => Self::Other,
            _ => return None,
        })
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Where it lies in the text.
    pub(super) start: u32,
    pub(super) end: u32,
    /// The other half of a pair.
    pub(super) mate: u32,
    /// How many constructs that cannot stay on one line end before this token.
    pub(super) breaks: u32,
}

const END: Token = Token {
    kind: Kind::End,
    start: 0,
    end: 0,
    mate: 0,
    breaks: 0,
};

/// A range of tokens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Run {
    pub(super) lo: usize,
    pub(super) hi: usize,
}

impl Run {
    pub(super) fn new(lo: usize, hi: usize) -> Self {
        Self { lo, hi }
    }

    pub(super) fn is_empty(self) -> bool {
        self.lo >= self.hi
    }
}

/// One item's tokens. `text` holds all of them as they stand on one line, so that the one-line
/// form of any run is a slice of it and its width a subtraction.
#[derive(Default)]
pub(super) struct Tokens {
    pub(super) text: String,
    pub(super) list: Vec<Token>,
    pub(super) ascii: bool,
}

impl Tokens {
    pub(super) fn get(&self, at: usize) -> Token {
        self.list.get(at).copied().unwrap_or(END)
    }

    pub(super) fn kind(&self, at: usize) -> Kind {
        self.get(at).kind
    }

    pub(super) fn mate(&self, at: usize) -> usize {
        self.get(at).mate as usize
    }

    pub(super) fn is(&self, at: usize, keyword: Keyword) -> bool {
        self.kind(at) == Kind::Keyword(keyword)
    }

    pub(super) fn word(&self, at: usize) -> &str {
        let token = self.get(at);
        self.slice(token.start, token.end)
    }

    fn slice(&self, start: u32, end: u32) -> &str {
        self.text
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    pub(super) fn text(&self, run: Run) -> &str {
        if run.is_empty() {
            return "";
        }
        self.slice(self.get(run.lo).start, self.get(run.hi - 1).end)
    }

    pub(super) fn width(&self, run: Run) -> usize {
        if run.is_empty() {
            0
        } else if self.ascii {
            (self.get(run.hi - 1).end - self.get(run.lo).start) as usize
        } else {
            self.text(run).chars().count()
        }
    }

    /// Whether nothing in the run forces a line break, whatever the room.
    pub(super) fn flat(&self, run: Run) -> bool {
        run.is_empty() || self.get(run.hi).breaks == self.get(run.lo).breaks
    }

    /// What lies between the delimiters of a group.
    pub(super) fn inside(&self, open: usize) -> Run {
        Run::new(open + 1, self.mate(open).max(open + 1))
    }

    /// The token after this one, or after the whole group that it opens.
    pub(super) fn skip(&self, at: usize) -> usize {
        match self.kind(at) {
            Kind::Open(_) | Kind::AngleOpen => self.mate(at).max(at) + 1,
            _ => at + 1,
        }
    }

    /// The first token of a kind in the run, not looking into groups.
    pub(super) fn find(&self, run: Run, kind: Kind) -> Option<usize> {
        let mut at = run.lo;
        while at < run.hi {
            if self.kind(at) == kind {
                return Some(at);
            }
            at = self.skip(at);
        }
        None
    }

    /// The parts between the commas of a run.
    pub(super) fn split(&self, run: Run) -> Vec<Run> {
        self.split_at(run, Kind::Comma)
    }

    pub(super) fn split_at(&self, run: Run, separator: Kind) -> Vec<Run> {
        let mut parts = Vec::new();
        let mut lo = run.lo;
        while lo < run.hi {
            let end = self.part_end(Run::new(lo, run.hi), separator);
            parts.push(Run::new(lo, end));
            lo = end + 1;
        }
        parts
    }

    /// Where the first part of a run ends: at the first separator, or with the run.
    pub(super) fn part_end(&self, run: Run, separator: Kind) -> usize {
        let (mut at, mut bars) = (run.lo, false);
        while at < run.hi {
            match self.kind(at) {
                // Commas between a closure's bars separate its parameters.
                Kind::BarOpen => bars = true,
                Kind::BarClose => bars = false,
                kind if kind == separator && !bars => return at,
                _ => {}
            }
            at = self.skip(at);
        }
        run.hi
    }

    /// Behind the outer attributes at the start of the run.
    pub(super) fn skip_attributes(&self, run: Run) -> usize {
        let mut at = run.lo;
        while at < run.hi && self.kind(at) == Kind::Pound {
            at = self.attribute_end(at);
        }
        at
    }

    /// Behind the attribute at `pound`, which may be an inner one.
    pub(super) fn attribute_end(&self, pound: usize) -> usize {
        let inner = usize::from(self.kind(pound + 1) == Kind::Bang);
        self.skip(pound + 1 + inner)
    }
}
