//! Adjacent fields that were most likely meant as one, or not as they are written.

use super::lists::{self, argument_in_squares, argument_touching, touches};
use super::names::finality;
use crate::diagnostic::{Advice, Code, Diagnostic, Suggestion};
use crate::foreign;
use crate::resolve::problem::Why;
use crate::resolve::{Named, Position, Resolver};
use crate::schema::{Row, TypeId};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Expr, ExprKind, Field, ParamKind, is_type_name};
use crate::syntax::print;

/// The maximum number of arguments for which brackets are suggested; each of them may be in those of the one
/// before it.
const ARGUMENTS: usize = 32;

const NAME_FIRST: &str = "write the name first, and brackets around the argument";

impl<'s> Resolver<'_, 's> {
    /// Whether an unknown name is most likely a slip, not something declared elsewhere.
    pub(crate) fn is_slip(&self, name: Spanned<&'s str>) -> bool {
        self.distant_id(name.span).is_some() || self.lost_equals(name).is_some()
    }

    /// Reports a name that cannot be used; most are reported once for all their uses.
    pub(super) fn unknown(&mut self, name: Spanned<&'s str>, why: Why) -> Option<Diagnostic> {
        if why == Why::Undeclared {
            if let Some(slip) = self.distant_id(name.span) {
                return Some(slip);
            }
            if let Some((ty, slip)) = self.lost_equals(name) {
                let lost = [name.value, ty].map(str::to_owned);
                self.problems.undeclared.add_lost(lost);
                return Some(slip);
            }
            if let Some(slip) = self.lost_result(name) {
                return Some(slip);
            }
            if self.begins_another(name) || self.word_before(name, None) {
                return None;
            }
            if self.is_joined(name.span) && self.subject.said.names.contains(name.value) {
                return None;
            }
            if self.is_exchanged(name.span) {
                return None;
            }
            if let Some(exchanged) = self.exchanged(name.span) {
                return Some(exchanged);
            }
        }
        let is_foreign = foreign::find(name.value).is_some();
        if (is_foreign || name.value.eq_ignore_ascii_case("of")) && self.is_joined(name.span) {
            return None;
        }
        let mut meant = match why {
            Why::NoNumber => self.meant_number(name),
            Why::Undeclared => self.meant(name),
            Why::NoConstructors | Why::Empty | Why::New => None,
        };
        // The likely meaning is only suggested at the first use.
        if meant.is_none() && is_foreign && !self.problems.undeclared.contains(name.value) {
            let generic = self.foreign_generic(name);
            meant = generic.or_else(|| self.array_behind(name.span));
        }
        if is_type_name(name.value) || is_foreign {
            self.join_behind(name.span);
        }
        let declaration = self.subject.declaration;
        let is_alone = is_foreign && self.is_list_alone(name.span);
        let undeclared = &mut self.problems.undeclared;
        undeclared.add(name, why, declaration, &self.scope, meant, is_alone);
        None
    }

    /// Returns the field before the current one, and those from the current one on, if `span` is its type.
    pub(super) fn field_at(&self, span: Span) -> Option<(Option<&'s Field<'s>>, &'s [Field<'s>])> {
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

    /// Explains `user #20212ca8 id:long = User`: an id after a space.
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
        // Fewer digits after a space are more likely a field.
        let is_one = hash.span.end == field.span.start || field.span.end - field.span.start == 8;
        if !is_hash || !has_digits || field.name.is_some() || !is_one {
            return None;
        }
        let name = self.subject.combinator?.0.name.span;
        let gap = gap(name, field.span);
        let id = hash.span.to(field.span);
        if let Some(first) = self.subject.combinator?.0.id {
            let gap = first.span.at_end().to(id);
            let message = "a declaration has two ids";
            return Some(
                Diagnostic::new(Code::Syntax, message, id, "the second one").suggest(
                    "remove it",
                    gap,
                    "",
                ),
            );
        }
        let message = "an id comes directly after its name";
        let label = "there is a space before it";
        let diagnostic = Diagnostic::new(Code::Syntax, message, id, label);
        Some(diagnostic.suggest("remove the space", gap, "#"))
    }

    /// Explains `ok Ok;`: the application of an undeclared name is most likely a declaration without `=`. Also
    /// returns its type.
    fn lost_equals(&self, head: Spanned<&'s str>) -> Option<(&'s str, Diagnostic)> {
        let Position::Partial(expr) = self.subject.place else {
            return None;
        };
        let (name, args) = expr.application()?;
        let result = args.last()?;
        let ty = result.word().filter(|it| is_type_name(it))?;
        let is_known = is_type_name(head.value)
            || finality(head.value).is_some()
            || foreign::statement(head.value).is_some();
        if name != head || is_known {
            return None;
        }
        let message = "a declaration has no `=`";
        // `getUser id:int returns User`
        let before = args.iter().rev().nth(1);
        let returns = before.filter(|it| it.word().is_some_and(foreign::returns));
        let gap = returns.map_or(result.span, |it| it.span);
        let gap = gap.at_start().to(result.span.at_start());
        let slip = Diagnostic::new(Code::Syntax, message, result.span, "expected `=` before it")
            .note(format!(
                "nothing declares `{}`, so this does not apply it",
                head.value
            ))
            .suggest("is the last type the result?", gap, "= ");
        Some((ty, slip))
    }

    /// Guesses the meaning of an unknown name that is the whole type of a field.
    fn meant(&mut self, name: Spanned<&'s str>) -> Option<Suggestion> {
        let known = self.qualified(name);
        if let Some(known) = known.or_else(|| self.array_of_count(name.span)) {
            return Some(known);
        }
        let (_, from) = self.field_at(name.span)?;
        let field = from.first()?;
        match (field.name, field.mask) {
            // `id.long`
            (None, _) if self.dotted(name).is_some() => {
                let (field, ty) = self.dotted(name)?;
                let text = format!("{field}:{ty}");
                Some(Suggestion::new(
                    "is it a field and its type?",
                    name.span,
                    text,
                ))
            }
            (Some(_), _) if self.dotted(name).is_some() => {
                let (head, argument) = self.dotted(name)?;
                let text = format!("{head}<{argument}>");
                let message = "put brackets around the argument";
                (self.arity(head) == Some(1)).then(|| Suggestion::new(message, name.span, text))
            }
            // `name string`: two fields without names, or one without its `:`.
            (None, _) => self.without_colons(from),
            // `t:Type` without its braces.
            (Some(param), None) if name.value == "Type" => {
                // Its uses should not fail too.
                self.scope.declare(param.value, ParamKind::Type, true);
                let is_new = !self.problems.undeclared.contains(name.value);
                self.problems.undeclared.add_param(param.value);
                is_new.then(|| self.in_braces(field)).flatten()
            }
            (Some(_), _) => None,
        }
    }

    /// Returns `id` and `long` of `id.long`.
    fn dotted(&self, name: Spanned<&'s str>) -> Option<(&'s str, &'s str)> {
        let (head, last) = name.value.split_once('.')?;
        self.has_declaration(last).then_some((head, last))
    }

    /// Whether there is a list without an argument: `List`.
    fn is_list_alone(&self, span: Span) -> bool {
        let Position::Field(siblings, index) = self.subject.place else {
            return false;
        };
        let of = |at: usize| siblings.get(at);
        let next_is_argument = of(index + 1).is_some_and(|next| next.name.is_none());
        !next_is_argument && of(index).is_some_and(|field| lists::is_alone(&field.ty, span))
    }

    /// Suggests `{t:Type}` for `t:Type`, before all fields.
    fn in_braces(&self, field: &'s Field<'s>) -> Option<Suggestion> {
        let fields = self.subject.combinator?.0.fields();
        let Position::Field(siblings, index) = self.subject.place else {
            return None;
        };
        let outermost = fields.first()?.span == siblings.first()?.span;
        outermost.then(|| in_braces(fields, index, field)).flatten()
    }

    /// Suggests the same for the field of the current declaration with this name.
    pub(super) fn field_in_braces(&mut self, name: &str) -> Option<Advice> {
        let ast = self.subject.combinator?.0;
        let fields = ast.fields();
        // The suggestion repeats all fields before it.
        let length = ast.result.span.start - ast.name.span.start;
        if !self.problems.suggester.affords(length as usize) {
            return None;
        }
        let index = fields.iter().position(|field| field.is_called(name))?;
        let field = fields.get(index)?;
        let is_plain = matches!(field.ty.kind, ExprKind::Nat) && field.mask.is_none();
        let moved = is_plain.then(|| in_braces(fields, index, field)).flatten();
        moved.map(Advice::Replace)
    }

    /// Whether `span` was taken as a part of the field before it.
    pub(super) fn is_joined(&self, span: Span) -> bool {
        let joined = self.subject.said.joined;
        joined.is_some_and(|joined| lists::contains(joined, span))
    }

    /// Joins the fields after an unknown type, `Maybe string 2`: they are most likely its arguments.
    fn join_behind(&mut self, span: Span) {
        let Some((_, [field, behind @ ..])) = self.field_at(span) else {
            return;
        };
        if field.name.is_none() {
            return;
        }
        let nameless = |it: &&Field<'_>| it.name.is_none() && it.mask.is_none();
        let last = behind.iter().take_while(nameless).last();
        if let Some(last) = last {
            self.subject.said.joined = Some(field.span.to(last.span));
        }
    }

    /// Suggests `Vector<int>` for `Vector int` or `Vector[int]`.
    pub(super) fn argument_behind(&mut self, span: Span) -> Option<Advice> {
        let (_, [field, behind @ ..]) = self.field_at(span)? else {
            return None;
        };
        // `Vector of int`
        let behind = match behind {
            [of, behind @ ..] if lists::is_of(of) => behind,
            _ => behind,
        };
        let (percent, head) = head(&field.ty);
        let head = head?;
        let next = behind.first()?;
        let touching = match touches(field, next) {
            true => Some(argument_in_squares(&next.ty)?),
            false => argument_touching(field, next).map(print::expr),
        };
        let (argument, last) = match (self.arity(head)?, touching) {
            (1, Some(argument)) => (argument, next),
            (count, None) => {
                let mut taken = 0_usize;
                let fields = behind.iter().take_while(|it| it.is_nameless());
                let fields = fields.take(ARGUMENTS);
                let mut rest = fields.map(|field| &field.ty).inspect(|_| taken += 1);
                let arguments = self.take_arguments(count, &mut rest)?.join(", ");
                drop(rest);
                (arguments, behind.get(taken.checked_sub(1)?)?)
            }
            (_, Some(_)) => return None,
        };
        let mut whole = field.ty.span.to(last.span);
        self.subject.said.joined = Some(whole);
        let mut text = format!("{percent}{head}<{argument}>");
        // `Vector int ids`
        let behind = behind.iter().find(|it| it.span > last.span);
        let name = behind
            .filter(|it| it.is_nameless())
            .and_then(|it| self.new_name(&it.ty));
        let Some(name) = name.filter(|_| field.is_nameless()) else {
            let message = "put brackets around the argument";
            return Some(Advice::replace(message, whole, text));
        };
        whole = whole.to(name.span);
        text = format!("{}:{text}", name.value);
        self.subject.said.exchanged = Some(whole);
        Some(Advice::replace(NAME_FIRST, whole, text))
    }

    /// Takes this number of arguments, each with its own arguments: `tuple<int, 3>` of `tuple int 3`.
    fn take_arguments<'f>(
        &self,
        count: usize,
        rest: &mut impl Iterator<Item = &'f Expr<'s>>,
    ) -> Option<Vec<String>>
    where
        's: 'f,
    {
        let mut arguments = Vec::new();
        for _ in 0..count {
            let expr = rest.next()?;
            let (percent, word) = head(expr);
            let own = word.and_then(|word| self.arity(word)).unwrap_or_default();
            arguments.push(match word {
                Some(word) if own > 0 => {
                    let own = self.take_arguments(own, &mut *rest)?;
                    format!("{percent}{word}<{}>", own.join(", "))
                }
                _ => match &expr.kind {
                    ExprKind::Repeat { count: None, .. } => argument_in_squares(expr)?,
                    _ => lists::argument(expr)?,
                },
            });
        }
        (count > 0).then_some(arguments)
    }

    /// Suggests brackets for `Maybe tuple string 2`, in which an argument has arguments itself.
    pub(super) fn nested(&self, span: Span, ty: TypeId) -> Option<Advice> {
        let result = self.subject.combinator.map(|(ast, _)| &ast.result);
        let result = result.filter(|result| result.span == span);
        let field = || Some(&self.field_at(span)?.1.first()?.ty);
        let (_, args) = result.or_else(field)?.application()?;
        let whole = args.first()?.span.to(args.last()?.span);
        let mut rest = args.iter().take(ARGUMENTS);
        let arguments = self.take_arguments(self.types.all[ty].params.len(), &mut rest)?;
        if rest.len() > 0 || args.len() > ARGUMENTS {
            return None;
        }
        let message = "put brackets around what belongs together";
        Some(Advice::replace(message, whole, arguments.join(" ")))
    }

    /// Returns the number of arguments of a declared type or constructor.
    pub(super) fn arity(&self, name: &str) -> Option<usize> {
        let ty = match self.constructors.get(name) {
            Some(Named::Combinator(id)) => self.types.of(*id)?,
            Some(Named::Broken) => return None,
            None => *self.types.by_name.get(name)?,
        };
        Some(self.types.all[ty].params.len())
    }
}

/// Returns `Vector` of `Vector` and `%Vector`, if it has no arguments.
pub(super) fn head<'s>(expr: &Expr<'s>) -> (&'static str, Option<&'s str>) {
    match &expr.kind {
        ExprKind::Bare(inner) => ("%", inner.word()),
        _ => ("", expr.word()),
    }
}

/// Suggests a parameter for the field with this index.
fn in_braces(fields: &[Field<'_>], index: usize, field: &Field<'_>) -> Option<Suggestion> {
    let of_group = |other: &&Field<'_>| other.ty.span == field.ty.span;
    // Fields that share a type are in brackets whose place is not known.
    if fields.iter().filter(of_group).count() > 1 {
        return None;
    }
    let before = fields.get(..index)?;
    let mut text = format!("{{{}:{}}}", field.name?.value, print::expr(&field.ty));
    for other in before {
        text.push(' ');
        text.push_str(&print::field(other));
    }
    let first = before.first().map_or(field.span, |first| first.span);
    let message = "a parameter is in braces";
    Some(Suggestion::new(message, first.to(field.span), text))
}

/// Returns the place between two fields.
pub(super) fn gap(field: Span, next: Span) -> Span {
    field.at_end().to(next.at_start())
}

/// Returns TL's name of a type.
pub(super) fn in_tl(word: &str) -> &str {
    match Row::find(word) {
        Some(_) => word,
        None => foreign::find(word).and_then(|it| it.tl).unwrap_or(word),
    }
}
