//! What comments allow: `// tlgen:allow(name): reason` at a declaration, and
//! `// tlgen:allow-file(name): reason` anywhere in a file.

use crate::ast::{Comment, Declaration, Program};
use crate::diagnostic::{Code, Diagnostic, Level, Severity};
use crate::docs::{attached, comments, directives};
use crate::span::{FileId, Span};

/// All that comments allow.
#[derive(Debug, Clone, Default)]
pub struct Allowances {
    /// In order of the places.
    places: Vec<(Span, Vec<Code>)>,
    files: Vec<(FileId, Code)>,
}

impl Allowances {
    /// Reads the comments of these files.
    #[must_use]
    pub fn new(programs: &[Program<'_>]) -> Self {
        let mut all = Self::default();
        for program in programs {
            let mut found = false;
            for directive in program.comments.iter().flat_map(directives) {
                found = true;
                if directive.file {
                    let codes = directive.names.iter().filter_map(|name| code(name.value));
                    all.files.extend(codes.map(|code| (program.file, code)));
                }
            }
            if found {
                all.declarations(program);
            }
        }
        all.places.sort_unstable();
        all
    }

    fn declarations(&mut self, program: &Program<'_>) {
        for declaration in &program.declarations {
            let own = attached(program, declaration).flat_map(directives);
            let names = own.filter(|it| !it.file).flat_map(|it| it.names);
            let codes: Vec<Code> = names.filter_map(|name| code(name.value)).collect();
            if !codes.is_empty() {
                self.places.push((extent(program, declaration), codes));
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
        let behind = self
            .places
            .partition_point(|(it, _)| (it.file, it.start) <= (place.file, place.start));
        let here = behind.checked_sub(1).and_then(|at| self.places.get(at));
        let here = here.is_some_and(|(extent, codes)| {
            extent.file == place.file && place.start < extent.end && codes.contains(&code)
        });
        here || self.files.contains(&(place.file, code))
    }
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
