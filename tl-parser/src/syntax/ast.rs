//! The words of the TL grammar: what a schema file says, before any name is looked up.
//!
//! The tree borrows its names from the text. Nothing of the text that has a meaning is lost:
//! [`print`](mod@super::print) writes a declaration back in canonical layout.

use core::ops::Range;

use crate::source::{FileId, Form, Span, Spanned};

/// One file.
#[derive(Debug, Clone, PartialEq)]
pub struct Program<'s> {
    /// The file.
    pub file: FileId,
    /// Its text.
    pub text: &'s str,
    /// The form of the file. The text is TL in any case.
    pub form: Form,
    /// All comments, in order.
    pub comments: Vec<Comment<'s>>,
    /// All declarations, in order.
    pub declarations: Vec<Declaration<'s>>,
    /// `230` of a comment `// LAYER 230`.
    pub layer: Option<u32>,
    /// The first section mark.
    pub first_mark: Option<Span>,
    /// The marks of layers, in order.
    pub layer_marks: Vec<LayerMark>,
    /// Text that was not read because of what stands before it, such as a mark, which was reported.
    pub(crate) skipped: Vec<Span>,
}

/// `===8===`, before the declarations of a layer; it may stand in a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LayerMark {
    /// `8`.
    pub layer: Spanned<u32>,
    /// Whether it stands in a comment.
    pub in_comment: bool,
}

impl<'s> Program<'s> {
    /// The file that `span` is in.
    pub(crate) fn find(programs: &[Self], span: Span) -> Option<&Self> {
        programs.iter().find(|it| it.file == span.file)
    }

    /// The comments in a [range](Declaration::comments).
    pub(crate) fn comments(&self, range: &Range<u32>) -> &[Comment<'s>] {
        let range = range.start as usize..range.end as usize;
        self.comments.get(range).unwrap_or_default()
    }
}

/// `// text` or `/* text */`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment<'s> {
    /// What stands between the marks, as written.
    pub text: &'s str,
    /// With the marks.
    pub span: Span,
    /// Whether only blanks stand before it on its line.
    pub own_line: bool,
}

/// The section a declaration stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// `---types---`, and the beginning of a file.
    Types,
    /// `---functions---`.
    Functions,
}

/// A declaration, up to its `;`.
#[derive(Debug, Clone, PartialEq)]
pub struct Declaration<'s> {
    /// The section.
    pub section: Section,
    /// The comments since the declaration before: a range of the program's comments. A comment
    /// that ends the line of the declaration before belongs to that one.
    pub comments: Range<u32>,
    /// The comments inside, and the one that ends the line of the `;`.
    pub inner_comments: Range<u32>,
    /// `@read`, without the `@`.
    pub annotations: Vec<Spanned<&'s str>>,
    /// What is declared.
    pub kind: DeclarationKind<'s>,
    /// From the first annotation or name to the `;`, both included.
    pub span: Span,
}

impl<'s> Declaration<'s> {
    /// The constructor or function, if it is one that is declared.
    #[must_use]
    pub fn combinator(&self) -> Option<&Combinator<'s>> {
        match &self.kind {
            DeclarationKind::Combinator(combinator) => Some(combinator),
            DeclarationKind::Finality(..) | DeclarationKind::Partial(_) => None,
        }
    }

    /// Itself with the comments that [belong](Declaration::comments) to it, of all `comments`.
    pub(crate) fn extent(&self, comments: &[Comment<'_>]) -> Span {
        let before = comments.get(self.comments.start as usize);
        let before = before.filter(|_| !self.comments.is_empty());
        let inside = comments
            .get(..self.inner_comments.end as usize)
            .unwrap_or_default();
        let inside = inside.last().filter(|_| !self.inner_comments.is_empty());
        let Span { file, start, end } = self.span;
        Span {
            file,
            start: before.map_or(start, |comment| comment.span.start.min(start)),
            end: inside.map_or(end, |comment| comment.span.end.max(end)),
        }
    }

    /// Itself with the comments before it.
    pub(crate) fn with_comments(&self, comments: &[Comment<'_>]) -> Span {
        Span {
            start: self.extent(comments).start,
            ..self.span
        }
    }

    /// Whether a constructor is declared.
    #[must_use]
    pub fn is_constructor(&self) -> bool {
        self.section == Section::Types && self.combinator().is_some_and(|it| !it.arrow)
    }
}

/// What is declared.
#[derive(Debug, Clone, PartialEq)]
pub enum DeclarationKind<'s> {
    /// A constructor or a function.
    Combinator(Combinator<'s>),
    /// `New T`, `Final T` or `Empty T`.
    Finality(Finality, Spanned<&'s str>),
    /// `Vector int;`: an application that stands alone. It says nothing but in the `.tlo` form, where the
    /// official parser makes a declaration of it.
    Partial(Expr<'s>),
}

/// What a `Final` declaration says of its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finality {
    /// `New T;`
    New,
    /// `Final T;`
    Final,
    /// `Empty T;`
    Empty,
}

/// `name#id {params} fields = result`.
#[derive(Debug, Clone, PartialEq)]
pub struct Combinator<'s> {
    /// `photos.photo`; `_` for an anonymous one.
    pub name: Spanned<&'s str>,
    /// The digits after `#`, without it.
    pub id: Option<Spanned<u32>>,
    /// `{t:Type}`.
    pub params: Vec<Param<'s>>,
    /// The fields, or the `?` of a builtin.
    pub body: Body<'s>,
    /// Whether `=>` was written, which makes a function in either section.
    pub arrow: bool,
    /// What stands after `=`.
    pub result: Expr<'s>,
}

impl<'s> Combinator<'s> {
    /// The fields; none of a builtin.
    #[must_use]
    pub fn fields(&self) -> &[Field<'s>] {
        match &self.body {
            Body::Fields(fields) => fields,
            Body::Builtin(_) => &[],
        }
    }

    /// The first parameter of this name.
    pub(crate) fn param(&self, name: &str) -> Option<&Param<'s>> {
        self.params.iter().find(|param| param.name.value == name)
    }

    /// Whether it is `?`.
    pub(crate) fn is_builtin(&self) -> bool {
        matches!(self.body, Body::Builtin(_))
    }
}

/// What stands between the parameters and the `=`.
#[derive(Debug, Clone, PartialEq)]
pub enum Body<'s> {
    /// `?`: the reader and writer of the value are built in.
    Builtin(Span),
    /// The fields.
    Fields(Vec<Field<'s>>),
}

/// `{t:Type}` or `{n:#}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Param<'s> {
    /// `t`.
    pub name: Spanned<&'s str>,
    /// What it stands for.
    pub kind: ParamKind,
    /// With the braces where it stands alone in them; of one that is not written, the `X` of `!X`.
    pub span: Span,
    /// Whether it is not written, and only follows from `!X`.
    pub implied: bool,
}

/// What a variable or an argument stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ParamKind {
    /// `Type`: a type.
    Type,
    /// `#`: a number of 32 bits.
    Nat,
}

/// `name:mask.bit?!Type`. `(a b:int)` is two fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<'s> {
    /// `None` for an anonymous field. A `_` is kept.
    pub name: Option<Spanned<&'s str>>,
    /// `flags.3?`.
    pub mask: Option<Mask<'s>>,
    /// Whether `!` stands before the type.
    pub bang: bool,
    /// The type.
    pub ty: Expr<'s>,
    /// The whole field.
    pub span: Span,
}

impl Field<'_> {
    /// Whether it has this name.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.name.is_some_and(|it| it.value == name)
    }
}

/// `flags.3?`: the field is there where bit 3 of `flags` is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mask<'s> {
    /// `flags`.
    pub name: Spanned<&'s str>,
    /// `3`, as written: whether it is at most 31 is checked when names are resolved.
    pub bit: Spanned<u32>,
}

/// A type, a number, or an application.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr<'s> {
    /// What it is.
    pub kind: ExprKind<'s>,
    /// All of it, with its brackets.
    pub span: Span,
}

impl<'s> Expr<'s> {
    /// The name in front and the arguments after it; `None` for `%int`, `#` or a number.
    #[must_use]
    pub fn application(&self) -> Option<(Spanned<&'s str>, &[Expr<'s>])> {
        match &self.kind {
            ExprKind::Apply { head, args } => Some((*head, args)),
            ExprKind::Nat
            | ExprKind::Number(_)
            | ExprKind::Bare(_)
            | ExprKind::Sum(_)
            | ExprKind::Repeat { .. } => None,
        }
    }

    /// The name where it is nothing else: `int` of `int`, `None` for `%int` or `Vector<int>`.
    #[must_use]
    pub fn word(&self) -> Option<&'s str> {
        let (head, args) = self.application()?;
        args.is_empty().then_some(head.value)
    }

    /// The name in front; that of a result is its type.
    #[must_use]
    pub fn head(&self) -> Option<Spanned<&'s str>> {
        Some(self.application()?.0)
    }

    /// What it is as an argument, where `var` says what a variable is.
    pub(crate) fn param_kind(&self, var: impl FnOnce(&str) -> Option<ParamKind>) -> ParamKind {
        match &self.kind {
            ExprKind::Number(_) | ExprKind::Sum(_) => ParamKind::Nat,
            ExprKind::Apply { head, args } if args.is_empty() => {
                var(head.value).unwrap_or(ParamKind::Type)
            }
            ExprKind::Apply { .. }
            | ExprKind::Nat
            | ExprKind::Bare(_)
            | ExprKind::Repeat { .. } => ParamKind::Type,
        }
    }

    /// The fields of a repetition; none of anything else.
    #[must_use]
    pub fn repeated(&self) -> &[Field<'s>] {
        match &self.kind {
            ExprKind::Repeat { fields, .. } => fields,
            ExprKind::Nat
            | ExprKind::Number(_)
            | ExprKind::Apply { .. }
            | ExprKind::Bare(_)
            | ExprKind::Sum(_) => &[],
        }
    }
}

/// What an [`Expr`] is.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind<'s> {
    /// `#`.
    Nat,
    /// `3`.
    Number(u32),
    /// `int`, `ns.Type`, `t`, `Vector<int>`, `(Vector int)`: a head and its arguments.
    /// Brackets around a single word are dropped.
    Apply {
        /// The name in front.
        head: Spanned<&'s str>,
        /// The arguments, in order.
        args: Vec<Expr<'s>>,
    },
    /// `%T`. `%%T` is the same.
    Bare(Box<Expr<'s>>),
    /// `n+1`: two or more parts.
    Sum(Vec<Expr<'s>>),
    /// `n*[ x:int y:string ]`, `[ t ]`.
    Repeat {
        /// The count; without one it is the last `#` in scope.
        count: Option<Box<Expr<'s>>>,
        /// What is repeated.
        fields: Vec<Field<'s>>,
    },
}

/// Whether a name is that of a type: `ns.Type`, where a constructor is `ns.name`. The `.tlo` form has
/// names such as `Vector ns.name` too.
pub(crate) fn is_type_name(name: &str) -> bool {
    let name = name.split(' ').next().unwrap_or_default();
    let mut parts = name.as_bytes().rsplit(|&byte| byte == b'.');
    let last = parts.next().and_then(|last| last.first());
    last.is_some_and(u8::is_ascii_uppercase)
}

/// `photos.Photo` for `photos.photo`, and the other way round.
pub(crate) fn other_initial(name: &str) -> String {
    let start = name.rfind('.').map_or(0, |dot| dot + 1);
    let (namespace, word) = name.split_at_checked(start).unwrap_or(("", name));
    let mut letters = word.chars();
    let initial = letters.next().map(|letter| {
        if letter.is_ascii_lowercase() {
            letter.to_ascii_uppercase()
        } else {
            letter.to_ascii_lowercase()
        }
    });
    let mut other = namespace.to_owned();
    other.extend(initial);
    other.push_str(letters.as_str());
    other
}
