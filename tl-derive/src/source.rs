//! The source of a declaration of a struct or variant: its attribute, a file, or none.

use proc_macro2::Span;
use syn::{LitInt, LitStr};
use tl_parser::schema::CombinatorKind;

use crate::attr::{Attributes, Target};
use crate::declaration::{Declaration, Line, with_line};
use crate::error::{Errors, Reported};
use crate::manual::{self, Made};
use crate::members::Member;
use crate::schema::{Named, with_named};

/// The source of a declaration.
pub(crate) enum Source<'l> {
    /// In the attribute.
    Line(&'l LitStr),
    /// In a file.
    Named(Named<'l>),
    /// Nowhere: there is only an id.
    Id(&'l LitInt),
}

/// Returns the source of the declaration by the attributes; `None` if they do not name one.
pub(crate) fn source<'l>(
    attributes: &'l Attributes,
    target: Target,
    schema_of_enum: Option<&'l LitStr>,
    errors: &Errors,
) -> Result<Option<Source<'l>>, Reported> {
    let (line, id, name) = (&attributes.line, &attributes.id, &attributes.name);
    let schema = attributes.schema.as_ref().or(schema_of_enum);
    if let Some(line) = line {
        if let Some(id) = id {
            if let Some(number) = manual::number(id, errors) {
                let message =
                    format!("the id belongs in the declaration, after the name: `#{number:08x}`");
                errors.at(id.span(), message);
            }
        }
        if let Some(other) = attributes.schema.as_ref().or(name.as_ref()) {
            errors.at(
                other.span(),
                "there already is a declaration, in the attribute itself",
            );
        }
        return Ok(Some(Source::Line(line)));
    }
    match (id, name, schema) {
        (Some(id), _, _) => {
            if let Some(schema) = &attributes.schema {
                let message =
                    "the id is that of the schema's declaration: `name = \"…\"` alone finds it";
                errors.at(schema.span(), message);
            }
            Ok(Some(Source::Id(id)))
        }
        (None, Some(name), Some(path)) => Ok(Some(Source::Named(Named {
            path,
            name,
            kind: kind(attributes, target),
            unchecked: attributes.unchecked_id.is_some(),
        }))),
        (None, Some(name), None) => {
            let message = "in which schema is this name? `schema = \"path/to.tl\"` says it; without \
                           a schema there must be an `id`";
            Err(errors.at(name.span(), message))
        }
        (None, None, _) => match &attributes.schema {
            Some(schema) => {
                let message = "which declaration of the schema is this? `name = \"…\"` says it";
                Err(errors.at(schema.span(), message))
            }
            None => attributes.incomplete.map_or(Ok(None), Err),
        },
    }
}

/// Returns what a declaration of this name must be; `None` if it can be either.
fn kind(attributes: &Attributes, target: Target) -> Option<CombinatorKind> {
    match attributes.is_function() {
        true => Some(CombinatorKind::Function),
        false => (target == Target::Variant).then_some(CombinatorKind::Constructor),
    }
}

/// Calls `use_it` with the declaration. Returns `None` if there is a mistake.
pub(crate) fn with_source<T>(
    source: &Source<'_>,
    attributes: &Attributes,
    members: &mut [Member<'_>],
    made: &Made<'_>,
    errors: &Errors,
    use_it: impl FnOnce(&[Member<'_>], &Declaration<'_, '_>) -> Option<T>,
) -> Option<T> {
    let (text, place, written) = match source {
        Source::Named(named) => {
            manual::refuse_keys(members, errors);
            return with_named(named, errors, |declaration| {
                refuse_function(attributes.function, declaration);
                refuse_unchecked(attributes.unchecked_id, declaration);
                use_it(members, declaration)
            });
        }
        Source::Line(literal) => {
            manual::refuse_keys(members, errors);
            (literal.value(), literal.span(), true)
        }
        Source::Id(id) => {
            let text = manual::compose(id, attributes, members, made, errors)?;
            (text, id.span(), false)
        }
    };
    let line = Line {
        text,
        place,
        function: attributes.is_function(),
        unchecked: !written || attributes.unchecked_id.is_some(),
        written,
    };
    with_line(&line, errors, |declaration| {
        refuse_unchecked(attributes.unchecked_id, declaration);
        use_it(members, declaration)
    })
}

fn refuse_function(function: Option<Span>, declaration: &Declaration<'_, '_>) {
    if let (Some(span), false) = (function, declaration.is_function()) {
        let message = format!(
            "`{}` is a constructor in the schema, not a function",
            declaration.combinator.name
        );
        declaration.errors.at(span, message);
    }
}

fn refuse_unchecked(unchecked: Option<Span>, declaration: &Declaration<'_, '_>) {
    let why = match (declaration.written, declaration.combinator.ast.id) {
        (true, Some(_)) => return,
        (true, None) => "the declaration has no id, so the id is computed from its text",
        (false, _) => "an `id` without a declaration is not compared with anything",
    };
    if let Some(span) = unchecked {
        let message = format!("`unchecked_id` has no effect: {why}\nhelp: remove it");
        declaration.errors.at(span, message);
    }
}
