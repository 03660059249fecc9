//! The pages of types.

use tl_parser::schema::{CombinatorId, CombinatorKind, TypeId};

use super::definitions::{declaration, entries};
use super::lists::above;
use super::weight::lighten;
use super::{section, sentence};
use crate::docs::page::{Content, Kind, Page};
use crate::docs::reference::Reference;
use crate::docs::words::{shown, summary};

pub(super) fn page(reference: &Reference<'_, '_>, id: TypeId) -> Option<Page> {
    let path = reference.types[id].clone()?;
    let schema = reference.schema;
    let ty = &schema[id];
    let description = reference.type_description(id);
    let constructors = &ty.constructors;
    let tl = constructors.iter().map(|id| declaration(reference, *id));
    let tl = tl.collect();
    let (takers, holders): (Vec<CombinatorId>, Vec<_>) = reference.used_by[id]
        .iter()
        .partition(|id| schema[**id].kind == CombinatorKind::Function);
    let mut list = Vec::from_iter(entries("", reference, constructors));
    if list.is_empty() {
        list.push(sentence(
            "It has no constructors: there are no values of it.",
        ));
    }
    let mut sections = vec![
        section("description", "", reference.prose(&description)),
        section("constructors", "Constructors", list),
    ];
    if !constructors.is_empty() {
        sections.push(section("tl", "TL schema", vec![Content::Tl(tl)]));
    }
    let uses = [
        ("returned", "Returned by", &reference.returned_by[id]),
        ("taken", "Taken by", &takers),
        ("held", "Held by", &holders),
    ];
    // Of numbers and vectors everything is made.
    for (anchor, title, ids) in uses.into_iter().filter(|_| ty.builtin.is_none()) {
        if let Some(list) = entries("", reference, ids) {
            sections.push(section(anchor, title, vec![list]));
        }
    }
    lighten(&mut sections);
    Some(Page {
        path,
        kind: Kind::Type,
        goes_on: false,
        title: shown(ty.name).into_owned(),
        above: above(reference, ty.name),
        summary: summary(&description),
        sections,
        members: Vec::new(),
    })
}
