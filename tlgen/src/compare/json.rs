//! Changes as JSON; `diff.schema.json` describes the format.

use serde::Serialize;
use tl_codegen::__private::report::Title;
use tl_parser::diagnostic::Shown;
use tl_parser::schema::Combinator;
use tl_parser::source::LineIndex;

use super::changes::{Change, Changes, FieldChange, How, TypeChange};
use super::summary::{Heading, Side, Summary};
use crate::messages::json::{Place, line};

/// Returns all changes as JSON, with what they break if that was requested.
pub(crate) fn json(
    changes: &Changes<'_, '_>,
    heading: &Heading<'_>,
    breaking: Option<&[Shown]>,
    index: &LineIndex<'_>,
) -> String {
    line(&Report {
        old: &heading.old,
        new: &heading.new,
        summary: Summary::of(changes),
        types: changes.types.iter().map(OfType::new).collect(),
        functions: changes.functions.iter().map(Declaration::new).collect(),
        breaking: breaking.map(|all| all.iter().map(|it| Broken::new(it, index)).collect()),
    })
}

#[derive(Serialize)]
struct Report<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    summary: Summary,
    types: Vec<OfType<'a>>,
    functions: Vec<Declaration<'a>>,
    breaking: Option<Vec<Broken<'a>>>,
}

#[derive(Serialize)]
struct OfType<'a> {
    change: How,
    old: Option<&'a str>,
    new: Option<&'a str>,
    constructors: Vec<Declaration<'a>>,
}

#[derive(Serialize)]
struct Declaration<'a> {
    change: How,
    old: Option<Declared<'a>>,
    new: Option<Declared<'a>>,
    fields: Vec<OfField<'a>>,
    parameters: Option<OldAndNew<'a>>,
    result: Option<OldAndNew<'a>>,
    annotations: Option<OldAndNew<'a>>,
}

#[derive(Serialize)]
struct Declared<'a> {
    name: &'a str,
    id: String,
    tl: String,
}

#[derive(Serialize)]
struct OfField<'a> {
    change: How,
    #[serde(flatten)]
    texts: OldAndNew<'a>,
    nullable: Option<bool>,
}

#[derive(Serialize)]
struct OldAndNew<'a> {
    old: Option<&'a str>,
    new: Option<&'a str>,
}

/// A breaking change.
#[derive(Serialize)]
struct Broken<'a> {
    code: &'a str,
    name: &'a str,
    category: Option<&'a str>,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<Place<'a>>,
}

impl<'a> OfType<'a> {
    fn new(change: &'a TypeChange<'_, '_>) -> Self {
        Self {
            change: change.how(),
            old: change.old,
            new: change.new,
            constructors: change.constructors.iter().map(Declaration::new).collect(),
        }
    }
}

impl<'a> Declaration<'a> {
    fn new(change: &'a Change<'_, '_>) -> Self {
        Self {
            change: change.how(),
            old: change.old.map(Declared::new),
            new: change.new.map(Declared::new),
            fields: change.fields.iter().map(OfField::new).collect(),
            parameters: change.parameters.as_ref().map(OldAndNew::new),
            result: change.result.as_ref().map(OldAndNew::new),
            annotations: change.annotations.as_ref().map(OldAndNew::new),
        }
    }
}

impl<'a> Declared<'a> {
    fn new(combinator: &'a Combinator<'_>) -> Self {
        Self {
            name: combinator.name,
            id: format!("{:08x}", combinator.id),
            tl: combinator.tl(),
        }
    }
}

impl<'a> OfField<'a> {
    fn new(change: &'a FieldChange) -> Self {
        Self {
            change: change.how,
            texts: OldAndNew {
                old: change.old.as_deref(),
                new: change.new.as_deref(),
            },
            nullable: change.nullable,
        }
    }
}

impl<'a> OldAndNew<'a> {
    fn new((old, new): &'a (String, String)) -> Self {
        Self {
            old: Some(old),
            new: Some(new),
        }
    }
}

impl<'a> Broken<'a> {
    fn new(diagnostic: &'a Shown, index: &'a LineIndex<'_>) -> Self {
        let place = diagnostic.place();
        Self {
            code: diagnostic.code.id(),
            name: diagnostic.code.name(),
            category: diagnostic.code.category().map(|it| it.name()),
            severity: Title::from(diagnostic.severity).word(),
            message: &diagnostic.message,
            place: place.and_then(|span| Place::of(span, index)),
        }
    }
}
