//! Comments that name what they describe: `// @constructor user A user`, `// @param id Its id`.

use super::parts::{Part, Parts, Style, Subject, placed};
use super::{lines, says_something};
use crate::syntax::ast::{Comment, Declaration, is_type_name};

/// What a word after `@` says is described.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Combinator,
    Type,
    Param,
    Returns,
    /// What was named last.
    Text,
}

const KEYS: [(&str, Key); 9] = [
    ("constructor", Key::Combinator),
    ("method", Key::Combinator),
    ("function", Key::Combinator),
    ("type", Key::Type),
    ("param", Key::Param),
    ("return", Key::Returns),
    ("returns", Key::Returns),
    ("result", Key::Returns),
    ("description", Key::Text),
];

/// Whether one of the comments names what it describes.
pub(super) fn is_block(comments: &[Comment<'_>]) -> bool {
    comments.iter().any(|comment| {
        // Hardly any comment has one.
        comment.text.contains('@')
            && lines(comment).any(|line| {
                matches!(
                    key(line),
                    Some((Key::Combinator | Key::Type | Key::Param, _))
                )
            })
    })
}

/// Whether one of them names the declaration itself, so that TDLib's `@description` is a word as well.
pub(super) fn is_of(comments: &[Comment<'_>], declaration: &Declaration<'_>) -> bool {
    let name = declaration.combinator().map(|it| it.name.value);
    comments
        .iter()
        .any(|comment| match key(comment.text.trim_start()) {
            Some((Key::Combinator, text)) => Some(named(text).0) == name,
            _ => false,
        })
}

/// `@param`, and the text after it.
fn key(text: &str) -> Option<(Key, &str)> {
    let rest = text.strip_prefix('@')?;
    let (word, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let (_, key) = KEYS.into_iter().find(|(known, _)| *known == word)?;
    Some((key, rest.trim_start()))
}

/// Takes a block apart, of which the first `apart` comments do not stand directly above.
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
    };
    for (at, comment) in comments.iter().enumerate() {
        if at == apart && reader.parts.all.is_empty() {
            reader.parts.begin(Subject::Declaration, None);
        }
        lines(comment).for_each(|line| reader.line(comment, line));
    }
    reader.parts
}

struct Reader<'s> {
    /// The name of the declaration.
    name: &'s str,
    /// Its type.
    ty: &'s str,
    parts: Parts<'s>,
}

impl<'s> Reader<'s> {
    /// `text @key text @key text`
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
            if here.is_empty() || says_something(here) {
                self.parts.say(here);
            }
            match next {
                Some(next) => rest = next,
                None => return,
            }
        }
    }

    /// Takes the name after a key, and returns the text.
    fn keyed(&mut self, comment: &Comment<'s>, key: Key, text: &'s str) -> &'s str {
        match key {
            Key::Combinator => {
                // What was described before is another one, which was left out.
                let is_class = |part: &Part<'_>| matches!(part.subject, Subject::Class(_));
                self.parts.all.retain(is_class);
                self.parts.begin(Subject::Declaration, None);
                let (name, rest) = named(text);
                if name == self.name { rest } else { text }
            }
            Key::Type => {
                let (name, rest) = named(text);
                let (name, text) = if name == self.ty || is_no_word(name) {
                    (name, rest)
                } else {
                    (self.ty, text)
                };
                self.parts.begin(Subject::Class(name), None);
                text
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
                let last = self.parts.all.last();
                let is_class = last.is_some_and(|it| matches!(it.subject, Subject::Class(_)));
                if !is_class {
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

/// Whether it is the name of a type, and not the first word of a text: `InputPeer`, `ns.User`.
fn is_no_word(name: &str) -> bool {
    let capitals = name.bytes().filter(u8::is_ascii_uppercase).count();
    is_type_name(name) && (capitals > 1 || name.trim_end_matches('.').contains('.'))
}

/// The first word, and the text after it: `id Its id`, `id: Its id`, `id - Its id`.
fn named(text: &str) -> (&str, &str) {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let word = word.trim_end_matches([':', ',']);
    let rest = rest.trim_start();
    let dash = ["- ", "\u{2013} ", "\u{2014} ", ": "];
    let behind = dash.into_iter().find_map(|dash| rest.strip_prefix(dash));
    (word, behind.unwrap_or(rest))
}

/// The text before the next ` @key `, and what begins with that.
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
