//! Explains lists and arrays with square brackets, as other languages write them: `int[]`, `[3]int`, `[int]`.

use super::adjacent::gap;
use super::lists::{self, touches};
use crate::diagnostic::{Advice, Code, Diagnostic, Suggestion};
use crate::foreign::{self, MAP, is_byte};
use crate::resolve::{Position, Resolver};
use crate::schema::Var;
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Expr, ExprKind, Field, ParamKind};
use crate::syntax::{print, repeated};

/// The largest number of dimensions of an array; brackets with more of them are not meant as an array.
const DIMENSIONS: usize = 8;

/// The contents of a pair of square brackets: `None` for `[]`, and the size for `[3]` or `[n]`.
type Dimension<'s> = Option<&'s Expr<'s>>;

/// An array as written in another language: `ids:[3]int`, `ids:int[3]`.
struct Array<'s> {
    /// The field with the array as its type.
    field: &'s Field<'s>,
    dimensions: Vec<Dimension<'s>>,
    element: &'s Expr<'s>,
    whole: Span,
}

impl<'s> Resolver<'_, 's> {
    /// Explains a repetition without a count.
    pub(super) fn no_count(&mut self, span: Span) -> Diagnostic {
        // Hides problems in the contents, which are part of this mistake.
        self.subject.said.joined = Some(span);
        let place = self.field_at(span);
        let field = place.and_then(|(_, from)| from.first());
        let message = "a repetition without a count";
        let wrong = Diagnostic::new(
            Code::MissingCount,
            message,
            span,
            "how often is this repeated?",
        );
        if field.is_some_and(|field| self.is_map(field)) {
            return wrong.note(MAP);
        }
        let start = field.map_or(span, |field| field.span);
        let counted =
            || Suggestion::new("add a `#` before it as the count", start.at_start(), "# ");
        let meant = match self.array_at(span) {
            Some(array) => self.array(&array),
            None => Some(self.list(span).unwrap_or_else(counted)),
        };
        wrong
            .note("without a count, `[ … ]` is repeated as often as the last `#` before it says, but no `#` comes before it")
            .advise(meant.map(Advice::Replace))
    }

    /// Suggests `n*[ int ]` for `n[ int ]`.
    pub(super) fn count_before(&mut self, span: Span) -> Option<Advice> {
        if let Some(array) = self.array_of_count(span) {
            return Some(Advice::Replace(array));
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
        Some(Advice::replace(message, gap, "*"))
    }

    /// Suggests a repetition for `[n]int`; `span` is the `n`.
    pub(super) fn array_of_count(&mut self, span: Span) -> Option<Suggestion> {
        let fields = self.subject.combinator?.0.fields();
        let behind = fields.partition_point(|field| field.ty.span.start <= span.start);
        let at = behind.checked_sub(1)?;
        let is_count =
            |field: &Field<'_>| matches!(field.ty.repeated(), [only] if only.ty.span == span);
        let array = fields.get(at).filter(|field| is_count(field))?;
        self.dimension(array)?;
        let array = self.array_in(fields, at)?;
        self.array(&array)
    }

    /// Suggests a list for `i32[]`, whose element is a name of another language.
    pub(super) fn array_behind(&mut self, span: Span) -> Option<Suggestion> {
        self.field_at(span)?;
        let array = self.array_at(span)?;
        self.array(&array)
    }

    /// Suggests a list for a repetition that most likely was not meant to have a count.
    pub(super) fn list_at(&mut self, span: Span) -> Option<Advice> {
        let list = match self.array_at(span) {
            Some(array) => self.array(&array)?,
            None => self.list(span)?,
        };
        Some(Advice::Replace(list))
    }

    /// Suggests a list for `[int]`.
    fn list(&mut self, span: Span) -> Option<Suggestion> {
        let (_, [field, ..]) = self.field_at(span)? else {
            return None;
        };
        field.name?;
        let list = lists::list(&field.ty)?;
        self.subject.said.joined = Some(span);
        Some(Suggestion::new("a list is a `Vector`", span, list))
    }

    /// Suggests the array in TL, and a field for each count that is not declared.
    fn array(&mut self, array: &Array<'s>) -> Option<Suggestion> {
        self.subject.said.joined = Some(array.whole);
        let mut before = String::new();
        let is_bytes = array.element.word().is_some_and(is_byte);
        for (at, count) in array.dimensions.iter().enumerate() {
            let Some(word) = count.and_then(Expr::word) else {
                continue;
            };
            let is_number =
                |var: Option<(_, Var<'_>)>| var.is_some_and(|(_, var)| var.kind == ParamKind::Nat);
            if is_number(self.scope.find(word)) || !self.subject.said.names.insert(word) {
                continue;
            }
            // `bytes` include their number.
            let is_included = is_bytes && at + 1 == array.dimensions.len();
            if !is_included && self.field_of_combinator(word).is_none() {
                before += &format!("{word}:# ");
            }
        }
        let text = match array.dimensions.as_slice() {
            // A repetition cannot be the argument of `Vector`.
            [None, inner @ ..] if inner.iter().any(Option::is_some) => {
                before += "# ";
                format!("[ {} ]", of_dimensions(array.element, inner)?)
            }
            all => of_dimensions(array.element, all)?,
        };
        if let Some(name) = self.name_after(array).filter(|_| before.is_empty()) {
            // `int[3] ids`
            let whole = array.whole.to(name.span);
            self.subject.said.exchanged = Some(whole);
            let text = format!("{}:{text}", name.value);
            return Some(Suggestion::new("the name comes first", whole, text));
        }
        let message = match array.dimensions.as_slice() {
            [_] if is_bytes => format!("is it `{text}`?"),
            [Some(_), ..] => "the count comes first".to_owned(),
            _ => "a list is a `Vector`".to_owned(),
        };
        if before.is_empty() {
            return Some(Suggestion::new(message, array.whole, text));
        }
        let field = array.field.span;
        let name = field.start as usize..array.whole.start as usize;
        let name = self.subject.text.get(name)?;
        let message = "the count comes first";
        Some(Suggestion::new(
            message,
            field.to(array.whole),
            format!("{before}{name}{text}"),
        ))
    }

    /// Returns the name after an array without one.
    fn name_after(&self, array: &Array<'s>) -> Option<Spanned<&'s str>> {
        let Position::Field(siblings, _) = self.subject.place else {
            return None;
        };
        let after = siblings.partition_point(|it| it.span.start < array.whole.end);
        let next = siblings.get(after).filter(|it| it.is_nameless())?;
        self.new_name(&next.ty)
            .filter(|_| array.field.is_nameless())
    }

    /// Whether brackets are part of an array as other languages write it.
    pub(in crate::resolve) fn is_array(&self, span: Span) -> bool {
        self.array_at(span).is_some()
    }

    /// Returns the array that contains the type at `span`.
    fn array_at(&self, span: Span) -> Option<Array<'s>> {
        self.field_at(span)?;
        let Position::Field(siblings, index) = self.subject.place else {
            return None;
        };
        self.array_in(siblings, index)
    }

    /// Returns the array that contains the field with this index.
    fn array_in(&self, fields: &'s [Field<'s>], at: usize) -> Option<Array<'s>> {
        let before = fields.get(..=at)?.windows(2).rev().take(DIMENSIONS);
        let is_part = |pair: &&[Field<'_>]| matches!(pair, [last, next] if touches(last, next));
        let first = at - before.take_while(is_part).count();
        let [field, behind @ ..] = fields.get(first..)? else {
            return None;
        };
        let (mut dimensions, mut last) = (Vec::new(), field);
        if let Some(outermost) = self.dimension(field) {
            // `ids:[]int`, `ids:[3]int`
            field.name?;
            dimensions.push(outermost);
            for next in behind.iter().take(DIMENSIONS) {
                if next.name.is_some() || next.mask.is_some() || next.span.start != last.span.end {
                    return None;
                }
                match self.dimension(next) {
                    Some(another) => dimensions.push(another),
                    None => {
                        return Some(Array {
                            field,
                            dimensions,
                            element: &next.ty,
                            whole: field.ty.span.to(next.span),
                        });
                    }
                }
                last = next;
            }
            return None;
        }
        // `int[]`, `int[3][4]`: each pair of brackets was parsed as a field.
        for next in behind {
            if !touches(last, next) {
                break;
            }
            if dimensions.len() == DIMENSIONS {
                return None;
            }
            dimensions.push(self.dimension(next)?);
            last = next;
        }
        let is_array = !dimensions.is_empty() && field.ty.span.end == field.span.end;
        is_array.then(|| Array {
            field,
            dimensions,
            element: &field.ty,
            whole: field.ty.span.to(last.span),
        })
    }

    /// Parses `[]` and `[3]`; `None` for anything else.
    fn dimension(&self, field: &'s Field<'s>) -> Option<Dimension<'s>> {
        let ExprKind::Repeat {
            count: None,
            fields,
        } = &field.ty.kind
        else {
            return None;
        };
        match fields.as_slice() {
            [] => Some(None),
            [only] if only.name.is_none() && self.is_size(&only.ty) => Some(Some(&only.ty)),
            _ => None,
        }
    }

    /// Whether the expression looks like a size: `3`, `n`, `MAX_SIZE`.
    fn is_size(&self, expr: &Expr<'s>) -> bool {
        let Some(word) = expr.word() else {
            return matches!(expr.kind, ExprKind::Number(_));
        };
        if let Some((_, var)) = self.scope.find(word) {
            return var.kind == ParamKind::Nat;
        }
        let is_constant = !word.contains(|c: char| c.is_ascii_lowercase());
        let is_likely = is_constant || word.starts_with(|c: char| c.is_ascii_lowercase());
        is_likely && !self.has_declaration(word) && foreign::find(word).is_none()
    }

    /// Whether the type of the field looks like a map: `[String: Int]`.
    fn is_map(&self, field: &Field<'s>) -> bool {
        let [pair] = field.ty.repeated() else {
            return false;
        };
        let is_type = |name: &str| foreign::find(name).is_some() || self.has_declaration(name);
        pair.name.is_some_and(|key| is_type(key.value))
    }
}

/// Returns the TL for an array, such as `3*[ int ]` or `Vector<int>`; `None` for a list of arrays, because a
/// repetition cannot be the argument of a type.
fn of_dimensions(element: &Expr<'_>, dimensions: &[Dimension<'_>]) -> Option<String> {
    let (inner, outer) = dimensions.split_last()?;
    let mut behind_list = dimensions.iter().skip_while(|it| it.is_some());
    if behind_list.any(Option::is_some) {
        return None;
    }
    let counted = |inner: &str, count: &Expr<'_>| repeated(inner, &print::expr(count));
    let inner = match inner {
        Some(count) => counted(&lists::element(element), count),
        None => lists::list_of(element),
    };
    Some(outer.iter().rev().fold(inner, |inner, outer| match outer {
        Some(count) => counted(&inner, count),
        None => format!("Vector<{inner}>"),
    }))
}
