//! Declarations in the wrong section: functions before any mark, and types after `---functions---`.

use std::cell::OnceCell;

use super::Input;
use crate::diagnostic::{Advice, Code, Diagnostic, Suggester, Suggestion};
use crate::hasher::{Names, Set};
use crate::resolve::declare::Entry;
use crate::schema::{CombinatorKind, Origin, Row};
use crate::source::Span;
use crate::syntax::ast::{Combinator, Declaration, Program, Section};
use crate::words::last_part;

/// A reason why a type has no constructors.
pub(super) const SECTIONS: &str =
    "declarations after `---functions---` are functions; constructors come after `---types---`";

/// How many functions are shown after the first.
const SHOWN: usize = 3;

/// Reports the functions of each file that are among the constructors: those that can be nothing else and,
/// before any mark, those that most likely are functions.
pub(super) fn check(input: &Input<'_, '_>, sure: &Set<Span>, diagnostics: &mut Vec<Diagnostic>) {
    let own = own_builtins(input);
    let values = OnceCell::new();
    for program in input.programs {
        let is_sure = |ast: &Combinator<'_>| sure.contains(&ast.name.span);
        let may_be = |declaration: &Declaration<'_>| {
            let unmarked = program
                .first_mark
                .is_none_or(|mark| declaration.span < mark);
            let ast = declaration.combinator();
            declaration.is_constructor()
                && ast.is_some_and(|ast| is_sure(ast) || (unmarked && may_be_function(ast, &own)))
        };
        let is_called_so = |declaration: &Declaration<'_>| {
            let unmarked = program
                .first_mark
                .is_none_or(|mark| declaration.span < mark);
            let ast = declaration.combinator();
            let of_values = |ast: &Combinator<'_>| {
                let values = values.get_or_init(|| types_of_values(input));
                let ty = ast.result.head();
                ty.is_some_and(|ty| values.contains(ty.value))
            };
            declaration.is_constructor()
                && unmarked
                && ast.is_some_and(|ast| is_called_as_function(ast) && of_values(ast))
        };
        // The name alone counts if there are other likely functions, or if there is no mark.
        let by_name = program.first_mark.is_none() || program.declarations.iter().any(may_be);
        let (mut found, mut fails) = (Vec::new(), false);
        for (at, declaration) in program.declarations.iter().enumerate() {
            if may_be(declaration) || (by_name && is_called_so(declaration)) {
                found.push(at);
                fails |= declaration.combinator().is_some_and(is_sure);
            }
        }
        if let Some(diagnostic) = functions(input, program, &found) {
            diagnostics.push(match fails {
                true => diagnostic.fixed(),
                false => diagnostic,
            });
        }
    }
}

/// Returns the builtin types of which the schema declares a builtin constructor.
fn own_builtins<'s>(input: &Input<'_, 's>) -> Vec<&'s str> {
    let mut own = Vec::new();
    for entry in input.entries {
        if entry.origin == Origin::Declared && entry.builtin.is_some() {
            own.extend(entry.ast.result.head().map(|head| head.value));
        }
    }
    own
}

/// Whether the type of a constructor is a builtin that the schema does not declare: then it is most likely a
/// function, `ping = Bool`.
fn may_be_function(ast: &Combinator<'_>, own: &[&str]) -> bool {
    let Some((head, _)) = ast.result.application() else {
        return false;
    };
    if !Row::is_type(head.value) {
        return false;
    }
    let is_builtin = Row::find(ast.name.value).is_some_and(|row| row.ty == head.value);
    // Only a call among its fields gives a parameter of a function its value.
    let is_generic = !ast.params.is_empty() && !ast.fields().iter().any(|field| field.bang);
    if is_builtin || is_generic || own.contains(&head.value) {
        return false;
    }
    match head.value {
        // Any constructor may be one of these.
        "Object" | "Function" => false,
        // `nop = True` is another value without content.
        "True" => !ast.fields().is_empty(),
        "Bool" => !is_truth(ast.name.value),
        _ => true,
    }
}

/// The first words of the names of functions, which hardly any names of values begin with.
const VERBS: [&str; 28] = [
    "get", "set", "send", "create", "delete", "add", "remove", "edit", "check", "search", "find",
    "load", "save", "join", "leave", "report", "toggle", "upload", "download", "invoke", "resolve",
    "fetch", "query", "read", "write", "list", "make", "do",
];

/// Whether a declaration is named like a function, `getUser = User`, and not like its type,
/// `sendMessageTypingAction = SendMessageAction`.
fn is_called_as_function(ast: &Combinator<'_>) -> bool {
    let name = last_part(ast.name.value);
    let ends = |c: char| !c.is_ascii_lowercase();
    let verb = name.split(ends).next().unwrap_or_default();
    let ty = last_part(ast.result.head().map_or("", |head| head.value));
    let begin = ty.get(..verb.len()).unwrap_or_default();
    VERBS.contains(&verb) && verb.len() < name.len() && !begin.eq_ignore_ascii_case(verb)
}

/// Returns the types that are not builtins and have a constructor that is not named like a function.
fn types_of_values<'s>(input: &Input<'_, 's>) -> Names<'s, ()> {
    let mut types = Names::default();
    for entry in input.entries {
        let ty = entry.ast.result.head();
        if let (CombinatorKind::Constructor, Some(ty)) = (entry.kind, ty) {
            if !Row::is_type(ty.value) && !is_called_as_function(entry.ast) {
                types.insert(ty.value, ());
            }
        }
    }
    types
}

/// Whether a name stands for a truth value: `boolYes`, `false`, `no`.
fn is_truth(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let mut words = ["bool", "true", "false"].into_iter();
    words.any(|word| name.contains(word)) || matches!(name.as_str(), "yes" | "no")
}

fn functions(input: &Input<'_, '_>, program: &Program<'_>, found: &[usize]) -> Option<Diagnostic> {
    let mut all = found.iter().filter_map(|at| {
        let declaration = program.declarations.get(*at)?;
        Some((declaration, declaration.combinator()?))
    });
    let (declaration, ast) = all.next()?;
    let ty = ast.result.head().map_or("", |head| head.value);
    let message = match ast.param(ty) {
        Some(_) => format!(
            "`{}` is declared as a constructor, but its result is the answer to a call",
            ast.name.value
        ),
        None => format!(
            "`{}` is declared as a constructor of `{ty}`",
            ast.name.value
        ),
    };
    let mut diagnostic = Diagnostic::new(
        Code::MissingSection,
        message,
        ast.name.span,
        "is it a function?",
    )
    .about(declaration.span);
    for (_, other) in all.by_ref().take(SHOWN) {
        diagnostic = diagnostic.label(other.name.span, "and this?");
    }
    match all.count() {
        0 => {}
        1 => diagnostic = diagnostic.note("one more looks like a function"),
        more => diagnostic = diagnostic.note(format!("{more} more look like functions")),
    }
    let diagnostic = diagnostic.note(
        "functions come after the mark `---functions---`; declarations before it are constructors",
    );
    // If no type is declared after it, all that follows can be functions.
    let first = *found.first()?;
    let rest = program.declarations.get(first..).unwrap_or_default();
    let types = first_constructors(input);
    let declares_type = |it: &Declaration<'_>| {
        let ty = it.combinator().and_then(|ast| ast.result.head());
        ty.is_none_or(|ty| types.get(ty.value) == Some(&it.span))
    };
    let to_end = !rest.iter().any(declares_type);
    let mut run_of = found.iter().enumerate();
    let last = run_of
        .rfind(|(count, at)| first + count == **at)
        .map(|(_, at)| *at);
    let last = if to_end {
        program.declarations.len().saturating_sub(1)
    } else {
        last?
    };
    const MESSAGE: &str = "begin the functions with a mark";
    let mark = if found.last().is_some_and(|at| last < *at) {
        // A mark `---types---` would turn those that follow into constructors.
        marks(program, found)
            .map(|text| Suggestion::new("put marks around the functions", text.0, text.1))
    } else {
        mark(program, first, last, Section::Functions, MESSAGE)
    };
    Some(diagnostic.advise(mark.map(Advice::Replace)))
}

/// How many lines get marks at once.
const MARKED: usize = 20;

/// Returns the text from the first to the last of these functions, with marks around each run of them; `None`
/// if it is long.
fn marks(program: &Program<'_>, found: &[usize]) -> Option<(Span, String)> {
    let get = |at: usize| program.declarations.get(at);
    let (first, last) = (get(*found.first()?)?, get(*found.last()?)?);
    let comments = &program.comments;
    let line_end = line_end(program.text);
    let whole = first.extent(comments).to(last.extent(comments));
    let slice = |from: u32, to: u32| program.text.get(from as usize..to as usize);
    let is_long = slice(whole.start, whole.end)?.lines().nth(MARKED).is_some();
    if is_long {
        return None;
    }
    let (mut text, mut done) = (String::new(), whole.start);
    for run in found.chunk_by(|one, next| one + 1 == *next) {
        let (start, end) = (get(*run.first()?)?, get(*run.last()?)?);
        let (start, end_of) = (start.extent(comments).start, end.extent(comments).end);
        text += slice(done, start)?;
        text += &format!("{}{line_end}", Section::Functions.mark());
        text += slice(start, end_of)?;
        done = end_of;
        let next = run.last().and_then(|last| get(last + 1));
        if next.is_some_and(|next| next.section == end.section) {
            text += &format!("{line_end}{}", Section::Types.mark());
        }
    }
    Some((whole, text))
}

/// Returns the first constructor of each type that is not a builtin.
fn first_constructors<'s>(input: &Input<'_, 's>) -> Names<'s, Span> {
    let mut first = Names::default();
    for entry in input.entries {
        let ty = entry
            .ast
            .result
            .head()
            .filter(|head| !Row::is_type(head.value));
        if let (CombinatorKind::Constructor, Some(ty)) = (entry.kind, ty) {
            if !first.contains(ty.value) {
                first.insert(ty.value, entry.place.declaration.span);
            }
        }
    }
    first
}

/// Returns the function that was most likely meant as a constructor of a type without constructors: it is
/// after `---functions---`, and named like the type.
pub(super) fn constructor_among_functions<'r, 's>(
    input: &'r Input<'_, 's>,
    ty: &str,
    suggester: &mut Suggester,
) -> Option<&'r Entry<'s>> {
    if !suggester.affords(input.entries.len()) {
        return None;
    }
    let plain = |name: &str| last_part(name).replace('_', "").to_ascii_lowercase();
    let wanted = plain(ty);
    let mut like = input.entries.iter().filter(|entry| {
        let ast = entry.ast;
        entry.kind == CombinatorKind::Function
            && !ast.arrow
            && ast.result.word() == Some(ty)
            && plain(ast.name.value).starts_with(&wanted)
    });
    like.next()
}

/// Suggests the mark that turns a function, and those after it with the same result, into constructors.
pub(super) fn types_mark(entry: &Entry<'_>) -> Option<Suggestion> {
    let program = entry.place.program;
    let span = entry.place.declaration.span;
    let first = program.declarations.iter().position(|it| it.span == span)?;
    let ty = entry.ast.result.word();
    let same = |it: &&Declaration<'_>| it.combinator().is_some_and(|it| it.result.word() == ty);
    let count = program
        .declarations
        .iter()
        .skip(first)
        .take_while(same)
        .count();
    let last = first + count.saturating_sub(1);
    mark(
        program,
        first,
        last,
        Section::Types,
        "begin the types with a mark",
    )
}

/// Suggests a mark before the declarations `first..=last`, and one after them if others follow.
fn mark(
    program: &Program<'_>,
    first: usize,
    last: usize,
    section: Section,
    message: &str,
) -> Option<Suggestion> {
    let (this, other) = (section.mark(), section.other().mark());
    let start = program.declarations.get(first)?;
    let end = program.declarations.get(last)?;
    let begin = start.extent(&program.comments);
    let line_end = line_end(program.text);
    let follows = program
        .declarations
        .get(last + 1)
        .is_some_and(|next| next.section == end.section);
    if !follows {
        let gap = begin.at_start();
        return Some(Suggestion::new(message, gap, format!("{this}{line_end}")));
    }
    let whole = begin.to(end.extent(&program.comments));
    let text = whole.text_in(program.text)?;
    Some(Suggestion::new(
        message,
        whole,
        format!("{this}{line_end}{text}{line_end}{other}"),
    ))
}

/// Returns how the lines of the text end.
fn line_end(text: &str) -> &'static str {
    match text.split_once('\n') {
        Some((first, _)) if first.ends_with('\r') => "\r\n",
        _ => "\n",
    }
}
