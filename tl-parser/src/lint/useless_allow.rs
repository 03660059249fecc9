//! Comments that allow what cannot be allowed.

use crate::allow::{Directive, directives, misspelled};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::docs::attached;
use crate::hasher::Set;
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Comment, Program};

pub(super) fn lint(programs: &[Program<'_>], diagnostics: &mut Vec<Diagnostic>) {
    for program in programs {
        let is_meant = |it: &Comment<'_>| !(directives(it).is_empty() && misspelled(it).is_empty());
        if !program.comments.iter().any(is_meant) {
            continue;
        }
        // Comments that belong to no declaration are reported for the declaration before them.
        let (mut rest, mut before) = (0, None);
        for declaration in &program.declarations {
            let own = declaration.comments.start;
            for comment in program.comments(&(rest..own)) {
                diagnostics.extend(of_comment(comment, false, before));
            }
            before = Some(declaration.span);
            rest = declaration.inner_comments.end;
            let mut about: Set<Span> = Set::default();
            for comment in attached(program, declaration) {
                about.insert(comment.span);
            }
            for comment in program.comments(&(own..rest)) {
                let is_attached = about.contains(&comment.span);
                diagnostics.extend(of_comment(comment, is_attached, before));
            }
        }
        for comment in program.comments.iter().skip(rest as usize) {
            diagnostics.extend(of_comment(comment, false, before));
        }
    }
}

/// Reports what a comment allows without effect; `is_attached` says whether it is about a declaration.
fn of_comment(comment: &Comment<'_>, is_attached: bool, about: Option<Span>) -> Vec<Diagnostic> {
    let mut found: Vec<_> = misspelled(comment).into_iter().map(unknown).collect();
    for directive in directives(comment) {
        if directive.file || is_attached {
            found.extend(directive.names.into_iter().filter_map(diagnostic));
        } else {
            found.push(nowhere(&directive));
        }
    }
    found
        .into_iter()
        .map(|it| Diagnostic { about, ..it })
        .collect()
}

fn nowhere(directive: &Directive<'_>) -> Diagnostic {
    Diagnostic::new(
        Code::UselessAllow,
        "this comment does not belong to a declaration",
        directive.span,
        "so it does not allow anything",
    )
    .note("put it directly above a declaration, inside it, or after it on its line; `tlgen:allow-file` applies to a whole file, from any place in it")
}

fn unknown(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UselessAllow,
        "tlgen does not understand this comment",
        span,
        "so it does not allow anything",
    )
    .note("write `tlgen:allow(name): reason` or `tlgen:allow-file(name): reason`")
}

fn diagnostic(name: Spanned<&str>) -> Option<Diagnostic> {
    let value = name.value;
    let Some(code) = Code::find(value) else {
        let diagnostic = Diagnostic::new(
            Code::UselessAllow,
            format!("there is no finding `{value}`"),
            name.span,
            "so it does not allow anything",
        );
        let can_be = Code::ALL.iter().filter(|code| code.can_be_allowed());
        return Some(match nearest(value, can_be.map(|code| code.name())) {
            Some(meant) => diagnostic.suggest(format!("did you mean `{meant}`?"), name.span, meant),
            None => diagnostic.note("`tlgen explain` lists all findings"),
        });
    };
    (!code.can_be_allowed()).then(|| {
        Diagnostic::new(
            Code::UselessAllow,
            format!("`{value}` is an error that cannot be allowed"),
            name.span,
            "so it does not allow anything",
        )
        .note("warnings can be allowed, and so can the errors for which `tlgen explain` says that")
    })
}
