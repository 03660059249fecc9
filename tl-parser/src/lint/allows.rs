//! Comments that allow what cannot be allowed.

use std::collections::HashSet;

use crate::ast::Program;
use crate::diagnostic::{Code, Diagnostic, Level};
use crate::docs::{Directive, attached, directives, misspelled};
use crate::resolve::suggest::nearest;
use crate::span::{Span, Spanned};

pub(super) fn lint(programs: &[Program<'_>], diagnostics: &mut Vec<Diagnostic>) {
    for program in programs {
        let comments = || program.comments.iter();
        diagnostics.extend(comments().flat_map(misspelled).map(unknown));
        let all: Vec<(u32, Directive<'_>)> = comments()
            .flat_map(|comment| {
                directives(comment)
                    .into_iter()
                    .map(|it| (comment.span.start, it))
            })
            .collect();
        if all.is_empty() {
            continue;
        }
        let declarations = program.declarations.iter();
        let attached: HashSet<u32> = declarations
            .flat_map(|declaration| attached(program, declaration))
            .map(|comment| comment.span.start)
            .collect();
        for (comment, directive) in all {
            if directive.file || attached.contains(&comment) {
                diagnostics.extend(directive.names.into_iter().filter_map(finding));
            } else {
                diagnostics.push(nowhere(&directive));
            }
        }
    }
}

fn nowhere(directive: &Directive<'_>) -> Diagnostic {
    Diagnostic::new(
        Code::UselessAllow,
        "this comment is about no declaration",
        directive.span,
        "so nothing is allowed by it",
    )
    .note("it stands directly above a declaration, inside, or behind it on its line; `tlgen:allow-file` is about a whole file, wherever it stands")
}

fn unknown(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UselessAllow,
        "this comment says nothing to tlgen",
        span,
        "so nothing is allowed by it",
    )
    .note("what it understands is `tlgen:allow(name): reason` and `tlgen:allow-file(name): reason`")
}

fn finding(name: Spanned<&str>) -> Option<Diagnostic> {
    let value = name.value;
    let Some(code) = Code::find(value) else {
        let finding = Diagnostic::new(
            Code::UselessAllow,
            format!("no finding is called `{value}`"),
            name.span,
            "so nothing is allowed by it",
        );
        let can_be = Code::ALL.iter().filter(|code| code.level() != Level::Error);
        return Some(match nearest(value, can_be.map(|code| code.name())) {
            Some(meant) => finding.suggest(format!("did you mean `{meant}`?"), name.span, meant),
            None => finding.note("`tlgen explain` lists all findings"),
        });
    };
    (code.level() == Level::Error).then(|| {
        Diagnostic::new(
            Code::UselessAllow,
            format!("`{value}` is an error and stays one"),
            name.span,
            "so nothing is allowed by it",
        )
        .note("only warnings can be allowed")
    })
}
