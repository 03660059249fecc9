//! Findings as workflow commands, which GitHub Actions shows at the lines of a change.

use std::fmt::Write;

use tl_codegen::__private::report::Title;
use tl_parser::diagnostic::Shown;
use tl_parser::source::{LineIndex, Span};

/// Returns a finding such as `::error file=a.tl,line=1,col=9,endLine=1,endColumn=12,title=TL0201 …::message`.
pub(crate) fn finding(diagnostic: &Shown, index: &LineIndex<'_>) -> String {
    let mut properties = Vec::new();
    let primary = diagnostic.labels.first();
    if let Some(place) = primary.and_then(|label| place(label.span, index)) {
        properties.push(place);
    }
    let title = format!("{} {}", diagnostic.code.id(), diagnostic.code.name());
    properties.push(format!("title={}", property(&title)));
    let properties = properties.join(",");
    let command = command(diagnostic.severity.into());
    format!(
        "::{command} {properties}::{}",
        data(&text(diagnostic, index))
    )
}

/// Returns a message about the run.
pub(crate) fn message(title: Title, message: &str) -> String {
    format!("::{}::{}", command(title), data(message))
}

fn command(title: Title) -> &'static str {
    match title {
        Title::Error | Title::Warning => title.word(),
        Title::Note | Title::Help => "notice",
    }
}

/// Returns the properties of a place. Columns are counted from 1 and include the last one; GitHub understands
/// them only if the place is on one line.
fn place(span: Span, index: &LineIndex<'_>) -> Option<String> {
    let (file, lines) = index.file(span.file)?;
    let file = property(file);
    let (line, column) = lines.line_column(span.start as usize);
    let (end_line, end) = lines.line_column(span.end as usize);
    if end_line > line {
        return Some(format!("file={file},line={line},endLine={end_line}"));
    }
    let end = end.saturating_sub(1).max(column);
    Some(format!(
        "file={file},line={line},col={column},endLine={end_line},endColumn={end}"
    ))
}

/// Returns the whole text of a finding, because the annotation shows nothing else.
fn text(diagnostic: &Shown, index: &LineIndex<'_>) -> String {
    let mut text = diagnostic.message.clone();
    for (number, label) in diagnostic.labels.iter().enumerate() {
        if label.message.is_empty() {
            continue;
        }
        // Writing to a string does not fail.
        let _ = match index.place(label.span) {
            Some((file, line, column)) if number > 0 => {
                write!(text, "\n{file}:{line}:{column}: {}", label.message)
            }
            Some(_) | None => write!(text, "\n{}", label.message),
        };
    }
    for note in diagnostic.notes() {
        let _ = write!(text, "\nnote: {note}");
    }
    if let Some(suggestion) = diagnostic.suggestion() {
        let _ = write!(text, "\nhelp: {}", suggestion.headline());
    }
    text
}

/// Escapes the text after the `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
