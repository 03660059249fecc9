use super::*;
use crate::source::Span;

fn found(start: u32, reason: &str) -> Diagnostic {
    let span = Span {
        start,
        end: start + 1,
        ..Span::default()
    };
    Diagnostic::new(Code::IdMismatch, format!("wrong {start}"), span, "here")
        .note(format!("{reason} {start}"))
        .advise([Advice::AllowWhere("it is intended")])
        .alike("are wrong", format!("each is {reason}"))
}

#[test]
fn many_for_one_reason_are_shown_as_one() {
    let mut all: Vec<Diagnostic> = (0..152).map(|at| found(at, "old")).collect();
    all.push(found(200, "new"));
    all.push(Diagnostic::placeless(Code::Syntax, "another"));
    let shown = merged(&all);
    let messages: Vec<&str> = shown.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages, ["152 are wrong", "wrong 200", "another"]);
    let first = shown.first().unwrap();
    assert_eq!(first.reasons, ["each is old", "and 150 more"]);
    assert_eq!(first.labels.len(), 2);
    assert_eq!(first.advice, [Advice::AllowInFile]);
}

#[test]
fn a_few_are_shown_each() {
    let all: Vec<Diagnostic> = (0..3).map(|at| found(at, "old")).collect();
    assert_eq!(merged(&all).len(), 3);
    // Nor is an error a warning.
    let mut all: Vec<Diagnostic> = (0..6).map(|at| found(at, "old")).collect();
    for error in all.iter_mut().take(3) {
        error.severity = Severity::Error;
    }
    assert_eq!(merged(&all).len(), 6);
}

#[test]
fn what_is_not_shown_is_still_counted() {
    let mut all: Vec<Diagnostic> = (0..9).map(|at| found(at, "old")).collect();
    let last = all.last_mut().unwrap();
    last.reasons
        .push("7 more findings are not shown".to_owned());
    let shown = merged(&all);
    let reasons = &shown.first().unwrap().reasons;
    assert_eq!(
        reasons.as_slice(),
        ["each is old", "and 7 more", "7 more findings are not shown"]
    );
}
