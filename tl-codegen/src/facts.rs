//! What is known of a schema beyond the schema: descriptions, errors, and who may call what.
//!
//! The facts come from files of several forms, which the feature `facts` reads. They are joined to the schema by
//! whole names.

#[cfg(feature = "facts")]
mod error;
#[cfg(feature = "facts")]
mod getdoc;
#[cfg(feature = "facts")]
mod json;
#[cfg(feature = "facts")]
mod mtcute;
#[cfg(feature = "facts")]
mod normal;
#[cfg(feature = "facts")]
pub mod read;
#[cfg(feature = "facts")]
mod telegram;
#[cfg(feature = "facts")]
mod telethon;
mod text;

use std::borrow::Cow;

use tl_parser::schema::{CombinatorKind, Field, Schema, TypeExpr};

use crate::sorted::{Map, Set};

pub(crate) use text::fence;
pub use text::{Block, Paragraph, Run, Text};

/// Facts about a schema, by whole TL names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The layer that they are about.
    pub layer: Option<u32>,
    /// Of functions.
    pub functions: Map<String, FunctionFacts>,
    /// Of constructors.
    pub constructors: Map<String, ConstructorFacts>,
    /// The descriptions of types.
    pub types: Map<String, Text>,
    /// Of errors, by their names: `PHOTO_ID_INVALID`, `FLOOD_WAIT_%d`.
    pub errors: Map<String, ErrorFacts>,
}

/// What is known of a function.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FunctionFacts {
    /// What it does.
    pub description: Text,
    /// Its parameters.
    pub parameters: Map<String, Text>,
    /// The errors that it may be answered with, by name, each with its codes.
    pub errors: Map<String, Set<i32>>,
    /// Who may call it.
    pub callers: Option<Callers>,
    /// Whether a bot may call it for the user who has connected it to a business account.
    pub business: bool,
    /// Whether it may be called before logging in.
    pub unauthorized: bool,
}

/// What is known of a constructor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConstructorFacts {
    /// What it stands for.
    pub description: Text,
    /// Its fields.
    pub fields: Map<String, Text>,
}

/// What is known of an error.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ErrorFacts {
    /// The codes that it comes with.
    pub codes: Set<i32>,
    /// What it says.
    pub description: Text,
}

/// Who may call a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Callers {
    /// Users only.
    Users,
    /// Bots only.
    Bots,
    /// Users and bots.
    Both,
}

impl Callers {
    /// The callers as a sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Callers::Users => "Only users can call this function.",
            Callers::Bots => "Only bots can call this function.",
            Callers::Both => "Both users and bots can call this function.",
        }
    }
}

impl Facts {
    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Adds other facts. What was known before stays, and the errors of both hold.
    pub fn add(&mut self, other: Facts) {
        self.layer = self.layer.or(other.layer);
        for (name, facts) in other.functions {
            let known = self.functions.or_default(name);
            known.description.add(facts.description);
            add_texts(&mut known.parameters, facts.parameters);
            for (name, codes) in facts.errors {
                known.errors.or_default(name).extend(codes.iter().copied());
            }
            known.callers = known.callers.or(facts.callers);
            known.business |= facts.business;
            known.unauthorized |= facts.unauthorized;
        }
        for (name, facts) in other.constructors {
            let known = self.constructors.or_default(name);
            known.description.add(facts.description);
            add_texts(&mut known.fields, facts.fields);
        }
        add_texts(&mut self.types, other.types);
        for (name, facts) in other.errors {
            let known = self.errors.or_default(name);
            known.codes.extend(facts.codes.iter().copied());
            known.description.add(facts.description);
        }
    }

    /// Keeps what is said of errors and callers.
    #[must_use]
    pub fn of_errors(mut self) -> Self {
        self.functions.retain(|_, facts| {
            facts.description = Text::default();
            facts.parameters = Map::default();
            *facts != FunctionFacts::default()
        });
        self.constructors = Map::default();
        self.types = Map::default();
        self
    }

    /// Gives the errors of functions the codes that are only known of the errors, and the other way
    /// round. Call it when all facts are added.
    pub fn join_errors(&mut self) {
        for function in self.functions.values() {
            for (name, codes) in &function.errors {
                let error = self.errors.or_default(name.clone());
                error.codes.extend(codes.iter().copied());
            }
        }
        for function in self.functions.values_mut() {
            for (name, codes) in function.errors.iter_mut() {
                if let (true, Some(error)) = (codes.is_empty(), self.errors.get(name)) {
                    codes.extend(error.codes.iter().copied());
                }
            }
        }
    }

    /// The schema with the descriptions of the facts, which come before its own comments.
    #[must_use]
    pub fn describe<'a, 's>(&self, schema: &'a Schema<'s>) -> Cow<'a, Schema<'s>> {
        if self.functions.is_empty() && self.constructors.is_empty() && self.types.is_empty() {
            return Cow::Borrowed(schema);
        }
        let mut schema = schema.clone();
        for it in schema.combinators.iter_mut() {
            let known = match it.kind {
                CombinatorKind::Function => self
                    .functions
                    .get(it.name)
                    .map(|it| (&it.description, &it.parameters)),
                CombinatorKind::Constructor => self
                    .constructors
                    .get(it.name)
                    .map(|it| (&it.description, &it.fields)),
            };
            let Some((description, fields)) = known else {
                continue;
            };
            describe(&mut it.docs, description);
            describe_fields(&mut it.fields, fields);
        }
        for it in schema.types.iter_mut() {
            if let Some(text) = self.types.get(it.name) {
                describe(&mut it.docs, text);
            }
        }
        Cow::Owned(schema)
    }
}

/// Whether it can be the name of an error, with at most one number in it.
pub(crate) fn is_error_name(name: &str) -> bool {
    let mut parts = name.split("%d");
    let is_word = |part: &str| {
        part.bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'_')
    };
    let has_letter = name
        .replace("%d", "")
        .contains(|it: char| it.is_ascii_alphanumeric());
    has_letter && name.split("%d").count() <= 2 && parts.all(is_word)
}

fn describe(docs: &mut String, text: &Text) {
    if !text.is_empty() {
        *docs = text.plain();
    }
}

fn describe_fields(fields: &mut [Field<'_>], known: &Map<String, Text>) {
    for field in fields {
        let text = field.name.and_then(|name| known.get(name));
        if let Some(text) = text {
            describe(&mut field.docs, text);
        }
        if let TypeExpr::Repeat(_, inner, _) = &mut field.ty {
            describe_fields(inner, known);
        }
    }
}

fn add_texts(known: &mut Map<String, Text>, others: Map<String, Text>) {
    for (name, text) in others {
        known.or_default(name).add(text);
    }
}

#[cfg(feature = "facts")]
#[cfg(test)]
mod tests;
