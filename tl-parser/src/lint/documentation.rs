//! Documentation that names what it describes, as it is compared with that.

use crate::docs::field_names;
use crate::docs::parts::{Parts, Style, Subject};
use crate::hasher::Names;
use crate::source::{Span, Spanned};
use crate::syntax::ast::Declaration;

/// What the comments document.
pub(super) struct Block<'s> {
    /// The declaration's name; empty where there is none.
    pub(super) name: &'s str,
    /// How they name what they document.
    style: Style,
    /// Its fields, those inside repetitions too.
    pub(super) fields: Vec<Spanned<&'s str>>,
    /// Where each of them is first documented.
    pub(super) documented: Vec<Option<Span>>,
    /// What is documented a second time, and where first.
    pub(super) again: Vec<(Spanned<&'s str>, Span)>,
    /// The first field that is documented after one that follows it, and that one.
    pub(super) late: Option<(Spanned<&'s str>, Spanned<&'s str>)>,
    /// What is documented and no field.
    pub(super) unknown: Vec<Spanned<&'s str>>,
    /// The name of another declaration, where they name this one.
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
                    None => block.unknown.push(key),
                },
            }
        }
        block.unknown.extend(parts.unknown);
        block
    }

    /// Of a declaration of which nothing is documented so far.
    fn of(declaration: Option<&Declaration<'s>>, parts: &Parts<'s>) -> Self {
        let combinator = declaration.and_then(Declaration::combinator);
        let mut fields = declaration.map(field_names).unwrap_or_default();
        // Fields of several repetitions can have one name, and then one documentation.
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

    /// The documentation of the field `at`.
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

    /// Whether a field is called as the documentation of the whole is.
    pub(super) fn has_description(&self) -> bool {
        self.style == Style::Tdlib && self.fields.iter().any(|field| field.value == "description")
    }

    /// Whether the words `@description` and `@class` say what is documented.
    pub(super) fn is_tdlib(&self) -> bool {
        self.style == Style::Tdlib
    }

    /// The word that documents a type.
    pub(super) fn word_of_a_type(&self) -> &'static str {
        match self.style {
            Style::Tdlib => "class",
            Style::Words => "type",
        }
    }

    /// The key that documents a field of this name.
    pub(super) fn key_of<'f>(&self, field: &'f str) -> &'f str {
        match (self.style, field) {
            (Style::Tdlib, "description") => "param_description",
            (_, field) => field,
        }
    }
}
