//! Comments that name what they describe: `// @constructor user A user`, `// @param id Its id`.

use super::{Docs, FieldDocs, add_blank, add_line, lines, says_something};
use crate::syntax::ast::{Comment, Declaration, is_type_name};

/// What a word behind `@` says is described.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Combinator,
    Type,
    Param,
    Returns,
}

const KEYS: [(&str, Key); 8] = [
    ("constructor", Key::Combinator),
    ("method", Key::Combinator),
    ("function", Key::Combinator),
    ("type", Key::Type),
    ("param", Key::Param),
    ("return", Key::Returns),
    ("returns", Key::Returns),
    ("result", Key::Returns),
];

/// Whether one of the comments names what it describes.
pub(super) fn is_block(comments: &[Comment<'_>]) -> bool {
    comments.iter().any(|comment| {
        // Hardly any comment has one.
        comment.text.contains('@')
            && lines(comment).any(|line| key(line).is_some_and(|(key, _)| key != Key::Returns))
    })
}

/// `@param`, and the text behind it.
fn key(text: &str) -> Option<(Key, &str)> {
    let rest = text.strip_prefix('@')?;
    let (word, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let (_, key) = KEYS.into_iter().find(|(known, _)| *known == word)?;
    Some((key, rest.trim_start()))
}

/// What is described.
#[derive(Clone, Copy)]
enum Subject<'s> {
    /// Something else: the comments stand apart from the declaration.
    Nothing,
    Declaration,
    Class,
    Field(&'s str),
}

/// Reads all of a block, of which the first `apart` comments do not stand directly above; the
/// documentation of fields goes to `fields`.
pub(super) fn read<'s>(
    comments: &[Comment<'s>],
    apart: usize,
    declaration: &Declaration<'s>,
    docs: &mut Docs<'s>,
    fields: &mut FieldDocs<'s>,
) {
    let combinator = declaration.combinator();
    let mut reader = Reader {
        name: combinator.map_or("", |it| it.name.value),
        ty: combinator
            .and_then(|it| it.result.head())
            .map_or("", |it| it.value),
        subject: Subject::Nothing,
        docs,
        fields,
    };
    for (at, comment) in comments.iter().enumerate() {
        if at == apart && matches!(reader.subject, Subject::Nothing) {
            reader.subject = Subject::Declaration;
        }
        lines(comment).for_each(|line| reader.line(line));
    }
}

struct Reader<'r, 's> {
    /// The name of the declaration.
    name: &'s str,
    /// Its type.
    ty: &'s str,
    subject: Subject<'s>,
    docs: &'r mut Docs<'s>,
    fields: &'r mut FieldDocs<'s>,
}

impl<'s> Reader<'_, 's> {
    /// `text @key text @key text`
    fn line(&mut self, line: &'s str) {
        let mut rest = line;
        loop {
            let (here, next) = match key(rest) {
                Some((key, text)) => {
                    let (text, next) = until_key(text);
                    (self.keyed(key, text), next)
                }
                None => until_key(rest),
            };
            self.said(here);
            match next {
                Some(next) => rest = next,
                None => return,
            }
        }
    }

    /// Takes the name behind a key, and returns the text.
    fn keyed(&mut self, key: Key, text: &'s str) -> &'s str {
        match key {
            Key::Combinator => {
                // What was described before is another one, which was left out.
                self.docs.text.clear();
                self.fields.clear();
                self.subject = Subject::Declaration;
                let (name, rest) = named(text);
                if name == self.name { rest } else { text }
            }
            Key::Type => {
                self.subject = Subject::Class;
                let (name, rest) = named(text);
                let (name, text) = if name == self.ty || is_no_word(name) {
                    (name, rest)
                } else {
                    (self.ty, text)
                };
                self.docs.class = Some((name, String::new()));
                text
            }
            Key::Param => {
                // `{long} id`
                let text = match text.strip_prefix('{').and_then(|it| it.split_once('}')) {
                    Some((_, text)) => text.trim_start(),
                    None => text,
                };
                let (name, rest) = named(text);
                self.subject = Subject::Field(name);
                rest
            }
            Key::Returns => {
                self.subject = Subject::Declaration;
                add_blank(&mut self.docs.text);
                self.said("Returns:");
                text
            }
        }
    }

    fn said(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            if let Subject::Declaration = self.subject {
                add_blank(&mut self.docs.text);
            }
            return;
        }
        if !says_something(text) {
            return;
        }
        match (self.subject, &mut self.docs.class) {
            (Subject::Declaration, _) => add_line(&mut self.docs.text, text),
            (Subject::Class, Some((_, class))) => add_line(class, text),
            (Subject::Field(name), _) => self.fields.add(name, text),
            (Subject::Class | Subject::Nothing, _) => {}
        }
    }
}

/// Whether it is the name of a type, and not the first word of a text: `InputPeer`, `ns.User`.
fn is_no_word(name: &str) -> bool {
    let capitals = name.bytes().filter(u8::is_ascii_uppercase).count();
    is_type_name(name) && (capitals > 1 || name.trim_end_matches('.').contains('.'))
}

/// The first word, and the text behind it: `id Its id`, `id: Its id`, `id - Its id`.
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
