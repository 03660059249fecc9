//! Findings as workflow commands, which GitHub Actions shows at the lines of a change.

use std::fmt::Write;

use tl_codegen::__private::report::Title;
use tl_parser::diagnostic::Shown;
use tl_parser::source::{Form, LineIndex, Source, Span};

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
/// them only if the place is on one line. A file in another form than TL has none of the lines of the text.
fn place(span: Span, index: &LineIndex<'_>) -> Option<String> {
    if let Some(source) = converted(span, index) {
        return Some(format!("file={}", property(source.file_name())));
    }
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

/// Returns the file of a span if its text was converted from another form.
fn converted<'s>(span: Span, index: &LineIndex<'s>) -> Option<&'s Source> {
    let source = index.source(span.file)?;
    (source.form != Form::Tl).then_some(source)
}

/// Returns the whole text of a finding, because the annotation shows nothing else.
fn text(diagnostic: &Shown, index: &LineIndex<'_>) -> String {
    let mut text = diagnostic.message.clone();
    let mut quoted = None;
    for (number, label) in diagnostic.labels.iter().enumerate() {
        if label.message.is_empty() {
            continue;
        }
        let converted = converted(label.span, index);
        let place = index.place(label.span);
        // Writing to a string does not fail.
        let _ = match place {
            Some((file, line, column)) if number > 0 || converted.is_some() => {
                write!(text, "\n{file}:{line}:{column}: {}", label.message)
            }
            Some(_) | None => write!(text, "\n{}", label.message),
        };
        if let (Some(_), Some((_, lines))) = (converted, index.file(label.span.file)) {
            let range = lines.range(lines.line(label.span.start as usize));
            let line = lines.text().get(range).unwrap_or_default();
            if quoted.replace(line) != Some(line) {
                let _ = write!(text, "\n    {}", shortened(line));
            }
        }
    }
    for note in diagnostic.notes() {
        let _ = write!(text, "\nnote: {note}");
    }
    if let Some(suggestion) = diagnostic.suggestion() {
        let _ = write!(text, "\nhelp: {}", suggestion.headline());
    }
    text
}

/// Returns the beginning of a line, which may be as long as a file.
fn shortened(line: &str) -> &str {
    const LONGEST: usize = 200;
    let end = line
        .char_indices()
        .nth(LONGEST)
        .map_or(line.len(), |(end, _)| end);
    line.get(..end).unwrap_or_default()
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
