//! Lists and optional fields as other languages write them.

use crate::diagnostic::Suggestion;
use crate::foreign::{LIST, OPTION, find, is_byte};
use crate::resolve::{Position, Resolver};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Expr, ExprKind, Field, ParamKind};
use crate::syntax::print;

/// Words before a type or a field in other languages.
const QUALIFIERS: [&str; 13] = [
    "unsigned", "signed", "const", "final", "required", "repeated", "public", "private", "static",
    "readonly", "mut", "var", "let",
];

impl<'s> Resolver<'_, 's> {
    /// Suggests a field with a mask for `Option<int>`, `bytes` for `Vec<u8>`, and `Vector<int>` for `Vec<i32>`.
    pub(super) fn foreign_generic(&mut self, name: Spanned<&'s str>) -> Option<Suggestion> {
        let Position::Field(siblings, index) = self.subject.place else {
            return self.foreign_result(name);
        };
        let field = siblings.get(index)?;
        let next = siblings.get(index + 1);
        let (head, args) = field.ty.application()?;
        let foreign = find(head.value).filter(|_| !self.has_declaration(head.value));
        let behind = match (next, siblings.get(index + 2)) {
            (Some(of), Some(arg)) if is_of(of) && arg.name.is_none() => Some((&arg.ty, arg.span)),
            (Some(next), _) => argument_touching(field, next).map(|arg| (arg, next.span)),
            (None, _) => None,
        };
        let (arg, whole) = match (args, behind) {
            ([arg], _) => (arg, field.ty.span),
            ([], Some((arg, last))) => (arg, field.ty.span.to(last)),
            _ => return None,
        };
        let is_here = head.span == name.span || contains(arg.span, name.span);
        if !is_here {
            return None;
        }
        let is_vector = is_list(head.value) || foreign.is_some_and(|it| it.note == Some(LIST));
        if is_vector {
            if arg.word().is_some_and(is_byte) {
                return Some(Suggestion::new("is it `bytes`?", whole, "bytes"));
            }
            let element = self.in_tl(arg)?;
            // A single name is reported elsewhere, with more to say.
            let is_alone =
                behind.is_none() && head.span == name.span && element == print::expr(arg)
                    || head.span != name.span && arg.word().is_some() && foreign.is_none();
            let text = format!("Vector<{element}>");
            let message = format!("TL calls it `{text}`");
            return (!is_alone).then(|| Suggestion::new(message, whole, text));
        }
        if foreign?.note != Some(OPTION) {
            return None;
        }
        let ty = self.in_tl(arg)?;
        if field.mask.is_some() {
            let message = "the mask says that it may be absent";
            return Some(Suggestion::new(message, whole, ty));
        }
        let guard = self.guard(siblings, field.name, &ty)?;
        let whole = match field.name {
            Some(name) => name.span.to(whole),
            None => whole,
        };
        Some(Suggestion::new("guard the field", whole, guard))
    }

    /// Suggests `= Vector<int>` for `= Vec<i32>`.
    fn foreign_result(&mut self, name: Spanned<&'s str>) -> Option<Suggestion> {
        let result = &self.subject.combinator?.0.result;
        let (head, args) = result.application()?;
        let text = self.in_tl(result)?;
        if args.is_empty() || !contains(result.span, name.span) || text == print::expr(result) {
            return None;
        }
        if find(head.value).is_some() {
            // So that it is not reported as a type without constructors.
            self.problems.undeclared.add_param(head.value);
        }
        let message = format!("TL calls it `{text}`");
        Some(Suggestion::new(message, result.span, text))
    }

    /// Returns the field with the next free bit of the last mask; if there is none, with a mask before it.
    fn guard(
        &self,
        siblings: &[Field<'s>],
        name: Option<Spanned<&'s str>>,
        ty: &str,
    ) -> Option<String> {
        let nats = self.scope.names();
        let nats = nats.filter(|(_, var)| var.kind == ParamKind::Nat);
        let mask = nats.last().map(|(name, _)| name);
        let used = siblings.iter().filter_map(|it| it.mask);
        let used = used.filter(|it| Some(it.name.value) == mask);
        let used: Vec<u32> = used.map(|it| it.bit.value).collect();
        let bit = (0..32).find(|bit| !used.contains(bit)).unwrap_or_default();
        let field = name.map_or(String::new(), |name| format!("{}:", name.value));
        // Names in a group share the text before them.
        let of_name = |it: &&Field<'_>| it.name == name;
        let is_grouped =
            |it: &Field<'_>| it.name.is_some_and(|name| name.span.start != it.span.start);
        match mask {
            Some(mask) => Some(format!("{field}{mask}.{bit}?{ty}")),
            None if siblings.iter().find(of_name).is_some_and(is_grouped) => None,
            None => Some(format!("flags:# {field}flags.0?{ty}")),
        }
    }

    /// Suggests TL for `x:unsigned int`, `x:const int`, `x:optional int`, `optional x:int`, `repeated int x`.
    pub(super) fn qualified(&mut self, name: Spanned<&'s str>) -> Option<Suggestion> {
        let Position::Field(siblings, index) = self.subject.place else {
            return None;
        };
        let [field, next, ..] = siblings.get(index..)? else {
            return None;
        };
        let word = next.ty.word()?;
        let known = find(word).filter(|_| !self.has_declaration(word));
        let tl = known.map_or(Some(word), |it| it.tl)?;
        let is_qualifier = field.ty.word() == Some(name.value) && next.mask.is_none();
        if !is_qualifier || field.mask.is_some() {
            return None;
        }
        let is_option = find(name.value).is_some_and(|it| it.note == Some(OPTION));
        let qualifier = name.value.to_ascii_lowercase();
        let is_known = is_option || QUALIFIERS.contains(&qualifier.as_str());
        // `repeated int x`
        let name_behind = siblings.get(index + 2).filter(|behind| {
            let word = behind.ty.word();
            behind.name.is_none() && word.is_some_and(|it| !self.has_declaration(it))
        });
        let name_behind = name_behind.and_then(|behind| behind.ty.head());
        let (named, last) = match (field.name, next.name, name_behind) {
            (Some(named), None, _) | (None, Some(named), _) => (named, next.ty.span),
            (None, None, Some(named)) => (named, named.span),
            _ => return None,
        };
        if !is_known {
            return None;
        }
        let whole = field.span.to(last);
        self.subject.said.joined = Some(whole);
        if last == named.span {
            self.subject.said.names.insert(named.value);
        }
        if self.problems.undeclared.contains(name.value) {
            // The likely meaning is only suggested at the first use.
            return None;
        }
        let text = match qualifier.as_str() {
            _ if is_option => self.guard(siblings, Some(named), tl)?,
            "repeated" => format!("{}:{}", named.value, list_of(&next.ty)),
            "unsigned" if matches!(tl, "int" | "string") => format!("{}:#", named.value),
            _ => format!("{}:{tl}", named.value),
        };
        Some(Suggestion::new("write it so", whole, text))
    }

    /// Returns the type with TL's names instead of those of other languages, if TL has names for all of them.
    fn in_tl(&self, expr: &Expr<'s>) -> Option<String> {
        let mut other = expr.clone();
        self.translate(&mut other)?;
        Some(print::expr(&other))
    }

    fn translate(&self, expr: &mut Expr<'s>) -> Option<()> {
        match &mut expr.kind {
            ExprKind::Apply { head, args } => {
                let foreign = find(head.value).filter(|_| !self.has_declaration(head.value));
                let foreign_list = foreign.is_some_and(|it| it.note == Some(LIST));
                match args.as_slice() {
                    [only] if only.word().is_some_and(is_byte) && foreign_list => {
                        (head.value, *args) = ("bytes", Vec::new());
                        return Some(());
                    }
                    _ => {}
                }
                if let Some(foreign) = foreign {
                    head.value = foreign.tl?;
                }
                args.iter_mut().try_for_each(|arg| self.translate(arg))
            }
            ExprKind::Bare(inner) => self.translate(inner),
            ExprKind::Nat | ExprKind::Number(_) | ExprKind::Sum(_) | ExprKind::Repeat { .. } => {
                Some(())
            }
        }
    }
}

/// Whether the field is the `of` of `Vector of int`.
pub(super) fn is_of(field: &Field<'_>) -> bool {
    let word = field.ty.word();
    field.name.is_none() && word.is_some_and(|word| word.eq_ignore_ascii_case("of"))
}

fn is_list(head: &str) -> bool {
    head.eq_ignore_ascii_case("vector")
}

/// Returns the TL for a list of these elements: `Vector<int>`, or `bytes` for a list of bytes.
pub(super) fn list_of(element: &Expr<'_>) -> String {
    let word = element.word();
    if word.is_some_and(is_byte) {
        return "bytes".to_owned();
    }
    format!("Vector<{}>", self::element(element))
}

/// Returns TL's name of such an element; a byte keeps its name, since TL has none.
pub(super) fn element(element: &Expr<'_>) -> String {
    let word = element.word().filter(|word| !is_byte(word));
    let known = word.and_then(find).and_then(|it| it.tl);
    known.map_or_else(|| print::expr(element), str::to_owned)
}

/// Whether the name of a list at `span` has no argument in `expr`.
pub(super) fn is_alone(expr: &Expr<'_>, span: Span) -> bool {
    match &expr.kind {
        ExprKind::Apply { head, args } if head.span == span => args.is_empty(),
        ExprKind::Apply { args, .. } => args.iter().any(|arg| is_alone(arg, span)),
        ExprKind::Bare(inner) => is_alone(inner, span),
        _ => false,
    }
}

/// Suggests `Vector<int>` for `[int]`, and for lists inside it.
pub(super) fn list(expr: &Expr<'_>) -> Option<String> {
    let ExprKind::Repeat {
        count: None,
        fields,
    } = &expr.kind
    else {
        return None;
    };
    let [only] = fields.as_slice() else {
        return None;
    };
    if !only.is_nameless() {
        return None;
    }
    Some(match list(&only.ty) {
        Some(inner) => format!("Vector<{inner}>"),
        None => list_of(&only.ty),
    })
}

/// Whether `inner` is within `outer`.
pub(super) fn contains(outer: Span, inner: Span) -> bool {
    outer.file == inner.file && outer.start <= inner.start && inner.end <= outer.end
}

/// Whether `next` is a `[ … ]` without a name or a count, directly after `field`.
pub(super) fn touches(field: &Field<'_>, next: &Field<'_>) -> bool {
    next.name.is_none()
        && matches!(next.ty.kind, ExprKind::Repeat { count: None, .. })
        && field.span.end == next.span.start
}

/// Returns the text of an argument; a repetition cannot be one.
pub(super) fn argument(expr: &Expr<'_>) -> Option<String> {
    let is_repetition = matches!(expr.kind, ExprKind::Repeat { .. });
    (!is_repetition).then(|| print::expr(expr))
}

/// Returns the argument in square brackets, with lists inside it: `Vector<int>` of `[Vector[int]]`.
pub(super) fn argument_in_squares(brackets: &Expr<'_>) -> Option<String> {
    match brackets.repeated() {
        [only] if only.is_nameless() => argument(&only.ty),
        [head, inner] if head.is_nameless() && touches(head, inner) => {
            let inner = argument_in_squares(&inner.ty)?;
            Some(format!("{}<{inner}>", print::expr(&head.ty)))
        }
        _ => None,
    }
}

/// Returns the type in brackets directly after `field`: `Vector[int]`, `Vector(int)`.
pub(super) fn argument_touching<'f, 's>(
    field: &Field<'s>,
    next: &'f Field<'s>,
) -> Option<&'f Expr<'s>> {
    match next.ty.repeated() {
        [only] if touches(field, next) && only.name.is_none() => Some(&only.ty),
        _ if matches!(next.ty.kind, ExprKind::Repeat { .. }) => None,
        _ => (next.name.is_none() && next.mask.is_none() && field.span.end == next.span.start)
            .then_some(&next.ty),
    }
}
