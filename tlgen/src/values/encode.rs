//! `tlgen encode SCHEMA... [FILE]`.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use data_encoding::BASE64;
use flate2::Compression;
use flate2::write::GzEncoder;
use tl_codegen::__private::report::Title;
use tl_dynamic::{Codec, Type, UNPACKED};
use tl_parser::schema::{Builtin, Combinator};
use tl_runtime::json::Json;

use super::frames::{self, GZIP_PACKED, RESULT, WrongLength};
use super::text::{Text, blank_mark};
use super::{asked, options, with_schema};
use crate::cli::Encode;
use crate::exit::{Exit, Failure};
use crate::messages::Messages;
use crate::output;

pub(crate) fn run(arguments: &Encode, messages: &Messages) -> Result<Exit, Failure> {
    let ty = asked::in_tl(arguments.ty.as_deref(), arguments.bare);
    with_schema(
        &arguments.files,
        ty.as_deref(),
        messages,
        |schema, mut input| {
            blank_mark(&mut input);
            let file = arguments.files.output();
            let is_shown = file.is_none() && io::stdout().is_terminal();
            let text = match Text::new(arguments.hex, arguments.base64) {
                Text::Raw if !arguments.raw && is_shown => Text::Hex,
                text => text,
            };
            let codec = Codec::with_options(schema, options(input.len()));
            let bytes = encoded(&codec, &input)
                .and_then(|bytes| text.encode(bytes).map_err(|problem| vec![problem]));
            match bytes {
                Ok(bytes) => {
                    output::raw_to(file, &bytes)?;
                    Ok(Exit::Fine)
                }
                Err(problems) => {
                    for problem in problems {
                        messages.say(Title::Error, &problem);
                    }
                    Ok(Exit::Findings)
                }
            }
        },
    )
}

/// Returns the bytes of the value that the JSON describes, or everything that is wrong with it.
fn encoded(codec: &Codec<'_>, input: &[u8]) -> Result<Vec<u8>, Vec<String>> {
    let mut json = super::json("the input", input).map_err(|problem| vec![problem])?;
    let missing = match answer(codec, &json) {
        _ if asked::field(codec).is_some() => "",
        Json::Array(_) => "; give its type, as in `--type 'Vector<User>'`",
        Json::Bool(_) => "; `--type Bool` encodes a `Bool`",
        Json::Null
        | Json::Integer(_)
        | Json::Unsigned(_)
        | Json::Number(_)
        | Json::String(_)
        | Json::Object(_) => "",
    };
    let ty = asked::ty(codec);
    let mut combinators = codec.schema().combinators.iter();
    let packed = match combinators.find(|it| it.id == GZIP_PACKED) {
        Some(gzip_packed) => pack(codec, &ty, gzip_packed, &mut json),
        None => Ok(()),
    };
    let bytes = packed.and_then(|()| encode(codec, &ty, json));
    bytes.map_err(|mut problems| {
        problems.iter_mut().for_each(|it| it.push_str(missing));
        problems
    })
}

/// Returns the answer in the frames of a value, or the value if it is not a frame.
fn answer<'j>(codec: &Codec<'_>, mut json: &'j Json) -> &'j Json {
    while let Json::Object(members) = json {
        let is_frame = |it: &str| frames::is_called(codec, it);
        let mut members = members
            .iter()
            .filter(|_| json.type_name().is_some_and(is_frame));
        let Some((_, inner)) = members.find(|(name, _)| name == RESULT || name == UNPACKED) else {
            break;
        };
        json = inner;
    }
    json
}

/// Encodes a value of the type, or a frame of MTProto with values of the type in it.
fn encode(codec: &Codec<'_>, ty: &Type<'_>, json: Json) -> Result<Vec<u8>, Vec<String>> {
    let name = json.type_name();
    let around = name
        .filter(|it| frames::is_called(codec, it))
        .map(|_| json.clone());
    let value = codec.from_json_strictly(ty, json).map_err(texts);
    let bytes = value.and_then(|it| codec.encode_with_all_errors(ty, &it).map_err(texts));
    match around {
        Some(json) => match bytes {
            Ok(bytes) => with_right_lengths(codec, ty, bytes),
            Err(_) => encode_around(codec, ty, json),
        },
        None => bytes,
    }
}

/// Encodes any object, in which there may be values of the type.
fn encode_around(codec: &Codec<'_>, ty: &Type<'_>, json: Json) -> Result<Vec<u8>, Vec<String>> {
    let value = codec.from_json_around(ty, json).map_err(texts)?;
    let bytes = codec.encode_around(ty, &value).map_err(texts)?;
    with_right_lengths(codec, ty, bytes)
}

/// Returns the bytes, unless they are a container whose messages say wrong lengths.
fn with_right_lengths(
    codec: &Codec<'_>,
    ty: &Type<'_>,
    bytes: Vec<u8>,
) -> Result<Vec<u8>, Vec<String>> {
    let wrong = frames::wrong_lengths(codec, &codec.inspect_around(ty, &bytes), bytes.len());
    match wrong.is_empty() {
        true => Ok(bytes),
        false => Err(wrong.iter().map(WrongLength::in_json).collect()),
    }
}

/// Packs the content, `"@unpacked"`, of each `gzip_packed` that has no packed data.
fn pack(
    codec: &Codec<'_>,
    ty: &Type<'_>,
    gzip_packed: &Combinator<'_>,
    json: &mut Json,
) -> Result<(), Vec<String>> {
    if let Json::Array(elements) = json {
        return elements
            .iter_mut()
            .try_for_each(|it| pack(codec, ty, gzip_packed, it));
    }
    // A field of this type needs no `@type`.
    let is_packed = json.type_name().is_none_or(|it| it == gzip_packed.name);
    let Json::Object(members) = json else {
        return Ok(());
    };
    for (_, member) in members.iter_mut() {
        pack(codec, ty, gzip_packed, member)?;
    }
    let Some(field) = gzip_packed.fields.first().filter(|_| is_packed) else {
        return Ok(());
    };
    let data = field.name.unwrap_or_default();
    let is_given = |(name, it): &(_, Json)| *name == data && *it != Json::Null;
    let content = members.iter().find(|(name, _)| name == UNPACKED);
    let Some((_, content)) = content.filter(|_| !members.iter().any(is_given)) else {
        return Ok(());
    };
    let problem = |problem: String| format!("in {}, {problem}", gzip_packed.name);
    let bytes = encode_around(codec, ty, content.clone());
    let bytes = bytes.map_err(|all| all.into_iter().map(problem).collect::<Vec<_>>())?;
    let ty = field.ty.applied(codec.schema());
    match ty.and_then(|(ty, _)| codec.schema()[ty].builtin) {
        Some(Builtin::Bytes) => {}
        Some(Builtin::String) => {
            return Err(vec![problem(format!(
                "a `string` does not keep what is packed: declare `{data}:bytes`, which does not change the id, \
                 or leave out the schema of MTProto, because tlgen knows `{name}`",
                name = gzip_packed.name,
            ))]);
        }
        _ => return Ok(()),
    }
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    let packed = packer.write_all(&bytes).and_then(|()| packer.finish());
    let packed = packed.map_err(|error| vec![problem(error.to_string())])?;
    members.retain(|(name, _)| *name != data);
    members.push((data.to_owned().into(), Json::String(BASE64.encode(&packed))));
    Ok(())
}

fn texts<E: Display>(errors: Vec<E>) -> Vec<String> {
    errors.iter().map(ToString::to_string).collect()
}
