//! The declaration of a constructor or function, and mistakes shown in its text.

use std::cell::{Cell, OnceCell};

use proc_macro2::Span;
use tl_codegen::__private::report::Renderer;
use tl_parser::diagnostic::{Advice, Code, Diagnostic};
use tl_parser::schema::{Combinator, CombinatorKind, Origin, Schema};
use tl_parser::source::LineIndex;
use tl_parser::source::{self, FileId, Sources};
use tl_parser::{Allowances, World, resolve, verify};
use tl_parser::{ast, schema};

use crate::error::Errors;

/// A declaration that has been resolved.
pub(crate) struct Declaration<'a, 's> {
    /// The schema that contains it.
    pub schema: &'a Schema<'s>,
    /// The constructor or function.
    pub combinator: &'a Combinator<'s>,
    /// The text of the schema.
    pub sources: &'a Sources,
    /// The place of the declaration in Rust.
    pub place: Span,
    /// Whether the user wrote it; otherwise it was made from Rust fields.
    pub written: bool,
    /// The mistakes in its use.
    pub errors: &'a Errors,
    /// Whether one of them is about its text, so that the id of the text means nothing.
    pub text_is_wrong: Cell<bool>,
    /// What may be wrong with the text, if its id is.
    pub doubt: OnceCell<String>,
}

impl Declaration<'_, '_> {
    /// Whether it declares a function.
    pub(crate) fn is_function(&self) -> bool {
        self.combinator.kind == CombinatorKind::Function
    }

    /// Returns a message: `message` describes the mistake in Rust, `label` the text of the declaration.
    pub(crate) fn mistake(
        &self,
        message: &str,
        text: source::Span,
        label: &str,
        help: &str,
    ) -> String {
        if !self.written {
            return with_help(message.to_owned(), help);
        }
        let diagnostic = Diagnostic::new(Code::Unsupported, message, text, label);
        with_help(render(self.sources, diagnostic), help)
    }

    /// Returns the name of the type that has this constructor: `photos.Photo`.
    pub(crate) fn type_name(&self) -> Option<&str> {
        self.ty().map(|ty| ty.name)
    }

    /// Whether that type has parameters.
    pub(crate) fn has_type_params(&self) -> bool {
        self.ty().is_some_and(|ty| !ty.params.is_empty())
    }

    /// Returns how many constructors the schema declares for a type. A declaration in an attribute is the only one
    /// in its schema.
    pub(crate) fn constructors_of(&self, name: &str) -> usize {
        let mut types = self.schema.types.iter();
        let ty = types.find(|ty| ty.name == name);
        ty.map_or(0, |ty| ty.constructors.len())
    }

    fn ty(&self) -> Option<&schema::Type<'_>> {
        Some(&self.schema[self.combinator.ty()?])
    }
}

/// A line of TL to parse.
pub(crate) struct Line {
    /// The text.
    pub text: String,
    /// The place in Rust.
    pub place: Span,
    /// Whether it declares a function, even if the text does not show that.
    pub function: bool,
    /// Whether its id may differ from the id of the text.
    pub unchecked: bool,
    /// Whether the user wrote it.
    pub written: bool,
}

/// Calls `use_it` with the declaration in a line of TL. Returns `None` if there are mistakes.
pub(crate) fn with_line<T>(
    line: &Line,
    errors: &Errors,
    use_it: impl FnOnce(&Declaration<'_, '_>) -> Option<T>,
) -> Option<T> {
    let sources = Sources::of("", line.text.as_str());
    let mut diagnostics = Vec::new();
    let mut programs = [tl_parser::parse(FileId(0), &line.text, &mut diagnostics)];
    if line.function {
        let declarations = programs
            .iter_mut()
            .flat_map(|program| &mut program.declarations);
        declarations.for_each(|declaration| declaration.section = ast::Section::Functions);
    }
    let schema = resolve(&programs, World::Open, &mut diagnostics);
    diagnostics.retain(Diagnostic::is_error);
    if diagnostics.is_empty() && line.written && !line.unchecked {
        verify(&schema, &programs, &mut diagnostics);
        let allowances = Allowances::new(&programs);
        diagnostics.retain(|mismatch| !allowances.allow(mismatch));
    }
    if diagnostics.iter().any(is_broken) {
        report_all(&diagnostics, &sources, line.place, errors);
        return None;
    }
    let mut declared = schema
        .combinators
        .iter()
        .filter(|combinator| combinator.origin == Origin::Declared);
    let Some(combinator) = declared.next() else {
        let message = "this declares nothing: a declaration is `name#id field:type … = Type;`";
        errors.at(line.place, message);
        return None;
    };
    // A wrong id is shown before the mistakes in the use of the declaration, which tell whether the id matters.
    let in_use = Errors::default();
    let declaration = Declaration {
        schema: &schema,
        combinator,
        sources: &sources,
        place: line.place,
        written: line.written,
        errors: &in_use,
        text_is_wrong: Cell::default(),
        doubt: OnceCell::new(),
    };
    for second in declared {
        let message = "one declaration belongs here, and this is a second one";
        let help = "each constructor has its own struct or variant";
        let message = declaration.mistake(message, second.span, "", help);
        in_use.at(line.place, message);
    }
    let used = use_it(&declaration);
    report_ids(&diagnostics, &declaration, errors);
    errors.append(in_use);
    used.filter(|_| diagnostics.is_empty())
}

/// Reports a wrong id, unless the text is wrong: the id of a wrong text means nothing.
fn report_ids(diagnostics: &[Diagnostic], declaration: &Declaration<'_, '_>, errors: &Errors) {
    if declaration.text_is_wrong.get() {
        return;
    }
    for diagnostic in diagnostics {
        let mut found = in_rust(diagnostic);
        if let Some(doubt) = declaration.doubt.get() {
            found.advice.clear();
            found = found.note(doubt);
        }
        found = found
            .note("if it is intended, say so in the attribute: `unchecked_id`")
            .note(
                "for a protocol of your own, leave the id out: it is then computed from the text",
            );
        errors.at(declaration.place, render(declaration.sources, found));
    }
}

/// Whether this finding makes a declaration unusable. A wrong id does not: the fields can still be
/// compared.
pub(crate) fn is_broken(finding: &Diagnostic) -> bool {
    finding.code != Code::IdMismatch
}

/// Reports findings of the parser, at the place in Rust that has the text.
pub(crate) fn report_all(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    place: Span,
    errors: &Errors,
) {
    for diagnostic in diagnostics {
        let mut found = in_rust(diagnostic);
        // An id in an attribute is reported with the other mistakes of its declaration, so this one is in a file.
        if diagnostic.code == Code::IdMismatch {
            found = found.note(
                "if it is intended, say so in the attribute: `unchecked_id`; or in the file, above the \
                 declaration: `// tlgen:allow(id-mismatch)`",
            );
        }
        errors.at(place, render(sources, found));
    }
}

/// Returns a finding with the advice that helps in Rust, where no comment allows anything.
fn in_rust(diagnostic: &Diagnostic) -> Diagnostic {
    let advice = diagnostic.advice.iter();
    let advice = advice.filter(|advice| matches!(advice, Advice::Replace(_)));
    Diagnostic {
        advice: advice.cloned().collect(),
        ..diagnostic.clone()
    }
}

/// Reports a mistake in the text.
pub(crate) fn report(diagnostic: Diagnostic, declaration: &Declaration<'_, '_>) {
    let message = render(declaration.sources, diagnostic);
    declaration.errors.at(declaration.place, message);
    declaration.text_is_wrong.set(true);
}

/// Renders a finding as text: the message, the line with carets, the advice.
fn render(sources: &Sources, diagnostic: Diagnostic) -> String {
    let shown = diagnostic.into();
    let body = Renderer::PLAIN.body(&shown, &LineIndex::new(sources));
    format!("{}\n{}", shown.message, body.trim_end())
}

fn with_help(mut message: String, help: &str) -> String {
    if !help.is_empty() {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    message
}
