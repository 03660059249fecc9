//! Skips line numbers if every line of a text begins with one, also those of `grep -n`: `file.tl:12:user = User;`.
//! They are reported once, with a suggestion that removes them all.

use super::Lexer;
use crate::diagnostic::{Code, Diagnostic, Sink};

/// What is before the text of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// `12`, `12.`, `12 |`
    Number(u32),
    /// `12:` or `12-` directly before the text.
    OfGrep(Option<u32>),
    /// `file.tl:12:`, `file.tl-12-`, `file.tl:`
    InFile,
}

impl Place {
    /// Splits the place from the rest of the line.
    fn split(line: &str) -> Option<(Self, &str)> {
        let line = line.trim_start();
        // What grep writes between lines that are not adjacent.
        if line.trim_end() == "--" {
            return Some((Place::OfGrep(None), ""));
        }
        let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let Ok(number) = line.get(..line.len() - behind.len())?.parse() else {
            return Some((Place::InFile, after_file(line)?));
        };
        let text = behind.trim_start_matches([' ', '\t']);
        let text = text.strip_prefix(['.', ':', ')', '|']).unwrap_or(text);
        let text = text.strip_prefix([' ', '\t']).unwrap_or(text);
        let is_apart = text.trim().is_empty() || text.len() < behind.len();
        match (behind.strip_prefix('-'), behind.strip_prefix(':')) {
            (Some(text), _) => Some((Place::OfGrep(Some(number)), text)),
            (_, Some(text)) if !text.starts_with(' ') => Some((Place::OfGrep(Some(number)), text)),
            _ => is_apart.then_some((Place::Number(number), text)),
        }
    }

    /// Whether it comes after the one before: the lines of a text have their numbers in order.
    fn follows(self, last: Option<u32>) -> bool {
        match self {
            Place::Number(number) | Place::OfGrep(Some(number)) => Some(number) > last,
            Place::OfGrep(None) | Place::InFile => true,
        }
    }
}

/// Returns the text after `file.tl:12:`, `HEAD:file.tl:12:5:` or `file.tl:`; a line may be the name of the file alone.
fn after_file(line: &str) -> Option<&str> {
    let is_path = |c: char| c.is_ascii_alphanumeric() || "./\\_-~:".contains(c);
    let path = line.find(|c| !is_path(c)).unwrap_or(line.len());
    let path = line.get(..path)?;
    let folder = path.find(['/', '\\']).unwrap_or(path.len());
    let numbered = |(at, mark): (usize, char)| {
        // A name such as `peer-2-chat` is not a file.
        let is_file = folder < at || line.get(..at)?.ends_with(".tl");
        is_file.then(|| after_number(line.get(at + 1..)?, mark))?
    };
    let marks = path.char_indices();
    let mut marks = marks.filter(|it| it.0 > 0 && matches!(it.1, ':' | '-'));
    let text = marks.find_map(numbered);
    // The column may follow.
    let text = text.map(|text| after_number(text, ':').unwrap_or(text));
    let named = || line.get(path.find(".tl:")? + 4..);
    let is_name = || path.ends_with(".tl") && path.len() == line.trim_end().len();
    text.or_else(named).or_else(|| is_name().then_some(""))
}

/// Returns the text after `12:`.
fn after_number(text: &str, mark: char) -> Option<&str> {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    behind
        .strip_prefix(mark)
        .filter(|_| behind.len() < text.len())
}

/// Numbers at the beginning of all lines.
#[derive(Default)]
pub(super) struct Numbers {
    /// Whether the text has them, once that is needed.
    are_there: Option<bool>,
    /// Whether they were reported.
    pub(super) are_said: bool,
}

impl Lexer<'_> {
    /// Skips a line number. Returns whether there is one.
    pub(super) fn line_number(&mut self, sink: &mut Sink) -> bool {
        let start = self.at;
        if !self.is_numbered() || !self.starts_line(start) {
            return false;
        }
        let rest = self.rest(start);
        let line = rest.split_inclusive('\n').next().unwrap_or_default();
        let Some((place, text)) = Place::split(line) else {
            return false;
        };
        self.at += line.len() - text.len();
        if !std::mem::replace(&mut self.numbers.are_said, true) {
            let rest = rest.trim_end();
            let (mark, whole) = (
                self.span(start, self.at),
                self.span(start, start + rest.len()),
            );
            sink.push(|| {
                let text = |line| Place::split(line).map_or(line, |(_, text)| text);
                let without: String = rest.split_inclusive('\n').map(text).collect();
                let message = match place {
                    Place::Number(_) | Place::OfGrep(_) => "the lines begin with their numbers",
                    Place::InFile => {
                        "the lines begin with the name of a file, as `grep` writes them"
                    }
                };
                Diagnostic::new(Code::UnexpectedCharacter, message, mark, "this is not TL")
                    .note("the text was read without them")
                    .suggest("remove them", whole, without)
            });
        }
        true
    }

    /// Whether every line that is not blank begins with a number, larger than the one before, or with a file.
    fn is_numbered(&mut self) -> bool {
        let text = self.cx.text;
        *self.numbers.are_there.get_or_insert_with(|| {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            let mut last = None;
            let (mut count, mut is_grep, mut has_place) = (0, false, false);
            let grows = lines.map(Place::split).all(|line| {
                let Some((place, text)) = line else {
                    return false;
                };
                count += 1;
                is_grep |= matches!(place, Place::OfGrep(_) | Place::InFile) && !text.is_empty();
                has_place |= place != Place::OfGrep(None);
                let follows = place.follows(last);
                last = match place {
                    Place::Number(number) | Place::OfGrep(Some(number)) => Some(number),
                    Place::OfGrep(None) => last,
                    Place::InFile => None,
                };
                follows
            });
            grows && has_place && (count > 1 || is_grep)
        })
    }
}
