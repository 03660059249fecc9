//! Changes after which code that uses the generated Rust no longer compiles.
//!
//! Compares the generator's model of both schemas, with the default options, before it becomes text.

mod members;
mod variants;

use tl_codegen::__private::model::{Enum, Ident, Item, Response, Struct};
use tl_codegen::__private::{Items, items};
use tl_codegen::Config;
use tl_parser::check;
use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{Combinator, CombinatorId, Type, TypeId};

use super::rust_types::{Named, Names, differing, joined, type_params};
use crate::compare::changes::Comparison;
use crate::compare::pairs::is_declared;

pub(super) fn check(comparison: &Comparison<'_, '_>, found: &mut Vec<Diagnostic>) {
    let config = Config::default();
    let mut refused = Vec::new();
    let old = items(comparison.old, &config, &mut refused);
    let new = items(comparison.new, &config, &mut refused);
    if check::failed(&refused) {
        found.append(&mut refused);
        return;
    }
    let (old, mut new) = (Generated::of(old), Generated::of(new));
    new.remember(comparison, &old);
    removed(comparison, &old, found);
    for (before, now) in comparison.kept() {
        let paths = [old.path(before), new.path(now)];
        let structs = (old.structure(before), new.structure(now));
        let (before, now) = (&comparison.old[before], &comparison.new[now]);
        if let (Some(old_struct), Some(new_struct)) = structs {
            let what = format!("the struct of the {} `{}`", now.kind.name(), before.name);
            let other = (before.name != now.name).then(|| format!("that of `{}`", now.name));
            found.extend(renamed(&what, other, paths).map(|message| {
                Diagnostic::new(
                    Code::ItemRenamed,
                    message,
                    now.ast.name.span,
                    "the name now",
                )
                .label(before.ast.name.span, "the name before")
                .about(now.span)
            }));
            let members = members::Members {
                place: now,
                old: members::Side {
                    fields: &before.fields,
                    structure: old_struct,
                    generated: &old,
                },
                new: members::Side {
                    fields: &now.fields,
                    structure: new_struct,
                    generated: &new,
                },
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
        match comparison.pairs.new_type_of(before) {
            Some(now) => {
                let both = [
                    (old.type_path(before), old.union(before)),
                    (new.type_path(now), new.union(now)),
                ];
                variants::check(comparison, (before, now), both, found);
            }
            None => found.extend(type_removed(comparison, ty)),
        }
    }
}

/// The items that are generated from a schema.
struct Generated {
    items: Items,
    names: Names,
}

impl Generated {
    fn of(items: Items) -> Self {
        let names = Names::of(&items);
        Self { items, names }
    }

    /// Keeps the old paths of the items that are renamed.
    fn remember(&mut self, comparison: &Comparison<'_, '_>, old: &Self) {
        let structs = comparison.kept();
        let structs = structs.map(|(before, now)| (old.path(before), self.path(now)));
        let types = comparison.new.types.ids().filter_map(|now| {
            let before = comparison.pairs.old_type_of(now)?;
            Some((old.type_path(before), self.type_path(now)))
        });
        let renamed = structs.chain(types).filter_map(|paths| match paths {
            (Some(before), Some(now)) if before != now => Some((now.into(), before.into())),
            _ => None,
        });
        self.names.renamed = renamed.collect();
    }

    fn path(&self, combinator: CombinatorId) -> Option<&[Ident]> {
        self.items.combinators[combinator].as_deref()
    }

    fn type_path(&self, ty: TypeId) -> Option<&[Ident]> {
        self.items.types[ty].as_deref()
    }

    fn structure(&self, combinator: CombinatorId) -> Option<&Struct> {
        self.structure_at(self.path(combinator)?)
    }

    fn structure_at(&self, path: &[Ident]) -> Option<&Struct> {
        match self.items.by_path.get(path)? {
            Item::Struct(it) => Some(it),
            Item::Enum(_) | Item::Alias(_) | Item::Transparent(_) => None,
        }
    }

    fn union(&self, ty: TypeId) -> Option<&Enum> {
        match self.items.by_path.get(self.type_path(ty)?)? {
            Item::Enum(it) => Some(it),
            Item::Struct(_) | Item::Alias(_) | Item::Transparent(_) => None,
        }
    }

    /// Returns the type of a function's answer; `None` if it is the answer of the call in a field.
    fn answer<'a>(&'a self, function: &'a Struct) -> Option<Named<'a>> {
        match &function.response {
            Some(Response::Value { ty, .. }) => Some(Named {
                ty,
                is_option: false,
                of: function,
                names: &self.names,
            }),
            Some(Response::AsField(_)) | None => None,
        }
    }
}

fn removed(comparison: &Comparison<'_, '_>, old: &Generated, found: &mut Vec<Diagnostic>) {
    for (id, gone) in comparison.removed() {
        let what = match old.structure(id) {
            Some(_) => "struct",
            None => "variant",
        };
        let message = format!(
            "the {what} of the {} `{}` is generated no longer",
            gone.kind.name(),
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

/// Reports a type that is gone although it has a constructor that is not: that one is of another type.
fn type_removed(comparison: &Comparison<'_, '_>, gone: &Type<'_>) -> Option<Diagnostic> {
    let mut constructors = gone.constructors.iter();
    let (before, now) = constructors.find_map(|&id| Some((id, comparison.pairs.new_of(id)?)))?;
    let (before, now) = (&comparison.old[before], &comparison.new[now]);
    let message = format!("the type `{}` is generated no longer", gone.name);
    let label = "its constructor is of this type now";
    let finding = Diagnostic::new(Code::ItemRemoved, message, now.result.span(), label);
    Some(
        finding
            .label(before.result.span(), "this is gone")
            .about(now.span),
    )
}

/// Tells that an item has another path than before. Its name in TL may be the same: the path also depends on the
/// names of others. `other` is what it is now if it has another name in TL.
fn renamed(what: &str, other: Option<String>, [was, is]: [Option<&[Ident]>; 2]) -> Option<String> {
    let (was, is) = (was?, is?);
    (was != is).then(|| match other {
        Some(other) => format!("{what} is {other} now"),
        None => format!("{what} was `{}` and is `{}`", joined(was), joined(is)),
    })
}

fn generics(
    before: &Combinator<'_>,
    now: &Combinator<'_>,
    old: &Struct,
    new: &Struct,
    found: &mut Vec<Diagnostic>,
) {
    let (was, is) = (type_params(old).count(), type_params(new).count());
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
            "the answer to `{}` {}",
            now.name,
            differing(&text(was), &text(is))
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
