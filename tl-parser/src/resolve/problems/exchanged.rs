//! Fields whose type is written before their name, as in C: `int id`, `Vector<int> ids`, `int:id`. All of them in a
//! declaration are one finding.

use super::adjacent::{gap, head, in_tl};
use super::lists;
use crate::diagnostic::{Advice, Code, Diagnostic};
use crate::foreign;
use crate::resolve::{Position, Resolver};
use crate::schema::Row;
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Expr, ExprKind, Field, ParamKind, is_type_name};
use crate::syntax::{print, type_before_name};

/// How many fields are looked at from the first one on.
const MOST: usize = 64;

/// A field whose name comes after its type.
pub(super) struct Exchanged<'s> {
    pub(super) name: Spanned<&'s str>,
    ty: Span,
    whole: Span,
    /// The field as it should be.
    text: String,
}

impl<'s> Resolver<'_, 's> {
    /// Whether an unknown name was reported as that of a field after its type.
    pub(super) fn is_exchanged(&self, name: Spanned<&'s str>) -> bool {
        let exchanged = self.subject.said.exchanged;
        exchanged.is_some_and(|whole| lists::contains(whole, name.span))
    }

    /// Reports an unknown name if it is most likely that of a field, after its type.
    pub(super) fn exchanged(&mut self, name: Spanned<&'s str>) -> Option<Diagnostic> {
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
        let here = self.exchanged_fields(from.get(..from.len().min(2 + usize::from(index > 0)))?);
        let is_here = |it: &Exchanged<'_>| lists::contains(it.whole, name.span);
        if !here.iter().any(is_here) {
            return None;
        }
        let all = self.exchanged_fields(from.get(..from.len().min(MOST))?);
        let (first, last) = (all.first()?, all.last()?);
        let whole = first.whole.to(last.whole);
        self.subject.said.exchanged = Some(whole);
        // Its uses as a mask or a number should not fail too.
        let names = all.iter().map(|it| it.name.value);
        self.subject.said.names.extend(names);
        let mut text = first.text.clone();
        for pair in all.windows(2) {
            if let [before, it] = pair {
                text += gap(before.whole, it.whole).text_in(self.subject.text)?;
                text += &it.text;
            }
        }
        let way_out = match all.len() {
            1 => "write the name first",
            _ => "write the names first",
        };
        let mut found = type_before_name(Code::UndeclaredName, first.name.value, first.ty);
        for other in all.get(1..).unwrap_or_default() {
            found = found.label(other.ty, "and this");
        }
        Some(found.suggest(way_out, whole, text))
    }

    /// Returns those of the fields whose name comes after their type.
    fn exchanged_fields(&self, mut fields: &[Field<'s>]) -> Vec<Exchanged<'s>> {
        let mut all = Vec::new();
        while let [field, rest @ ..] = fields {
            fields = rest;
            let arity = head(&field.ty).1.and_then(|word| self.arity(word));
            if arity.is_some_and(|it| it > 0) {
                // The next one is its argument: `Vector string ids`.
                break;
            }
            if let Some(one) = self.exchanged_with_colon(field) {
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

    /// Explains `int:id`.
    pub(super) fn exchanged_with_colon(&self, field: &Field<'s>) -> Option<Exchanged<'s>> {
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
        let head = match &field.ty.kind {
            ExprKind::Bare(inner) => inner.head(),
            _ => field.ty.head(),
        };
        let is_known = match head {
            Some(head) => {
                let var = self.scope.find(head.value);
                self.has_declaration(head.value)
                    || var.is_some_and(|(_, var)| var.kind == ParamKind::Type)
                    || foreign::find(head.value).is_some_and(|it| it.tl.is_some())
            }
            None => matches!(field.ty.kind, ExprKind::Nat),
        };
        if field.name.is_some() || field.bang || !next.is_nameless() || !is_known {
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
        let text = format!("{}:{}", name.value, head.value);
        Some(Advice::replace("write the name first", field.span, text))
    }
}
