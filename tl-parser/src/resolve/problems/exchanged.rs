//! Fields whose type is written before their name, as in C: `int id`, `Vector<int> ids`, `int:id`. All of them in a
//! declaration are one finding.

use super::adjacent::{gap, head, in_tl};
use super::lists;
use crate::diagnostic::{Advice, Code, Diagnostic, Suggestion};
use crate::foreign;
use crate::resolve::{Position, Resolver};
use crate::schema::Row;
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Expr, ExprKind, Field, ParamKind, is_type_name};
use crate::syntax::{print, type_before_name};

/// How many fields are looked at from the first one on.
const MOST: usize = 64;

/// How many fields, without names, a field of another language can be: `Vector of int ids`.
const NEAR: usize = 4;

const FIELDS_IN_TL: &str =
    "a declaration is a name, fields, `=` and a type: `user id:long name:string = User;`";
const SEMICOLON: &str = "a `;` ends a declaration; spaces separate its fields";

/// A field whose name comes after its type.
pub(super) struct Exchanged<'s> {
    pub(super) name: Spanned<&'s str>,
    ty: Span,
    whole: Span,
    /// The field as it should be.
    text: String,
}

impl<'s> Resolver<'_, 's> {
    /// Whether `span` is in a field that was reported because its name comes after its type.
    pub(super) fn is_exchanged(&self, span: Span) -> bool {
        let exchanged = self.subject.said.exchanged;
        exchanged.is_some_and(|whole| lists::contains(whole, span))
    }

    /// Reports the current field if its name most likely comes after its type; `span` is in that field.
    pub(super) fn exchanged(&mut self, span: Span) -> Option<Diagnostic> {
        let Position::Field(siblings, index) = self.subject.place else {
            return None;
        };
        // `code int message string`: the type is that of the name before it.
        let before_type = index.checked_sub(2).and_then(|at| siblings.get(at));
        if before_type.is_some_and(|it| it.is_nameless() && self.new_name(&it.ty).is_some()) {
            return None;
        }
        let from = siblings.get(index.saturating_sub(1)..)?;
        // Most unknown names are something else, so the other fields are only looked at if this one is exchanged.
        let here =
            self.exchanged_fields(from.get(..from.len().min(NEAR + usize::from(index > 0)))?);
        let is_here = |it: &Exchanged<'_>| lists::contains(it.whole, span);
        if !here.iter().any(is_here) {
            return None;
        }
        let all = self.exchanged_fields(from.get(..from.len().min(MOST))?);
        let (first, last) = (all.first()?, all.last()?);
        let whole = first.whole.to(last.whole);
        let text = self.together(&all)?;
        let way_out = match all.len() {
            1 => "write the name first",
            _ => "write the names first",
        };
        let mut found = type_before_name(first.name.value, first.ty);
        for other in all.get(1..).unwrap_or_default() {
            found = found.label(other.ty, "and this");
        }
        Some(found.suggest(way_out, whole, text))
    }

    /// Returns the text of all fields as they should be, and remembers that they are reported.
    fn together(&mut self, all: &[Exchanged<'s>]) -> Option<String> {
        let (first, last) = (all.first()?, all.last()?);
        let mut text = first.text.clone();
        for pair in all.windows(2) {
            if let [before, it] = pair {
                text += gap(before.whole, it.whole).text_in(self.subject.text)?;
                text += &it.text;
            }
        }
        self.subject.said.exchanged = Some(first.whole.to(last.whole));
        // Its uses as a mask or a number should not fail too.
        let names = all.iter().map(|it| it.name.value);
        self.subject.said.names.extend(names);
        Some(text)
    }

    /// Suggests `id:int name:string` for `id int name string`; the first of the fields is most likely a name.
    pub(super) fn without_colons(&mut self, mut fields: &'s [Field<'s>]) -> Option<Suggestion> {
        let mut all = Vec::new();
        while let [field, next, rest @ ..] = fields {
            let is_pair = field.is_nameless() && next.name.is_none() && self.is_type(&next.ty);
            let name = field
                .ty
                .head()
                .filter(|it| is_pair && !self.is_declared(it.value));
            let Some(name) = name.filter(|_| all.len() < MOST) else {
                break;
            };
            let mask = next.span.start as usize..next.ty.span.start as usize;
            let mask = self.subject.text.get(mask)?;
            let (ty, last, rest) = match (self.with_argument(next, rest), next.ty.word()) {
                (Some(list), _) => list,
                (None, Some(word)) if !self.is_declared(word) => {
                    (in_tl(word).to_owned(), next.span, rest)
                }
                (None, _) => (print::expr(&next.ty), next.span, rest),
            };
            fields = rest;
            all.push(Exchanged {
                name,
                ty: next.ty.span,
                whole: field.span.to(last),
                text: format!("{}:{mask}{ty}", name.value),
            });
        }
        let whole = all.first()?.whole.to(all.last()?.whole);
        let message = match all.len() {
            1 => "is it the name of the field whose type follows?",
            _ => "are they the names of the fields whose types follow?",
        };
        let text = self.together(&all)?;
        Some(Suggestion::new(message, whole, text))
    }

    /// Explains `user int id;`, which is read as an application: fields without a result.
    pub(super) fn lost_result(&mut self, head: Spanned<&'s str>) -> Option<Diagnostic> {
        let Position::Partial(expr) = self.subject.place else {
            return None;
        };
        let (name, args) = expr.application()?;
        let is_field = |pair: &[Expr<'s>]| matches!(pair, [ty, name] if self.is_type(ty) && self.new_name(name).is_some());
        if name != head || is_type_name(head.value) || !args.windows(2).any(is_field) {
            return None;
        }
        self.problems.lost_result = true;
        let message = "a declaration has no `=` and no result type";
        let end = expr.span.at_end();
        let lost = Diagnostic::new(Code::Syntax, message, end, "expected `=` and a type");
        Some(lost.note(FIELDS_IN_TL).note(SEMICOLON))
    }

    /// Explains `string name;`, which is read as an application; it may continue a declaration that was reported.
    pub(super) fn field_alone(&mut self, diagnostic: Diagnostic) -> Option<Diagnostic> {
        let field = match self.subject.place {
            Position::Partial(expr) => expr.application(),
            Position::Outside | Position::Field(..) => None,
        };
        let is_field = field.is_some_and(|(ty, args)| {
            matches!(args, [name] if Row::find(ty.value).is_some() && self.new_name(name).is_some())
        });
        if !is_field {
            return Some(diagnostic);
        }
        let is_rest = std::mem::replace(&mut self.problems.lost_result, true);
        let span = diagnostic.place()?;
        let message = "a field is outside of a declaration";
        let alone = Diagnostic::new(Code::Syntax, message, span, "this is a type and a name");
        (!is_rest).then(|| alone.note(FIELDS_IN_TL).note(SEMICOLON))
    }

    /// Returns those of the fields whose name comes after their type.
    fn exchanged_fields(&self, mut fields: &[Field<'s>]) -> Vec<Exchanged<'s>> {
        let mut all = Vec::new();
        while let [field, rest @ ..] = fields {
            fields = rest;
            let arity = head(&field.ty).1.and_then(|word| self.arity(word));
            if arity.is_some_and(|it| it > 0) {
                let Some((list, behind)) = self.list_and_name(field, rest) else {
                    break;
                };
                all.push(list);
                fields = behind;
            } else if let Some(one) = self.exchanged_with_colon(field) {
                all.push(one);
            } else if let Some(two) = rest
                .first()
                .and_then(|next| self.type_and_name(field, next))
            {
                all.push(two);
                fields = rest.get(1..).unwrap_or_default();
            }
        }
        all
    }

    /// Explains `Vector int ids`, `Vector int:ids`; also returns the fields after it.
    fn list_and_name<'f>(
        &self,
        field: &Field<'s>,
        rest: &'f [Field<'s>],
    ) -> Option<(Exchanged<'s>, &'f [Field<'s>])> {
        let (percent, word) = head(&field.ty);
        let (list, argument, name, rest) = match rest {
            [next, rest @ ..] if next.name.is_some() && next.mask.is_none() => {
                let argument = self.exchanged_with_colon(next)?.ty;
                let element = in_tl(next.name?.value);
                let word = word.filter(|word| self.arity(word) == Some(1))?;
                let list = format!("{percent}{word}<{element}>");
                (list, argument, &next.ty, rest)
            }
            _ => {
                let (list, argument, rest) = self.with_argument(field, rest)?;
                let (name, rest) = rest.split_first().filter(|(it, _)| it.is_nameless())?;
                (list, argument, &name.ty, rest)
            }
        };
        let ty = field.ty.span.to(argument);
        let mut one = self.exchanged_of(field, ty, name, list)?;
        one.whole = field.span.to(name.span);
        (field.name.is_none()).then_some((one, rest))
    }

    /// Returns `Vector<int>` for `Vector int` and `Vector of int`, with the place of `int` and the fields after it.
    fn with_argument<'f>(
        &self,
        field: &Field<'s>,
        rest: &'f [Field<'s>],
    ) -> Option<(String, Span, &'f [Field<'s>])> {
        let (percent, word) = head(&field.ty);
        let word = word.filter(|word| self.arity(word) == Some(1))?;
        let rest = match rest {
            [of, rest @ ..] if lists::is_of(of) => rest,
            _ => rest,
        };
        let (next, rest) = rest.split_first().filter(|(it, _)| it.is_nameless())?;
        let argument = match next.ty.word() {
            Some(word) if !self.is_declared(word) => in_tl(word).to_owned(),
            _ => lists::argument(&next.ty)?,
        };
        Some((format!("{percent}{word}<{argument}>"), next.span, rest))
    }

    /// Explains `int:id`.
    fn exchanged_with_colon(&self, field: &Field<'s>) -> Option<Exchanged<'s>> {
        let ty = field.name.filter(|it| it.span.start == field.span.start)?;
        // `date`, `text` and `list` are names of fields, too.
        let is_foreign =
            || ty.value.contains(|c: char| c.is_ascii_digit()) && foreign::find(ty.value).is_some();
        let is_type = is_type_name(ty.value) && self.has_declaration(ty.value);
        if !(is_type || Row::find(ty.value).is_some() || is_foreign()) {
            return None;
        }
        let word = in_tl(ty.value).to_owned();
        self.exchanged_of(field, ty.span, &field.ty, word)
    }

    /// Explains `int id`, `Vector<int> ids`.
    fn type_and_name(&self, field: &Field<'s>, next: &Field<'s>) -> Option<Exchanged<'s>> {
        if field.name.is_some() || field.bang || !next.is_nameless() || !self.is_type(&field.ty) {
            return None;
        }
        let text = match field.ty.word() {
            Some(word) if !self.has_declaration(word) && self.scope.find(word).is_none() => {
                in_tl(word).to_owned()
            }
            _ => print::expr(&field.ty),
        };
        let mut exchanged = self.exchanged_of(field, field.ty.span, &next.ty, text)?;
        exchanged.whole = field.span.to(next.span);
        Some(exchanged)
    }

    /// Whether it is a type of TL, or of another language.
    fn is_type(&self, expr: &Expr<'s>) -> bool {
        let head = match &expr.kind {
            ExprKind::Bare(inner) => inner.head(),
            _ => expr.head(),
        };
        match head {
            Some(head) => {
                let var = self.scope.find(head.value);
                self.has_declaration(head.value)
                    || var.is_some_and(|(_, var)| var.kind == ParamKind::Type)
                    || foreign::find(head.value).is_some_and(|it| it.tl.is_some())
            }
            None => matches!(expr.kind, ExprKind::Nat),
        }
    }

    fn exchanged_of(
        &self,
        field: &Field<'s>,
        ty: Span,
        name: &Expr<'s>,
        text: String,
    ) -> Option<Exchanged<'s>> {
        let name = self.new_name(name).filter(|_| !field.bang)?;
        let mask = field.mask.map_or(String::new(), |mask| {
            format!("{}.{}?", mask.name.value, mask.bit.value)
        });
        Some(Exchanged {
            name,
            ty,
            whole: field.span,
            text: format!("{}:{mask}{text}", name.value),
        })
    }

    /// Returns a name that nothing declares and that is most likely that of a field.
    pub(super) fn new_name(&self, expr: &Expr<'s>) -> Option<Spanned<&'s str>> {
        let value = expr.word()?;
        let is_name = !is_type_name(value)
            && !value.contains('.')
            && !value.eq_ignore_ascii_case("of")
            && !self.is_declared(value)
            && foreign::find(value).is_none()
            && !self.problems.undeclared.is_lost(value);
        let span = expr.span;
        is_name.then_some(Spanned { value, span })
    }

    /// Suggests `id:int` for `(int id)`, which is read as a type and its argument.
    pub(super) fn type_and_name_in_brackets(&self, span: Span) -> Option<Advice> {
        let (_, [field, ..]) = self.field_at(span)? else {
            return None;
        };
        let (head, [name]) = field.ty.application()? else {
            return None;
        };
        let name = self.new_name(name).filter(|_| field.is_nameless())?;
        let before = self.subject.text.get(..field.span.start as usize)?;
        let gap = if before.ends_with(|c: char| c > ' ') {
            " "
        } else {
            ""
        };
        let text = format!("{gap}{}:{}", name.value, head.value);
        Some(Advice::replace("write the name first", field.span, text))
    }
}
