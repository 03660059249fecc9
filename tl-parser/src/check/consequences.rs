//! Findings that only follow from others.

use super::failed;
use crate::diagnostic::{Code, Diagnostic};
use crate::hasher::{Map, Set};
use crate::schema::{Combinator, CombinatorKind, Schema};
use crate::source::Span;

/// Leaves out the doubts that only follow from what was found.
pub(super) fn leave_out(schema: &Schema<'_>, found: &[Diagnostic], doubts: &mut Vec<Diagnostic>) {
    let errors = failed(found).then(|| Errors::of(found));
    let mut unsettled = copies(schema, found);
    for it in found {
        // The declaration is read differently than written, so the id that its text gives is only known after
        // the correction.
        if matches!(it.code, Code::MissingParameter | Code::BareTypeName) {
            unsettled.extend(it.about);
        }
    }
    doubts.retain(|doubt| {
        let is_unsettled =
            doubt.code == Code::IdMismatch && doubt.about.is_some_and(|it| unsettled.contains(&it));
        let is_explained = errors.as_ref().is_some_and(|it| it.explain(doubt));
        !(is_unsettled || is_explained)
    });
}

/// Returns the declarations that share an id, which is an error already. Their text gives another id because
/// the line was copied, so a mismatch is the same mistake.
fn copies(schema: &Schema<'_>, errors: &[Diagnostic]) -> Set<Span> {
    let mut repeated: Set<Span> = Set::default();
    for error in errors.iter().filter(|it| it.code == Code::DuplicateId) {
        repeated.extend(error.about);
    }
    let key = |it: &Combinator<'_>| (it.kind == CombinatorKind::Function, it.id);
    let mut ids = Set::default();
    for (_, second) in &schema.repeated_ids {
        let second = &schema[*second];
        if repeated.contains(&second.span) {
            ids.insert(key(second));
        }
    }
    let mut copies = Set::default();
    for combinator in schema
        .combinators
        .iter()
        .filter(|it| ids.contains(&key(it)))
    {
        copies.insert(combinator.span);
    }
    copies
}

/// The errors in each declaration. Other findings in it may be mere consequences: its text does not give its
/// id, but the id that it does give is not the one to write.
struct Errors(Map<Span, Vec<Span>>);

impl Errors {
    fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut errors: Map<Span, Vec<Span>> = Map::default();
        for error in diagnostics.iter().filter(|it| it.is_error()) {
            if let (Some(declaration), Some(place)) = (error.about, error.place()) {
                errors.entry(declaration).or_default().push(place);
            }
        }
        Self(errors)
    }

    fn explain(&self, doubt: &Diagnostic) -> bool {
        let Some(declaration) = doubt.about else {
            // The text that could not be parsed may be the whole schema.
            return doubt.code == Code::EmptySchema;
        };
        let Some(places) = self.0.get(&declaration) else {
            return false;
        };
        // An error in the comments, or about the id itself, does not make the text wrong.
        let of_text = |place: &Span| {
            Some(*place) != doubt.place()
                && declaration.start <= place.start
                && place.start < declaration.end
        };
        doubt.code != Code::IdMismatch || places.iter().any(of_text)
    }
}
