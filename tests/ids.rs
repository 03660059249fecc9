//! Are the ids the same as those of other tools?

mod tlo;

use std::path::Path;

use tl_parser::ast::{Combinator, DeclarationKind, Program};
use tl_parser::check;
use tl_parser::diagnostic::Code;
use tl_parser::id::{Rule, id, text};
use tl_parser::schema::{Origin, Schema};

use crate::support;

/// A line of `vk-tags.tsv`.
struct Tag<'t> {
    file: &'t str,
    name: &'t str,
    id: u32,
    computed: bool,
    crc: u32,
    text: &'t str,
}

fn tags() -> Vec<Tag<'static>> {
    let lines = include_str!("vectors/vk-tags.tsv").lines();
    let tag = |line: &'static str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let number = |text| u32::from_str_radix(text, 16).unwrap();
        let &[file, name, id, how, crc, text] = fields.as_slice() else {
            panic!("{line}");
        };
        Tag {
            file,
            name,
            id: number(id),
            computed: how == "crc32",
            crc: number(crc),
            text,
        }
    };
    lines.map(tag).collect()
}

fn combinators<'p, 's>(program: &'p Program<'s>) -> impl Iterator<Item = &'p Combinator<'s>> {
    let declarations = program.declarations.iter();
    declarations.filter_map(|declaration| match &declaration.kind {
        DeclarationKind::Combinator(combinator) => Some(combinator),
        DeclarationKind::Finality(..) | DeclarationKind::Partial(_) => None,
    })
}

#[test]
fn the_canonical_texts_of_vk_are_canonical() {
    let tags = tags();
    assert_eq!(tags.len(), 394);
    for tag in tags {
        let declaration = format!("{};", tag.text);
        let sources = support::sources("tag.tl", &declaration);
        let mut diagnostics = Vec::new();
        let programs = check::parse_all(&sources, &mut diagnostics);
        assert_eq!(diagnostics, [], "{}", tag.text);
        let only = combinators(&programs[0]).next().unwrap();
        assert_eq!(text(only, Rule::Official), tag.text);
        assert_eq!(id(only, Rule::Official), tag.crc, "{}", tag.text);
        assert!(!tag.computed || tag.id == tag.crc, "{}", tag.text);
    }
}

#[test]
fn the_schemas_of_vk_give_its_canonical_texts() {
    let Some(folder) = gen_schemas::shared("schemas/vk") else {
        println!("skipped: the schemas of VK are absent");
        return;
    };
    let mut compared = 0;
    for file in [
        "cases",
        "schema",
        "goldmaster",
        "goldmaster2",
        "goldmaster3",
    ] {
        let file = format!("{file}.tl");
        let sources = support::schema(&folder.join(&file));
        let mut diagnostics = Vec::new();
        let programs = check::parse_all(&sources, &mut diagnostics);
        assert_eq!(diagnostics, []);
        for tag in tags().iter().filter(|tag| tag.file == file) {
            let same = combinators(&programs[0])
                .find(|it| it.name.value == tag.name && text(it, Rule::Official) == tag.text);
            let same = same.unwrap_or_else(|| panic!("{file}: {}", tag.text));
            let written = same.id.map_or(tag.crc, |id| id.value);
            assert_eq!(written, tag.id, "{}", tag.text);
            compared += 1;
        }
    }
    assert_eq!(compared, 389);
}

/// Calls `look` with a checked schema; also returns the number of written ids that do not match their text.
fn checked<T>(path: &Path, look: impl FnOnce(&Schema<'_>) -> T) -> (T, usize) {
    let sources = support::schema(path);
    let mut found = Vec::new();
    let programs = check::parse_all(&sources, &mut found);
    let schema = check::check(
        &programs,
        &tl_parser::diagnostic::Levels::default(),
        &mut found,
    );
    let errors: Vec<_> = found.iter().filter(|it| it.is_error()).collect();
    assert!(errors.is_empty(), "{}: {errors:?}", path.display());
    let mismatches = found
        .iter()
        .filter(|it| it.code == Code::IdMismatch)
        .count();
    (look(&schema), mismatches)
}

/// The number of ids in each schema that were kept from another text; all others match.
const KEPT: &[(&str, usize)] = &[
    ("telegram/telegram_api.tl", 8),
    ("telegram/secret_api.tl", 14),
    ("telegram/mtproto_api.tl", 1),
    ("telegram/e2e_api.tl", 0),
    ("ton/lite_api.tl", 3),
    ("ton/ton_api.tl", 3),
    ("ton/tonlib_api.tl", 0),
    ("telegram/td_api.tl", 0),
    ("tl/api.tl", 0),
    ("tl/mtproto.tl", 2),
    ("schemas/mtproto.tl", 0),
    ("schemas/photos.tl", 0),
    ("telegram/telegram_api_2020.tl", 0),
    ("tdlib-1.8.65/telegram_api.tl", 8),
    ("tdlib-1.8.65/td_api.tl", 0),
];

ask! { schemas: every_written_id_is_explained_but_those_that_were_kept }

fn every_written_id_is_explained_but_those_that_were_kept(path: &str) {
    let path = Path::new(path);
    let ids = |schema: &Schema<'_>| {
        let declared = schema.combinators.iter();
        let declared = declared.filter(|it| it.origin == Origin::Declared);
        for it in declared {
            let own = it.written_id.unwrap_or_else(|| id(it.ast, Rule::Official));
            assert_eq!(it.id, own, "{}", it.name);
        }
    };
    let ((), mismatches) = checked(path, ids);
    if let Some((_, kept)) = KEPT.iter().find(|(of, _)| path.ends_with(of)) {
        assert_eq!(mismatches, *kept);
    }
}

#[test]
fn every_schema_with_kept_ids_is_there() {
    if gen_schemas::shared("schemas").is_none() {
        println!("skipped: the schemas of other people are absent");
        return;
    }
    let all = gen_schemas::schemas();
    for (name, _) in KEPT {
        let files = all.iter().filter(|path| path.ends_with(name));
        assert_eq!(files.count(), 1, "{name}");
    }
}

#[test]
fn the_official_parser_gives_the_same_names_and_ids() {
    for (name, path, bytes) in support::official() {
        let official = tlo::read(&bytes);
        let ((), _) = checked(&path, |schema| tlo::compare(name, schema, &official));
    }
}
