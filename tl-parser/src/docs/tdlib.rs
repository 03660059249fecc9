//! TDLib's comments: `//@description Text @field Text`, `//-more text`.

use std::collections::HashSet;

use super::{Docs, FieldDocs, add_line};
use crate::syntax::ast::{Comment, Declaration, Field};

/// Whether the comments describe what follows in TDLib's manner.
///
/// That is not so for every `@`: VK's files have declarations that were commented out, and
/// these begin with `@read`.
pub(crate) fn is_block(comments: &[Comment<'_>]) -> bool {
    comments.iter().any(|comment| {
        starts_with_key(comment.text, "description") || starts_with_key(comment.text, "class")
    })
}

/// Whether a field that is described so may be absent in JSON.
pub(crate) fn may_be_null(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    let mut before = "";
    while let Some(word) = words.next() {
        let null = words.peek().is_some_and(|next| is_null(next));
        if null && (word == "pass" || (before == "may" && word == "be")) {
            return true;
        }
        before = word;
    }
    false
}

/// `null`, and what may stand behind it.
fn is_null(word: &str) -> bool {
    word.strip_prefix("null")
        .is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
}

fn starts_with_key(text: &str, key: &str) -> bool {
    text.strip_prefix('@')
        .and_then(|text| text.strip_prefix(key))
        .is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with(' '))
}

/// What is described.
#[derive(Clone, Copy)]
enum Subject<'s> {
    Nothing,
    Class,
    Declaration,
    Field(&'s str),
}

/// Reads all of a block; the documentation of fields goes to `fields`.
pub(super) fn read<'s>(
    comments: &[Comment<'s>],
    declaration: &Declaration<'s>,
    docs: &mut Docs<'s>,
    fields: &mut FieldDocs<'s>,
) {
    let mut names = HashSet::new();
    if let Some(combinator) = declaration.combinator() {
        add_names(combinator.fields(), &mut names);
    }
    let mut reader = Reader {
        names,
        subject: Subject::Nothing,
        docs,
        fields,
    };
    for comment in comments {
        let text = comment.text.trim_end();
        if let Some(text) = text.strip_prefix('@') {
            let text = reader.keyed(text);
            reader.continued(text);
        } else if let Some(text) = text.strip_prefix('-') {
            reader.continued(text);
        }
    }
}

fn add_names<'s>(fields: &[Field<'s>], names: &mut HashSet<&'s str>) {
    for field in fields {
        names.extend(field.name.map(|name| name.value));
        add_names(field.ty.repeated(), names);
    }
}

struct Reader<'r, 's> {
    /// The fields of the declaration.
    names: HashSet<&'s str>,
    subject: Subject<'s>,
    docs: &'r mut Docs<'s>,
    fields: &'r mut FieldDocs<'s>,
}

impl<'s> Reader<'_, 's> {
    /// `key text`, without the `@`: takes the key, and returns the text.
    fn keyed(&mut self, text: &'s str) -> &'s str {
        let (key, text) = text.split_once(' ').unwrap_or((text, ""));
        // Behind `@class Name` a description is that of the class.
        if key == "class" {
            let (name, rest) = text.split_once(' ').unwrap_or((text, ""));
            self.docs.class = Some((name.trim(), String::new()));
            self.subject = Subject::Class;
            let rest = rest.trim_start();
            return rest.strip_prefix("@description ").unwrap_or(rest);
        }
        self.subject = match key {
            "description" => Subject::Declaration,
            "param_description" => Subject::Field("description"),
            field => Subject::Field(field),
        };
        text
    }

    /// `text @key text @key text`
    fn continued(&mut self, text: &'s str) {
        let mut rest = Some(text);
        while let Some(text) = rest {
            let (text, next) = self.until_key(text);
            self.said(text.trim());
            rest = next.map(|next| self.keyed(next));
        }
    }

    fn said(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        match (self.subject, &mut self.docs.class) {
            (Subject::Class, Some((_, class))) => add_line(class, text),
            (Subject::Declaration, _) => add_line(&mut self.docs.text, text),
            (Subject::Field(name), _) => self.fields.add(name, text),
            (Subject::Class | Subject::Nothing, _) => {}
        }
    }

    /// The text before the next ` @key `. An `@` that names nothing here is part of the text:
    /// descriptions also speak of `@username`.
    fn until_key(&self, text: &'s str) -> (&'s str, Option<&'s str>) {
        for (at, _) in text.match_indices(" @") {
            let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
            let rest = rest.trim_start_matches(" @");
            let key = rest.split(' ').next().unwrap_or_default();
            let known = matches!(key, "description" | "param_description" | "class");
            if known || self.names.contains(key) {
                return (before, Some(rest));
            }
        }
        (text, None)
    }
}
