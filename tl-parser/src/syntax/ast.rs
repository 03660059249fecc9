//! The syntax tree: a schema file in the words of the TL grammar, before any name is looked up.
//!
//! The tree borrows its names from the text. It keeps everything that has a meaning:
//! [`print`](mod@super::print) writes a declaration back in canonical layout.

use core::ops::Range;

use crate::source::{FileId, Form, Span, Spanned};
use crate::words::last_part;

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
    /// All comments of that kind, in order.
    pub layer_comments: Vec<Spanned<u32>>,
    /// The first section mark.
    pub first_mark: Option<Span>,
    /// The layer marks, in order.
    pub layer_marks: Vec<LayerMark>,
    /// Text that was not parsed because of a reported error before it, such as a wrong mark.
    pub(crate) skipped: Vec<Span>,
}

/// `===8===`, before the declarations of a layer; may be in a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LayerMark {
    /// `8`.
    pub layer: Spanned<u32>,
    /// Whether it is in a comment.
    pub in_comment: bool,
}

impl<'s> Program<'s> {
    /// Returns the file that `span` is in.
    pub(crate) fn find(programs: &[Self], span: Span) -> Option<&Self> {
        programs.iter().find(|it| it.file == span.file)
    }

    /// Returns the comments in a [range](Declaration::comments).
    pub(crate) fn comments(&self, range: &Range<u32>) -> &[Comment<'s>] {
        part(&self.comments, range)
    }
}

/// Returns the comments in a range.
fn part<'c, 's>(comments: &'c [Comment<'s>], range: &Range<u32>) -> &'c [Comment<'s>] {
    let range = range.start as usize..range.end as usize;
    comments.get(range).unwrap_or_default()
}

/// `// text` or `/* text */`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment<'s> {
    /// The text between the marks, as written.
    pub text: &'s str,
    /// The comment with its marks.
    pub span: Span,
    /// Whether only spaces are before it on its line.
    pub own_line: bool,
}

/// The section of a declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// `---types---`, and the beginning of a file.
    Types,
    /// `---functions---`.
    Functions,
}

impl Section {
    /// Returns the mark at its beginning: `---types---`.
    #[must_use]
    pub const fn mark(self) -> &'static str {
        match self {
            Section::Types => "---types---",
            Section::Functions => "---functions---",
        }
    }

    /// Returns the other section.
    pub(crate) const fn other(self) -> Self {
        match self {
            Section::Types => Section::Functions,
            Section::Functions => Section::Types,
        }
    }
}

/// A declaration, up to its `;`.
#[derive(Debug, Clone, PartialEq)]
pub struct Declaration<'s> {
    /// The section.
    pub section: Section,
    /// The comments since the previous declaration: a range of the program's comments. A comment at the end
    /// of the previous declaration's line belongs to that one.
    pub comments: Range<u32>,
    /// The comments inside it, and the one at the end of the line of the `;`. They follow those before it.
    pub inner_comments: Range<u32>,
    /// `@read`, without the `@`.
    pub annotations: Vec<Spanned<&'s str>>,
    /// The kind of the declaration.
    pub kind: DeclarationKind<'s>,
    /// From the first annotation or name to the `;`, both included.
    pub span: Span,
}

impl<'s> Declaration<'s> {
    /// Returns the constructor or function, if it declares one.
    #[must_use]
    pub fn combinator(&self) -> Option<&Combinator<'s>> {
        match &self.kind {
            DeclarationKind::Combinator(combinator) => Some(combinator),
            DeclarationKind::Finality(..) | DeclarationKind::Partial(_) => None,
        }
    }

    /// Returns its span with the comments that [belong](Declaration::comments) to it, of all `comments`.
    pub(crate) fn extent(&self, comments: &[Comment<'_>]) -> Span {
        let before = part(comments, &self.comments).first();
        let inside = part(comments, &self.inner_comments).last();
        let Span { file, start, end } = self.span;
        Span {
            file,
            start: before.map_or(start, |comment| comment.span.start.min(start)),
            end: inside.map_or(end, |comment| comment.span.end.max(end)),
        }
    }

    /// Whether it declares a constructor.
    #[must_use]
    pub fn is_constructor(&self) -> bool {
        self.section == Section::Types && self.combinator().is_some_and(|it| !it.arrow)
    }
}

/// The kind of a declaration.
#[derive(Debug, Clone, PartialEq)]
pub enum DeclarationKind<'s> {
    /// A constructor or a function.
    Combinator(Combinator<'s>),
    /// `New T`, `Final T` or `Empty T`.
    Finality(Finality, Spanned<&'s str>),
    /// `Vector int;`: an application that stands alone. It has a meaning only in the `.tlo` form, for which
    /// the official parser makes declarations of it.
    Partial(Expr<'s>),
}

/// The statement of such a declaration about its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finality {
    /// `New T;`
    New,
    /// `Final T;`
    Final,
    /// `Empty T;`
    Empty,
}

impl Finality {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::New, Self::Final, Self::Empty];

    /// Returns the word before the type.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Finality::New => "New",
            Finality::Final => "Final",
            Finality::Empty => "Empty",
        }
    }
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
    /// The type after `=`.
    pub result: Expr<'s>,
}

impl<'s> Combinator<'s> {
    /// Returns the fields; none for a builtin.
    #[must_use]
    pub fn fields(&self) -> &[Field<'s>] {
        match &self.body {
            Body::Fields(fields) => fields,
            Body::Builtin(_) => &[],
        }
    }

    /// Returns the first parameter of this name.
    pub(crate) fn param(&self, name: &str) -> Option<&Param<'s>> {
        self.params.iter().find(|param| param.name.value == name)
    }

    /// Whether the body is `?`.
    pub(crate) fn is_builtin(&self) -> bool {
        matches!(self.body, Body::Builtin(_))
    }
}

/// The part between the parameters and the `=`.
#[derive(Debug, Clone, PartialEq)]
pub enum Body<'s> {
    /// `?`: decoders and encoders have the value built in.
    Builtin(Span),
    /// The fields.
    Fields(Vec<Field<'s>>),
}

/// `{t:Type}` or `{n:#}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Param<'s> {
    /// `t`.
    pub name: Spanned<&'s str>,
    /// Its kind.
    pub kind: ParamKind,
    /// With the braces if it is alone in them; for one that is not written, the `X` of `!X`.
    pub span: Span,
    /// Whether it is not written, but follows from `!X`.
    pub implied: bool,
}

/// The kind of a variable or an argument.
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
    /// Whether `!` is before the type.
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

    /// Whether it is only a type.
    pub(crate) fn is_nameless(&self) -> bool {
        self.name.is_none() && self.mask.is_none() && !self.bang
    }
}

/// `flags.3?`: the field is present if bit 3 of `flags` is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mask<'s> {
    /// `flags`.
    pub name: Spanned<&'s str>,
    /// `3`, as written; that it is at most 31 is checked when names are resolved.
    pub bit: Spanned<u32>,
}

/// A type, a number, or an application.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr<'s> {
    /// Its kind.
    pub kind: ExprKind<'s>,
    /// The whole expression, with its brackets.
    pub span: Span,
}

impl<'s> Expr<'s> {
    /// Returns the name and the arguments after it; `None` for `%int`, `#` or a number.
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

    /// Returns the name if there is nothing else: `int` for `int`, `None` for `%int` or `Vector<int>`.
    #[must_use]
    pub fn word(&self) -> Option<&'s str> {
        let (head, args) = self.application()?;
        args.is_empty().then_some(head.value)
    }

    /// Returns the name before the arguments; in a result, it is the type.
    #[must_use]
    pub fn head(&self) -> Option<Spanned<&'s str>> {
        Some(self.application()?.0)
    }

    /// Returns its kind as an argument; `var` returns the kind of a variable.
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

    /// Returns the fields of a repetition; none for anything else.
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

/// The kind of an [`Expr`].
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind<'s> {
    /// `#`.
    Nat,
    /// `3`.
    Number(u32),
    /// `int`, `ns.Type`, `t`, `Vector<int>`, `(Vector int)`: a head and its arguments.
    /// Brackets around a single word are dropped.
    Apply {
        /// The name.
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
        /// The count; if it is missing, the last `#` in scope.
        count: Option<Box<Expr<'s>>>,
        /// The repeated fields.
        fields: Vec<Field<'s>>,
    },
}

/// Whether a name is that of a type, `ns.Type`, and not of a constructor, `ns.name`. The `.tlo` form also has
/// names such as `Vector ns.name`.
pub(crate) fn is_type_name(name: &str) -> bool {
    let name = name.split(' ').next().unwrap_or_default();
    last_part(name).starts_with(|c: char| c.is_ascii_uppercase())
}
