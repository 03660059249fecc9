//! `tlgen ids SCHEMA...`.

mod write;

use std::collections::HashSet;

use anstyle::{AnsiColor, Style};
use serde::Serialize;
use tl_parser::Allowances;
use tl_parser::ast::{Combinator, DeclarationKind, Program};
use tl_parser::check;
use tl_parser::diagnostic::{Code, Diagnostic, Levels};
use tl_parser::id::{Rule, id};
use tl_parser::source::{LineIndex, Sources, Span};

use crate::cli::Ids;
use crate::exit::{Exit, Failure};
use crate::messages::Messages;
use crate::messages::json::{self, Place};
use crate::{input, output};

pub(crate) fn run(arguments: &Ids, messages: &Messages) -> Result<Exit, Failure> {
    if let Some(rule) = arguments.rule {
        return write::run(arguments, rule, messages);
    }
    let sources = input::read(&arguments.schemas)?;
    let mut diagnostics = Vec::new();
    let programs = parse(&sources, &mut diagnostics);
    let mut found = check::failed(&diagnostics);
    messages.report(&sources, &Levels::default(), diagnostics);
    let index = LineIndex::new(&sources);
    let allowances = Allowances::new(&programs);
    let mut rows = Vec::new();
    for program in &programs {
        for declaration in &program.declarations {
            let DeclarationKind::Combinator(combinator) = &declaration.kind else {
                continue;
            };
            let row = Row::new(combinator, &index);
            let allowed = || allowances.allows(Code::IdMismatch, declaration.span);
            found |= row.verdict == Verdict::Mismatch && !allowed();
            rows.push(row);
        }
    }
    if messages.are_json() {
        let lines: String = rows.iter().map(|row| json::line(row) + "\n").collect();
        output::raw(lines.as_bytes())?;
    } else {
        output::colored(&table(&rows))?;
    }
    Ok(Exit::findings(found))
}

/// Parses all files. Some slips are syntax errors only where nothing has the name in them: `ok Ok;` lacks a
/// `=`, and `user #1 id:long = User;` has an id, which would become part of the text of another one. Such declarations
/// are left out: their ids are not known.
fn parse<'s>(sources: &'s Sources, diagnostics: &mut Vec<Diagnostic>) -> Vec<Program<'s>> {
    let mut programs = check::parse_all(sources, diagnostics);
    let mut found = Vec::new();
    let _ = check::check(&programs, &Levels::default(), &mut found);
    found.retain(|it| it.code == Code::Syntax);
    let wrong: HashSet<Span> = found.iter().filter_map(|it| it.about).collect();
    for program in &mut programs {
        program.declarations.retain(|it| !wrong.contains(&it.span));
    }
    diagnostics.append(&mut found);
    programs
}

/// A declaration and its ids.
#[derive(Serialize)]
struct Row<'s> {
    name: &'s str,
    written: Option<Id>,
    rule_a: Id,
    rule_b: Id,
    rule_b_with_bytes: Id,
    verdict: Verdict,
    #[serde(flatten)]
    place: Option<Place<'s>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Id(u32);

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

impl Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The rules that give the written id.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Both,
    Official,
    Telegram,
    TelegramWithBytes,
    Mismatch,
    Computed,
}

impl Serialize for Verdict {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}

impl Verdict {
    fn of(combinator: &Combinator<'_>) -> Self {
        let Some(written) = combinator.id else {
            return Verdict::Computed;
        };
        let gives = |rule| id(combinator, rule) == written.value;
        match (gives(Rule::Official), gives(Rule::Telegram)) {
            (true, true) => Verdict::Both,
            (true, false) => Verdict::Official,
            (false, true) => Verdict::Telegram,
            (false, false) if gives(Rule::TelegramWithBytes) => Verdict::TelegramWithBytes,
            (false, false) => Verdict::Mismatch,
        }
    }

    fn text(self) -> &'static str {
        match self {
            Verdict::Both => "ok A and B",
            Verdict::Official => "ok A",
            Verdict::Telegram => "ok B",
            Verdict::TelegramWithBytes => "ok B with bytes",
            Verdict::Mismatch => "mismatch",
            Verdict::Computed => "computed",
        }
    }

    fn style(self) -> Style {
        match self {
            Verdict::Both | Verdict::Official | Verdict::Telegram | Verdict::TelegramWithBytes => {
                AnsiColor::Green.on_default()
            }
            Verdict::Mismatch => AnsiColor::Yellow.on_default().bold(),
            Verdict::Computed => Style::new(),
        }
    }
}

impl<'s> Row<'s> {
    fn new(combinator: &Combinator<'s>, index: &'s LineIndex<'_>) -> Self {
        let by = |rule| Id(id(combinator, rule));
        Self {
            name: combinator.name.value,
            written: combinator.id.map(|id| Id(id.value)),
            rule_a: by(Rule::Official),
            rule_b: by(Rule::Telegram),
            rule_b_with_bytes: by(Rule::TelegramWithBytes),
            verdict: Verdict::of(combinator),
            place: Place::of(combinator.name.span, index),
        }
    }
}

fn table(rows: &[Row<'_>]) -> String {
    let width = rows
        .iter()
        .map(|row| row.name.len())
        .chain(["name".len()])
        .max()
        .unwrap_or(0);
    let heading = Style::new().bold();
    let mut table = format!(
        "{heading}{:width$}  written   rule A    rule B    verdict{heading:#}\n",
        "name"
    );
    for row in rows {
        let written = row.written.map_or_else(|| "-".into(), |id| id.to_string());
        let (style, verdict) = (row.verdict.style(), row.verdict.text());
        table += &format!(
            "{:width$}  {written:8}  {}  {}  {style}{verdict}{style:#}\n",
            row.name, row.rule_a, row.rule_b
        );
    }
    table
}
