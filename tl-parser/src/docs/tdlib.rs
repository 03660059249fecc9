//! TDLib's comments: `//@description Text @field Text`, `//-more text`.

use super::{Docs, add_field, add_line};
use crate::ast::{Body, Comment, Declaration, DeclarationKind};

/// Whether the comments describe what follows in TDLib's manner.
///
/// That is not so for every `@`: VK's files have declarations that were commented out, and
/// these begin with `@read`.
pub(super) fn is_block(comments: &[Comment<'_>]) -> bool {
    comments.iter().any(|comment| {
        starts_with_key(comment.text, "description") || starts_with_key(comment.text, "class")
    })
}

fn starts_with_key(text: &str, key: &str) -> bool {
    text.strip_prefix('@')
        .and_then(|text| text.strip_prefix(key))
        .is_some_and(|rest| rest.starts_with(' '))
}

/// What is described.
#[derive(Clone, Copy)]
enum Subject<'s> {
    Nothing,
    Class,
    Declaration,
    Field(&'s str),
}

/// Reads all of a block.
pub(super) fn read<'s>(
    comments: &[Comment<'s>],
    declaration: &Declaration<'s>,
    docs: &mut Docs<'s>,
) {
    let mut reader = Reader {
        fields: field_names(declaration),
        subject: Subject::Nothing,
        docs,
    };
    for comment in comments {
        if let Some(text) = comment.text.strip_prefix('@') {
            reader.keyed(text);
        } else if let Some(text) = comment.text.strip_prefix('-') {
            reader.continued(text);
        }
    }
}

fn field_names<'s>(declaration: &Declaration<'s>) -> Vec<&'s str> {
    match &declaration.kind {
        DeclarationKind::Combinator(combinator) => match &combinator.body {
            Body::Fields(fields) => fields
                .iter()
                .filter_map(|field| field.name.map(|name| name.value))
                .collect(),
            Body::Builtin(_) => Vec::new(),
        },
        DeclarationKind::Finality(..) | DeclarationKind::Partial(_) => Vec::new(),
    }
}

struct Reader<'r, 's> {
    fields: Vec<&'s str>,
    subject: Subject<'s>,
    docs: &'r mut Docs<'s>,
}

impl<'s> Reader<'_, 's> {
    /// `key text @key text`, without the first `@`.
    fn keyed(&mut self, text: &'s str) {
        let (key, text) = text.split_once(' ').unwrap_or((text, ""));
        // Behind `@class Name` a description is that of the class.
        let text = if key == "class" {
            let (name, rest) = text.split_once(' ').unwrap_or((text, ""));
            self.docs.class = Some((name.trim(), String::new()));
            self.subject = Subject::Class;
            rest.trim_start()
                .strip_prefix("@description ")
                .unwrap_or(rest)
        } else {
            self.subject = match key {
                "description" => Subject::Declaration,
                "param_description" => Subject::Field("description"),
                field => Subject::Field(field),
            };
            text
        };
        self.continued(text);
    }

    /// Text up to the next key.
    fn continued(&mut self, text: &'s str) {
        let (text, next) = self.until_key(text);
        let text = text.trim();
        if !text.is_empty() {
            match (self.subject, &mut self.docs.class) {
                (Subject::Class, Some((_, class))) => add_line(class, text),
                (Subject::Declaration, _) => add_line(&mut self.docs.text, text),
                (Subject::Field(name), _) => add_field(self.docs, name, text),
                (Subject::Class | Subject::Nothing, _) => {}
            }
        }
        if let Some(next) = next {
            self.keyed(next);
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
            if known || self.fields.contains(&key) {
                return (before, Some(rest));
            }
        }
        (text, None)
    }
}
