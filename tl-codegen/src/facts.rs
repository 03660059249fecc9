//! Facts about a schema that are not in the schema: descriptions, errors, and callers.
//!
//! The facts come from files in several forms, which the feature `facts` reads. They refer to the schema by
//! full TL names.

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

/// Facts about a schema, by full TL names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The layer that the facts are about.
    pub layer: Option<u32>,
    /// Facts about functions.
    pub functions: Map<String, FunctionFacts>,
    /// Facts about constructors.
    pub constructors: Map<String, ConstructorFacts>,
    /// The descriptions of types.
    pub types: Map<String, Text>,
    /// Facts about errors, by their names: `PHOTO_ID_INVALID`, `FLOOD_WAIT_%d`.
    pub errors: Map<String, ErrorFacts>,
}

/// Facts about a function.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FunctionFacts {
    /// What the function does.
    pub description: Text,
    /// The descriptions of its parameters.
    pub parameters: Map<String, Text>,
    /// The errors that it may return, by name, each with its codes.
    pub errors: Map<String, Set<i32>>,
    /// Who may call it.
    pub callers: Option<Callers>,
    /// Whether a bot may call it for the user who has connected it to a business account.
    pub business: bool,
    /// Whether it may be called before logging in.
    pub unauthorized: bool,
}

/// Facts about a constructor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConstructorFacts {
    /// What the constructor stands for.
    pub description: Text,
    /// The descriptions of its fields.
    pub fields: Map<String, Text>,
}

/// Facts about an error.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ErrorFacts {
    /// The codes that the error comes with.
    pub codes: Set<i32>,
    /// What the error means.
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
    /// Whether there are no facts.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Adds other facts. Existing facts take precedence, and errors are merged.
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

    /// Keeps only the facts about errors and callers.
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

    /// Adds the codes in the errors of functions to [`errors`](Self::errors), and copies codes from there to
    /// the errors of functions without codes. Call this after all facts were added.
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

    /// Returns the schema with the descriptions of the facts, which replace its own comments.
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

/// Whether `name` can be the name of an error, with at most one `%d` in it.
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
