//! `tlgen export SCHEMA... --to FORM -o OUT`.

use tl_codegen::__private::files;
use tl_codegen::__private::report::Title;
use tl_parser::ast::{DeclarationKind, Finality, Program};
use tl_parser::diagnostic::Severity;
use tl_parser::schema::Schema;
use tl_parser::source::Form;
use tl_parser::{check, forms};

use crate::cli::Export;
use crate::exit::{Exit, Failure};
use crate::messages::Messages;
use crate::{input, output};

pub(crate) fn run(arguments: &Export, messages: &Messages) -> Result<Exit, Failure> {
    let out = arguments.output.as_path();
    output::keep(out, &arguments.schemas)?;
    let sources = input::read(&arguments.schemas)?;
    let mut found = Vec::new();
    let programs = check::parse_all(&sources, &mut found);
    let levels = arguments.levels.get();
    let schema = check::check(&programs, levels, &mut found);
    // Warnings and findings about values are left to `check`.
    found.retain(|it| levels.severity(it) == Severity::Error && !it.of_values);
    let written = match found.as_slice() {
        [] => forms::write(arguments.to, &programs, &schema, &mut found),
        _ => None,
    };
    messages.report(&sources, levels, found);
    let Some(written) = written else {
        return Ok(Exit::Findings);
    };
    if input::is_standard(out) {
        output::raw(&written)?;
    } else {
        files::write(out, &written)?;
    }
    if let Some(lost) = listed(&lost(arguments.to, &programs, &schema)) {
        let form = arguments.to.name();
        messages.say(
            Title::Note,
            &format!("the {form} is written without {lost}"),
        );
    }
    Ok(Exit::Fine)
}

/// Returns the parts of the schema that the form cannot represent.
fn lost(form: Form, programs: &[Program<'_>], schema: &Schema<'_>) -> Vec<&'static str> {
    let is_text = form == Form::Tl;
    let declarations = || programs.iter().flat_map(|it| &it.declarations);
    let has = |wanted: &dyn Fn(&DeclarationKind<'_>) -> bool| {
        !is_text && declarations().any(|it| wanted(&it.kind))
    };
    let kinds = [
        (
            "comments",
            programs.iter().any(|it| !it.comments.is_empty()),
        ),
        (
            "documentation",
            schema.combinators.iter().any(|it| !it.docs.is_empty()),
        ),
        (
            "annotations",
            !is_text && declarations().any(|it| !it.annotations.is_empty()),
        ),
        (
            "applications that stand alone",
            form == Form::Json && has(&|kind| matches!(kind, DeclarationKind::Partial(_))),
        ),
        (
            "`New`",
            has(&|kind| matches!(kind, DeclarationKind::Finality(Finality::New, _))),
        ),
        (
            "`Final` and `Empty`",
            form == Form::Json
                && has(&|kind| {
                    use Finality::{Empty, Final};
                    matches!(kind, DeclarationKind::Finality(Final | Empty, _))
                }),
        ),
        (
            "`=>` (it becomes `=`)",
            has(&|kind| matches!(kind, DeclarationKind::Combinator(it) if it.arrow)),
        ),
        ("the layer", !is_text && schema.layer.is_some()),
    ];
    let lost = kinds.into_iter().filter(|(_, is_there)| *is_there);
    lost.map(|(name, _)| name).collect()
}

/// Returns `a`, `a and b`, or `a, b and c`.
fn listed(names: &[&str]) -> Option<String> {
    let (last, others) = names.split_last()?;
    Some(match others {
        [] => (*last).to_owned(),
        _ => format!("{} and {last}", others.join(", ")),
    })
}
