//! Bytes of a file that are not UTF-8: harmless in a comment, and an error anywhere else.

use crate::diagnostic::{Code, Diagnostic, sort};
use crate::source::{Replaced, Source, Span};
use crate::syntax::ast::{Comment, Program};

/// How many places of a finding are shown after the first.
const SHOWN: usize = 3;

/// Adds a finding for each comment and each word of the file that is not UTF-8.
pub(super) fn check(source: &Source, program: &mut Program<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(first) = source.replaced.first().filter(|first| is_utf_16(first)) {
        // Findings in such a text are meaningless.
        program.declarations.clear();
        *diagnostics = vec![outside(&[*first]).note("a text in UTF-16 begins like this")];
        return;
    }
    let mut found = Vec::new();
    let groups = source.replaced.chunk_by(|one, next| {
        match (
            comment_at(program, one.span),
            comment_at(program, next.span),
        ) {
            (Some(one), Some(next)) => one.span == next.span,
            (None, None) => is_one_word(source, one.span, next.span),
            (Some(_), None) | (None, Some(_)) => false,
        }
    });
    for group in groups {
        let Some(first) = group.first() else { continue };
        if comment_at(program, first.span).is_some() {
            found.push(in_comment(program, group));
        } else if !is_skipped(program, first.span) {
            diagnostics.retain(|it| !follows(it, group));
            found.push(outside(group));
        }
    }
    diagnostics.append(&mut found);
    sort(diagnostics);
}

/// Whether it is half of the byte order mark of UTF-16.
fn is_utf_16(first: &Replaced) -> bool {
    first.span.start == 0 && matches!(first.byte, 0xfe | 0xff)
}

fn comment_at<'p, 's>(program: &'p Program<'s>, place: Span) -> Option<&'p Comment<'s>> {
    let behind = program
        .comments
        .partition_point(|it| it.span.start <= place.start);
    let comment = program.comments.get(behind.checked_sub(1)?)?;
    (place.start < comment.span.end).then_some(comment)
}

/// Whether the place is in text that was skipped because of a reported error.
fn is_skipped(program: &Program<'_>, place: Span) -> bool {
    let behind = program
        .skipped
        .partition_point(|it| it.start <= place.start);
    let words = behind.checked_sub(1).and_then(|at| program.skipped.get(at));
    words.is_some_and(|words| place.start < words.end)
}

/// Whether only letters, digits and `_` are between two places.
fn is_one_word(source: &Source, one: Span, next: Span) -> bool {
    let between = source.text.get(one.end as usize..next.start as usize);
    between.is_some_and(|text| text.chars().all(|c| c.is_alphanumeric() || c == '_'))
}

/// Whether the diagnostic reports a word that contains one of these bytes.
fn follows(diagnostic: &Diagnostic, group: &[Replaced]) -> bool {
    let is_word = matches!(
        diagnostic.code,
        Code::UnexpectedCharacter | Code::UnknownSection
    );
    let (true, Some(word)) = (is_word, diagnostic.place()) else {
        return false;
    };
    let mut places = group.iter().map(|it| it.span);
    places.any(|place| word.start <= place.start && place.end <= word.end)
}

fn in_comment(program: &Program<'_>, group: &[Replaced]) -> Diagnostic {
    let place = group.first().map(|first| first.span).unwrap_or_default();
    let diagnostic =
        at("a comment is not UTF-8", group).note("it is read as U+FFFD, also in documentation");
    let last = program
        .declarations
        .partition_point(|it| it.extent(&program.comments).start <= place.start);
    let declaration = last
        .checked_sub(1)
        .and_then(|at| program.declarations.get(at));
    match declaration.filter(|it| place.start < it.extent(&program.comments).end) {
        Some(declaration) => diagnostic.about(declaration.span),
        None => diagnostic,
    }
}

fn outside(group: &[Replaced]) -> Diagnostic {
    at("the text is not UTF-8", group)
        .fixed()
        .note("schemas are UTF-8; convert a file in another encoding")
}

fn at(message: &str, group: &[Replaced]) -> Diagnostic {
    let mut places = group.iter();
    let label = |it: &Replaced| format!("the byte {:#04x}", it.byte);
    let mut diagnostic = match places.next() {
        Some(first) => Diagnostic::new(Code::InvalidUtf8, message, first.span, label(first)),
        None => Diagnostic::placeless(Code::InvalidUtf8, message),
    };
    for place in places.by_ref().take(SHOWN) {
        diagnostic = diagnostic.label(place.span, label(place));
    }
    match places.count() {
        0 => diagnostic,
        1 => diagnostic.note("there is one more such place in it"),
        more => diagnostic.note(format!("there are {more} more such places in it")),
    }
}
