//! What stands side by side and was most likely meant as one, or otherwise than it is written.

use super::names::finality;
use super::span_start;
use crate::diagnostic::{Advice, Code, Diagnostic, Suggestion};
use crate::resolve::problem::Why;
use crate::resolve::{Named, Position, Resolver};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Expr, ExprKind, Field, ParamKind, is_type_name};
use crate::syntax::print;

impl<'s> Resolver<'_, 's> {
    /// Whether an unknown name is most likely not meant as one of something declared elsewhere.
    pub(crate) fn is_slip(&self, name: Spanned<&'s str>) -> bool {
        self.distant_id(name.span).is_some() || self.lost_equals(name).is_some()
    }

    /// A name that cannot be used: most are reported once for all their uses.
    pub(super) fn unknown(&mut self, name: Spanned<&'s str>, why: Why) -> Option<Diagnostic> {
        if why == Why::Undeclared {
            let slip = self
                .distant_id(name.span)
                .or_else(|| self.lost_equals(name));
            if slip.is_some() {
                return slip;
            }
        }
        let meant = self.meant(name).filter(|_| why == Why::Undeclared);
        let declaration = self.subject.declaration;
        let undeclared = &mut self.problems.undeclared;
        undeclared.add(name, why, declaration, &self.scope, meant);
        None
    }

    /// The field at hand, the one before it and those behind it, if `span` is its type.
    fn field_at(&self, span: Span) -> Option<(Option<&'s Field<'s>>, &'s [Field<'s>])> {
        let Position::Field(siblings, index) = self.subject.place else {
            return None;
        };
        let before = index.checked_sub(1).and_then(|at| siblings.get(at));
        let from = siblings.get(index..).filter(|from| {
            let field = from.first();
            field.is_some_and(|field| field.ty.span == span)
        })?;
        Some((before, from))
    }

    /// `user #20212ca8 id:long = User`: an id that a blank parts from its name.
    pub(super) fn distant_id(&self, span: Span) -> Option<Diagnostic> {
        let Position::Field([hash, ..], 1) = self.subject.place else {
            return None;
        };
        let (_, [field, ..]) = self.field_at(span)? else {
            return None;
        };
        let is_hash = hash.name.is_none() && matches!(hash.ty.kind, ExprKind::Nat);
        let is_digits = |word: &str| {
            word.len() <= 8
                && word.bytes().all(|digit| digit.is_ascii_hexdigit())
                && !self.is_declared(word)
        };
        let has_digits =
            matches!(field.ty.kind, ExprKind::Number(_)) || field.ty.word().is_some_and(is_digits);
        if !is_hash || !has_digits || field.name.is_some() || hash.span.end != field.span.start {
            return None;
        }
        let name = self.subject.combinator?.0.name.span;
        let gap = Span {
            start: name.end,
            ..span_start(hash.span)
        };
        let message = "an id stands directly behind its name";
        let label = "there is a blank before it";
        let id = hash.span.to(field.span);
        Some(Diagnostic::new(Code::Syntax, message, id, label).suggest("remove the blank", gap, ""))
    }

    /// `ok Ok;`: the application of a name that nothing declares, and most likely its declaration.
    fn lost_equals(&self, head: Spanned<&'s str>) -> Option<Diagnostic> {
        let Position::Partial(expr) = self.subject.place else {
            return None;
        };
        let (name, args) = expr.application()?;
        let result = args.last()?;
        let is_type = result.word().is_some_and(is_type_name);
        let is_known = is_type_name(head.value) || finality(head.value).is_some();
        if name != head || !is_type || is_known {
            return None;
        }
        let message = "a declaration has no `=`";
        let gap = span_start(result.span);
        Some(
            Diagnostic::new(Code::Syntax, message, result.span, "expected `=` before it")
                .note(format!(
                    "nothing declares `{}`, so this is no application of it",
                    head.value
                ))
                .suggest("is the last type the result?", gap, "= "),
        )
    }

    /// What is meant by an unknown name that is the whole type of a field.
    fn meant(&mut self, name: Spanned<&'s str>) -> Option<Suggestion> {
        let (_, [field, behind @ ..]) = self.field_at(name.span)? else {
            return None;
        };
        match (field.name, field.mask) {
            // `name string`: two fields without names, or one without its `:`.
            (None, _) => {
                let next = behind.first().filter(|next| next.name.is_none())?;
                let message = "is it the name of the field whose type follows?";
                Some(Suggestion::new(message, gap(field.span, next.span), ":"))
            }
            // `t:Type` without its braces.
            (Some(param), None) if name.value == "Type" => {
                // So that no use of it fails too.
                self.scope.declare(param.value, ParamKind::Type, true);
                let replacement = format!("{{{}:Type}}", param.value);
                let message = "a parameter stands in braces";
                Some(Suggestion::new(message, field.span, replacement))
            }
            (Some(_), _) => None,
        }
    }

    /// `n[ int ]`: a count without its `*`.
    pub(super) fn count_before(&mut self, span: Span) -> Option<Advice> {
        let Position::Field(siblings, index) = self.subject.place else {
            return None;
        };
        let [field, next, ..] = siblings.get(index..)? else {
            return None;
        };
        if field.ty.span.end != span.end || !touches(field, next) {
            return None;
        }
        self.subject.said.joined = Some(next.ty.span);
        let message = "is it the count of what follows?";
        let gap = gap(field.span, next.span);
        Some(Advice::Replace(Suggestion::new(message, gap, "*")))
    }

    /// `Vector int` or `Vector[int]` for `Vector<int>`. More than one argument would be a guess.
    pub(super) fn argument_behind(&mut self, span: Span) -> Option<Advice> {
        let (_, [field, next, ..]) = self.field_at(span)? else {
            return None;
        };
        let head = field.ty.word().filter(|head| self.arity(head) == Some(1))?;
        let argument = only_argument(field, next)?;
        self.subject.said.joined = Some(next.ty.span);
        let message = "put the argument in brackets";
        let text = format!("{head}<{}>", print::expr(argument));
        let whole = field.ty.span.to(next.span);
        Some(Advice::Replace(Suggestion::new(message, whole, text)))
    }

    /// A repetition without a count, unless it is part of the field before it.
    pub(super) fn no_count(&mut self, span: Span) -> Option<Diagnostic> {
        if self.subject.said.joined == Some(span) {
            return None;
        }
        let meant = self
            .list_before(span)
            .unwrap_or_else(|| Suggestion::new("count in a `#` before it", span_start(span), "# "));
        let message = "a repetition without a count";
        Some(
            Diagnostic::new(Code::MissingCount, message, span, "how many of these?")
                .note("without a count in front, `[ … ]` is repeated as often as the last `#` before it says, and there is none")
                .advise([Advice::Replace(meant)]),
        )
    }

    /// `int[]`
    fn list_before(&self, span: Span) -> Option<Suggestion> {
        let (Some(element), [field, ..]) = self.field_at(span)? else {
            return None;
        };
        if !touches(element, field) || !field.ty.repeated().is_empty() {
            return None;
        }
        let text = format!("Vector<{}>", print::expr(&element.ty));
        let whole = element.ty.span.to(field.span);
        Some(Suggestion::new("a list is a `Vector`", whole, text))
    }

    /// How many arguments a type or constructor takes that the schema declares.
    fn arity(&self, name: &str) -> Option<usize> {
        let ty = match self.constructors.get(name) {
            Some(Named::Combinator(id)) => self.types.of(*id)?,
            Some(Named::Broken) => return None,
            None => *self.types.by_name.get(name)?,
        };
        Some(self.types.all[ty].params.len())
    }
}

/// What stands between two fields.
fn gap(field: Span, next: Span) -> Span {
    Span {
        start: field.end,
        ..span_start(next)
    }
}

/// Whether `next` is a `[ … ]` without a name and a count, directly behind `field`.
fn touches(field: &Field<'_>, next: &Field<'_>) -> bool {
    next.name.is_none()
        && matches!(next.ty.kind, ExprKind::Repeat { count: None, .. })
        && field.span.end == next.span.start
}

/// The type that is the argument of `field`, whose type lacks one: `Vector int`, `Vector[int]`.
fn only_argument<'f, 's>(field: &Field<'s>, next: &'f Field<'s>) -> Option<&'f Expr<'s>> {
    match &next.ty.kind {
        ExprKind::Repeat { fields, .. } => match fields.as_slice() {
            [only] if touches(field, next) && only.name.is_none() => Some(&only.ty),
            _ => None,
        },
        _ => (next.name.is_none() && next.mask.is_none() && !next.bang).then_some(&next.ty),
    }
}
