//! Pages of functions and constructors.

use std::iter;
use std::rc::Rc;

use tl_codegen::__private::report::number;
use tl_codegen::facts::FunctionFacts;
use tl_parser::schema::{Combinator, CombinatorId, CombinatorKind, Field, TypeExpr, TypeId};

use super::lists::above;
use super::overview::builtin;
use super::weight::lighten;
use super::{section, sentence};
use crate::docs::page::{Class, Content, Entry, Inline, Kind, Page, Section, Table, Target, Token};
use crate::docs::reference::{Reference, Users, namespace};
use crate::docs::words::{shown, shown_name, summary};

/// The maximum number of links of one kind on a page.
const RELATED: usize = 12;

/// The maximum number of a result's constructors on the page of a function, and their maximum length in bytes.
/// The page of the type lists all.
const CONSTRUCTORS: usize = 250;
const DECLARED: usize = 60_000;

pub(super) fn page<'r>(reference: &'r Reference<'_, '_>, id: CombinatorId) -> Option<Page<'r>> {
    let path = reference.combinators[id].clone()?;
    let it = &reference.schema[id];
    let mut rows = Vec::new();
    members(&it.fields, &mut rows);
    let found_by = rows.iter().map(|(name, field)| {
        let description = summary(&reference.field_description(it, field));
        (name.clone(), description)
    });
    let members = found_by.collect();
    let sections = match it.kind {
        CombinatorKind::Function => function(reference, id, &rows),
        CombinatorKind::Constructor => constructor(reference, id, &rows),
    };
    let mut all = vec![section(
        "description",
        "",
        reference.prose(reference.description(it)),
    )];
    all.extend(sections);
    lighten(&mut all);
    Some(Page {
        path,
        kind: match it.kind {
            CombinatorKind::Function => Kind::Function,
            CombinatorKind::Constructor => Kind::Constructor,
        },
        goes_on: false,
        title: shown(it.name).into_owned(),
        above: above(reference, it.name),
        summary: reference.summary(id),
        sections: all,
        members,
    })
}

fn function<'r>(
    reference: &'r Reference<'_, '_>,
    id: CombinatorId,
    rows: &[(String, &Field<'_>)],
) -> Vec<Section<'r>> {
    let it = &reference.schema[id];
    let known = reference.facts.functions.get(it.name);
    let mut tl = Vec::new();
    let mut more = Vec::new();
    let result = reference.types_of(&[&it.result]);
    for ty in &result {
        let constructors = &reference.schema[*ty].constructors;
        let mut left = DECLARED;
        let first = constructors.iter().take(CONSTRUCTORS).take_while(|id| {
            let rest = left.checked_sub(reference.length(**id));
            left = rest.unwrap_or_default();
            rest.is_some()
        });
        let before = tl.len();
        tl.extend(first.map(|id| declaration(reference, *id)));
        let count = tl.len() - before;
        let left_out = constructors.len() - count;
        if let (1.., Some(path)) = (left_out, &reference.types[*ty]) {
            let name = shown_name(reference.schema[*ty].name).into_owned();
            let what = if count > 0 {
                "more constructor"
            } else {
                "constructor"
            };
            let more_of_it = number(left_out, what);
            more.push(Content::Paragraph(vec![
                Inline::Name(name, path.into()),
                Inline::Text(format!(" has {more_of_it}.")),
            ]));
        }
    }
    tl.push(vec![Token {
        class: Class::Section,
        text: "---functions---".into(),
        to: None,
    }]);
    tl.push(declaration(reference, id));
    vec![
        example(reference, id),
        section(
            "tl",
            "TL schema",
            iter::once(Content::Tl(tl)).chain(more).collect(),
        ),
        section(
            "parameters",
            "Parameters",
            table(reference, it, rows, "It takes no parameters."),
        ),
        section("result", "Result", answer(reference, it, &result)),
        section("errors", "Possible errors", errors(reference, known)),
        section("callers", "Who can call it", callers(known)),
        section("related", "Related pages", related(reference, id, &result)),
    ]
}

fn constructor<'r>(
    reference: &'r Reference<'_, '_>,
    id: CombinatorId,
    rows: &[(String, &Field<'_>)],
) -> Vec<Section<'r>> {
    let it = &reference.schema[id];
    let mut ty = vec![result_type(reference, it)];
    let mut used = Vec::new();
    if let Some(id) = it.ty().filter(|id| reference.schema[*id].builtin.is_none()) {
        let others = reference.schema[id].constructors.len();
        let count = match others {
            0 | 1 => ", whose only constructor it is".to_owned(),
            count => format!(", of which it is one of {count} constructors"),
        };
        ty.push(Inline::Text(count));
        for (title, all) in [
            ("Returned by", &reference.returned_by[id].all),
            ("Held by", &reference.used_by[id].all),
        ] {
            // The page of the type lists all of them.
            used.extend(entries(title, reference, all.get(..RELATED).unwrap_or(all)));
        }
    }
    let builtin = builtin(it);
    let fields = match builtin {
        Some(_) if rows.is_empty() => Vec::new(),
        _ => table(reference, it, rows, "It has no fields."),
    };
    vec![
        example(reference, id),
        section(
            "tl",
            "TL schema",
            vec![Content::Tl(vec![declaration(reference, id)])],
        ),
        section("builtin", "Built in", builtin.into_iter().collect()),
        section("fields", "Fields", fields),
        section("type", "Type", vec![Content::Paragraph(ty)]),
        section("related", "Related pages", used),
    ]
}

fn example(reference: &Reference<'_, '_>, id: CombinatorId) -> Section<'static> {
    let mut content = Vec::new();
    if let Some((examples, example)) = reference
        .examples
        .as_ref()
        .and_then(|examples| Some((examples, examples.of(id)?)))
    {
        if examples.is_of_servers(id) {
            let whose = "A server makes such a value; a client only decodes it.";
            content.push(Content::Paragraph(vec![Inline::Text(whose.to_owned())]));
        }
        content.push(Content::Rust(example));
    }
    section("example", "Example", content)
}

/// Returns the declaration of a constructor or function, whose name links to its page.
pub(super) fn declaration(reference: &Reference<'_, '_>, id: CombinatorId) -> Vec<Token> {
    let page = reference.combinators[id].as_ref().map(Target::from);
    reference.declaration(&reference.schema[id].tl(), page)
}

fn result_type(reference: &Reference<'_, '_>, it: &Combinator<'_>) -> Inline<'static> {
    let tl = it.tl();
    let result = tl.rsplit_once(" = ").map_or("", |(_, result)| result);
    Inline::Tl(reference.type_tokens(result))
}

/// Adds the fields with their names, including those inside repetitions.
pub(in crate::docs) fn members<'r>(
    fields: &'r [Field<'_>],
    rows: &mut Vec<(String, &'r Field<'r>)>,
) {
    for field in fields {
        rows.push((field.name.unwrap_or("_").to_owned(), field));
        if let TypeExpr::Repeat(_, inner, _) = &field.ty {
            members(inner, rows);
        }
    }
}

fn table<'r>(
    reference: &'r Reference<'_, '_>,
    it: &Combinator<'_>,
    rows: &[(String, &Field<'_>)],
    none: &str,
) -> Vec<Content<'r>> {
    if rows.is_empty() {
        return vec![sentence(none)];
    }
    let rows = rows.iter().map(|(name, field)| {
        let tl = field.tl();
        let ty = tl
            .strip_prefix(name.as_str())
            .and_then(|tl| tl.strip_prefix(':'));
        let ty = reference.type_tokens(ty.unwrap_or(&tl));
        [
            vec![Inline::Strong(shown(name).into_owned())],
            vec![Inline::Tl(ty)],
            reference.line(reference.field_description(it, field)),
        ]
    });
    vec![Content::Table(Table {
        head: ["Name", "Type", "Description"],
        rows: rows.collect(),
    })]
}

fn answer<'r>(
    reference: &'r Reference<'_, '_>,
    it: &Combinator<'_>,
    result: &[TypeId],
) -> Vec<Content<'r>> {
    let mut content = vec![Content::Paragraph(vec![result_type(reference, it)])];
    for ty in result {
        content.extend(reference.repeated(*ty));
    }
    content
}

fn errors<'r>(reference: &'r Reference<'_, '_>, known: Option<&FunctionFacts>) -> Vec<Content<'r>> {
    let known = known
        .map(|known| &known.errors)
        .filter(|errors| !errors.is_empty());
    let Some(errors) = known else {
        return vec![sentence("None is documented.")];
    };
    let rows = errors.iter().map(|(name, codes)| {
        let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
        let description = reference.repeated_error(name);
        let shown_name = shown(name).into_owned();
        let name = match reference.errors.get(name.as_str()) {
            Some(path) => Inline::Name(shown_name, path.into()),
            None => Inline::Code(shown_name),
        };
        [
            vec![Inline::Text(codes.join(", "))],
            vec![name],
            description,
        ]
    });
    vec![Content::Table(Table {
        head: ["Code", "Type", "Description"],
        rows: rows.collect(),
    })]
}

fn callers(known: Option<&FunctionFacts>) -> Vec<Content<'static>> {
    let callers = known
        .and_then(|known| known.callers)
        .map(|callers| callers.sentence());
    let mut content = Vec::from_iter(callers.map(sentence));
    if known.is_some_and(|known| known.business) {
        content.push(sentence(
            "A bot can call it for the user who has connected it to a business account.",
        ));
    }
    if known.is_some_and(|known| known.unauthorized) {
        content.push(sentence("It can be called before logging in."));
    }
    content
}

/// Returns related links for readers of a function's page.
fn related(
    reference: &Reference<'_, '_>,
    id: CombinatorId,
    result: &[TypeId],
) -> Vec<Content<'static>> {
    let schema = reference.schema;
    let it = &schema[id];
    let own = namespace(it.name);
    // Short enough to look through.
    let near = |users: &Users<'_>| -> Vec<CombinatorId> {
        let others = users.functions(own).filter(|other| *other != id);
        others.take(RELATED).collect()
    };
    let mut content = Vec::new();
    let taken = reference.types_of(&it.fields.iter().map(|field| &field.ty).collect::<Vec<_>>());
    let mut types = result.to_vec();
    types.extend(taken.iter().filter(|ty| !result.contains(ty)));
    let types: Vec<Entry> = types
        .iter()
        .filter_map(|ty| reference.type_entry(*ty))
        .collect();
    content.extend(some("Types", types));
    let same_result: Vec<_> = result
        .iter()
        .flat_map(|ty| near(&reference.returned_by[*ty]))
        .collect();
    content.extend(entries(
        "Functions with this result",
        reference,
        &same_result,
    ));
    let mut same_types: Vec<_> = taken
        .iter()
        .flat_map(|ty| near(&reference.used_by[*ty]))
        .collect();
    same_types.sort_unstable();
    same_types.dedup();
    same_types.retain(|other| !same_result.contains(other));
    same_types.sort_by_key(|other| namespace(schema[*other].name) != own);
    same_types.truncate(RELATED);
    content.extend(entries(
        "Functions that take the same types",
        reference,
        &same_types,
    ));
    content.extend(some("Read on", mentioned(reference, it)));
    content
}

/// Returns the links in the descriptions of a declaration and of its fields.
fn mentioned(reference: &Reference<'_, '_>, it: &Combinator<'_>) -> Vec<Entry> {
    let described = it
        .fields
        .iter()
        .map(|field| reference.field_description(it, field));
    let texts = std::iter::once(reference.description(it)).chain(described);
    let mut mentioned: Vec<Entry> = Vec::new();
    let mut add = |name: Rc<str>, to: Rc<str>| {
        if mentioned.len() < RELATED && mentioned.iter().all(|it| it.to != to) {
            mentioned.push(Entry::new(name, to, ""));
        }
    };
    for text in texts {
        reference.links(text, &mut |inline| match inline {
            Inline::Name(_, target) => {
                if let Some(name) = reference.page_named(&target.path) {
                    add(name, target.path);
                }
            }
            Inline::Web(word, address) => add(word.into(), address.into()),
            Inline::Description(_)
            | Inline::Text(_)
            | Inline::Code(_)
            | Inline::Strong(_)
            | Inline::Tl(_) => {}
        });
    }
    mentioned
}

/// Returns links to constructors and functions.
pub(super) fn entries(
    title: &'static str,
    reference: &Reference<'_, '_>,
    ids: &[CombinatorId],
) -> Option<Content<'static>> {
    some(
        title,
        ids.iter().filter_map(|id| reference.entry(*id)).collect(),
    )
}

pub(super) fn some(title: &'static str, entries: Vec<Entry>) -> Option<Content<'static>> {
    (!entries.is_empty()).then_some(Content::Entries(title, entries))
}
