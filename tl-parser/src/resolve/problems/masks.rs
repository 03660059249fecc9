//! Names that are used as masks or numbers, but are not.

use super::{SAID, is_html};
use crate::diagnostic::{Advice, Code, Diagnostic, Suggestion};
use crate::resolve::problem::Why;
use crate::resolve::{Position, Resolver};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{ExprKind, Field, ParamKind};

pub(super) fn no_such_bit(bit: Spanned<u32>) -> Option<Diagnostic> {
    // A bit that is not a number of 32 bits has been reported by the lexer.
    let too_large = bit.value == u32::MAX && bit.span.end - bit.span.start > 10;
    (!too_large).then(|| {
        let message = format!("there is no bit {}", bit.value);
        Diagnostic::new(Code::InvalidBit, message, bit.span, "the last bit is 31")
            .note("a `#` has 32 bits, 0 to 31; for more, schemas add another `#`: `flags2`")
    })
}

pub(super) fn mask_counts(mask: &str, span: Span) -> Diagnostic {
    let message = "a mask cannot count the repetition that it guards";
    let label = format!("the last `#` before it is `{mask}`");
    Diagnostic::new(Code::MissingCount, message, span, label).note(format!(
        "`{mask}` says whether the field is present, not how often; write a count before the brackets: `{mask}.0?n*[ int ]`"
    ))
}

impl<'s> Resolver<'_, 's> {
    /// Reports a name that is not a number where one belongs: the name of a field, or an undeclared one.
    pub(super) fn not_a_number(&mut self, name: Spanned<&'s str>) -> Option<Diagnostic> {
        if self.subject.said.names.contains(name.value) {
            return None;
        }
        let Some(field) = self.field_of_combinator(name.value) else {
            return self.unknown(name, Why::NoNumber);
        };
        self.subject.said.names.insert(name.value);
        if self.is_of_unknown_type(field) {
            return None;
        }
        let name_of = name.value;
        let wrong = |label| {
            let message = format!("there is no number `{name_of}`");
            Diagnostic::new(Code::UndeclaredName, message, name.span, label)
        };
        Some(if matches!(field.ty.kind, ExprKind::Nat) {
            wrong("this has not been read yet")
                .label(field.span, format!("`{name_of}` comes here"))
                .note("fields are read in order, so a number must come before its use")
        } else {
            wrong("a number is a `#`")
                .label(field.ty.span, format!("`{name_of}` is not a `#`"))
                .suggest(format!("make `{name_of}` a `#`"), field.ty.span, "#")
        })
    }

    /// Whether the type of the field is not declared, such as the `uint32` of other languages. That is
    /// reported, and the field may have been meant as a `#`.
    fn is_of_unknown_type(&self, field: &Field<'s>) -> bool {
        let word = field.ty.word();
        word.is_some_and(|word| self.scope.find(word).is_none() && !self.has_declaration(word))
    }

    pub(super) fn field_of_combinator(&mut self, name: &str) -> Option<&'s Field<'s>> {
        let fields = self.subject.combinator?.0.fields();
        if !self.problems.suggester.affords(fields.len()) {
            return None;
        }
        fields.iter().find(|field| field.is_called(name))
    }

    /// Reports a mask that is not a `#`.
    pub(super) fn not_a_mask(&mut self, mask: Spanned<&'s str>) -> Option<Diagnostic> {
        let said = &mut self.subject.said.names;
        if said.len() > SAID || said.contains(mask.value) {
            return None;
        }
        said.insert(mask.value);
        let name = mask.value;
        let wrong = |label: &str| {
            let message = format!("`{name}` is not a mask");
            Diagnostic::new(Code::InvalidMask, message, mask.span, label)
        };
        let Position::Field(siblings, index) = self.subject.place else {
            return None;
        };
        if self.scope.find(name).is_some() {
            return Some(
                wrong("this parameter stands for a type")
                    .note("a mask is a `#`: a field before this one, or a parameter `{n:#}`"),
            );
        }
        let sibling = siblings.iter().enumerate();
        if let Some((at, field)) = sibling.clone().find(|(_, field)| field.is_called(name)) {
            if self.is_of_unknown_type(field) {
                return None;
            }
            return Some(if matches!(field.ty.kind, ExprKind::Nat) && at >= index {
                wrong("this has not been read yet")
                    .label(field.span, format!("`{name}` comes here"))
                    .note("fields are read in order, so a mask must come before the fields that it guards")
            } else {
                wrong("a mask is a `#`")
                    .label(field.ty.span, format!("`{name}` is not a `#`"))
                    .suggest(format!("make `{name}` a `#`"), field.ty.span, "#")
            });
        }
        if siblings
            .iter()
            .any(|field| field.name.is_some_and(|it| is_html(it.value)))
        {
            return None;
        }
        // `flags #`: the undeclared type `flags` is reported anyway.
        let is_nameless = |field: &Field<'_>| field.name.is_none() && field.ty.word() == Some(name);
        let fields = self
            .subject
            .combinator
            .map_or(siblings, |(ast, _)| ast.fields());
        let was_said = self.problems.undeclared.contains(name);
        if was_said && fields.iter().chain(siblings).any(is_nameless) {
            return None;
        }
        if let Some(field) = repeated(siblings, index, name) {
            let label = format!("each element has its own `{name}`, for use inside the brackets");
            return Some(wrong("this is not visible here").label(field.span, label));
        }
        let undeclared = wrong("no field before this one, and no parameter, has this name");
        let meant = without_colon(siblings, name).or_else(|| self.meant_number(mask));
        Some(undeclared.advise(meant.map(Advice::Replace)))
    }

    /// Suggests what an undeclared mask or number was most likely meant to be.
    pub(super) fn meant_number(&mut self, number: Spanned<&str>) -> Option<Suggestion> {
        let Position::Field(fields, index) = self.subject.place else {
            return None;
        };
        let name = number.value;
        if !self.problems.suggester.affords(index) || repeated(fields, index, name).is_some() {
            return None;
        }
        let nats = self.scope.names();
        let nats = nats.filter(|(_, var)| var.kind == ParamKind::Nat);
        let suggester = &mut self.problems.suggester;
        let nearest = suggester.nearest(name, nats.map(|(name, _)| name));
        if let Some(span) = nearest.and_then(|nearest| misspelled_mask(nearest, name, fields)) {
            let message = format!("is it the misspelled name of the mask `{name}`?");
            return Some(Suggestion::new(message, span, name));
        }
        // `flags3` beside `flags` and `flags2` was most likely forgotten.
        let is_next = |it: &&str| numbered(it) == numbered(name) && masks(it, fields) > 0;
        if let Some(nearest) = nearest.filter(|it| !is_next(it)) {
            let message = format!("did you mean `{nearest}`?");
            return Some(Suggestion::new(message, number.span, nearest));
        }
        let first = fields.first()?;
        // Names in a group share the text before them.
        let is_group = fields
            .get(1)
            .is_some_and(|next| next.ty.span == first.ty.span);
        if is_group {
            return None;
        }
        let start = first.span.at_start();
        let message = format!("declare `{name}`");
        Some(Suggestion::new(message, start, format!("{name}:# ")))
    }
}

/// Returns the field with this name if it is inside a repetition before the field with this index. It is only
/// visible there.
fn repeated<'f, 's>(fields: &'f [Field<'s>], index: usize, name: &str) -> Option<&'f Field<'s>> {
    let mut before = fields.iter().take(index);
    before.find_map(|it| it.ty.repeated().iter().find(|it| it.is_called(name)))
}

/// Suggests `flags:#` for `flags #` and `# flags`, in which `flags` was parsed as a type.
fn without_colon(fields: &[Field<'_>], name: &str) -> Option<Suggestion> {
    let nameless = |field: &Field<'_>| field.name.is_none() && field.mask.is_none();
    let is_name = |field: &Field<'_>| nameless(field) && field.ty.word() == Some(name);
    let is_type = |field: &Field<'_>| nameless(field) && matches!(field.ty.kind, ExprKind::Nat);
    let pair = fields.windows(2).find_map(|pair| match pair {
        [first, second] if is_name(first) && is_type(second) => Some(first.span.to(second.span)),
        [first, second] if is_type(first) && is_name(second) => Some(first.span.to(second.span)),
        _ => None,
    });
    let message = format!("is `{name}` the name of this `#`?");
    Some(Suggestion::new(message, pair?, format!("{name}:#")))
}

/// Returns the name of the field `found` if it is not used as a mask, but `wanted` is more than once: most
/// likely, the declaration is misspelled.
fn misspelled_mask(found: &str, wanted: &str, fields: &[Field<'_>]) -> Option<Span> {
    let field = fields.iter().find(|field| field.is_called(found))?;
    (masks(found, fields) == 0 && masks(wanted, fields) > 1).then_some(field.name?.span)
}

/// Returns how many fields have a mask of this name.
fn masks(name: &str, fields: &[Field<'_>]) -> usize {
    let masks = fields.iter().filter_map(|field| field.mask);
    masks.filter(|mask| mask.name.value == name).count()
}

/// Returns `flags` for `flags2`.
fn numbered(name: &str) -> &str {
    name.trim_end_matches(|c: char| c.is_ascii_digit())
}
