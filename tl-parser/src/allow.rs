//! Allowances in comments: `// tlgen:allow(name): reason` at a declaration, and
//! `// tlgen:allow-file(name): reason` anywhere in a file.

use memchr::memmem;

use crate::diagnostic::{Code, Diagnostic};
use crate::docs::attached;
use crate::source::{FileId, Span, Spanned};
use crate::syntax::ast::{Comment, Program};

/// All allowances in comments.
#[derive(Debug, Clone, Default)]
pub struct Allowances {
    /// By declaration, in order.
    declarations: Vec<(Span, Vec<Allowed>)>,
    /// For whole files: each applies to the file that it is in.
    files: Vec<Allowed>,
}

/// The allowance of one name in a comment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Allowed {
    pub(crate) code: Code,
    /// The name.
    pub(crate) span: Span,
}

impl Allowances {
    /// Collects the allowances in these files.
    #[must_use]
    pub fn new(programs: &[Program<'_>]) -> Self {
        let mut all = Self::default();
        for program in programs {
            // Hardly any file has such comments, and some have very many others.
            if memmem::find(program.text.as_bytes(), MARK.as_bytes()).is_none() {
                continue;
            }
            for comment in &program.comments {
                allowed(comment, true, &mut all.files);
            }
            for declaration in &program.declarations {
                let mut own = Vec::new();
                for comment in attached(program, declaration) {
                    allowed(comment, false, &mut own);
                }
                if !own.is_empty() {
                    let span = declaration.span;
                    let at = all.declarations.partition_point(|(it, _)| *it < span);
                    all.declarations.insert(at, (span, own));
                }
            }
        }
        all
    }

    /// Whether the diagnostic can be allowed, and a comment at its declaration or for its file allows it.
    #[must_use]
    pub fn allow(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.can_be_allowed() && !self.of(diagnostic).is_empty()
    }

    /// Whether a comment allows diagnostics of this code about this declaration.
    #[must_use]
    pub fn allows(&self, code: Code, declaration: Span) -> bool {
        let allowed = self.of_code(code, Some(declaration), declaration.file);
        !allowed.is_empty()
    }

    /// Returns the allowances of the diagnostic.
    pub(crate) fn of(&self, diagnostic: &Diagnostic) -> Vec<&Allowed> {
        match diagnostic.place() {
            Some(place) => self.of_code(diagnostic.code, diagnostic.about, place.file),
            None => Vec::new(),
        }
    }

    fn of_code(&self, code: Code, declaration: Option<Span>, file: FileId) -> Vec<&Allowed> {
        let mut found = Vec::new();
        for allowed in self.of_declaration(declaration) {
            if allowed.code == code {
                found.push(allowed);
            }
        }
        for allowed in &self.files {
            if allowed.code == code && allowed.span.file == file {
                found.push(allowed);
            }
        }
        found
    }

    fn of_declaration(&self, declaration: Option<Span>) -> &[Allowed] {
        let at = |span| self.declarations.partition_point(|(it, _)| *it < span);
        match declaration.and_then(|span| self.declarations.get(at(span))) {
            Some((span, allowed)) if Some(*span) == declaration => allowed,
            _ => &[],
        }
    }

    /// Whether nothing is allowed.
    pub(crate) fn is_empty(&self) -> bool {
        self.declarations.is_empty() && self.files.is_empty()
    }

    /// Returns all allowances in order, each with its declaration; those for whole files come last.
    pub(crate) fn all(&self) -> Vec<(Option<Span>, &Allowed)> {
        let mut all = Vec::new();
        for (declaration, allowed) in &self.declarations {
            for allowed in allowed {
                all.push((Some(*declaration), allowed));
            }
        }
        for allowed in &self.files {
            all.push((None, allowed));
        }
        all
    }
}

/// Adds what a comment allows: in its whole file if `in_file`, otherwise at its declaration.
fn allowed(comment: &Comment<'_>, in_file: bool, allowed: &mut Vec<Allowed>) {
    for directive in directives(comment) {
        for name in directive.names {
            match Code::find(name.value) {
                Some(code) if directive.file == in_file && code.can_be_allowed() => {
                    let span = name.span;
                    allowed.push(Allowed { code, span });
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
/// `tlgen:allow id-mismatch`.
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
    Some(Directive { file, names, span })
}

/// Returns the length as an offset: no file is longer than `u32::MAX`.
fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
