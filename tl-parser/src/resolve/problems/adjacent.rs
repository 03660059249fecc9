//! Adjacent fields that were most likely meant as one, or not as they are written.

use super::lists::{self, in_squares, touches};
use super::names::finality;
use super::span_start;
use crate::diagnostic::{Advice, Code, Diagnostic, Suggestion};
use crate::foreign;
use crate::resolve::problem::Why;
use crate::resolve::{Named, Position, Resolver};
use crate::schema::TypeId;
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Expr, ExprKind, Field, ParamKind, is_type_name};
use crate::syntax::{print, repeated};

/// How many fields without names are checked for types.
const PAIRS: usize = 64;

/// `Vector of int`
const OF: &str = "of";

impl<'s> Resolver<'_, 's> {
    /// Whether an unknown name is most likely a slip, not something declared elsewhere.
    pub(crate) fn is_slip(&self, name: Spanned<&'s str>) -> bool {
        self.distant_id(name.span).is_some() || self.lost_equals(name).is_some()
    }

    /// Reports a name that cannot be used; most are reported once for all their uses.
    pub(super) fn unknown(&mut self, name: Spanned<&'s str>, why: Why) -> Option<Diagnostic> {
        if why == Why::Undeclared {
            let slip = self
                .distant_id(name.span)
                .or_else(|| self.lost_equals(name));
            if slip.is_some() {
                return slip;
            }
        }
        let is_foreign = foreign::find(name.value).is_some();
        if (is_foreign || name.value == OF) && self.is_joined(name.span) {
            return None;
        }
        let meant = self.meant(name).filter(|_| why == Why::Undeclared);
        let generic = || {
            // The likely meaning is only suggested at the first use.
            let is_new = is_foreign && !self.problems.undeclared.contains(name.value);
            let generic = is_new.then(|| self.foreign_generic(name)).flatten();
            generic.or_else(|| self.list_behind(name.span).filter(|_| is_new))
        };
        let meant = meant.or_else(generic);
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
        if !is_hash || !has_digits || field.name.is_some() || hash.span.end != field.span.start {
            return None;
        }
        let name = self.subject.combinator?.0.name.span;
        let gap = Span {
            start: name.end,
            ..span_start(hash.span)
        };
        let id = hash.span.to(field.span);
        if let Some(first) = self.subject.combinator?.0.id {
            let gap = Span {
                start: first.span.end,
                ..id
            };
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
        Some(Diagnostic::new(Code::Syntax, message, id, label).suggest("remove the space", gap, ""))
    }

    /// Explains `ok Ok;`: the application of an undeclared name, which is most likely a declaration.
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
                    "nothing declares `{}`, so this does not apply it",
                    head.value
                ))
                .suggest("is the last type the result?", gap, "= "),
        )
    }

    /// Guesses the meaning of an unknown name that is the whole type of a field.
    fn meant(&mut self, name: Spanned<&'s str>) -> Option<Suggestion> {
        if let Some(qualified) = self.qualified(name) {
            return Some(qualified);
        }
        let (_, [field, behind @ ..]) = self.field_at(name.span)? else {
            return None;
        };
        match (field.name, field.mask) {
            (None, None) if self.follows_type(name.span) => {
                // `int id`
                let before = self.field_at(name.span)?.0?;
                let text = format!("{}:{}", name.value, print::expr(&before.ty));
                let whole = before.span.to(field.span);
                Some(Suggestion::new(
                    "is it the name of the field whose type stands before it?",
                    whole,
                    text,
                ))
            }
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
            (None, _) => {
                let next = behind.first().filter(|next| next.name.is_none())?;
                let message = "is it the name of the field whose type follows?";
                Some(Suggestion::new(message, gap(field.span, next.span), ":"))
            }
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

    /// Whether the current field follows a type without a name, as in `int id string name`.
    fn follows_type(&self, span: Span) -> bool {
        let Position::Field(siblings, index) = self.subject.place else {
            return false;
        };
        let before = siblings
            .get(index.saturating_sub(PAIRS)..index)
            .unwrap_or_default();
        let nameless = |it: &&Field<'_>| it.name.is_none() && it.mask.is_none() && !it.bang;
        let run = before.iter().rev().take_while(nameless);
        let first = run.clone().last().and_then(|it| it.ty.word());
        let is_type = first.is_some_and(|word| self.has_declaration(word));
        is_type && run.count() % 2 == 1 && self.field_at(span).is_some()
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
    pub(super) fn field_in_braces(&self, name: &str) -> Option<Advice> {
        let fields = self.subject.combinator?.0.fields();
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

    /// Suggests a `*` for `n[ int ]`.
    pub(super) fn count_before(&mut self, span: Span) -> Option<Advice> {
        // `[n]int`
        let fields = self.subject.combinator?.0.fields();
        let behind = fields.partition_point(|field| field.ty.span.start <= span.start);
        let from = behind.checked_sub(1).and_then(|at| fields.get(at..));
        if let Some(fields) = from.filter(|from| is_count_of(from, span)) {
            let list = list(fields)?;
            self.subject.said.joined = Some(list.span);
            return Some(Advice::Replace(list));
        }
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

    /// Suggests `Vector<int>` for `Vector int` or `Vector[int]`.
    pub(super) fn argument_behind(&mut self, span: Span) -> Option<Advice> {
        let (_, [field, behind @ ..]) = self.field_at(span)? else {
            return None;
        };
        // `Vector of int`
        let behind = match behind {
            [of, behind @ ..] if of.ty.word() == Some(OF) && of.name.is_none() => behind,
            _ => behind,
        };
        let (percent, head) = head(&field.ty);
        let head = head?;
        let next = behind.first()?;
        let (argument, last) = match (self.arity(head)?, in_squares(field, next)) {
            (1, Some(argument)) => (print::expr(argument), next),
            (count, None) => {
                let nameless = |it: &&Field<'_>| it.name.is_none() && it.mask.is_none() && !it.bang;
                let mut taken = 0_usize;
                let fields = behind.iter().take_while(nameless);
                let mut rest = fields.map(|field| &field.ty).inspect(|_| taken += 1);
                let arguments = self.take_arguments(count, &mut rest)?.join(", ");
                drop(rest);
                (arguments, behind.get(taken.checked_sub(1)?)?)
            }
            (_, Some(_)) => return None,
        };
        self.subject.said.joined = Some(field.ty.span.to(last.span));
        let message = "put brackets around the argument";
        let text = format!("{percent}{head}<{argument}>");
        let whole = field.ty.span.to(last.span);
        Some(Advice::Replace(Suggestion::new(message, whole, text)))
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
                _ => print::expr(expr),
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
        let mut rest = args.iter();
        let arguments = self.take_arguments(self.types.all[ty].params.len(), &mut rest)?;
        if rest.len() > 0 {
            return None;
        }
        let message = "put brackets around what belongs together";
        Some(Advice::Replace(Suggestion::new(
            message,
            whole,
            arguments.join(" "),
        )))
    }

    /// Explains a repetition without a count, unless it is part of the field before it.
    pub(super) fn no_count(&mut self, span: Span) -> Option<Diagnostic> {
        if self.is_joined(span) {
            return None;
        }
        let place = self.field_at(span);
        let field = place.and_then(|(_, from)| from.first());
        let start = field.map_or(span, |field| field.span);
        let listed = self.list_before(span).or_else(|| self.list(span));
        let meant = listed.unwrap_or_else(|| {
            Suggestion::new("add a `#` before it as the count", span_start(start), "# ")
        });
        // The contents are part of the same mistake.
        self.subject.said.joined = Some(match meant.span {
            place if lists::contains(place, span) => place,
            _ => span,
        });
        let message = "a repetition without a count";
        Some(
            Diagnostic::new(Code::MissingCount, message, span, "how often is this repeated?")
                .note("without a count, `[ … ]` is repeated as often as the last `#` before it says, but no `#` comes before it")
                .advise([Advice::Replace(meant)]),
        )
    }

    /// Suggests a list for `int[]`, `int[3]`.
    fn list_before(&self, span: Span) -> Option<Suggestion> {
        let (Some(element), fields) = self.field_at(span)? else {
            return None;
        };
        list_before(element, fields)
    }

    /// Suggests a list for `i32[]`, whose element is a name of another language.
    fn list_behind(&self, span: Span) -> Option<Suggestion> {
        let (_, [field, behind @ ..]) = self.field_at(span)? else {
            return None;
        };
        list_before(field, behind)
    }

    fn list(&self, span: Span) -> Option<Suggestion> {
        list(self.field_at(span)?.1)
    }
    /// Advises the same for a repetition whose count was not meant as one.
    pub(super) fn list_at(&mut self, span: Span) -> Option<Advice> {
        let list = self.list(span)?;
        self.subject.said.joined = Some(list.span);
        Some(Advice::Replace(list))
    }

    /// Returns the number of arguments of a declared type or constructor.
    fn arity(&self, name: &str) -> Option<usize> {
        let ty = match self.constructors.get(name) {
            Some(Named::Combinator(id)) => self.types.of(*id)?,
            Some(Named::Broken) => return None,
            None => *self.types.by_name.get(name)?,
        };
        Some(self.types.all[ty].params.len())
    }
}

/// Returns `Vector` of `Vector` and `%Vector`, if it has no arguments.
fn head<'s>(expr: &Expr<'s>) -> (&'static str, Option<&'s str>) {
    match &expr.kind {
        ExprKind::Bare(inner) => ("%", inner.word()),
        _ => ("", expr.word()),
    }
}

/// Nobody means an array of more dimensions.
const DIMENSIONS: usize = 8;

/// The contents of square brackets as the size of an array: nothing, or a number.
type Dimension = Option<String>;

/// Parses `[]` and `[3]`; `None` for anything else.
fn dimension(field: &Field<'_>) -> Option<Dimension> {
    let ExprKind::Repeat {
        count: None,
        fields,
    } = &field.ty.kind
    else {
        return None;
    };
    match fields.as_slice() {
        [] => Some(None),
        [only] if only.name.is_none() && is_count(&only.ty) => Some(Some(print::expr(&only.ty))),
        _ => None,
    }
}

/// Whether it is like `3` or `n`.
fn is_count(expr: &Expr<'_>) -> bool {
    let is_lower = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase());
    matches!(expr.kind, ExprKind::Number(_)) || expr.word().is_some_and(is_lower)
}

/// Suggests a list for `ids:[int]`, `ids:[]int`, `ids:[3]int`: the first of the fields, and perhaps those
/// after it.
fn list(fields: &[Field<'_>]) -> Option<Suggestion> {
    let [field, behind @ ..] = fields else {
        return None;
    };
    let span = field.ty.span;
    field.name?;
    let next = behind.first();
    let is_array = next.is_some_and(|next| next.name.is_none() && next.span.start == span.end);
    if !is_array {
        let list = lists::list(&field.ty)?;
        return Some(Suggestion::new("a list is a `Vector`", span, list));
    }
    let mut dimensions = vec![dimension(field)?];
    let mut end = field.span.end;
    for next in behind {
        if next.name.is_some() || next.mask.is_some() || next.span.start != end {
            return None;
        }
        let Some(another) = dimension(next).filter(|_| dimensions.len() < DIMENSIONS) else {
            let list = of_dimensions(&next.ty, &dimensions)?;
            return Some(Suggestion::new(
                message_of(&dimensions),
                span.to(next.span),
                list,
            ));
        };
        dimensions.push(another);
        end = next.span.end;
    }
    None
}

/// Whether `span` is the `n` of `[n]`, the first of the fields.
fn is_count_of(fields: &[Field<'_>], span: Span) -> bool {
    fields.first().is_some_and(|field| {
        matches!(field.ty.repeated(), [only] if only.ty.span == span && dimension(field).is_some())
    })
}

/// Suggests a list for `int[]`, `int[3][4]`, in which each pair of brackets is a field of its own.
fn list_before(element: &Field<'_>, fields: &[Field<'_>]) -> Option<Suggestion> {
    let (mut dimensions, mut last) = (Vec::new(), element);
    for field in fields {
        if !touches(last, field) {
            break;
        }
        if dimensions.len() == DIMENSIONS {
            return None;
        }
        dimensions.push(dimension(field)?);
        last = field;
    }
    if dimensions.is_empty() || dimension(element).is_some() {
        return None;
    }
    let text = of_dimensions(&element.ty, &dimensions)?;
    let whole = element.ty.span.to(last.span);
    Some(Suggestion::new(message_of(&dimensions), whole, text))
}

/// Returns the TL for an array of such elements: `3*[ int ]`, `Vector<int>`; a repetition cannot be the
/// argument of a type.
fn of_dimensions(element: &Expr<'_>, dimensions: &[Dimension]) -> Option<String> {
    let (inner, outer) = dimensions.split_last()?;
    let is_list = |dimension: &Dimension| dimension.is_none();
    if dimensions
        .iter()
        .skip_while(|it| !is_list(it))
        .any(|it| !is_list(it))
    {
        return None;
    }
    let inner = match inner {
        Some(count) => repeated(&lists::element(element), count),
        None => lists::list_of(element),
    };
    Some(outer.iter().rev().fold(inner, |inner, outer| match outer {
        Some(count) => repeated(&inner, count),
        None => format!("Vector<{inner}>"),
    }))
}

fn message_of(dimensions: &[Dimension]) -> &'static str {
    match dimensions {
        [Some(_), ..] => "the count comes first",
        _ => "a list is a `Vector`",
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
fn gap(field: Span, next: Span) -> Span {
    Span {
        start: field.end,
        ..span_start(next)
    }
}
