//! `@class` documentation that is not before a constructor of its type.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::Spanned;
use crate::syntax::ast::Declaration;

/// Checks `@class Name`, or another word for it, and the declaration that follows.
pub(super) fn lint(
    word: &str,
    class: Spanned<&str>,
    declaration: Option<&Declaration<'_>>,
) -> Option<Diagnostic> {
    let constructor = declaration.filter(|it| it.is_constructor());
    let result = constructor.and_then(|it| it.combinator()?.result.head());
    if result.is_some_and(|result| result.value == class.value) {
        return None;
    }
    let (message, label) = match class.value {
        "" => (
            format!("`@{word}` without the name of a type"),
            "the name of a type belongs here".to_owned(),
        ),
        class => (
            format!("`@{word} {class}` is not before its type"),
            format!("no constructor of `{class}` follows"),
        ),
    };
    let found = Diagnostic::new(Code::MisplacedClassDocs, message, class.span, label)
        .note("the documentation of a type comes before its first constructor");
    let Some(result) = result else {
        return Some(found);
    };
    let found = found.label(result.span, "the next constructor is of this type");
    Some(match nearest(class.value, [result.value].into_iter()) {
        Some(meant) => found.suggest(format!("did you mean `{meant}`?"), class.span, meant),
        None => found,
    })
}
