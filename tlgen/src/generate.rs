//! `tlgen SCHEMA... -o OUT`.

use std::path::Path;

use tl_codegen::compile::compile;
use tl_codegen::files;

use crate::cli::Generate;
use crate::outcome::{Exit, Failure};
use crate::output::Messages;
use crate::{diff, input, output};

pub(crate) fn run(arguments: &Generate, messages: &Messages) -> Result<Exit, Failure> {
    let Some(out) = arguments.output.as_deref() else {
        return Err(Failure::Usage(
            "where the code goes is missing: `-o OUT.rs`".into(),
        ));
    };
    if arguments.check && input::is_standard(out) {
        return Err(Failure::Usage(
            "`--check` needs a file to compare with".into(),
        ));
    }
    if let Some(schema) = arguments
        .schemas
        .iter()
        .find(|schema| files::same(schema, out))
    {
        let message = format!("the code would overwrite the schema {}", schema.display());
        return Err(Failure::Usage(message));
    }
    let config = arguments.config();
    if let Some(conflict) = config.conflict() {
        return Err(Failure::Usage(conflict.into()));
    }
    let sources = input::read(&arguments.schemas)?;
    let compiled = compile(&sources, &config, arguments.levels.get());
    messages.show(&sources, &compiled.diagnostics);
    messages.conclude(&compiled.diagnostics);
    let Some(code) = compiled.code else {
        return Ok(Exit::Findings);
    };
    if arguments.check {
        compare(out, &code, messages)
    } else if input::is_standard(out) {
        output::raw(code.as_bytes())?;
        Ok(Exit::Fine)
    } else {
        files::write(out, code.as_bytes())?;
        Ok(Exit::Fine)
    }
}

/// Shows how the file differs from what would be written.
fn compare(out: &Path, code: &str, messages: &Messages) -> Result<Exit, Failure> {
    let name = out.display();
    let state = match files::read_to_compare(out)? {
        Some(old) if old == code => return Ok(Exit::Fine),
        Some(old) => {
            output::colored(&diff::unified(&old, code, &name.to_string()))?;
            "is stale"
        }
        None => "does not exist",
    };
    messages.failure(&format!(
        "{name} {state}: the same command without `--check` writes it"
    ));
    Ok(Exit::Findings)
}
