//! What comments allow: `// tlgen:allow(name): reason` at a declaration, and
//! `// tlgen:allow-file(name): reason` anywhere in a file.

use std::collections::HashSet;

use memchr::memmem;

use crate::ast::{Comment, Declaration, Program};
use crate::diagnostic::{Code, Diagnostic, Level, Severity};
use crate::docs::{Directive, MARK, attached, comments, directives};
use crate::span::{FileId, Span};

/// All that comments allow.
#[derive(Debug, Clone, Default)]
pub struct Allowances {
    /// In order of the places.
    places: Vec<(Span, Vec<Allowed>)>,
    files: Vec<(FileId, Allowed)>,
}

/// What one name in a comment allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Allowed {
    code: Code,
    /// The name.
    span: Span,
}

impl Allowances {
    /// Reads the comments of these files.
    #[must_use]
    pub fn new(programs: &[Program<'_>]) -> Self {
        let mut all = Self::default();
        for program in programs {
            // Hardly any file has such comments, and some have very many others.
            if memmem::find(program.text.as_bytes(), MARK.as_bytes()).is_none() {
                continue;
            }
            for directive in program.comments.iter().flat_map(directives) {
                if directive.file {
                    let allowed = codes(directive).map(|allowed| (program.file, allowed));
                    all.files.extend(allowed);
                }
            }
            all.declarations(program);
        }
        all.places.sort_unstable();
        all
    }

    fn declarations(&mut self, program: &Program<'_>) {
        for declaration in &program.declarations {
            let own = attached(program, declaration).flat_map(directives);
            let allowed: Vec<Allowed> = own.filter(|it| !it.file).flat_map(codes).collect();
            if !allowed.is_empty() {
                self.places.push((extent(program, declaration), allowed));
            }
        }
    }

    /// Whether the finding is a warning that a comment at its place allows.
    #[must_use]
    pub fn allow(&self, finding: &Diagnostic) -> bool {
        let Some(place) = finding.labels.first().map(|label| label.span) else {
            return false;
        };
        finding.severity == Severity::Warning && self.allows(finding.code, place)
    }

    /// Whether a comment allows findings of this code at this place.
    #[must_use]
    pub fn allows(&self, code: Code, place: Span) -> bool {
        self.of(code, place).next().is_some()
    }

    /// What allows findings of this code at this place.
    fn of(&self, code: Code, place: Span) -> impl Iterator<Item = &Allowed> {
        let behind = self
            .places
            .partition_point(|(it, _)| (it.file, it.start) <= (place.file, place.start));
        let here = behind.checked_sub(1).and_then(|at| self.places.get(at));
        let here = here.filter(|(extent, _)| extent.file == place.file && place.start < extent.end);
        let here = here.into_iter().flat_map(|(_, allowed)| allowed);
        let of_file = self
            .files
            .iter()
            .filter(move |(file, _)| *file == place.file);
        let all = here.chain(of_file.map(|(_, allowed)| allowed));
        all.filter(move |allowed| allowed.code == code)
    }

    /// Reports each allowance that allows nothing, where `found` is all that can be found, whatever
    /// its level.
    pub(crate) fn unused(
        &self,
        found: impl Iterator<Item = (Code, Span)>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if self.places.is_empty() && self.files.is_empty() {
            return;
        }
        let used: HashSet<Span> = found
            .flat_map(|(code, place)| self.of(code, place))
            .map(|allowed| allowed.span)
            .collect();
        let of_places = self.places.iter().flat_map(|(_, allowed)| allowed);
        let all = of_places.chain(self.files.iter().map(|(_, allowed)| allowed));
        let unused = all.filter(|allowed| !used.contains(&allowed.span));
        // Whether this very finding is wanted cannot be told from whether it is there.
        let unused = unused.filter(|allowed| allowed.code != Code::UnusedAllow);
        diagnostics.extend(unused.map(Allowed::unused));
    }
}

impl Allowed {
    fn unused(&self) -> Diagnostic {
        let name = self.code.name();
        Diagnostic::new(
            Code::UnusedAllow,
            format!("there is no `{name}` here to allow"),
            self.span,
            "this silences nothing",
        )
        .note("a finding that comes here later would be silenced unseen; remove the name, or the comment")
    }
}

/// What a comment allows.
fn codes(directive: Directive<'_>) -> impl Iterator<Item = Allowed> {
    let names = directive.names.into_iter();
    names.filter_map(|name| {
        let code = code(name.value)?;
        Some(Allowed {
            code,
            span: name.span,
        })
    })
}

/// The code of a name that can be allowed.
fn code(name: &str) -> Option<Code> {
    Code::find(name).filter(|code| code.level() != Level::Error)
}

/// All declarations with the comments that may speak of them.
pub(crate) fn extents(program: &Program<'_>) -> impl Iterator<Item = Span> {
    let declarations = program.declarations.iter();
    declarations.map(|declaration| extent(program, declaration))
}

/// A declaration with the comments before, inside and behind it.
fn extent(program: &Program<'_>, declaration: &Declaration<'_>) -> Span {
    let start = |comment: &Comment<'_>| comment.span.start;
    let before = comments(program, &declaration.comments).first().map(start);
    let inner = comments(program, &declaration.inner_comments).last();
    let end = inner.map(|comment| comment.span.end);
    Span {
        file: declaration.span.file,
        start: before.map_or(declaration.span.start, |start| {
            start.min(declaration.span.start)
        }),
        end: end.map_or(declaration.span.end, |end| end.max(declaration.span.end)),
    }
}
