//! The comments before one declaration.

use std::collections::{HashMap, HashSet};

use super::keys::keys;
use crate::ast::{Body, Comment, Declaration, DeclarationKind, ExprKind, Field};
use crate::diagnostic::{Code, Diagnostic};
use crate::resolve::suggest::nearest;
use crate::span::{Span, Spanned};

/// How many fields are named in one finding.
const SHOWN: usize = 8;

/// What the comments document.
pub(super) struct Block<'s> {
    /// The declaration's name; empty where there is none.
    name: &'s str,
    /// Its fields, those inside repetitions too.
    fields: Vec<Spanned<&'s str>>,
    /// Where each of them is first documented.
    documented: Vec<Option<Span>>,
    /// What is documented a second time, and where first.
    again: Vec<(Spanned<&'s str>, Span)>,
    /// The first field that is documented behind one that follows it, and that one.
    late: Option<(Spanned<&'s str>, Spanned<&'s str>)>,
    /// What is documented and no field.
    unknown: Vec<Spanned<&'s str>>,
    /// The types of `@class`.
    pub(super) classes: Vec<Spanned<&'s str>>,
}

impl<'s> Block<'s> {
    pub(super) fn read(comments: &[Comment<'s>], declaration: Option<&Declaration<'s>>) -> Self {
        let mut block = Self::of(declaration);
        let fields = block.fields.iter().enumerate();
        let index: HashMap<&str, usize> = fields.map(|(at, field)| (field.value, at)).collect();
        let mut described: Option<Span> = None;
        let mut furthest: Option<(usize, Spanned<&'s str>)> = None;
        for comment in comments {
            let mut of_class = false;
            for key in keys(comment) {
                let name = match key.name.value {
                    "class" => {
                        block.classes.push(key.next);
                        of_class = true;
                        continue;
                    }
                    "description" if of_class => continue,
                    "description" => {
                        match described {
                            Some(first) => block.again.push((key.name, first)),
                            None => described = Some(key.name.span),
                        }
                        continue;
                    }
                    "param_description" => "description",
                    name => name,
                };
                match index.get(name) {
                    Some(&at) => block.field(at, key.name, &mut furthest),
                    None if key.sure => block.unknown.push(key.name),
                    None => {}
                }
            }
        }
        block
    }

    /// Of a declaration of which nothing is documented so far.
    fn of(declaration: Option<&Declaration<'s>>) -> Self {
        let mut name = "";
        let mut fields = Vec::new();
        if let Some(DeclarationKind::Combinator(combinator)) = declaration.map(|it| &it.kind) {
            name = combinator.name.value;
            if let Body::Fields(list) = &combinator.body {
                collect(list, &mut fields);
                // Fields of several repetitions can have one name, and then one documentation.
                let mut seen = HashSet::new();
                fields.retain(|field| seen.insert(field.value));
            }
        }
        Self {
            name,
            documented: vec![None; fields.len()],
            fields,
            again: Vec::new(),
            late: None,
            unknown: Vec::new(),
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

    /// Reports what does not match the declaration.
    pub(super) fn report(&self, diagnostics: &mut Vec<Diagnostic>) {
        for &(key, first) in &self.again {
            let what = match key.value {
                "description" => format!("`{}`", self.name),
                "param_description" => "the field `description`".to_owned(),
                field => format!("the field `{field}`"),
            };
            let message = format!("{what} is documented twice");
            let finding = Diagnostic::new(Code::RepeatedDocs, message, key.span, "again here")
                .label(first, "first here")
                .note("one of the two is probably about something else; both are kept");
            diagnostics.push(if key.value == "description" && self.has_description() {
                let message = "the field `description` is documented by another word";
                finding.suggest(message, key.span, "param_description")
            } else {
                finding
            });
        }
        if let Some((late, other)) = self.late {
            let message = format!(
                "the fields of `{}` are documented in another order than they are declared in",
                self.name
            );
            let label = format!("`{}` is declared before `{}`", late.value, other.value);
            diagnostics.push(
                Diagnostic::new(Code::FieldDocsOrder, message, late.span, label)
                    .label(other.span, "documented before it")
                    .note("the order of the fields is the one on the wire, so the documentation follows it"),
            );
        }
        if !self.name.is_empty() {
            self.report_fields(diagnostics);
        }
    }

    /// Whether a field is called as the documentation of the whole is.
    fn has_description(&self) -> bool {
        self.fields.iter().any(|field| field.value == "description")
    }

    /// Reports documentation without a field, and fields without documentation.
    fn report_fields(&self, diagnostics: &mut Vec<Diagnostic>) {
        let fields = self.fields.iter().zip(&self.documented);
        let mut missing: Vec<Spanned<&str>> = fields
            .filter(|(field, documented)| documented.is_none() && field.value != "_")
            .map(|(field, _)| *field)
            .collect();
        let some = missing.len() < self.fields.len();
        if self.again.iter().any(|(key, _)| key.value == "description") {
            // It is documented by the wrong word, which has been said.
            missing.retain(|field| field.value != "description");
        }
        for key in &self.unknown {
            let meant = nearest(key.value, missing.iter().map(|field| field.value));
            diagnostics.push(self.unknown(*key, meant));
            // That it lacks documentation would be said of the same slip.
            missing.retain(|field| Some(field.value) != meant);
        }
        if let (true, Some((first, more))) = (some, missing.split_first()) {
            let message = match more.len() {
                0 => format!(
                    "the field `{}` of `{}` is not documented",
                    first.value, self.name
                ),
                more => format!("{} fields of `{}` are not documented", more + 1, self.name),
            };
            let mut finding = Diagnostic::new(
                Code::MissingFieldDocs,
                message,
                first.span,
                "not documented",
            );
            for field in more.iter().take(SHOWN) {
                finding = finding.label(field.span, "nor this one");
            }
            let key = match first.value {
                "description" => "param_description",
                field => field,
            };
            diagnostics.push(finding.note(format!(
                "others are; a line `//@{key} …` above the declaration documents it"
            )));
        }
    }

    fn unknown(&self, key: Spanned<&str>, meant: Option<&str>) -> Diagnostic {
        let message = format!("`{}` has no field `{}`", self.name, key.value);
        let finding = Diagnostic::new(Code::UnknownFieldDocs, message, key.span, "documented here");
        let mut names: Vec<String> = self
            .fields
            .iter()
            .take(SHOWN)
            .map(|field| format!("`{}`", field.value))
            .collect();
        if self.fields.len() > SHOWN {
            names.push("…".to_owned());
        }
        match meant {
            Some(meant) => {
                let key_of = match meant {
                    "description" => "param_description",
                    field => field,
                };
                finding.suggest(format!("did you mean `{meant}`?"), key.span, key_of)
            }
            None if nearest(key.value, ["description"].into_iter()).is_some() => {
                finding.suggest("did you mean `@description`?", key.span, "description")
            }
            None if names.is_empty() => finding.note("it has no fields at all"),
            None if names.len() == 1 => {
                finding.note(format!("its only field is {}", names.join(", ")))
            }
            None => finding.note(format!("its fields are {}", names.join(", "))),
        }
    }
}

fn collect<'s>(fields: &[Field<'s>], names: &mut Vec<Spanned<&'s str>>) {
    for field in fields {
        names.extend(field.name);
        if let ExprKind::Repeat { fields, .. } = &field.ty.kind {
            collect(fields, names);
        }
    }
}
