//! Allowances in comments: `// tlgen:allow(name): reason` at a declaration, and
//! `// tlgen:allow-file(name): reason` anywhere in a file.

use memchr::memmem;

use crate::diagnostic::{Code, Diagnostic};
use crate::docs::attached;
use crate::hasher::Set;
use crate::source::{FileId, Span, Spanned};
use crate::syntax::ast::{Comment, Program};

/// All allowances in comments.
#[derive(Debug, Clone, Default)]
pub struct Allowances {
    /// In order, file by file: those for the whole file, then those at declarations.
    all: Vec<Allowed>,
    /// What they allow, to be found.
    allowed: Set<Key>,
}

/// What an allowance allows: findings of a code, in a part of the schema.
pub(crate) type Key = (Part, Code);

/// The part of a schema that an allowance applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    File(FileId),
    Declaration(Span),
}

/// The allowance of one name in a comment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Allowed {
    pub(crate) part: Part,
    pub(crate) code: Code,
    /// The name.
    pub(crate) span: Span,
}

impl Allowances {
    /// Collects the allowances in these files.
    #[must_use]
    pub fn new(programs: &[Program<'_>]) -> Self {
        let mut all = Vec::new();
        for program in programs {
            // Hardly any file has such comments, and some have very many others.
            if memmem::find(program.text.as_bytes(), MARK.as_bytes()).is_none() {
                continue;
            }
            for comment in &program.comments {
                allowed(comment, Part::File(comment.span.file), &mut all);
            }
            for declaration in &program.declarations {
                for comment in attached(program, declaration) {
                    allowed(comment, Part::Declaration(declaration.span), &mut all);
                }
            }
        }
        let allowed = all.iter().map(Allowed::key).collect();
        Self { all, allowed }
    }

    /// Whether the diagnostic can be allowed, and a comment at its declaration or for its file allows it.
    #[must_use]
    pub fn allow(&self, diagnostic: &Diagnostic) -> bool {
        keys(diagnostic).any(|key| self.allowed.contains(&key))
    }

    /// Whether a comment allows diagnostics of this code about this declaration.
    #[must_use]
    pub fn allows(&self, code: Code, declaration: Span) -> bool {
        let parts = [Part::Declaration(declaration), Part::File(declaration.file)];
        parts
            .into_iter()
            .any(|part| self.allowed.contains(&(part, code)))
    }

    /// Returns all allowances in order.
    pub(crate) fn all(&self) -> &[Allowed] {
        &self.all
    }
}

impl Allowed {
    pub(crate) fn key(&self) -> Key {
        (self.part, self.code)
    }
}

/// Returns what allows the diagnostic, if it can be allowed.
pub(crate) fn keys(diagnostic: &Diagnostic) -> impl Iterator<Item = Key> {
    let (code, can_be_allowed) = (diagnostic.code, diagnostic.can_be_allowed());
    let declaration = diagnostic.about.map(Part::Declaration);
    let file = diagnostic.place().map(|place| Part::File(place.file));
    let parts = [declaration, file].into_iter().flatten();
    parts
        .filter(move |_| can_be_allowed)
        .map(move |part| (part, code))
}

/// Adds what a comment allows in this part.
fn allowed(comment: &Comment<'_>, part: Part, allowed: &mut Vec<Allowed>) {
    let in_file = matches!(part, Part::File(_));
    for directive in directives(comment) {
        for name in directive.names {
            match Code::find(name.value) {
                Some(code) if directive.file == in_file && code.can_be_allowed() => {
                    let span = name.span;
                    allowed.push(Allowed { part, code, span });
                }
                Some(_) | None => {}
            }
        }
    }
}

/// A directive in a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Directive<'s> {
    /// Whether it is `tlgen:allow-file`, which is about the whole file.
    pub(crate) file: bool,
    /// The names between the brackets.
    pub(crate) names: Vec<Spanned<&'s str>>,
    /// From `tlgen:` to the closing bracket.
    pub(crate) span: Span,
}

/// Returns the directives of a comment; each begins a line of it.
pub(crate) fn directives<'s>(comment: &Comment<'s>) -> Vec<Directive<'s>> {
    let mut found = Vec::new();
    if !comment.text.contains(MARK) {
        return found;
    }
    for (text, at) in lines(comment) {
        found.extend(directive(text, comment.span, at));
    }
    found
}

/// Returns the words that look like a directive at the beginning of a line but are not one: `tlgen:allow` of
/// `tlgen:allow id-mismatch` or `tlgen:allow()`.
pub(crate) fn misspelled(comment: &Comment<'_>) -> Vec<Span> {
    let mut found = Vec::new();
    if !comment.text.contains(NAME) {
        return found;
    }
    for (text, at) in lines(comment) {
        if text.starts_with(NAME) && directive(text, comment.span, at).is_none() {
            let word = text.find(|c: char| c.is_ascii_whitespace() || c == '(');
            let word = word.and_then(|end| text.get(..end)).unwrap_or(text);
            found.push(Span {
                file: comment.span.file,
                start: at,
                end: at + length(word),
            });
        }
    }
    found
}

/// Returns the text of each line of a comment, without the marks before it, and its offset.
fn lines<'s>(comment: &Comment<'s>) -> impl Iterator<Item = (&'s str, u32)> {
    // The comment's text begins after `//` or `/*`.
    let mut start = comment.span.start + 2;
    comment.text.split('\n').map(move |line| {
        let text = line.trim_start_matches(|c: char| c.is_ascii_whitespace() || "/*".contains(c));
        let at = start + length(line) - length(text);
        start += length(line) + 1;
        (text, at)
    })
}

/// The beginning of every directive and of most misspelled ones. VK's schemas have comments such as
/// `tlgen:nolint`, for another program of this name.
const NAME: &str = "tlgen:al";

/// A part of every directive.
const MARK: &str = "tlgen:allow";

/// Parses `tlgen:allow(id-mismatch, TL0404): a reason`, which begins at `at`.
fn directive<'s>(text: &'s str, comment: Span, at: u32) -> Option<Directive<'s>> {
    let rest = text.strip_prefix(MARK)?;
    let (file, rest) = match rest.strip_prefix("-file") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let (inside, _) = rest.strip_prefix('(')?.split_once(')')?;
    let mut start = at + length(text) - length(rest) + 1;
    let span = Span {
        file: comment.file,
        start: at,
        end: start + length(inside) + 1,
    };
    let mut names = Vec::new();
    for part in inside.split(',') {
        let value = part.trim();
        let before = length(part) - length(part.trim_start());
        if !value.is_empty() {
            names.push(Spanned {
                value,
                span: Span {
                    file: comment.file,
                    start: start + before,
                    end: start + before + length(value),
                },
            });
        }
        start += length(part) + 1;
    }
    (!names.is_empty()).then_some(Directive { file, names, span })
}

/// Returns the length as an offset: no file is longer than `u32::MAX`.
fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
