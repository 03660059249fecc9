//! `tlgen why SCHEMA NAME`.

mod graph;

use std::collections::BTreeSet;

use anstyle::{AnsiColor, Style};
use serde::Serialize;
use tl_codegen::__private::report::number;
use tl_parser::diagnostic::{Diagnostic, Levels, nearest};
use tl_parser::schema::{CombinatorId, CombinatorKind, Schema};
use tl_parser::source::LineIndex;
use tl_parser::{check, print};

use self::graph::{Node, Step};
use crate::cli::Why;
use crate::exit::{Exit, Failure};
use crate::messages::Messages;
use crate::messages::json::{self, Place};
use crate::{input, output};

/// The number of uses that are shown.
const SHOWN: usize = 20;

pub(crate) fn run(arguments: &Why, messages: &Messages) -> Result<Exit, Failure> {
    let (schemas, name) = arguments.split()?;
    let sources = input::read(schemas)?;
    let mut diagnostics = Vec::new();
    let programs = check::parse_all(&sources, &mut diagnostics);
    let schema = check::check(&programs, &Levels::default(), &mut diagnostics);
    diagnostics.retain(Diagnostic::is_loss);
    if !diagnostics.is_empty() {
        messages.report(&sources, &Levels::default(), diagnostics);
        return Ok(Exit::Findings);
    }
    let target = find(&schema, &name)?;
    let from = match &arguments.from {
        Some(name) => vec![find_function(&schema, name)?],
        None => functions(&schema).collect(),
    };
    let answer = Answer {
        schema: &schema,
        target,
        from: arguments.from.as_deref(),
        path: graph::path(&schema, &from, target),
        users: graph::users(&schema, target),
    };
    if messages.are_json() {
        let index = LineIndex::new(&sources);
        output::raw(format!("{}\n", answer.json(&index)).as_bytes())?;
    } else {
        output::colored(&answer.text(arguments.all))?;
    }
    Ok(Exit::findings(answer.path.is_none()))
}

fn functions(schema: &Schema<'_>) -> impl Iterator<Item = CombinatorId> {
    let all = schema.combinators.entries();
    all.filter(|(_, it)| it.kind == CombinatorKind::Function)
        .map(|(id, _)| id)
}

/// Finds the type, constructor or function with a name.
fn find(schema: &Schema<'_>, name: &str) -> Result<Node, Failure> {
    let types = schema.types.entries();
    let types = types.map(|(id, it)| (it.name, Node::Type(id)));
    let combinators = schema.combinators.entries();
    let combinators = combinators.map(|(id, it)| (it.name, Node::Combinator(id)));
    named("type or constructor", name, types.chain(combinators))
}

fn find_function(schema: &Schema<'_>, name: &str) -> Result<CombinatorId, Failure> {
    let all = functions(schema).map(|id| (schema[id].name, id));
    named("function", name, all)
}

/// Finds an item by name.
fn named<'n, T: Copy>(
    what: &str,
    name: &str,
    all: impl Iterator<Item = (&'n str, T)>,
) -> Result<T, Failure> {
    let all: Vec<_> = all.collect();
    if let Some((_, found)) = all.iter().find(|(it, _)| *it == name) {
        return Ok(*found);
    }
    let names = || all.iter().map(|(it, _)| *it);
    let in_other_case = names().find(|it| it.eq_ignore_ascii_case(name));
    Err(Failure::Usage(
        match in_other_case.or_else(|| nearest(name, names())) {
            Some(meant) => format!("no {what} is called `{name}`; did you mean `{meant}`?"),
            None => format!("no {what} is called `{name}`"),
        },
    ))
}

/// The answer, before it becomes text or JSON.
struct Answer<'a, 's> {
    schema: &'a Schema<'s>,
    target: Node,
    /// The function that `--from` names.
    from: Option<&'a str>,
    /// The way from a function to the target: each declaration with the field that leads on.
    path: Option<Vec<Step<'a, 's>>>,
    users: Vec<Step<'a, 's>>,
}

impl Answer<'_, '_> {
    fn name(&self) -> &str {
        match self.target {
            Node::Type(id) => self.schema[id].name,
            Node::Combinator(id) => self.schema[id].name,
        }
    }

    /// Returns `photoSize is one of the 6 constructors of PhotoSize`.
    fn title(&self) -> String {
        let constructors = |count| number(count, "constructor");
        match self.target {
            Node::Type(id) => {
                let count = self.schema[id].constructors.len();
                format!("is a type with {}", constructors(count))
            }
            Node::Combinator(id) => match self.schema[id].kind {
                CombinatorKind::Function => {
                    let result = print::expr(&self.schema[id].ast.result);
                    format!("is a function, and returns {result}")
                }
                CombinatorKind::Constructor => {
                    let ty = self.schema[id].ty().map(|ty| &self.schema[ty]);
                    match ty.map(|ty| (ty.name, ty.constructors.len())) {
                        Some((name, 1)) => format!("is the constructor of {name}"),
                        Some((name, count)) => {
                            format!("is one of the {} of {name}", constructors(count))
                        }
                        None => "is a constructor".to_owned(),
                    }
                }
            },
        }
    }

    fn text(&self, all: bool) -> String {
        let (bold, name) = (Style::new().bold(), self.name());
        let mut text = format!("{bold}{name}{bold:#} {}\n\n", self.title());
        let from = self.from.unwrap_or("a function");
        match &self.path {
            Some(path) if path.is_empty() => {
                return text + "A client calls it; no field leads to a function.\n";
            }
            Some(path) => {
                text += &format!("The shortest path to it from {from}:\n\n");
                table(&mut text, path, self.schema);
                let style = AnsiColor::Green.on_default().bold();
                text += &format!("    {style}{name}{style:#}\n");
            }
            None if self.from.is_some() => text += &format!("{from} does not lead to it.\n"),
            None => text += "No function leads to it.\n",
        }
        if self.users.is_empty() {
            return text + "\nNothing uses it.\n";
        }
        text += &format!("\nUsed by {}:\n\n", self.count());
        let count = if all { self.users.len() } else { SHOWN };
        let (shown, rest) = self
            .users
            .split_at_checked(count)
            .unwrap_or((&self.users, &[]));
        table(&mut text, shown, self.schema);
        if !rest.is_empty() {
            text += &format!("    ... and {} more (`--all` shows them)\n", rest.len());
        }
        text
    }

    /// Returns `1 function and 2 constructors`.
    fn count(&self) -> String {
        let owners: BTreeSet<CombinatorId> = self.users.iter().map(|user| user.owner).collect();
        let of = |kind: CombinatorKind| {
            let count = owners
                .iter()
                .filter(|&&owner| self.schema[owner].kind == kind)
                .count();
            (count > 0).then(|| number(count, kind.name()))
        };
        let counts = [
            of(CombinatorKind::Function),
            of(CombinatorKind::Constructor),
        ];
        counts
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" and ")
    }

    fn json(&self, index: &LineIndex<'_>) -> String {
        let row = |step: &Step<'_, '_>| Row {
            declaration: self.schema[step.owner].name,
            field: step.tl(self.schema),
            place: Place::of(step.span(self.schema), index),
        };
        let path = self.path.as_ref();
        json::line(&Json {
            name: self.name(),
            path: path.map(|path| path.iter().map(row).collect()),
            used_by: self.users.iter().map(row).collect(),
        })
    }
}

/// The answer as JSON.
#[derive(Serialize)]
struct Json<'a> {
    name: &'a str,
    /// `null` if no function leads to it.
    path: Option<Vec<Row<'a>>>,
    used_by: Vec<Row<'a>>,
}

/// A step as JSON.
#[derive(Serialize)]
struct Row<'a> {
    declaration: &'a str,
    field: String,
    #[serde(flatten)]
    place: Option<Place<'a>>,
}

/// Adds a row for each step: the declaration, and the field.
fn table(text: &mut String, steps: &[Step<'_, '_>], schema: &Schema<'_>) {
    let name = |step: &Step<'_, '_>| schema[step.owner].name;
    let width = steps.iter().map(|step| name(step).len()).max().unwrap_or(0);
    for step in steps {
        *text += &format!("    {:width$}  {}\n", name(step), step.tl(schema));
    }
}
