//! Pages of types.

use std::rc::Rc;

use tl_parser::schema::{CombinatorId, CombinatorKind, TypeId};

use super::definitions::{declaration, entries};
use super::lists::above;
use super::weight::{is_too_heavy, lighten};
use super::{section, sentence};
use crate::docs::page::{Content, Entry, Inline, Kind, Page, Target};
use crate::docs::reference::Reference;
use crate::docs::words::shown;

/// Returns the page of a type. If its declarations are too long for one page, they have a page of their own.
pub(super) fn pages<'r>(reference: &'r Reference<'_, '_>, id: TypeId) -> Vec<Page<'r>> {
    let Some(mut page) = page(reference, id) else {
        return Vec::new();
    };
    let is_heavy = is_too_heavy(&page.sections);
    let tl = page.sections.iter_mut().find(|it| it.id == "tl");
    let Some(tl) = tl.filter(|_| is_heavy) else {
        return vec![page];
    };
    let to: Rc<str> = format!("{}--2", page.path).into();
    let link = Content::Entries("", vec![Entry::new("All declarations", to.clone(), "")]);
    let declarations = std::mem::replace(&mut tl.content, vec![link]);
    let about = Content::Paragraph(vec![
        Inline::Text("All declarations of ".into()),
        Inline::Name(page.title.clone(), Target::from(&page.path)),
        Inline::Text(".".into()),
    ]);
    let mut sections = vec![
        section("description", "", vec![about]),
        section("tl", "TL schema", declarations),
    ];
    lighten(&mut sections);
    lighten(&mut page.sections);
    let second = Page {
        path: to,
        kind: Kind::Type,
        goes_on: true,
        title: format!("{}, page 2", page.title),
        above: page.above.clone(),
        summary: "".into(),
        sections,
        members: Vec::new(),
    };
    vec![page, second]
}

fn page<'r>(reference: &'r Reference<'_, '_>, id: TypeId) -> Option<Page<'r>> {
    let path = reference.types[id].clone()?;
    let schema = reference.schema;
    let ty = &schema[id];
    let constructors = &ty.constructors;
    let tl = constructors.iter().map(|id| declaration(reference, *id));
    let tl = tl.collect();
    let (takers, holders): (Vec<CombinatorId>, Vec<_>) = reference.used_by[id]
        .all
        .iter()
        .partition(|id| schema[**id].kind == CombinatorKind::Function);
    let mut list = Vec::from_iter(entries("", reference, constructors));
    if list.is_empty() {
        list.push(sentence(
            "It has no constructors: there are no values of it.",
        ));
    }
    let mut sections = vec![
        section(
            "description",
            "",
            reference.prose(reference.type_description(id)),
        ),
        section("constructors", "Constructors", list),
    ];
    if !constructors.is_empty() {
        sections.push(section("tl", "TL schema", vec![Content::Tl(tl)]));
    }
    let uses = [
        ("returned", "Returned by", &reference.returned_by[id].all),
        ("taken", "Taken by", &takers),
        ("held", "Held by", &holders),
    ];
    // Numbers and vectors are used everywhere.
    for (anchor, title, ids) in uses.into_iter().filter(|_| ty.builtin.is_none()) {
        if let Some(list) = entries("", reference, ids) {
            sections.push(section(anchor, title, vec![list]));
        }
    }
    Some(Page {
        path,
        kind: Kind::Type,
        goes_on: false,
        title: shown(ty.name).into_owned(),
        above: above(reference, ty.name),
        summary: reference.type_summary(id),
        sections,
        members: Vec::new(),
    })
}
