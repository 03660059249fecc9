//! Changes as a changelog in Markdown, ready to publish.

use std::fmt::Write;

use tl_parser::diagnostic::{Category, Shown};
use tl_parser::schema::CombinatorKind;

use super::changes::{Change, Changes, FieldChange, How, TypeChange, shown};
use super::summary::{Heading, Summary};
use crate::markdown::escaped;

/// Returns the changelog, with what the changes break if that was requested.
pub(crate) fn markdown(
    changes: &Changes<'_, '_>,
    heading: &Heading<'_>,
    breaking: Option<&[Shown]>,
) -> String {
    let mut text = format!("# {}\n", heading.title());
    if changes.are_none() {
        text += "\nNo declaration has changed.\n";
    } else {
        summary(&mut text, &Summary::of(changes));
    }
    for category in [Category::Wire, Category::Source] {
        broken(&mut text, category, breaking.unwrap_or_default());
    }
    let functions = |how: &[How]| {
        let all = changes.functions.iter();
        all.filter(|it| how.contains(&it.how())).collect::<Vec<_>>()
    };
    list(&mut text, "New functions", &functions(&[How::Added]));
    list(
        &mut text,
        "Changed functions",
        &functions(&[How::Changed, How::Renamed]),
    );
    list(&mut text, "Removed functions", &functions(&[How::Removed]));
    let types = |how: &[How]| {
        let all = changes.types.iter();
        all.filter(|it| how.contains(&it.how())).collect::<Vec<_>>()
    };
    of_types(&mut text, "New types", &types(&[How::Added]));
    of_types(
        &mut text,
        "Changed types",
        &types(&[How::Changed, How::Renamed]),
    );
    of_types(&mut text, "Removed types", &types(&[How::Removed]));
    text
}

fn summary(text: &mut String, summary: &Summary) {
    *text += "\n| | added | removed | renamed | changed |\n| --- | ---: | ---: | ---: | ---: |\n";
    for (what, counts) in summary.parts() {
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "| {what} | {} | {} | {} | {} |",
            counts.added, counts.removed, counts.renamed, counts.changed
        );
    }
}

/// Adds the breaking changes, grouped by rule in the order of the codes.
fn broken(text: &mut String, category: Category, breaking: &[Shown]) {
    let mut found: Vec<_> = breaking.iter().collect();
    found.retain(|it| it.code.category() == Some(category));
    found.sort_by_key(|it| it.code);
    if found.is_empty() {
        return;
    }
    *text += match category {
        Category::Wire => "\n## What breaks on the wire\n",
        Category::Source => "\n## What breaks in Rust\n",
    };
    for alike in found.chunk_by(|one, other| one.code == other.code) {
        let Some(first) = alike.first() else {
            continue;
        };
        let (name, summary) = (first.code.name(), first.code.summary());
        let _ = writeln!(text, "\n### {name}\n\n{summary}\n");
        for diagnostic in alike {
            let _ = writeln!(text, "- {}", diagnostic.message);
        }
    }
}

fn list(text: &mut String, title: &str, changes: &[&Change<'_, '_>]) {
    if changes.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n## {title}\n");
    for change in changes {
        declaration(text, change);
    }
}

fn of_types(text: &mut String, title: &str, changes: &[&TypeChange<'_, '_>]) {
    if changes.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n## {title}");
    for change in changes {
        let _ = writeln!(text, "\n### `{}`\n", change.name());
        if let (How::Renamed, Some(old)) = (change.how(), change.old) {
            let _ = writeln!(text, "Its name was `{old}`.\n");
        }
        // If the whole type is new or removed, its constructors need not say so too.
        let is_whole = matches!(change.how(), How::Added | How::Removed);
        for constructor in &change.constructors {
            if is_whole && constructor.how() == change.how() {
                only(text, "", constructor);
            } else {
                declaration(text, constructor);
            }
        }
    }
}

/// Adds a declaration that is new or removed; a new one with the first line of its documentation.
fn only(text: &mut String, word: &str, change: &Change<'_, '_>) {
    let Some(combinator) = change.new.or(change.old) else {
        return;
    };
    let docs = combinator.docs.lines().next().unwrap_or_default();
    let docs = match change.new {
        // The backslash keeps the line break.
        Some(_) if !docs.is_empty() => format!("\\\n  {}", escaped(docs)),
        _ => String::new(),
    };
    let _ = writeln!(text, "- {word}`{}`{docs}", shown(combinator));
}

fn declaration(text: &mut String, change: &Change<'_, '_>) {
    let ids = change.ids();
    let ids = ids.map(|(old, new)| format!(", `#{old:08x}` is now `#{new:08x}`"));
    let ids = ids.unwrap_or_default();
    let name = change.name();
    let _ = match (change.how(), change.old) {
        (How::Added | How::Removed, _) if change.kind() == CombinatorKind::Function => {
            return only(text, "", change);
        }
        (How::Added, _) => return only(text, "added ", change),
        (How::Removed, _) => return only(text, "removed ", change),
        (How::Renamed, Some(old)) => writeln!(text, "- `{}` is now `{name}`{ids}", old.name),
        _ => writeln!(text, "- changed `{name}`{ids}"),
    };
    for change in &change.fields {
        let _ = writeln!(text, "  - {}", field(change));
    }
    let both = [
        ("parameters", &change.parameters),
        ("annotations", &change.annotations),
    ];
    for (what, change) in both {
        let Some((old, new)) = change else { continue };
        let _ = match (old.as_str(), new.as_str()) {
            ("", new) => writeln!(text, "  - new {what} `{new}`"),
            (old, "") => writeln!(text, "  - no {what} `{old}` any more"),
            (old, new) => writeln!(text, "  - the {what} `{old}` are now `{new}`"),
        };
    }
    if let Some((old, new)) = &change.result {
        let _ = writeln!(text, "  - the result `{old}` is now `{new}`");
    }
}

fn field(change: &FieldChange) -> String {
    let text = match (change.how, &change.old, &change.new) {
        (How::Changed, Some(old), Some(new)) if old == new => {
            return format!("`{new}` {}", change.null().unwrap_or_default());
        }
        (how @ How::Moved, _, Some(field)) => format!("{} `{field}`", how.word()),
        (_, Some(old), Some(new)) => format!("`{old}` is now `{new}`"),
        (how, Some(field), None) | (how, _, Some(field)) => format!("{} `{field}`", how.word()),
        (_, None, None) => String::new(),
    };
    match change.null() {
        Some(null) => format!("{text}; it {null}"),
        None => text,
    }
}
