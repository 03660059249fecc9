//! Options of the generator, and random values for them.

use tl_codegen::{Builder, Impls, Role};
use tl_parser::check;
use tl_parser::diagnostic::Levels;
use tl_parser::schema::{CombinatorKind, Origin};
use tl_parser::source::Sources;

use crate::support::random::Random;

/// An option of a case.
pub(super) struct Choice {
    pub(super) flag: &'static str,
    /// Empty for a switch.
    pub(super) value: String,
    pub(super) apply: Apply,
}

/// The names of a schema.
pub(super) struct Names {
    combinators: Vec<String>,
    types: Vec<String>,
    /// Types without parameters.
    plain: Vec<String>,
    /// `c1:x`.
    fields: Vec<String>,
    /// Fields that are a `#`.
    masks: Vec<String>,
    /// Fields that are a `string`.
    strings: Vec<String>,
    /// `T1:c1`.
    variants: Vec<String>,
}

impl Names {
    pub(super) fn new(text: &str) -> Self {
        let mut sources = Sources::new();
        sources.add("a.tl", text);
        let programs = check::parse_all(&sources, &mut Vec::new());
        let schema = check::check(&programs, &Levels::default(), &mut Vec::new());
        let mut names = Self {
            combinators: Vec::new(),
            types: Vec::new(),
            plain: Vec::new(),
            fields: Vec::new(),
            masks: Vec::new(),
            strings: Vec::new(),
            variants: Vec::new(),
        };
        for it in &schema.combinators {
            if it.origin != Origin::Declared || it.builtin.is_some() {
                continue;
            }
            names.combinators.push(it.name.into());
            let result = text_after(&it.tl(), "= ");
            if it.kind == CombinatorKind::Function {
                names.types.push(it.name.into());
            } else {
                let ty = result.split('<').next().unwrap_or_default();
                names.variants.push(format!("{ty}:{}", it.name));
                names.types.push(ty.into());
                if ty == result && it.vars.is_empty() {
                    names.plain.push(result);
                }
            }
            for field in &it.fields {
                let Some(name) = field.name else { continue };
                let field_name = format!("{}:{name}", it.name);
                match text_after(&field.tl(), ":").as_str() {
                    "#" => names.masks.push(field_name.clone()),
                    "string" => names.strings.push(field_name.clone()),
                    _ => {}
                }
                names.fields.push(field_name);
            }
        }
        names
    }

    /// Returns a type without parameters.
    pub(super) fn ty(&self, random: &mut Random) -> String {
        one_of(random, &self.plain)
    }
}

fn text_after(text: &str, mark: &str) -> String {
    let after = text.rsplit_once(mark).map_or(text, |(_, after)| after);
    let word = after.split(' ').next();
    word.unwrap_or_default().into()
}

fn one_of(random: &mut Random, names: &[String]) -> String {
    match names {
        [] => "none".into(),
        _ => names[random.below(names.len())].clone(),
    }
}

/// Returns a selector of definitions: one, a pattern, all, or rarely nothing.
fn selector(random: &mut Random, names: &Names, of: &[String]) -> String {
    match random.below(8) {
        0..3 => "*".into(),
        3 => {
            let name = one_of(random, of);
            match name.split_once('.') {
                Some((namespace, _)) => format!("{namespace}.*"),
                None => format!("{}*", &name[..1]),
            }
        }
        4 => format!("{}?", &one_of(random, of)),
        5 => one_of(random, &names.combinators),
        _ => one_of(random, of),
    }
}

/// Makes a value of an option.
type Value = fn(&mut Random, &Names) -> String;

/// Gives the value to a builder.
type Apply = fn(Builder, &str) -> Builder;

fn switch(_: &mut Random, _: &Names) -> String {
    String::new()
}

fn types(random: &mut Random, names: &Names) -> String {
    selector(random, names, &names.types)
}

fn combinators(random: &mut Random, names: &Names) -> String {
    selector(random, names, &names.combinators)
}

fn fields(random: &mut Random, names: &Names) -> String {
    selector(random, names, &names.fields)
}

fn masks(random: &mut Random, names: &Names) -> String {
    selector(random, names, &names.masks)
}

fn strings(random: &mut Random, names: &Names) -> String {
    selector(random, names, &names.strings)
}

fn derives(random: &mut Random, names: &Names) -> String {
    let list = pick(
        random,
        &[
            "+Default",
            "-PartialEq",
            "+Hash",
            "Debug,Clone",
            "+TryFrom,-From",
            "+a::Trait",
            "-Debug,-Clone",
            "+Eq",
            "+PartialOrd",
        ],
    );
    match random.once_in(3) {
        true => format!("{}={list}", combinators(random, names)),
        false => list.into(),
    }
}

fn renamed(random: &mut Random, names: &Names) -> String {
    match random.once_in(2) {
        true => format!("{}=renamed", one_of(random, &names.fields)),
        false => format!("{}=Renamed", one_of(random, &names.types)),
    }
}

fn attribute(random: &mut Random, names: &Names) -> String {
    let (of, attribute) = match random.below(4) {
        0 => (&names.fields, "#[doc(hidden)]"),
        1 => (&names.variants, "#[doc(alias = \"other\")]"),
        2 => (&names.types, "#[must_use]"),
        _ => (&names.combinators, "#[derive(a::Trait)]"),
    };
    format!("{}={attribute}", one_of(random, of))
}

fn mapped(random: &mut Random, names: &Names) -> String {
    match random.below(4) {
        0 => "string=Box<str>".into(),
        1 => "bytes=Arc<[u8]>".into(),
        2 => "string=crate::Text".into(),
        _ => format!(
            "{}=compact_str::CompactString",
            one_of(random, &names.strings)
        ),
    }
}

fn foreign(random: &mut Random, names: &Names) -> String {
    format!("{}=crate::Foreign", one_of(random, &names.types))
}

fn common(_: &mut Random, _: &Names) -> String {
    "common.tl=common".into()
}

fn role(random: &mut Random, _: &Names) -> String {
    pick(random, &["client", "server", "both"]).into()
}

fn impls(random: &mut Random, _: &Names) -> String {
    pick(random, &["generated", "derive"]).into()
}

fn runtime(random: &mut Random, _: &Names) -> String {
    pick(random, &["tl_runtime", "crate::runtime", "::other"]).into()
}

fn layer(random: &mut Random, _: &Names) -> String {
    random.below(300).to_string()
}

fn pick<'a>(random: &mut Random, all: &[&'a str]) -> &'a str {
    all[random.below(all.len())]
}

/// `user=Person`, as two arguments.
fn pair(value: &str) -> (&str, &str) {
    value.split_once('=').unwrap()
}

/// The flags, their values, and the methods of `Builder`.
const OPTIONS: &[(&str, Value, Apply)] = &[
    ("--role", role, |it, value| {
        it.role(match value {
            "client" => Role::Client,
            "server" => Role::Server,
            _ => Role::Both,
        })
    }),
    ("--only", types, |it, value| it.only(value)),
    ("--exclude", combinators, |it, value| it.exclude(value)),
    ("--registry", switch, |it, _| it.registry(true)),
    ("--json", switch, |it, _| it.json(true)),
    ("--serde", switch, |it, _| it.serde(true)),
    ("--no-binary", switch, |it, _| it.binary(false)),
    ("--derives", derives, |it, value| it.derives(value)),
    ("--strings-as-bytes", strings, |it, value| {
        it.strings_as_bytes(value)
    }),
    ("--keep-masks", masks, |it, value| it.keep_masks(value)),
    ("--keep-enums", types, |it, value| it.keep_enums(value)),
    ("--flat", types, |it, value| it.flat(value)),
    ("--unknown", types, |it, value| it.unknown(value)),
    ("--non-exhaustive", types, |it, value| {
        it.non_exhaustive(value)
    }),
    ("--error-paths", switch, |it, _| it.error_paths(true)),
    ("--nullable", fields, |it, value| it.nullable(value)),
    ("--views", types, |it, value| it.views(value)),
    ("--layer", layer, |it, value| {
        it.layer(value.parse().unwrap())
    }),
    ("--runtime-path", runtime, |it, value| {
        it.runtime_path(value)
    }),
    ("--impls", impls, |it, value| {
        it.impls(match value {
            "derive" => Impls::Derive,
            _ => Impls::Generated,
        })
    }),
    ("--attribute", attribute, |it, value| {
        let (selector, value) = pair(value);
        it.attribute(selector, value)
    }),
    ("--rename", renamed, |it, value| {
        let (selector, value) = pair(value);
        it.rename(selector, value)
    }),
    ("--common-fields", types, |it, value| {
        it.common_fields(value)
    }),
    ("--setters", combinators, |it, value| it.setters(value)),
    ("--no-docs", switch, |it, _| it.doc_comments(false)),
    ("--map-type", mapped, |it, value| {
        let (selector, value) = pair(value);
        it.map_type(selector, value)
    }),
    ("--extern-type", foreign, |it, value| {
        let (selector, value) = pair(value);
        it.extern_type(selector, value)
    }),
    // It needs the path of a file.
    ("--extern-schema", common, |it, _| it),
];

/// Whether there is an option with this flag.
pub(super) fn is_known(flag: &str) -> bool {
    OPTIONS.iter().any(|(known, ..)| *known == flag)
}

/// Returns random options with values for a schema with these names.
pub(super) fn choose(random: &mut Random, names: &Names) -> Vec<Choice> {
    let mut choices = Vec::new();
    for &(flag, value, apply) in OPTIONS {
        if random.once_in(12) {
            let value = value(random, names);
            choices.push(Choice { flag, value, apply });
        }
    }
    choices
}
