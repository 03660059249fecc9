//! Documentation that names what it describes, for comparison with the declaration.

use crate::docs::parts::{Parts, Style, Subject};
use crate::docs::{field_names, param_names};
use crate::hasher::Names;
use crate::source::{Span, Spanned};
use crate::syntax::ast::Declaration;

/// How many mistakes of one kind are reported about the documentation of one declaration.
pub(super) const SAID: usize = 100;

/// The documentation in a block of comments.
pub(super) struct Block<'s> {
    /// The declaration's name; empty if there is none.
    pub(super) name: &'s str,
    /// How the comments name what they document.
    style: Style,
    /// The declaration's fields, including those inside repetitions.
    pub(super) fields: Vec<Spanned<&'s str>>,
    /// The place where each field is first documented.
    pub(super) documented: Vec<Option<Span>>,
    /// Names that are documented again, and the place of the first time.
    pub(super) again: Vec<(Spanned<&'s str>, Span)>,
    /// The first field that is documented after a later one, and the later one.
    pub(super) late: Option<(Spanned<&'s str>, Spanned<&'s str>)>,
    /// Documented names that are not fields.
    pub(super) unknown: Vec<Spanned<&'s str>>,
    /// The name in the comments, if it is that of another declaration.
    pub(super) misnamed: Option<Spanned<&'s str>>,
    /// The types of `@class`.
    pub(super) classes: Vec<Spanned<&'s str>>,
}

impl<'s> Block<'s> {
    pub(super) fn new(parts: Parts<'s>, declaration: Option<&Declaration<'s>>) -> Self {
        let mut block = Self::of(declaration, &parts);
        let mut index = Names::with_capacity(block.fields.len());
        for (at, field) in block.fields.iter().enumerate() {
            index.insert(field.value, at);
        }
        let params = param_names(declaration);
        let mut described: Option<Span> = None;
        let mut furthest: Option<(usize, Spanned<&'s str>)> = None;
        for part in &parts.all {
            let Some(key) = part.key else {
                continue;
            };
            match (part.subject, described) {
                (Subject::Class(_), _) => block.classes.push(key),
                (Subject::Declaration, Some(first)) => block.again.push((key, first)),
                (Subject::Declaration, None) => described = Some(key.span),
                (Subject::Field(name), _) => match index.get(name) {
                    Some(&at) => block.field(at, key, &mut furthest),
                    None if params.contains(name) => {}
                    None => block.unknown.push(key),
                },
            }
        }
        block.unknown.extend(parts.unknown);
        block
    }

    /// Creates the block of a declaration, with nothing documented so far.
    fn of(declaration: Option<&Declaration<'s>>, parts: &Parts<'s>) -> Self {
        let combinator = declaration.and_then(Declaration::combinator);
        let mut fields = declaration.map(field_names).unwrap_or_default();
        // Fields of several repetitions can share a name, and then share their documentation.
        let mut seen = Names::default();
        fields.retain(|field| seen.insert(field.value, ()));
        Self {
            name: combinator.map_or("", |it| it.name.value),
            style: parts.style,
            documented: vec![None; fields.len()],
            fields,
            again: Vec::new(),
            late: None,
            unknown: Vec::new(),
            misnamed: parts.misnamed,
            classes: Vec::new(),
        }
    }

    /// Records the documentation of the field `at`.
    fn field(
        &mut self,
        at: usize,
        key: Spanned<&'s str>,
        furthest: &mut Option<(usize, Spanned<&'s str>)>,
    ) {
        let Some(documented) = self.documented.get_mut(at) else {
            return;
        };
        if let Some(first) = *documented {
            self.again.push((key, first));
            return;
        }
        *documented = Some(key.span);
        match *furthest {
            Some((before, other)) if at < before => {
                self.late = self.late.or(Some((key, other)));
            }
            Some(_) | None => *furthest = Some((at, key)),
        }
    }

    /// Whether a field has the name `description`, which is the key of the whole declaration.
    pub(super) fn has_description(&self) -> bool {
        self.style == Style::Tdlib && self.fields.iter().any(|field| field.value == "description")
    }

    /// Whether it is in TDLib's style, with the keys `@description` and `@class`.
    pub(super) fn is_tdlib(&self) -> bool {
        self.style == Style::Tdlib
    }

    /// Returns the word that documents a type.
    pub(super) fn word_of_a_type(&self) -> &'static str {
        match self.style {
            Style::Tdlib => "class",
            Style::Words => "type",
        }
    }

    /// Returns the key that documents a field of this name.
    pub(super) fn key_of<'f>(&self, field: &'f str) -> &'f str {
        match (self.style, field) {
            (Style::Tdlib, "description") => "param_description",
            (_, field) => field,
        }
    }
}
