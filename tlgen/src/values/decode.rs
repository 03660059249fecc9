//! `tlgen decode SCHEMA... [FILE]`.

use std::io::{self, IsTerminal};
use std::path::Path;

use tl_codegen::__private::report::Title;
use tl_dynamic::{Codec, DecodeError, Decoded, Type, Value};
use tl_parser::schema::{CombinatorKind, TypeExpr};
use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::json::Json;

use super::frames::WrongLength;
use super::text::Text;
use super::unpack::{self, Unpacker};
use super::{asked, frames, no_function, options, tree, with_schema};
use crate::cli::{Decode, View};
use crate::exit::{Exit, Failure};
use crate::messages::Messages;
use crate::output::Large;

pub(crate) fn run(arguments: &Decode, messages: &Messages) -> Result<Exit, Failure> {
    let ty = asked::in_tl(arguments.ty.as_deref(), arguments.bare);
    with_schema(
        &arguments.files,
        ty.as_deref(),
        messages,
        |schema, input| {
            let text = Text::new(arguments.hex, arguments.base64);
            let (bytes, broken) = match text.decode(input) {
                Ok(decoded) => decoded,
                Err(problem) => return Ok(wrong(messages, &[problem])),
            };
            let codec = Codec::with_options(schema, options(bytes.len()));
            let call;
            let ty = match &arguments.response_to {
                None => asked::ty(&codec),
                Some(function) => {
                    call = self::call(&codec, function)?;
                    codec
                        .answer(&call)
                        .ok_or_else(|| no_function(&codec, function))?
                }
            };
            let mut decoded = unpack::decode(&codec, &ty, &bytes);
            let is_frame = frames::is_frame(&codec, decoded.value.as_ref());
            let given = arguments.gives_type().then_some(&ty);
            let option = match text {
                Text::Raw => Text::option(&bytes),
                Text::Hex | Text::Base64 => None,
            };
            let lengths = frames::wrong_lengths(&codec, &decoded, bytes.len());
            let first = bytes.first_chunk().map(|it| u32::from_le_bytes(*it));
            drop(bytes);
            let mut problems: Vec<String> = lengths.iter().map(WrongLength::in_bytes).collect();
            let file = arguments.files.output();
            let mut out = Large::new(file);
            match arguments.format.unwrap_or_else(|| usual(file)) {
                View::Tree => out.add_with_colors(|out| {
                    tree::write(&codec, given, &decoded, &mut problems, out)
                })?,
                View::Json => {
                    decoded.offsets = Vec::new();
                    for note in json(&codec, &ty, given, &decoded, &mut problems, &mut out)? {
                        messages.say(Title::Note, note);
                    }
                }
            }
            // An early end follows from the broken text, which is reported instead.
            let follows = |it: &DecodeError| broken.is_some() && is_early_end(it);
            if let Some(error) = decoded.error.as_ref().filter(|it| !follows(it)) {
                let hint = hint(error, arguments, option, is_frame);
                problems.push(format!("{error}{hint}"));
            }
            problems.extend(broken);
            if problems.is_empty() {
                out.finish()?;
            }
            if let Some(note) = id_of_bare(&codec, first) {
                messages.say(Title::Note, &note);
            }
            Ok(wrong(messages, &problems))
        },
    )
}

/// Returns the end of the message about an error, which says what else to try. `option` is the option for the form
/// of text that the input seems to have.
fn hint(error: &DecodeError, arguments: &Decode, option: Option<&str>, is_frame: bool) -> String {
    match (error.kind(), option) {
        (DecodeErrorKind::Invalid(_), _) if arguments.response_to.is_some() => {
            "; give `--response-to` the call as JSON".to_owned()
        }
        (DecodeErrorKind::UnexpectedId { .. }, Some(option)) if error.offset() == 0 => {
            format!("; the input seems to be text, which `{option}` decodes")
        }
        _ => {
            let is_untyped = !arguments.gives_type() && (error.offset() == 0 || is_frame);
            unpack::missing(error, is_untyped)
        }
    }
}

/// Whether the input ends too early, or has too few bytes for a list.
fn is_early_end(error: &DecodeError) -> bool {
    use DecodeErrorKind::{Count, UnexpectedEnd};
    matches!(error.kind(), UnexpectedEnd { .. } | Count { .. })
}

/// Returns a note about an input that begins with this id, although its type is one without an id.
fn id_of_bare(codec: &Codec<'_>, first: Option<u32>) -> Option<String> {
    let schema = codec.schema();
    let is_builtin =
        |ty: &TypeExpr<'_>| matches!(ty, TypeExpr::Bare(id, ..) if schema[*id].builtin.is_some());
    let TypeExpr::Bare(asked, ..) = &asked::field(codec)?.ty else {
        return None;
    };
    let asked = &schema[*asked];
    // The bytes of other fields may begin with an id.
    let begins_with_id = asked
        .fields
        .first()
        .is_some_and(|it| !matches!(it.ty, TypeExpr::Nat(_)) && !is_builtin(&it.ty));
    if asked.builtin.is_some() || begins_with_id {
        return None;
    }
    let mut all = schema.combinators.iter();
    let found = all.find(|it| Some(it.id) == first && codec.bare(it.name).is_some())?;
    Some(format!(
        "the input begins with the id of `{}`, but a bare `{}` has no id; without `--type`, the id tells the type",
        found.name, asked.name,
    ))
}

/// Returns how the value is shown if the user does not say it.
fn usual(file: Option<&Path>) -> View {
    match file.is_none() && io::stdout().is_terminal() {
        true => View::Tree,
        false => View::Json,
    }
}

/// Shows the problems.
fn wrong(messages: &Messages, problems: &[String]) -> Exit {
    for problem in problems {
        messages.say(Title::Error, problem);
    }
    Exit::findings(!problems.is_empty())
}

/// Returns a call, from its JSON or from the name of a function, of which no arguments are known.
fn call(codec: &Codec<'_>, function: &str) -> Result<Value, Failure> {
    if function.trim_start().starts_with('{') {
        let wrong = |error: String| Failure::Usage(format!("`--response-to`: {error}"));
        let json: Json = super::json("the call", function.as_bytes()).map_err(wrong)?;
        let value = codec.from_json_strictly(&codec.any(), json);
        let value = value.map_err(|errors| {
            let errors = errors.iter().map(ToString::to_string);
            wrong(errors.collect::<Vec<_>>().join("; "))
        })?;
        return match codec.answer(&value) {
            Some(_) => Ok(value),
            None => Err(wrong("expected a function, found a constructor".to_owned())),
        };
    }
    let mut all = codec.schema().combinators.entries();
    let found = all.find(|(_, it)| it.name == function && it.kind == CombinatorKind::Function);
    let (id, _) = found.ok_or_else(|| no_function(codec, function))?;
    Ok(Value::Object(id, [].into()))
}

const LOST_BYTES: &str =
    "a string is not UTF-8: its JSON has U+FFFD where bytes were lost; `--format tree` shows them";
const LOST_BITS: &str =
    "a mask has bits that guard no field: its JSON does not have them; `--format tree` shows them";

/// Writes the JSON of a value, and of the packed values in it. Returns notes about what it lacks.
fn json(
    codec: &Codec<'_>,
    ty: &Type<'_>,
    given: Option<&Type<'_>>,
    decoded: &Decoded,
    problems: &mut Vec<String>,
    out: &mut Large<'_>,
) -> Result<Vec<&'static str>, Failure> {
    let mut notes = Vec::new();
    let Some(value) = &decoded.value else {
        return Ok(notes);
    };
    out.add(|out| {
        let mut unpacker = Unpacker::new(given);
        let mut unpack = |value: &Value, depth: usize| {
            let unpacked = unpacker.unpack(codec, value, depth)?;
            problems.extend(unpacked.problems());
            unpacked.decoded.value
        };
        let written = codec.write_json(ty, value, &mut unpack, out)?;
        problems.extend(written.errors.iter().map(ToString::to_string));
        notes.extend(written.lost_bytes.then_some(LOST_BYTES));
        notes.extend(written.lost_bits.then_some(LOST_BITS));
        writeln!(out)
    })?;
    Ok(notes)
}
