//! Types and their variants.

use std::collections::HashMap;

use tl_codegen::__private::model::{Enum, Ident, Ty, Variant, VariantKind};
use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{Combinator, CombinatorId, Type, TypeId};
use tl_parser::source::Span;

use super::renamed;
use crate::compare::changes::Comparison;

const WAS_CONSTRUCTOR: &str = "this was its constructor";
const STRUCT: &str = "its struct";
const BOXED: &str = "its struct in a `Box`";

/// Compares a type that is in both schemas. `generated` are its path and its enum in both; the enum is `None` if
/// the type is an alias there.
pub(super) fn check(
    comparison: &Comparison<'_, '_>,
    (before, now): (TypeId, TypeId),
    generated: [(Option<&[Ident]>, Option<&Enum>); 2],
    found: &mut Vec<Diagnostic>,
) {
    let Comparison { old, new, pairs } = comparison;
    let (was, is) = (&old[before], &new[now]);
    // Allowing comments are looked up at a new constructor, or at the first one if none is new.
    let constructors = || is.constructors.iter();
    let come = constructors().find(|&&id| !is_of(comparison, id, before));
    let Some(place) = come.or_else(|| is.constructors.first()).map(|&id| &new[id]) else {
        return;
    };
    let (paths, enums) = (generated.map(|it| it.0), generated.map(|it| it.1));
    let what = format!("the type `{}`", was.name);
    let other = (was.name != is.name).then(|| format!("`{}`", is.name));
    found.extend(renamed(&what, other, paths).map(|message| {
        let span = place.result.span();
        Diagnostic::new(Code::ItemRenamed, message, span, "its name now").about(place.span)
    }));
    let (old_enum, new_enum) = match enums {
        [Some(old), Some(new)] => (variants(old), variants(new)),
        [None, None] => {
            found.extend(another_struct(comparison, was, is));
            return;
        }
        // A type without values is neither a struct nor an enum.
        _ if was.constructors.is_empty() || is.constructors.is_empty() => return,
        [was_enum, _] => {
            let (before, now, label) = match was_enum {
                None => ("a struct", "an enum", "it has another constructor now"),
                Some(_) => ("an enum", "a struct", "it has only this constructor now"),
            };
            let message = format!("the type `{}` was {before} and is {now}", is.name);
            found.push(at(place, Code::TypeFormChanged, message, label));
            return;
        }
    };
    for &id in &was.constructors {
        let Some(new_id) = pairs.new_of(id) else {
            continue;
        };
        let (constructor, kept) = (&old[id], &new[new_id]);
        let Some(variant) = old_enum.get(constructor.name) else {
            continue;
        };
        found.extend(match new_enum.get(kept.name) {
            None => {
                let message = format!("the variant `{}` of `{}` is gone", variant.ident, is.name);
                Some(at(kept, Code::VariantRemoved, message, WAS_CONSTRUCTOR))
            }
            // This is reported for its struct.
            Some(_) if constructor.name != kept.name && !is_unit(variant) => None,
            Some(other) => changed(is.name, kept, variant, other),
        });
    }
    for &id in constructors().filter(|&&id| !is_of(comparison, id, before)) {
        if let Some(variant) = new_enum.get(new[id].name) {
            let message = format!("`{}` has another variant, `{}`", is.name, variant.ident);
            let label = "a `match` has to have it";
            found.push(at(&new[id], Code::VariantAdded, message, label));
        }
    }
}

/// Reports that a type, an alias of its only constructor's struct, is one of another struct. A removed constructor has
/// its own finding.
fn another_struct(
    comparison: &Comparison<'_, '_>,
    was: &Type<'_>,
    is: &Type<'_>,
) -> Option<Diagnostic> {
    let ([before], [now]) = (was.constructors.as_slice(), is.constructors.as_slice()) else {
        return None;
    };
    comparison.pairs.new_of(*before).filter(|it| it != now)?;
    let (before, now) = (&comparison.old[*before], &comparison.new[*now]);
    let message = format!(
        "the type `{}` was the struct of `{}` and is that of `{}`",
        is.name, before.name, now.name
    );
    let label = "this is its constructor now";
    Some(at(now, Code::TypeFormChanged, message, label))
}

/// Compares the variants of a constructor that both enums have.
fn changed(ty: &str, place: &Combinator<'_>, was: &Variant, is: &Variant) -> Option<Diagnostic> {
    if is.ident != was.ident {
        let message = format!(
            "the variant `{}` of `{ty}` is `{}` now",
            was.ident, is.ident
        );
        return Some(at(place, Code::VariantRemoved, message, WAS_CONSTRUCTOR));
    }
    let (before, now) = (form(was), form(is));
    if before == now {
        return None;
    }
    let message = format!(
        "the variant `{}` of `{ty}` held {before} and holds {now}",
        is.ident
    );
    let finding = at(place, Code::VariantChanged, message, "this one");
    Some(match (before, now) {
        (STRUCT, BOXED) | (BOXED, STRUCT) => finding.note(
            "the struct of a variant is in a `Box` if it is large, so this depends on its fields and on \
             the structs in them",
        ),
        _ => finding,
    })
}

/// Whether a constructor belonged to that type before.
fn is_of(comparison: &Comparison<'_, '_>, constructor: CombinatorId, ty: TypeId) -> bool {
    let before = comparison.pairs.old_of(constructor);
    before.is_some_and(|it| comparison.old[it].ty() == Some(ty))
}

fn at(place: &Combinator<'_>, code: Code, message: String, label: &str) -> Diagnostic {
    let span: Span = place.ast.name.span;
    Diagnostic::new(code, message, span, label).about(place.span)
}

/// Returns the variants by the names of their constructors.
fn variants(of: &Enum) -> HashMap<&str, &Variant> {
    let variants = of.variants.iter();
    let named = variants.filter_map(|variant| Some((variant.constructor()?.1, variant)));
    named.collect()
}

fn is_unit(variant: &Variant) -> bool {
    matches!(variant.kind, VariantKind::Unit(_))
}

/// Describes the content of a variant.
fn form(variant: &Variant) -> &'static str {
    match &variant.kind {
        VariantKind::Unit(_) => "nothing",
        VariantKind::Newtype { ty: Ty::Box(_), .. } => BOXED,
        VariantKind::Newtype { .. } => STRUCT,
        VariantKind::Fields(_) => "fields",
        VariantKind::Other { .. } | VariantKind::Unknown => "any constructor",
    }
}
