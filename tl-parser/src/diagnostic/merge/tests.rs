use super::*;
use crate::source::Span;

fn shown(diagnostic: Diagnostic) -> Shown {
    Shown {
        severity: Severity::Warning,
        diagnostic,
        untold: 0,
    }
}

fn found(start: u32, reason: &str) -> Shown {
    let span = Span {
        start,
        end: start + 1,
        ..Span::default()
    };
    let found = Diagnostic::new(Code::IdMismatch, format!("wrong {start}"), span, "here")
        .note(format!("{reason} {start}"))
        .advise([Advice::AllowWhere("it is intended")])
        .alike("are wrong", format!("each is {reason}"));
    shown(found)
}

#[test]
fn many_for_one_reason_are_shown_as_one() {
    let mut all: Vec<Shown> = (0..152).map(|at| found(at, "old")).collect();
    all.push(found(200, "new"));
    all.push(shown(Diagnostic::placeless(Code::Syntax, "another")));
    let merged = merged(&all);
    let messages: Vec<&str> = merged.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages, ["152 are wrong", "wrong 200", "another"]);
    let first = merged.first().unwrap();
    assert_eq!(first.reasons, ["each is old", "and 150 more"]);
    assert_eq!(first.labels.len(), 2);
    assert_eq!(first.advice, [Advice::AllowInFile]);
}

#[test]
fn a_few_are_shown_each() {
    let all: Vec<Shown> = (0..3).map(|at| found(at, "old")).collect();
    assert_eq!(merged(&all).len(), 3);
    // Errors are not merged with warnings.
    let mut all: Vec<Shown> = (0..6).map(|at| found(at, "old")).collect();
    for error in all.iter_mut().take(3) {
        error.severity = Severity::Error;
    }
    assert_eq!(merged(&all).len(), 6);
}

#[test]
fn what_is_not_shown_is_still_counted() {
    let mut all: Vec<Shown> = (0..9).map(|at| found(at, "old")).collect();
    all.last_mut().unwrap().untold = 7;
    let shown = merged(&all);
    let notes: Vec<_> = shown.first().unwrap().notes().collect();
    assert_eq!(notes.first().unwrap(), "each is old");
    assert_eq!(notes.get(1).unwrap(), "and 7 more");
    assert_eq!(
        notes.last().unwrap(),
        "7 more findings in this file are not shown"
    );
}
