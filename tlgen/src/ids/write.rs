//! `tlgen ids --write`.

use tl_codegen::__private::report::{Title, number};
use tl_parser::Allowances;
use tl_parser::ast::Program;
use tl_parser::diagnostic::{Code, Levels};
use tl_parser::id::{self, id};
use tl_parser::source::FileId;

use super::Verdict;
use crate::cli::{Ids, Rule};
use crate::exit::{Exit, Failure};
use crate::input;
use crate::messages::Messages;
use crate::output::{self, InPlace};

pub(super) fn run(arguments: &Ids, rule: Rule, messages: &Messages) -> Result<Exit, Failure> {
    output::replaceable(&arguments.schemas)?;
    let sources = input::read(&arguments.schemas)?;
    let mut diagnostics = Vec::new();
    let programs = super::parse(&sources, &mut diagnostics);
    let errors = diagnostics.iter().filter(|it| it.is_error());
    let wrong: Vec<FileId> = errors.filter_map(|it| Some(it.place()?.file)).collect();
    messages.report(&sources, &Levels::default(), diagnostics);
    let allowances = Allowances::new(&programs);
    let (mut found, mut in_place) = (!wrong.is_empty(), InPlace::new(messages));
    let files = sources.iter().zip(&programs);
    for (path, ((file, source), program)) in arguments.schemas.iter().zip(files) {
        if wrong.contains(&file) {
            continue;
        }
        if !input::is_text(source, messages) {
            found = true;
            continue;
        }
        let written = Written::new(program, rule, arguments.mend, &allowances);
        if !in_place.replace(path, &written.text) {
            continue;
        }
        if let Some(said) = written.said() {
            messages.say(Title::Note, &format!("{}: {said}", source.name));
        }
        found |= written.left > 0;
    }
    in_place.finish(Exit::findings(found))
}

/// The text of a file with its ids.
struct Written {
    text: String,
    added: usize,
    mended: usize,
    /// The number of wrong ids that were not replaced.
    left: usize,
}

impl Written {
    fn new(program: &Program<'_>, rule: Rule, mend: bool, allowances: &Allowances) -> Self {
        let mut written = Self {
            text: String::new(),
            added: 0,
            mended: 0,
            left: 0,
        };
        let rule = match rule {
            Rule::A => id::Rule::Official,
            Rule::B => id::Rule::Telegram,
        };
        let mut at = 0;
        for declaration in &program.declarations {
            let Some(combinator) = declaration.combinator() else {
                continue;
            };
            let is_allowed = || allowances.allows(Code::IdMismatch, declaration.span);
            let end = match (Verdict::of(combinator), combinator.id) {
                (Verdict::Computed, _) => {
                    written.added += 1;
                    combinator.name.span.end
                }
                (Verdict::Mismatch, Some(old)) if mend && !is_allowed() => {
                    written.mended += 1;
                    old.span.end
                }
                (Verdict::Mismatch, _) if !is_allowed() => {
                    written.left += 1;
                    continue;
                }
                _ => continue,
            };
            let before = at..combinator.name.span.end as usize;
            written.text += program.text.get(before).unwrap_or_default();
            written.text += &format!("#{:08x}", id(combinator, rule));
            at = end as usize;
        }
        written.text += program.text.get(at..).unwrap_or_default();
        written
    }

    /// Summarizes the changes; `None` if there are none.
    fn said(&self) -> Option<String> {
        let counted = |count, what: &str| match count {
            0 => None,
            _ => Some(format!("{} {what}", number(count, "id"))),
        };
        let parts = [
            counted(self.added, "written"),
            counted(self.mended, "mended"),
            counted(
                self.left,
                "kept that neither rule gives (`--mend` replaces such ids)",
            ),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}
