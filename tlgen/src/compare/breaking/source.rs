//! Changes after which code that uses the generated Rust no longer compiles.
//!
//! Compares the generator's model of both schemas, with the default options, before it becomes text.

mod members;
mod variants;

use std::collections::HashMap;

use tl_codegen::__private::lower;
use tl_codegen::__private::model::{Enum, Identity, Item, Param, Response, Struct};
use tl_codegen::Config;
use tl_parser::check;
use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{Combinator, CombinatorKind};

use super::rust_types::{Aliases, Named};
use crate::compare::changes::Comparison;
use crate::compare::pairs::is_declared;

pub(super) fn check(comparison: &Comparison<'_, '_>, found: &mut Vec<Diagnostic>) {
    let config = Config::default();
    let mut refused = Vec::new();
    let old = lower(comparison.old, &config, &mut refused);
    let new = lower(comparison.new, &config, &mut refused);
    if check::failed(&refused) {
        found.append(&mut refused);
        return;
    }
    let (old, new) = (Generated::of(&old), Generated::of(&new));
    removed(comparison, found);
    for (before, now) in comparison.kept() {
        let (before, now) = (&comparison.old[before], &comparison.new[now]);
        if let (Some(old_struct), Some(new_struct)) = (old.structure(before), new.structure(now)) {
            if before.name != now.name {
                found.push(renamed(before, now));
            }
            let members = members::Members {
                comparison,
                old: (before, old_struct, &old.aliases),
                new: (now, new_struct, &new.aliases),
            };
            members.check(found);
            generics(before, now, old_struct, new_struct, found);
            response(
                (before, old.answer(old_struct)),
                (now, new.answer(new_struct)),
                found,
            );
        }
    }
    let types = comparison.old.types.entries();
    for (before, ty) in types.filter(|(_, ty)| is_declared(ty)) {
        if let Some(now) = comparison.pairs.new_type_of(before) {
            let enums = [
                old.enums.get(ty.name).copied(),
                new.enums.get(comparison.new[now].name).copied(),
            ];
            variants::check(comparison, (before, now), enums, found);
        }
    }
}

/// The items that are generated from a schema, by their TL names.
struct Generated<'a> {
    structs: HashMap<(CombinatorKind, &'a str), &'a Struct>,
    enums: HashMap<&'a str, &'a Enum>,
    aliases: Aliases<'a>,
}

impl<'a> Generated<'a> {
    fn of(items: &'a [Item]) -> Self {
        let mut generated = Self {
            structs: HashMap::new(),
            enums: HashMap::new(),
            aliases: Aliases::of(items),
        };
        for item in items {
            match item {
                Item::Struct(it) => {
                    let kind = match it.response {
                        Some(_) => CombinatorKind::Function,
                        None => CombinatorKind::Constructor,
                    };
                    if let Identity::Constructor(constructor) = &it.identity {
                        generated.structs.insert((kind, &constructor.name), it);
                    }
                }
                Item::Enum(it) => {
                    generated.enums.insert(&it.name, it);
                }
                Item::Alias(_) | Item::Transparent(_) => {}
            }
        }
        generated
    }

    fn structure(&self, combinator: &Combinator<'_>) -> Option<&'a Struct> {
        let key = (combinator.kind, combinator.name);
        self.structs.get(&key).copied()
    }

    /// Returns the type of a function's answer; `None` if it is the answer of the call in a field.
    fn answer(&'a self, function: &'a Struct) -> Option<Named<'a>> {
        match &function.response {
            Some(Response::Value { ty, .. }) => Some(Named {
                ty,
                is_option: false,
                aliases: &self.aliases,
            }),
            Some(Response::AsField(_)) | None => None,
        }
    }
}

fn removed(comparison: &Comparison<'_, '_>, found: &mut Vec<Diagnostic>) {
    for (_, gone) in comparison.removed() {
        let kind = gone.kind.name();
        let message = format!(
            "the struct of the {kind} `{}` is generated no longer",
            gone.name
        );
        let finding = Diagnostic::new(
            Code::ItemRemoved,
            message,
            gone.ast.name.span,
            "this is gone",
        );
        found.push(finding.about(gone.span));
    }
}

fn renamed(before: &Combinator<'_>, now: &Combinator<'_>) -> Diagnostic {
    let kind = now.kind.name();
    let message = format!(
        "the struct of the {kind} `{}` is that of `{}` now",
        before.name, now.name
    );
    Diagnostic::new(
        Code::ItemRenamed,
        message,
        now.ast.name.span,
        "the name now",
    )
    .label(before.ast.name.span, "the name before")
    .about(now.span)
}

fn generics(
    before: &Combinator<'_>,
    now: &Combinator<'_>,
    old: &Struct,
    new: &Struct,
    found: &mut Vec<Diagnostic>,
) {
    let count =
        |it: &Struct| it.calls.len() + it.params.iter().filter_map(Param::type_ident).count();
    let (was, is) = (count(old), count(new));
    if was != is {
        let message = format!(
            "the struct of `{}` had {was} type parameters and has {is}",
            now.name
        );
        found.push(
            Diagnostic::new(
                Code::GenericsChanged,
                message,
                now.ast.name.span,
                "here now",
            )
            .label(before.ast.name.span, "here before")
            .about(now.span),
        );
    }
}

fn response(
    (before, was): (&Combinator<'_>, Option<Named<'_>>),
    (now, is): (&Combinator<'_>, Option<Named<'_>>),
    found: &mut Vec<Diagnostic>,
) {
    let differs = match (&was, &is) {
        (Some(was), Some(is)) => was.differs(is),
        (was, is) => was.is_some() != is.is_some(),
    };
    if differs {
        let text = |it: Option<Named<'_>>| {
            it.map_or("that to the call in it".into(), |it| format!("`{it}`"))
        };
        let message = format!(
            "the answer to `{}` was {} and is {}",
            now.name,
            text(was),
            text(is)
        );
        found.push(
            Diagnostic::new(
                Code::ResponseChanged,
                message,
                now.result.span(),
                "this now",
            )
            .label(before.result.span(), "this before")
            .about(now.span),
        );
    }
}
