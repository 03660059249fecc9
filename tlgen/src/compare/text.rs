//! Changes as text, with colors.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::changes::{Change, Changes, FieldChange, How, TypeChange, shown};
use super::summary::{Heading, Summary};

/// Returns the text of all changes.
pub(crate) fn text(changes: &Changes<'_, '_>, heading: &Heading<'_>) -> String {
    let bold = Style::new().bold();
    let mut text = format!("{bold}{}{bold:#}\n", heading.text());
    // Writing to a string does not fail.
    let _ = if changes.are_none() {
        writeln!(text, "no declaration has changed")
    } else {
        write!(text, "{}", Summary::of(changes).text())
    };
    for change in &changes.types {
        of_type(&mut text, change);
    }
    if !changes.functions.is_empty() {
        let _ = writeln!(text, "\n{bold}functions{bold:#}");
        for change in &changes.functions {
            declaration(&mut text, change);
        }
    }
    text
}

fn style(how: How) -> Style {
    match how {
        How::Added => AnsiColor::Green.on_default(),
        How::Removed => AnsiColor::Red.on_default(),
        How::Renamed | How::Moved => AnsiColor::Cyan.on_default(),
        How::Changed => AnsiColor::Yellow.on_default(),
    }
}

fn mark(how: How) -> char {
    match how {
        How::Added => '+',
        How::Removed => '-',
        How::Renamed => '>',
        How::Changed => '~',
        How::Moved => '^',
    }
}

fn line(text: &mut String, indent: &str, how: How, said: &str) {
    let style = style(how);
    let _ = writeln!(text, "{indent}{style}{} {said}{style:#}", mark(how));
}

fn of_type(text: &mut String, change: &TypeChange<'_, '_>) {
    let bold = Style::new().bold();
    let name = change.name();
    let suffix = match change.how() {
        How::Changed | How::Moved => String::new(),
        How::Renamed => format!(", before {}", change.old.unwrap_or_default()),
        how @ (How::Added | How::Removed) => format!(", {}", how.word()),
    };
    let style = match change.how() {
        How::Changed => Style::new(),
        how => style(how),
    };
    let _ = writeln!(text, "\n{bold}type {name}{bold:#}{style}{suffix}{style:#}");
    for change in &change.constructors {
        declaration(text, change);
    }
}

fn declaration(text: &mut String, change: &Change<'_, '_>) {
    let how = change.how();
    let (Some(old), Some(new)) = (change.old, change.new) else {
        let only = change.old.or(change.new).map(shown);
        return line(text, "  ", how, &only.unwrap_or_default());
    };
    let before = if how == How::Renamed {
        format!("{} -> ", old.name)
    } else {
        String::new()
    };
    let ids = match (change.ids(), new.written_id) {
        (Some((old, new)), _) => format!(" #{old:08x} -> #{new:08x}"),
        (None, Some(id)) => format!(" #{id:08x}"),
        (None, None) => String::new(),
    };
    line(text, "  ", how, &format!("{before}{}{ids}", new.name));
    for field in &change.fields {
        of_field(text, field);
    }
    if let Some((old, new)) = &change.parameters {
        let _ = writeln!(
            text,
            "      parameters: {} -> {}",
            or_none(old),
            or_none(new)
        );
    }
    if let Some((old, new)) = &change.result {
        let _ = writeln!(text, "      result: {old} -> {new}");
    }
    if let Some((old, new)) = &change.annotations {
        let (old, new) = (or_none(old), or_none(new));
        let _ = writeln!(text, "      annotations: {old} -> {new}");
    }
}

fn or_none(all: &str) -> &str {
    if all.is_empty() { "none" } else { all }
}

fn of_field(text: &mut String, change: &FieldChange) {
    let said = match (&change.old, &change.new) {
        (Some(old), Some(new)) if old != new => format!("{old} -> {new}"),
        (Some(field), None) | (_, Some(field)) => field.clone(),
        (None, None) => return,
    };
    let is_moved = change.how == How::Moved;
    let notes = is_moved.then_some("moved").into_iter().chain(change.null());
    let notes: Vec<_> = notes.collect();
    let said = match notes.is_empty() {
        true => said,
        false => format!("{said} ({})", notes.join(", ")),
    };
    line(text, "      ", change.how, &said);
}
