//! `code int`, `int code` and `int:code` for `code:int`: the line alone does not show whether `code` is a type that is
//! declared elsewhere, but the Rust fields do.

use tl_codegen::__private::model::FieldRole;
use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{Origin, Schema, TypeExpr};
use tl_parser::source::Span;

use crate::declaration::{Declaration, report};
use crate::matching::Declared;
use crate::members::Member;

/// Reports names of fields that are separated from their types. Returns whether there are any.
pub(crate) fn report_parted(
    declared: &[Declared<'_, '_>],
    members: &[Member<'_>],
    declaration: &Declaration<'_, '_>,
) -> bool {
    let is_value = |field: &&Declared<'_, '_>| matches!(field.role, FieldRole::Value(_));
    let too_many = members.iter().all(|member| member.name.is_none())
        && members.len() < declared.iter().filter(is_value).count();
    if report_turned(declared, members, declaration)
        || report_nameless(declared, members, declaration)
    {
        return true;
    }
    let is_nameless = |field: &&Declared<'_, '_>| field.field.name.is_none();
    let is_name = |name: &str, with_type: bool| is_member(members, name) || too_many && with_type;
    let (mut parted, mut exchanged) = (Vec::new(), Vec::new());
    let mut rest = declared;
    while let [field, behind @ ..] = rest {
        rest = behind;
        let next = behind.first().filter(is_nameless);
        let Some(name) = undeclared(field, declaration.schema) else {
            let next = next.filter(|_| is_nameless(&field));
            let name = next.and_then(|next| Some((next, undeclared(next, declaration.schema)?)));
            if let Some((next, name)) = name.filter(|(_, name)| is_name(name, true)) {
                exchanged.push(Exchanged {
                    name,
                    ty: field.field.span,
                    whole: field.field.span.to(next.field.span),
                });
                rest = behind.get(1..).unwrap_or_default();
            }
            continue;
        };
        if is_name(name, next.is_some()) {
            let span = field.field.span;
            let gap = next.map(|next| span.at_end().to(next.field.span.at_start()));
            if gap.is_some() {
                rest = behind.get(1..).unwrap_or_default();
            }
            parted.push(Parted { name, span, gap });
        }
    }
    let is_parted = report_without_colons(&parted, declaration);
    report_exchanged(&exchanged, declaration) || is_parted
}

/// A name without its type, or with a space where the colon belongs.
struct Parted<'s> {
    name: &'s str,
    span: Span,
    /// The text between the name and its type.
    gap: Option<Span>,
}

/// Reports all of them together.
fn report_without_colons(parted: &[Parted<'_>], declaration: &Declaration<'_, '_>) -> bool {
    let [first, others @ ..] = parted else {
        return false;
    };
    let message = format!("there is no constructor `{}`", first.name);
    let mut diagnostic = Diagnostic::new(
        Code::Unsupported,
        message,
        first.span,
        "nothing declares it",
    );
    for other in others {
        diagnostic = diagnostic.label(other.span, "nor this");
    }
    if let Some(alone) = parted.iter().find(|it| it.gap.is_none()) {
        let name = alone.name;
        diagnostic = diagnostic.note(format!("a field has a name and a type: `{name}:int`"));
    }
    let gaps: Vec<Span> = parted.iter().filter_map(|it| it.gap).collect();
    let message = match gaps.len() {
        1 => "is it the name of the field whose type follows?",
        _ => "are they the names of the fields whose types follow?",
    };
    let colons = gaps.into_iter().map(|gap| (gap, ":".to_owned()));
    if let Some((whole, text)) = together(colons, declaration) {
        diagnostic = diagnostic.suggest(message, whole, text);
    }
    report(diagnostic, declaration);
    true
}

/// Returns one replacement for several, with the text between them.
fn together(
    replacements: impl IntoIterator<Item = (Span, String)>,
    declaration: &Declaration<'_, '_>,
) -> Option<(Span, String)> {
    replacements
        .into_iter()
        .reduce(|(whole, text), (span, replacement)| {
            let between = whole.at_end().to(span.at_start());
            let between = declaration.sources.text(between);
            (whole.to(span), [&text, between, &replacement].concat())
        })
}

/// A name after its type.
struct Exchanged<'s> {
    name: &'s str,
    ty: Span,
    whole: Span,
}

/// Reports all of them together.
fn report_exchanged(exchanged: &[Exchanged<'_>], declaration: &Declaration<'_, '_>) -> bool {
    let [first, others @ ..] = exchanged else {
        return false;
    };
    let message = format!("the type of `{}` comes before its name", first.name);
    let mut diagnostic = Diagnostic::new(Code::Unsupported, message, first.ty, "this is a type")
        .note("a field is a name, a `:` and a type: `id:long`");
    for other in others {
        diagnostic = diagnostic.label(other.ty, "and this");
    }
    let way_out = match others {
        [] => "write the name first",
        _ => "write the names first",
    };
    let turned = exchanged.iter().map(|it| {
        let ty = declaration.sources.text(it.ty);
        (it.whole, format!("{}:{ty}", it.name))
    });
    if let Some((whole, text)) = together(turned, declaration) {
        diagnostic = diagnostic.suggest(way_out, whole, text);
    }
    report(diagnostic, declaration);
    true
}

/// Reports `int:code` if Rust has a field `code` and no field `int`.
fn report_turned(
    declared: &[Declared<'_, '_>],
    members: &[Member<'_>],
    declaration: &Declaration<'_, '_>,
) -> bool {
    let mut found = false;
    for field in declared {
        let (Some(ty), TypeExpr::Bare(id, args, _)) = (field.field.name, &field.field.ty) else {
            continue;
        };
        let combinator = &declaration.schema[*id];
        let name = combinator.name;
        let is_nowhere = combinator.origin == Origin::External && args.is_empty();
        if !is_nowhere
            || !is_member(members, name)
            || is_member(members, ty)
            || field.field.mask.is_some()
        {
            continue;
        }
        found = true;
        let span = field.field.span;
        let message = format!("the type `{ty}` comes before the name `{name}`");
        let diagnostic = Diagnostic::new(Code::Unsupported, message, span, "a type and a name");
        let turned = format!("{name}:{ty}");
        let diagnostic = diagnostic.suggest("the name of a field comes first", span, turned);
        report(diagnostic, declaration);
    }
    found
}

/// Reports a declaration without a name: its first field is parsed as a name and a type.
fn report_nameless(
    declared: &[Declared<'_, '_>],
    members: &[Member<'_>],
    declaration: &Declaration<'_, '_>,
) -> bool {
    let name = declaration.combinator.name;
    let is_declared = declared.iter().any(|field| field.field.name == Some(name));
    let is_field = is_member(members, name) && !is_declared;
    let Some(first) = declared.first().filter(|_| is_field) else {
        return false;
    };
    if first.field.name.is_some() {
        return false;
    }
    let ty = declaration.sources.text(first.field.ty.span());
    let message = format!("the declaration has no name: `{name}` is a field of it");
    let span = declaration.combinator.span;
    let diagnostic = Diagnostic::new(Code::Unsupported, message, span, "the name comes first");
    let note = format!("write a name before the fields: `name {name}:{ty} …`");
    report(diagnostic.note(note), declaration);
    true
}

/// Whether the item has a field with this name.
fn is_member(members: &[Member<'_>], name: &str) -> bool {
    members
        .iter()
        .any(|member| member.name.as_deref() == Some(name))
}

/// Returns the name of a field that is only a name, if nothing declares it.
fn undeclared<'s>(field: &Declared<'_, 's>, schema: &Schema<'s>) -> Option<&'s str> {
    match (field.field.name, field.field.mask, &field.field.ty) {
        (None, None, TypeExpr::Bare(id, args, _)) if args.is_empty() => {
            let combinator = &schema[*id];
            let is_nowhere = combinator.origin == Origin::External;
            is_nowhere.then_some(combinator.name)
        }
        _ => None,
    }
}
