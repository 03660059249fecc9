//! Names that differ only in case or `_`.

use crate::diagnostic::{Code, Diagnostic};
use crate::hasher::{Map, Set, map};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Declaration, Field};
use crate::words::in_namespace;

/// The kind of a name. Names of different kinds are never mistaken for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum What {
    Constructor,
    Function,
    Type,
    Field,
}

impl What {
    fn plural(self) -> &'static str {
        match self {
            What::Constructor => "constructors",
            What::Function => "functions",
            What::Type => "types",
            What::Field => "fields",
        }
    }
}

/// A name at its definition; that of a type is any result.
#[derive(Debug, Clone, Copy)]
pub(super) struct Definition<'s> {
    what: What,
    pub(super) name: Spanned<&'s str>,
    /// The declaration that it is in.
    pub(super) declaration: Span,
}

/// Returns the names that a declaration defines: its own, unless it is anonymous, and that of its type.
pub(super) fn names<'s>(declaration: &Declaration<'s>) -> impl Iterator<Item = Definition<'s>> {
    let combinator = declaration.combinator();
    let what = if declaration.is_constructor() {
        What::Constructor
    } else {
        What::Function
    };
    let own = combinator.map(|it| (what, it.name));
    let own = own.filter(|(_, name)| name.value != "_");
    let ty = combinator.and_then(|it| {
        let head = it.result.head()?;
        it.param(head.value).is_none().then_some((What::Type, head))
    });
    let declaration = declaration.span;
    own.into_iter()
        .chain(ty)
        .map(move |(what, name)| Definition {
            what,
            name,
            declaration,
        })
}

/// Compares the fields of a declaration.
pub(super) fn fields(fields: &[Field<'_>], diagnostics: &mut Vec<Diagnostic>) {
    if fields.len() > 1 {
        let mut names = Vec::with_capacity(fields.len());
        for field in fields {
            names.extend(field.name.map(|name| Definition {
                what: What::Field,
                name,
                declaration: Span::default(),
            }));
        }
        lint(&names, diagnostics);
    }
    for field in fields {
        self::fields(field.ty.repeated(), diagnostics);
    }
}

pub(super) fn lint(definitions: &[Definition<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let mut first: Map<(What, String), Definition<'_>> = map(definitions.len());
    // A type is not reported again at its next constructor.
    let mut said: Set<(What, &str)> = Set::default();
    for &definition in definitions {
        let Definition { what, name, .. } = definition;
        let other = first.entry((what, folded(name.value)));
        let other = *other.or_insert(definition);
        if other.name.value != name.value && said.insert((what, name.value)) {
            diagnostics.push(diagnostic(definition, other));
        }
    }
}

/// Returns the same text for all names that differ only in case or `_`; namespaces stay as they are.
fn folded(name: &str) -> String {
    let (namespace, word) = in_namespace(name);
    let mut folded = String::with_capacity(name.len());
    folded.push_str(namespace);
    let letters = word.chars().filter(|letter| *letter != '_');
    folded.extend(letters.map(|letter| letter.to_ascii_lowercase()));
    folded
}

fn diagnostic(definition: Definition<'_>, first: Definition<'_>) -> Diagnostic {
    Diagnostic::new(
        Code::SimilarNames,
        format!(
            "the {} `{}` and `{}` differ only in case or `_`",
            definition.what.plural(),
            definition.name.value,
            first.name.value
        ),
        definition.name.span,
        "one of them",
    )
    .about(definition.declaration)
    .label(first.name.span, "the other")
    .note("most languages have their own style of names, in which the two are the same, so generated code renames them; in Rust each gets a number, or `--rename` gives it a name")
}
