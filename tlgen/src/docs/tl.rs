//! TL as tokens whose names link to their pages.

use tl_parser::format;
use tl_parser::source::FileId;

use super::page::{Class, Target, Token};
use super::reference::Reference;

impl Reference<'_, '_> {
    /// Returns a declaration in canonical notation with its `;`. A long one has a line for each field.
    pub(super) fn declaration(&self, tl: &str, page: Option<Target>) -> Vec<Token> {
        let mut tokens = Vec::new();
        let laid_out = format(FileId::default(), &format!("{tl};"), &mut Vec::new());
        let tl = laid_out.as_deref().unwrap_or(tl).trim_end();
        let tl = tl.strip_suffix(';').unwrap_or(tl);
        let end = tl.find([' ', '\n', '#']).unwrap_or(tl.len());
        let (name, rest) = tl.split_at_checked(end).unwrap_or((tl, ""));
        tokens.push(Token {
            class: Class::Name,
            text: name.into(),
            to: page,
        });
        let id = rest
            .find([' ', '\n'])
            .filter(|_| rest.starts_with('#'))
            .unwrap_or(0);
        let (id, rest) = rest.split_at_checked(id).unwrap_or(("", rest));
        push(&mut tokens, Class::Id, id);
        self.add(rest, &mut tokens);
        push(&mut tokens, Class::Mark, ";");
        tokens
    }

    /// Returns a type as a declaration writes it.
    pub(super) fn type_tokens(&self, tl: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        self.add(tl, &mut tokens);
        tokens
    }

    fn add(&self, mut tl: &str, tokens: &mut Vec<Token>) {
        let is_word = |it: char| it.is_alphanumeric() || it == '_' || it == '.';
        while !tl.is_empty() {
            let end = tl.find(|it| !is_word(it)).unwrap_or(tl.len());
            let (word, rest) = tl.split_at_checked(end).unwrap_or((tl, ""));
            let class = match rest.chars().next() {
                _ if word.is_empty() => Class::Mark,
                Some(':') => Class::Field,
                Some('?') => Class::Mask,
                _ => Class::Type,
            };
            match class {
                Class::Type => tokens.push(Token {
                    class,
                    text: word.into(),
                    to: self.type_named(word),
                }),
                class => push(tokens, class, word),
            }
            let end = rest.find(is_word).unwrap_or(rest.len());
            let (marks, rest) = rest.split_at_checked(end).unwrap_or((rest, ""));
            push(tokens, Class::Mark, marks);
            tl = rest;
        }
    }
}

pub(super) fn push(tokens: &mut Vec<Token>, class: Class, text: &str) {
    if !text.is_empty() {
        tokens.push(Token {
            class,
            text: text.into(),
            to: None,
        });
    }
}
