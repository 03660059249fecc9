//! Comments that name what they describe: `// @constructor user A user`, `// @param id Its id`.

use std::ops::Range;

use super::parts::{Part, Parts, Style, Subject, placed};
use super::{is_fence, lines, says_something};
use crate::diagnostic::nearest;
use crate::source::Spanned;
use crate::syntax::ast::{Comment, Declaration, is_type_name};
use crate::words::last_part;

/// The subject of a word after `@`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Combinator,
    Type,
    Param,
    Returns,
    /// The last class, or the declaration.
    Text,
}

const KEYS: [(&str, Key); 11] = [
    ("constructor", Key::Combinator),
    ("method", Key::Combinator),
    ("function", Key::Combinator),
    ("type", Key::Type),
    ("param", Key::Param),
    ("return", Key::Returns),
    ("returns", Key::Returns),
    ("result", Key::Returns),
    ("description", Key::Text),
    ("brief", Key::Text),
    ("details", Key::Text),
];

/// Returns the words after `@` that TDLib's style does not have.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    let keys = KEYS.into_iter();
    keys.filter_map(|(word, key)| matches!(key, Key::Combinator | Key::Param).then_some(word))
}

fn is_class(part: &Part<'_>) -> bool {
    matches!(part.subject, Subject::Class(_))
}

/// Whether one of the comments names what it describes.
pub(super) fn is_block(comments: &[Comment<'_>]) -> bool {
    comments.iter().any(|comment| {
        // Hardly any comment has an `@`.
        comment.text.contains('@')
            && lines(comment).any(|line| {
                matches!(
                    key(line),
                    Some((Key::Combinator | Key::Type | Key::Param, _))
                )
            })
    })
}

/// Whether one of the comments names the declaration itself, so that TDLib's `@description` is a word as well.
pub(super) fn is_of(comments: &[Comment<'_>], declaration: &Declaration<'_>) -> bool {
    let Some(name) = declaration.combinator().map(|it| it.name.value) else {
        return false;
    };
    comments
        .iter()
        .any(|comment| match key(comment.text.trim_start()) {
            Some((Key::Combinator, text)) => is_name_of(named(text).0, name),
            _ => false,
        })
}

/// Splits a line into `@param` and the text after it.
fn key(text: &str) -> Option<(Key, &str)> {
    let rest = text.strip_prefix('@')?;
    let (word, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let word = word.trim_end_matches(':');
    let mut keys = KEYS.into_iter();
    let (_, key) = keys.find(|(known, _)| known.eq_ignore_ascii_case(word))?;
    Some((key, rest.trim_start()))
}

/// Whether a word names the declaration: `user`, `user#1ec2365e`, or without its namespace.
fn is_name_of(word: &str, name: &str) -> bool {
    let word = word.split_once('#').map_or(word, |(word, _)| word);
    word == name || word == last_part(name)
}

/// Splits a block into parts. The first `apart` comments are not directly above the declaration.
pub(super) fn read<'s>(
    comments: &[Comment<'s>],
    apart: usize,
    declaration: &Declaration<'s>,
) -> Parts<'s> {
    let combinator = declaration.combinator();
    let result = combinator.and_then(|it| it.result.head());
    let mut reader = Reader {
        name: combinator.map_or("", |it| it.name.value),
        ty: result.map_or("", |it| it.value),
        parts: Parts::new(Style::Words),
        own: None,
        in_code: false,
    };
    for (at, comment) in comments.iter().enumerate() {
        if at == apart && reader.parts.all.is_empty() {
            reader.parts.begin(Subject::Declaration, None);
        }
        lines(comment).for_each(|line| reader.line(comment, line));
    }
    reader.end()
}

struct Reader<'s> {
    /// The name of the declaration.
    name: &'s str,
    /// Its type.
    ty: &'s str,
    parts: Parts<'s>,
    /// The range of the parts of this declaration, once its name was read.
    own: Option<Range<usize>>,
    /// Whether a code fence is open.
    in_code: bool,
}

impl<'s> Reader<'s> {
    /// Reads `text @key text @key text`.
    fn line(&mut self, comment: &Comment<'s>, line: &'s str) {
        let mut rest = line;
        loop {
            let (here, next) = match key(rest) {
                Some((key, text)) => {
                    let (text, next) = until_key(text);
                    (self.keyed(comment, key, text), next)
                }
                None => until_key(rest),
            };
            let here = here.trim();
            self.in_code ^= is_fence(here);
            if here.is_empty() || self.in_code || says_something(here) {
                self.parts.say(here);
            }
            match next {
                Some(next) => rest = next,
                None => return,
            }
        }
    }

    /// Returns the text after a key, for a declaration with another name or a text that begins at once.
    fn of_another(&mut self, name: Spanned<&'s str>, rest: &'s str, text: &'s str) -> &'s str {
        match &mut self.own {
            Some(own) => own.end = own.end.min(self.parts.all.len()),
            // The parts so far describe another declaration, which was left out.
            None => self.parts.all.retain(is_class),
        }
        let is_misnamed = is_misnamed(name.value, rest, self.name);
        self.parts.misnamed = is_misnamed.then_some(name);
        if is_misnamed { rest } else { text }
    }

    /// Returns all parts except those of other declarations.
    fn end(mut self) -> Parts<'s> {
        if let Some(own) = self.own {
            self.parts.misnamed = None;
            let mut at = 0..;
            self.parts
                .all
                .retain(|part| at.next().is_some_and(|at| own.contains(&at)) || is_class(part));
        }
        self.parts
    }

    /// Consumes the name after a key, and returns the text.
    fn keyed(&mut self, comment: &Comment<'s>, key: Key, text: &'s str) -> &'s str {
        match key {
            Key::Combinator => {
                let (name, rest) = named(text);
                let text = if is_name_of(name, self.name) {
                    self.own = Some(self.parts.all.len()..usize::MAX);
                    rest
                } else {
                    self.of_another(placed(comment, name), rest, text)
                };
                self.parts.begin(Subject::Declaration, None);
                text
            }
            Key::Type => {
                let (name, rest) = named(text);
                let is_meant = || nearest(name, [self.ty].into_iter()).is_some();
                if name == self.ty {
                    self.parts.begin(Subject::Class(name), None);
                    rest
                } else if is_type_name(name) && (is_no_word(name) || is_meant()) {
                    let key = Some(placed(comment, name));
                    self.parts.begin(Subject::Class(name), key);
                    rest
                } else {
                    self.parts.begin(Subject::Class(self.ty), None);
                    text
                }
            }
            Key::Param => {
                // `{long} id`
                let text = match text.strip_prefix('{').and_then(|it| it.split_once('}')) {
                    Some((_, text)) => text.trim_start(),
                    None => text,
                };
                let (name, rest) = named(text);
                self.parts
                    .begin(Subject::Field(name), Some(placed(comment, name)));
                rest
            }
            Key::Text => {
                if !self.parts.all.last().is_some_and(is_class) {
                    self.parts.begin(Subject::Declaration, None);
                }
                text
            }
            Key::Returns => {
                self.parts.begin(Subject::Declaration, None);
                self.parts.say("");
                self.parts.say("Returns:");
                text
            }
        }
    }
}

/// Returns the name that a word was probably meant to be, if it resembles that of the declaration.
pub(crate) fn meant_name<'s>(word: &str, name: &'s str) -> Option<&'s str> {
    nearest(word, [name, last_part(name)].into_iter())
}

/// Whether the first word of a text is a wrong name of the declaration `name`.
fn is_misnamed(word: &str, rest: &str, name: &str) -> bool {
    const LONG: usize = 3;
    let mut letters = word.bytes();
    let begins = letters.next().is_some_and(|it| it.is_ascii_lowercase());
    let is_word = letters.all(|it| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'.'));
    let is_joined = word.contains(|it: char| it.is_ascii_uppercase() || it == '_')
        || word.trim_end_matches('.').contains('.');
    let is_alone = rest.is_empty() && !word.ends_with('.');
    let is_near = word.len() >= LONG && meant_name(word, name).is_some();
    begins && is_word && (is_joined || is_alone || is_near)
}

/// Whether it is the name of a type, not the first word of a text: `InputPeer`, `ns.User`.
fn is_no_word(name: &str) -> bool {
    let capitals = name.bytes().filter(u8::is_ascii_uppercase).count();
    is_type_name(name) && (capitals > 1 || name.trim_end_matches('.').contains('.'))
}

/// Splits a text into its first word and the text after it: `id Its id`, `id: Its id`, `id - Its id`.
///
/// Marks around the name are not part of it: `` `id` ``, `[id]`, `**id**`.
fn named(text: &str) -> (&str, &str) {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let word = word.trim_end_matches([':', ',']);
    let word = word.trim_matches(['`', '*', '"', '\'', '[', ']', '<', '>']);
    let rest = rest.trim_start();
    let dash = ["- ", "\u{2013} ", "\u{2014} ", ": "];
    let behind = dash.into_iter().find_map(|dash| rest.strip_prefix(dash));
    (word, behind.unwrap_or(rest))
}

/// Splits a text at the next ` @key `.
fn until_key(text: &str) -> (&str, Option<&str>) {
    for (at, _) in text.match_indices(" @") {
        let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
        let rest = rest.trim_start();
        if key(rest).is_some() {
            return (before, Some(rest));
        }
    }
    (text, None)
}
