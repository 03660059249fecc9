//! Matches Rust fields with the fields of the declaration: by name and in order, or by order alone if the
//! Rust fields have no names.

use proc_macro2::Span;
use syn::LitStr;
use tl_codegen::__private::model::{FieldRole, Ident, Mask, Untyped};
use tl_parser::diagnostic::nearest;
use tl_parser::schema::{Field, TypeExpr};

use crate::attr::Attributes;
use crate::declaration::Declaration;
use crate::members::Member;
use crate::shape::{Shape, shape};

/// A field of the declaration.
pub(crate) struct Declared<'a, 's> {
    pub field: &'a Field<'s>,
    /// The generator's name for it.
    pub ident: Ident,
    pub role: FieldRole<Untyped>,
    /// Whether a field that is always present comes after it.
    pub follows: bool,
    /// Whether it is not a field, but the answer to a function.
    pub answer: bool,
}

impl Declared<'_, '_> {
    /// Whether Rust may leave it out, because its value is computed.
    fn may_be_hidden(&self) -> bool {
        matches!(self.role, FieldRole::Mask(Mask { bit: None, .. }))
    }

    fn is_hidden(&self) -> bool {
        matches!(self.role, FieldRole::Count)
    }

    fn is_number(&self) -> bool {
        matches!(self.field.ty, TypeExpr::Nat(_))
    }

    pub(crate) fn name(&self) -> String {
        self.field
            .name
            .map_or_else(|| self.ident.to_string(), Into::into)
    }
}

/// Returns the index of the member for each declared field; `None` if it is not in Rust.
pub(crate) fn matching(
    declared: &[Declared<'_, '_>],
    members: &[Member<'_>],
    declaration: &Declaration<'_, '_>,
    owner: Span,
) -> Vec<Option<usize>> {
    let found = if let Some(found) = with_masks(declared, members, declaration) {
        found
    } else if members.iter().any(|member| member.place.is_some()) {
        by_order(declared, members)
    } else {
        by_name(declared, members)
    };
    let unknown: Vec<&Member<'_>> = members
        .iter()
        .enumerate()
        .filter(|(index, _)| !found.contains(&Some(*index)))
        .map(|(_, member)| member)
        .collect();
    let is_read = |member: &&Member<'_>| member.attributes.incomplete.is_none();
    if !unknown.iter().all(is_read) {
        // The name of the field may be in the part that could not be parsed, which is reported already.
        return found;
    }
    let fields = declared.iter().zip(&found);
    let last_without_bit = fields.clone().rposition(|field| lacks_bit(field, members));
    let missing: Vec<&Declared<'_, '_>> = fields
        .enumerate()
        .filter(|&(index, (field, found))| {
            let is_missing = found.is_none() && !field.is_hidden() && !field.may_be_hidden();
            is_missing && !(field.is_number() && last_without_bit.is_some_and(|last| index < last))
        })
        .map(|(_, (field, _))| field)
        .collect();
    // If there are as many unknown as missing fields, they are most likely the same, with other names.
    let others: &[_] = match unknown.len() == missing.len() {
        true => &missing,
        false => &[],
    };
    let meant = report_unknown(&unknown, (declared, &found), others, declaration);
    let missing = missing
        .into_iter()
        .filter(|field| !meant.contains(&field.name()));
    let help = match members.first() {
        // There is no field that could be renamed.
        None => "",
        Some(first) if first.place.is_some() => {
            "the fields of a tuple are those of the declaration, in its order"
        }
        Some(_) => "add it, or use `rename` if it has another name in Rust",
    };
    report_missing(missing, declared, help, declaration, owner);
    report_order(declared, &found, members, declaration);
    found
}

/// Whether a member is an `Option` although its declared field has no bit. This is reported as the mistake in
/// the declaration, and so the mask that no field uses is not reported as missing.
fn lacks_bit((field, found): (&Declared<'_, '_>, &Option<usize>), members: &[Member<'_>]) -> bool {
    let is_always_present = matches!(field.role, FieldRole::Value(Untyped { bit: None, .. }));
    let is_parameter = matches!(field.field.ty, TypeExpr::Var(..));
    let member = found.and_then(|index| members.get(index));
    is_always_present
        && !is_parameter
        && member.is_some_and(|member| {
            let Attributes { with, nullable, .. } = &member.attributes;
            let is_option = matches!(shape(&member.field.ty), Shape::Optional(_));
            is_option && with.is_none() && nullable.is_none()
        })
}

/// A tuple that has masks too, which are computed.
fn with_masks(
    declared: &[Declared<'_, '_>],
    members: &[Member<'_>],
    declaration: &Declaration<'_, '_>,
) -> Option<Vec<Option<usize>>> {
    let seen = || declared.iter().filter(|field| !field.is_hidden());
    let has_masks = seen().any(Declared::may_be_hidden);
    let is_tuple = |member: &Member<'_>| member.place.is_some() && member.name.is_none();
    if !has_masks || seen().count() != members.len() || !members.iter().all(is_tuple) {
        return None;
    }
    let mut rest = 0..members.len();
    let found = declared
        .iter()
        .map(|field| (!field.is_hidden()).then(|| rest.next()).flatten());
    let found: Vec<Option<usize>> = found.collect();
    for (field, index) in declared.iter().zip(&found) {
        let member = index.and_then(|index| members.get(index));
        if let Some(member) = member.filter(|_| field.may_be_hidden()) {
            let name = field.name();
            let message = format!("the mask `{name}` is computed from the fields that it guards");
            let help =
                format!("leave it out, or keep its other bits: `#[tl(rename = \"{name}\")]`");
            let message = declaration.mistake(&message, field.field.span, "a mask", &help);
            declaration.errors.at(member.span(), message);
        }
    }
    Some(found)
}

fn by_name(declared: &[Declared<'_, '_>], members: &[Member<'_>]) -> Vec<Option<usize>> {
    let mut taken = vec![false; members.len()];
    let mut find = |field: &Declared<'_, '_>| {
        if field.is_hidden() {
            return None;
        }
        let free = members
            .iter()
            .enumerate()
            .zip(&mut taken)
            .filter(|(_, taken)| !**taken);
        let mut called =
            free.filter(|((_, member), _)| member.is_called(field.field.name, &field.ident));
        let ((index, _), taken) = called.next()?;
        *taken = true;
        Some(index)
    };
    declared.iter().map(&mut find).collect()
}

fn by_order(declared: &[Declared<'_, '_>], members: &[Member<'_>]) -> Vec<Option<usize>> {
    let mut rest = members.iter().enumerate().peekable();
    let mut find = |field: &Declared<'_, '_>| {
        let (_, next) = rest.peek()?;
        let wanted = match next.name {
            Some(_) => next.is_called(field.field.name, &field.ident),
            None => !field.may_be_hidden(),
        };
        if field.is_hidden() || !wanted {
            return None;
        }
        rest.next().map(|(index, _)| index)
    };
    declared.iter().map(&mut find).collect()
}

/// Reports members that the declaration does not have. Returns the names that were probably meant: similar
/// ones, or else the names of `others`.
fn report_unknown(
    unknown: &[&Member<'_>],
    (declared, found): (&[Declared<'_, '_>], &[Option<usize>]),
    others: &[&Declared<'_, '_>],
    declaration: &Declaration<'_, '_>,
) -> Vec<String> {
    let name = declaration.combinator.name;
    let free = declared
        .iter()
        .zip(found)
        .filter(|(_, found)| found.is_none());
    let free: Vec<String> = free.map(|(field, _)| field.name()).collect();
    let mut meant = Vec::new();
    for (index, member) in unknown.iter().enumerate() {
        let text = member.text();
        let message = match member.place {
            Some(_) => format!("`{name}` has fewer fields: none is left for this one"),
            None => {
                let called = member.name.as_deref().unwrap_or(&text);
                format!("`{name}` has no field `{called}`")
            }
        };
        let near = nearest(
            member.name.as_deref().unwrap_or(&text),
            free.iter().map(String::as_str),
        );
        let other = others
            .get(index)
            .filter(|_| near.is_none() && member.place.is_none());
        let other = other.map(|field| field.name());
        let rename = member.attributes.rename.as_ref();
        let help = match (near, other.as_deref()) {
            (Some(own), _) | (None, Some(own)) if rename.is_some() && own == text => {
                format!("the field is called `{own}` in Rust, too: remove `rename`")
            }
            (Some(near), _) if rename.is_some() => format!("did you mean `{near}`?"),
            (Some(near), _) => format!(
                "did you mean `{near}`? If the field has another name in Rust, write `#[tl(rename = \"{near}\")]`"
            ),
            (None, Some(other)) => format!(
                "if this field is `{other}` by another name, write `#[tl(rename = \"{other}\")]`"
            ),
            (None, None) => "add it to the declaration, or remove it here".into(),
        };
        let near = near.or(other.as_deref());
        meant.extend(near.map(str::to_owned));
        let whole = declaration.combinator.span;
        let at = declared
            .iter()
            .find(|field| near == Some(field.name().as_str()));
        let at = at.map_or(whole, |field| field.field.span);
        let place = rename.map_or_else(|| member.span(), LitStr::span);
        let message = declaration.mistake(&message, at, "", &help);
        declaration.errors.at(place, message);
    }
    meant
}

/// Reports declared fields that Rust does not have.
fn report_missing<'d, 's: 'd>(
    missing: impl Iterator<Item = &'d Declared<'d, 's>>,
    declared: &'d [Declared<'d, 's>],
    help: &str,
    declaration: &Declaration<'_, '_>,
    owner: Span,
) {
    for field in missing {
        let name = field.name();
        let message = format!(
            "the field `{name}` of `{}` is missing",
            declaration.combinator.name
        );
        let of_type = argument(field, declared, declaration);
        let help = match (field.is_number(), field.field.mask) {
            (true, None) => {
                "add it as a `u32`: only a `#` whose bits guard other fields has no field in Rust"
            }
            (true, Some(_)) => "add it as an `Option<u32>`",
            (false, _) => of_type.as_deref().unwrap_or(help),
        };
        declaration.errors.at(
            owner,
            declaration.mistake(&message, field.field.span, "", help),
        );
    }
}

/// Suggests `a:(Just int)` for `a:Just int`, whose `int` is a field of its own.
fn argument(
    field: &Declared<'_, '_>,
    declared: &[Declared<'_, '_>],
    declaration: &Declaration<'_, '_>,
) -> Option<String> {
    let at = declared.iter().position(|it| std::ptr::eq(it, field))?;
    let before = declared.get(at.checked_sub(1)?)?;
    let TypeExpr::Boxed(id, ref args, head) = before.field.ty else {
        return None;
    };
    let is_plain = args.is_empty() && declaration.schema[id].builtin.is_none();
    if !is_plain || field.field.name.is_some() {
        return None;
    }
    let text = |span| declaration.sources.text(span);
    let (name, head, argument) = (before.field.name?, text(head), text(field.field.ty.span()));
    Some(format!(
        "a type and its arguments are in brackets: `{name}:({head} {argument})`"
    ))
}

fn report_order(
    declared: &[Declared<'_, '_>],
    found: &[Option<usize>],
    members: &[Member<'_>],
    declaration: &Declaration<'_, '_>,
) {
    let mut before: Option<(usize, &Declared<'_, '_>)> = None;
    let found = declared.iter().zip(found);
    for (field, index) in found.filter_map(|(field, found)| Some((field, (*found)?))) {
        if let (Some((last, first)), Some(member)) = (before, members.get(index)) {
            if index < last {
                let message = format!(
                    "`{}` comes after `{}` in `{}`",
                    field.name(),
                    first.name(),
                    declaration.combinator.name
                );
                let help = "write the fields in the order of the declaration";
                let message = declaration.mistake(&message, field.field.span, "", help);
                declaration.errors.at(member.span(), message);
                continue;
            }
        }
        before = Some((index, field));
    }
}
