//! The type of a value, which the user gives in TL: a text of the schema, with a function whose field has the type.

use tl_dynamic::{Codec, Type};
use tl_parser::ast::Program;
use tl_parser::diagnostic::{Code, Diagnostic, Suggestion};
use tl_parser::schema::{CombinatorId, CombinatorKind, Field};
use tl_parser::source::Sources;

/// The names of the text and of the function.
const TEXT: &str = "--type";
const FUNCTION: &str = "tlgen.asked";

/// What follows the type in the text.
const REST: &str = " = True;\n";

/// Returns the type in TL: `%User` if the value is to have no id.
pub(super) fn in_tl(ty: Option<&str>, bare: bool) -> Option<String> {
    let ty = ty?;
    let percent = if bare { "%" } else { "" };
    Some(format!("{percent}{ty}"))
}

/// Adds the function.
pub(super) fn add(ty: &str, sources: &mut Sources) {
    // Without the parentheses, `User` of `Vector User` is another field.
    let is_applied = ty.contains(' ') && !ty.contains([':', '=', '*', '#', '[', ';']);
    let ty = match is_applied {
        true => format!("({ty})"),
        false => ty.to_owned(),
    };
    let text = format!("---functions---\n{FUNCTION} value:{ty}{REST}");
    sources.add(TEXT, text);
}

/// Whether the last program, that of the type, has one declaration with one field.
pub(super) fn is_one_type(programs: &[Program<'_>]) -> bool {
    let declarations = programs.last().map(|it| it.declarations.as_slice());
    let asked = declarations.and_then(|it| match it {
        [only] => only.combinator(),
        _ => None,
    });
    asked.is_some_and(|asked| asked.fields().len() == 1)
}

/// Returns what is wrong with the type, if the first error is in it or it is not one type.
pub(super) fn mistake(
    ty: &str,
    sources: &Sources,
    programs: &[Program<'_>],
    errors: &[Diagnostic],
) -> Option<String> {
    let place = errors
        .first()
        .and_then(|error| Some((error, error.place()?)));
    match place.and_then(|(error, place)| Some((error, sources.get(place.file)?))) {
        Some((error, source)) if source.name == TEXT => {
            // A suggestion such as `x:int` is a field, which `--type` does not take.
            let is_type = |it: &&Suggestion| {
                error.code == Code::UndeclaredName && !it.replacement.contains(':')
            };
            let meant = error.suggestion().filter(is_type);
            let meant = meant.map(|it| format!("; did you mean `{}`?", it.replacement));
            // For the user, the text ends after the type.
            let end = source.text.len().saturating_sub(REST.len());
            let is_after = error.place().is_some_and(|it| it.start as usize >= end);
            let message = match is_after {
                true => error.message.replace("found `=`", "found the end"),
                false => error.message.clone(),
            };
            Some(format!("`{TEXT}`: {message}{}", meant.unwrap_or_default()))
        }
        _ if !is_one_type(programs) => Some(format!("`{TEXT}`: `{ty}` is not one type")),
        _ => None,
    }
}

/// Returns the type, or `Object` if there is none.
pub(super) fn ty<'s>(codec: &Codec<'s>) -> Type<'s> {
    let ty = function(codec).and_then(|(id, _)| codec.field(id, 0));
    ty.unwrap_or_else(|| codec.any())
}

/// Returns the field that has the type.
pub(super) fn field<'c, 's>(codec: &'c Codec<'s>) -> Option<&'c Field<'s>> {
    let (_, fields) = function(codec)?;
    fields.first()
}

fn function<'c, 's>(codec: &'c Codec<'s>) -> Option<(CombinatorId, &'c [Field<'s>])> {
    let mut all = codec.schema().combinators.entries();
    let (id, function) =
        all.find(|(_, it)| it.name == FUNCTION && it.kind == CombinatorKind::Function)?;
    Some((id, &function.fields))
}
