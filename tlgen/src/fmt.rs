//! `tlgen fmt SCHEMA...`.

use tl_codegen::__private::report::Title;
use tl_parser::diagnostic::Levels;
use tl_parser::format;
use tl_parser::source::Source;

use crate::cli::Fmt;
use crate::exit::{Exit, Failure};
use crate::messages::Messages;
use crate::output::{self, InPlace};
use crate::{diff, input};

pub(crate) fn run(arguments: &Fmt, messages: &Messages) -> Result<Exit, Failure> {
    if !arguments.check {
        output::replaceable(&arguments.schemas)?;
    }
    let sources = input::read(&arguments.schemas)?;
    let mut diagnostics = Vec::new();
    let (mut found, mut in_place) = (false, InPlace::new(messages));
    for (path, (file, source)) in arguments.schemas.iter().zip(sources.iter()) {
        if !input::is_text(source, messages) {
            found = true;
            continue;
        }
        match format(file, &source.text, &mut diagnostics) {
            Some(text) if arguments.check => found |= compare(source, &text, messages)?,
            Some(text) => {
                in_place.replace(path, &text);
            }
            None => found = true,
        }
    }
    messages.report(&sources, &Levels::default(), diagnostics);
    in_place.finish(Exit::findings(found))
}

/// Shows how a file differs from its formatted text; returns whether it does.
fn compare(source: &Source, text: &str, messages: &Messages) -> Result<bool, Failure> {
    let Source {
        name, text: old, ..
    } = source;
    if old == text {
        return Ok(false);
    }
    // Differences that a diff cannot show are described in words.
    let old = old.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let what = if old.replace('\r', "\n") == text {
        "has a byte order mark, or line ends other than LF"
    } else {
        output::colored(&diff::unified(&old, text, name))?;
        "is not formatted"
    };
    let message = format!("{name} {what}: the same command without `--check` formats it");
    messages.say(Title::Error, &message);
    Ok(true)
}
