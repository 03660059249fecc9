//! `tlgen encode SCHEMA... [FILE]`.

use std::fmt::Display;
use std::io::{self, IsTerminal};

use tl_codegen::__private::report::Title;
use tl_dynamic::Codec;
use tl_runtime::json::Json;

use super::text::Text;
use super::{asked, in_tl, with_schema};
use crate::cli::Encode;
use crate::exit::{Exit, Failure};
use crate::messages::Messages;
use crate::output;

pub(crate) fn run(arguments: &Encode, messages: &Messages) -> Result<Exit, Failure> {
    let ty = in_tl(arguments.ty.as_deref(), arguments.bare);
    with_schema(
        &arguments.files,
        ty.as_deref(),
        messages,
        |schema, input| {
            let hex =
                arguments.hex || !(arguments.base64 || arguments.raw) && io::stdout().is_terminal();
            let codec = Codec::new(schema);
            let bytes = encoded(&codec, &input).and_then(|bytes| {
                let text = Text::new(hex, arguments.base64).encode(bytes);
                text.map_err(|problem| vec![problem])
            });
            match bytes {
                Ok(bytes) => {
                    output::raw(&bytes)?;
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
    let json: Json = serde_json::from_slice(input)
        .map_err(|error| vec![format!("the input is not JSON: {error}")])?;
    let ty = asked(codec);
    let value = codec.from_json_strictly(&ty, json).map_err(texts)?;
    codec.encode_with_all_errors(&ty, &value).map_err(texts)
}

fn texts<E: Display>(errors: Vec<E>) -> Vec<String> {
    errors.iter().map(ToString::to_string).collect()
}
