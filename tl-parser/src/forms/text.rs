//! A schema as TL text: canonical declarations with their ids, constructors before functions.

use crate::hasher::{Map, map};
use crate::schema::{Combinator, CombinatorKind, Origin, Schema};
use crate::source::Span;
use crate::syntax::ast::{DeclarationKind, Program, Section};
use crate::syntax::print;

/// The declarations of a text, in its two sections.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) types: String,
    pub(super) functions: String,
}

impl Text {
    pub(super) fn of(&mut self, kind: CombinatorKind) -> &mut String {
        match kind {
            CombinatorKind::Constructor => &mut self.types,
            CombinatorKind::Function => &mut self.functions,
        }
    }

    pub(super) fn finish(mut self) -> String {
        if !self.functions.is_empty() {
            self.types.push_str(Section::Functions.mark());
            self.types.push('\n');
            self.types.push_str(&self.functions);
        }
        self.types
    }
}

/// Writes the whole schema.
pub(super) fn write(programs: &[Program<'_>], schema: &Schema<'_>) -> String {
    let mut text = Text::default();
    if let Some(layer) = schema.layer {
        text.types = format!("// LAYER {layer}\n");
    }
    let mut declared: Map<Span, &Combinator<'_>> = map(schema.combinators.len());
    let own = schema.combinators.iter();
    declared.extend(
        own.filter(|it| it.origin == Origin::Declared)
            .map(|it| (it.span, it)),
    );
    for declaration in programs.iter().flat_map(|it| &it.declarations) {
        match &declaration.kind {
            DeclarationKind::Combinator(_) => {
                // Only one of several equal declarations is left.
                let Some(combinator) = declared.get(&declaration.span) else {
                    continue;
                };
                let section = text.of(combinator.kind);
                for annotation in &combinator.annotations {
                    section.push('@');
                    section.push_str(annotation);
                    section.push(' ');
                }
                section.push_str(&combinator.tl());
                section.push_str(";\n");
            }
            DeclarationKind::Finality(..) | DeclarationKind::Partial(_) => {
                let kind = match declaration.section {
                    Section::Types => CombinatorKind::Constructor,
                    Section::Functions => CombinatorKind::Function,
                };
                let section = text.of(kind);
                section.push_str(&print::declaration(declaration));
                section.push('\n');
            }
        }
    }
    text.finish()
}
