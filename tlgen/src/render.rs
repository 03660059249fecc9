//! Findings for people, in the manner of rustc.

use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use tl_codegen::report::{self, Change, Frame};
use tl_parser::diagnostic::{Diagnostic, Severity, Suggestion};
use tl_parser::source::LineIndex;

/// What stands in place of `file:line:column` until the report is rendered, with the number of
/// the place. annotate-snippets counts lines and columns in what it is shown, and long lines are
/// shown in part.
const PLACE: char = '\u{e000}';

/// Columns that line numbers and the bar take.
const GUTTER: usize = 8;

/// Renders findings with the text that they are about.
pub(crate) struct Human {
    renderer: Renderer,
    width: usize,
}

impl Human {
    /// For a terminal of so many columns.
    pub(crate) fn new(columns: usize) -> Self {
        // Lines are cut before they are rendered; labels may be longer than what is left.
        const ANY: usize = 1 << 16;
        let renderer = Renderer::styled().term_width(ANY);
        Self {
            renderer,
            width: columns.saturating_sub(GUTTER),
        }
    }

    /// A line about the run.
    pub(crate) fn title(&self, severity: Severity, message: &str) -> String {
        let title = level(severity).primary_title(message);
        self.renderer.render(&[Group::with_title(title)])
    }

    /// A finding, without a line break at its end.
    pub(crate) fn render(&self, diagnostic: &Diagnostic, index: &LineIndex<'_>) -> String {
        let frames = report::frames(diagnostic, index, self.width);
        let title = level(diagnostic.severity)
            .primary_title(diagnostic.message.as_str())
            .id(diagnostic.code.id());
        let mut places = Vec::new();
        let mut finding = Group::with_title(title);
        for frame in &frames {
            let path = format!("{PLACE}{}", places.len());
            let (line, column) = frame.place;
            places.push(format!("{}:{line}:{column}", frame.file));
            finding = finding.element(snippet(frame, path));
        }
        for note in diagnostic.notes() {
            finding = finding.element(Level::NOTE.message(note));
        }
        let mut groups = vec![finding];
        let change = diagnostic
            .suggestion()
            .map(|suggestion| (suggestion, report::change(suggestion, index, self.width)));
        if let Some((suggestion, change)) = &change {
            let primary = frames.first().map(|frame| frame.file);
            groups.push(help(suggestion, change.as_ref(), primary));
        }
        with_places(&self.renderer.render(&groups), &places)
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
}

fn snippet<'a>(
    frame: &'a Frame<'_>,
    path: String,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let excerpt = &frame.excerpt;
    let marks = excerpt.marks.iter().zip(&frame.messages).enumerate();
    Snippet::source(excerpt.text.as_str())
        .line_start(excerpt.first_line)
        .path(path)
        .annotations(marks.map(|(number, (mark, message))| {
            let primary = frame.primary && number == 0;
            let kind = if primary {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            let label = (!message.is_empty()).then_some(*message);
            kind.span(mark.clone()).label(label)
        }))
}

fn help<'a>(
    suggestion: &'a Suggestion,
    change: Option<&'a Change<'_>>,
    primary: Option<&str>,
) -> Group<'a> {
    let title = Level::HELP.secondary_title(suggestion.message.as_str());
    let Some(change) = change else {
        return Group::with_title(title);
    };
    let path = (primary != Some(change.file)).then_some(change.file);
    title.element(
        Snippet::source(change.excerpt.text.as_str())
            .line_start(change.excerpt.first_line)
            .path(path)
            .patch(Patch::new(
                change.range.clone(),
                suggestion.replacement.as_str(),
            )),
    )
}

/// Puts the places where they belong, in place of what was rendered: number, line and column.
fn with_places(rendered: &str, places: &[String]) -> String {
    let mut parts = rendered.split(PLACE);
    let mut text = String::from(parts.next().unwrap_or_default());
    let mut places = places.iter().enumerate().peekable();
    for part in parts {
        let here = places.peek().and_then(|(number, place)| {
            let rest = part.strip_prefix(&format!("{number}:"))?;
            let digits = |text: &'_ str| {
                text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len()
            };
            let (_, rest) = rest.split_at_checked(digits(rest))?;
            let rest = rest.strip_prefix(':')?;
            let (_, rest) = rest.split_at_checked(digits(rest))?;
            Some((*place, rest))
        });
        match here {
            Some((place, rest)) => {
                text.push_str(place);
                text.push_str(rest);
                places.next();
            }
            // The schema itself has such a character.
            None => {
                text.push(PLACE);
                text.push_str(part);
            }
        }
    }
    text
}

#[cfg(test)]
mod tests;
