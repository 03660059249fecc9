//! The documentation of generated items.

use tl_parser::schema::Combinator;

use crate::rust::lower::path::Path;

/// Of a struct: its description, then its declaration and what annotations there are.
pub(super) fn item(combinator: &Combinator<'_>, tl: &str, path: &Path) -> String {
    let mut text = described(&combinator.docs);
    text.push_str(&code(tl));
    text.push_str(&annotated(&combinator.annotations));
    text.push_str(&renamed_item(path, combinator.name));
    text
}

fn annotated(annotations: &[&str]) -> String {
    let names = annotations.iter().map(|name| code(&format!("@{name}")));
    match names.collect::<Vec<_>>().join(", ") {
        names if names.is_empty() => names,
        names => format!("\n\nAnnotated with {names}."),
    }
}

/// Of a field: its description, then its declaration. Of a field that is called differently in
/// Rust, `renamed` is the name.
pub(super) fn field(description: &str, tl: &str, renamed: Option<&str>) -> String {
    described(description) + &code(tl) + &renamed_field(renamed)
}

/// Of the record of a repetition.
pub(super) fn record(name: &str, path: &Path) -> String {
    format!("What {} repeats.{}", code(name), renamed_item(path, name))
}

/// Of a field of a record.
pub(super) fn record_field(
    description: &str,
    name: Option<&str>,
    constructor: &str,
    renamed: Option<&str>,
) -> String {
    let name = name.map_or_else(
        || "A value".into(),
        |name| format!("The field {}", code(name)),
    );
    format!(
        "{}{name} of a record in {}.{}",
        described(description),
        code(constructor),
        renamed_field(renamed)
    )
}

/// Of an enum.
pub(super) fn union(description: &str, name: &str, path: &Path) -> String {
    let mut text = described(description);
    text.push_str(&format!("The type {}.", code(name)));
    text.push_str(&renamed_item(path, name));
    text
}

/// Of an alias.
pub(super) fn alias(description: &str, name: &str, constructor: &str, path: &Path) -> String {
    format!(
        "{}The type {}, whose only constructor is {}.{}",
        described(description),
        code(name),
        code(constructor),
        renamed_item(path, name)
    )
}

/// Of a variant. Of a variant that had to give way to another, `renamed` is the constructor.
pub(super) fn variant(description: &str, tl: &str, renamed: Option<&str>) -> String {
    let renamed = renamed.map(|name| renamed_of("variant", name));
    described(description) + &code(tl) + &renamed.unwrap_or_default()
}

fn renamed_item(path: &Path, name: &str) -> String {
    let renamed = path.renamed.then(|| renamed_of("definition", name));
    renamed.unwrap_or_default()
}

fn renamed_field(renamed: Option<&str>) -> String {
    let renamed = renamed.map(|name| renamed_of("field", name));
    renamed.unwrap_or_default()
}

/// What says so where names collide in Rust that are two in TL.
fn renamed_of(what: &str, name: &str) -> String {
    format!(
        "\n\nIts name has a number because another {what} is called like {} in Rust.",
        code(name)
    )
}

fn code(tl: &str) -> String {
    format!("`{tl}`")
}

/// The description as a paragraph of its own; nothing where there is none.
fn described(description: &str) -> String {
    let description = description.trim();
    if description.is_empty() {
        String::new()
    } else {
        format!("{}\n\n", plain(description))
    }
}

/// Text of people who did not think of Markdown, so that it is shown as it was written.
fn plain(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| plain_line(line.trim())).collect();
    let text = lines.join("\n");
    // Backticks are the one mark that authors do use; a lone one would swallow what follows.
    if text.matches('`').count() % 2 == 0 {
        text
    } else {
        text.replace('`', "\\`")
    }
}

fn plain_line(line: &str) -> String {
    let mut plain = String::with_capacity(line.len() + 8);
    // What would start a list, a heading or a rule.
    let marker = line.trim_start_matches(|first: char| first.is_ascii_digit());
    if line.starts_with(['-', '+', '#', '=', '~']) {
        plain.push('\\');
    } else if marker.len() < line.len() && marker.starts_with(['.', ')']) {
        let digits = line.len() - marker.len();
        plain.push_str(line.get(..digits).unwrap_or_default());
        plain.push('\\');
        escape_into(&mut plain, marker);
        return plain;
    }
    escape_into(&mut plain, line);
    plain
}

fn escape_into(plain: &mut String, text: &str) {
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            plain.push(' ');
        }
        // A link may stand in parentheses.
        let link = word.find("http://").or_else(|| word.find("https://"));
        if let Some((before, word)) = link.and_then(|at| word.split_at_checked(at)) {
            escape_characters(plain, before);
            let end = word
                .trim_end_matches(|last: char| ".,;:!?)\"'".contains(last))
                .len();
            let (link, rest) = word.split_at_checked(end).unwrap_or((word, ""));
            plain.push_str(&format!("<{link}>"));
            escape_characters(plain, rest);
        } else {
            escape_characters(plain, word);
        }
    }
}

fn escape_characters(plain: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '[' | ']' | '<' | '>' | '*' | '\\' | '|' => plain.extend(['\\', character]),
            '\t' => plain.push(' '),
            control if control.is_control() => {}
            other => plain.push(other),
        }
    }
}
