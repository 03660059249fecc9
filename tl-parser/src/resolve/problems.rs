//! Turns each problem into a diagnostic, with a guess at what was meant.

mod adjacent;
mod arrays;
mod bare;
mod exchanged;
pub(in crate::resolve) mod ids;
mod layers;
mod lists;
mod masks;
mod names;
mod sections;
mod types;
mod unfinished;
mod unparsed;

use super::declare::{Entry, FinalityOf};
use super::prelude::PRELUDE_FILE;
use super::problem::{Found, Problem, Reported, Wanted};
use super::{Resolver, World, duplicate};
use crate::diagnostic::{Advice, Code, Diagnostic, Suggester, sort};
use crate::hasher::{Map, Names, Set};
use crate::id;
use crate::schema::{CombinatorId, CombinatorKind, IndexVec, Schema, TypeId};
use crate::source::{FileId, Span, Spanned};
use crate::syntax::ast::{Combinator, Expr, Param, ParamKind, Program};
use crate::syntax::replace::Word;
use names::Undeclared;
use unparsed::Unparsed;

/// How many missing parameters of one declaration are shown.
const SHOWN: usize = 8;

/// How many mistakes of one kind are reported about one declaration.
const SAID: usize = 100;

/// The problems that were reported about a declaration.
#[derive(Debug, Default)]
pub(super) struct Said<'s> {
    /// Names that were reported because they are used as masks or numbers but are not, and names that a
    /// suggestion declares. Each is reported once.
    names: Set<&'s str>,
    /// The types that it uses bare by their names in lower case; each is reported once.
    pub(super) bare_types: Names<'s, Word<'s>>,
    /// A repetition that was most likely meant as a part of the field before it.
    joined: Option<Span>,
    /// The fields that were reported because their types come before their names.
    exchanged: Option<Span>,
}

/// All problems so far.
#[derive(Debug, Default)]
pub(super) struct Problems<'s> {
    undeclared: Undeclared<'s>,
    suggester: Suggester,
    /// The names that are declared as constructors, but can only be functions.
    not_constructors: Set<Span>,
    /// The types that replace a builtin with other arguments.
    replacing: Set<Span>,
    /// Whether a declaration was reported whose fields, each with a `;`, have no result.
    lost_result: bool,
    /// Whether a diagnostic says what to do with files that declare one name differently.
    files_told: bool,
    /// Broken declarations, each with the diagnostic that replaces all others about it.
    broken: Map<Span, Diagnostic>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The resolved files.
pub(super) struct Input<'r, 's> {
    pub(super) programs: &'s [Program<'s>],
    pub(super) world: World,
    pub(super) entries: &'r IndexVec<CombinatorId, Entry<'s>>,
    pub(super) finalities: &'r [FinalityOf<'s>],
    pub(super) layered: &'r Set<FileId>,
}

impl<'s> Problems<'s> {
    /// Adds the problems that only the whole schema shows, and moves all to `diagnostics`.
    pub(super) fn finish(
        mut self,
        input: &Input<'_, 's>,
        schema: &Schema<'s>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        layers::check(input, &mut self.diagnostics);
        let unparsed = if diagnostics.iter().any(Diagnostic::is_error) {
            Unparsed::new(input.programs)
        } else {
            Unparsed::default()
        };
        if input.world == World::Closed {
            sections::check(input, &self.not_constructors, &mut self.diagnostics);
            self.check_types(input, schema, &unparsed);
        }
        self.undeclared.report(
            input,
            &schema.types,
            &unparsed,
            &mut self.suggester,
            &mut self.diagnostics,
        );
        let is_broken = |it: &Diagnostic| {
            it.about
                .is_some_and(|about| self.broken.contains_key(&about))
        };
        self.diagnostics.retain(|it| !is_broken(it));
        let broken = self.broken.into_iter();
        let broken = broken.map(|(declaration, finding)| finding.about(declaration));
        self.diagnostics.extend(broken);
        sort(&mut self.diagnostics);
        diagnostics.append(&mut self.diagnostics);
    }
}

impl<'s> Resolver<'_, 's> {
    /// Reports a problem of the current declaration.
    pub(super) fn report(&mut self, problem: Problem<'s>) -> Reported {
        let about = self.subject.declaration;
        let diagnostic = self.explain(problem).map(|it| it.about(about));
        self.problems.diagnostics.extend(diagnostic);
        Reported
    }

    /// Explains `!X` without `{X:Type}`; another parameter is the same one, misspelled.
    fn not_a_call(&mut self, call: &'s Expr<'s>) -> Diagnostic {
        let wrong = no_parameter(call.span);
        let Some((ast, _)) = self.subject.combinator else {
            return wrong;
        };
        let known = |name| self.types.by_name.get(name).map(|id| &self.types.all[*id]);
        let answer = call.word().filter(|name| ast.result.word() == Some(name));
        let answer = answer.filter(|name| known(name).is_none_or(|it| it.constructors.is_empty()));
        let Some(name) = answer else {
            return wrong.advise(self.other_call(ast, call));
        };
        self.problems.undeclared.add_param(name);
        match ast.params.as_slice() {
            [param] => wrong.suggest("is it this parameter?", param.name.span, name),
            _ => wrong,
        }
    }

    /// Suggests `query:!X` for `query:!Y` if `X` is the only parameter.
    fn other_call(&self, ast: &Combinator<'s>, call: &Expr<'s>) -> Option<Advice> {
        let is_unknown = |name: &&str| !self.has_declaration(name) && ast.param(name).is_none();
        let name = call.word().filter(is_unknown)?;
        let [param] = ast.params.as_slice() else {
            return None;
        };
        let message = "is it this parameter?";
        (param.kind == ParamKind::Type && !name.contains('.'))
            .then(|| Advice::replace(message, call.span, param.name.value))
    }

    /// Explains a problem, unless it was reported already.
    fn explain(&mut self, problem: Problem<'s>) -> Option<Diagnostic> {
        if self.is_consequence(&problem) {
            return None;
        }
        Some(match problem {
            Problem::Unknown(name, why) => return self.unknown(name, why),
            Problem::NotANumber(name) => return self.not_a_number(name),
            Problem::NotAMask(name) => return self.not_a_mask(name),
            Problem::NoSuchBit(bit) => return masks::no_such_bit(bit),
            Problem::MaskCounts { mask, span } => {
                masks::mask_counts(mask, span).advise(self.list_at(span))
            }
            Problem::NothingRepeated(span) => {
                let message = "nothing is repeated";
                let label = "these brackets are empty";
                Diagnostic::new(Code::MissingCount, message, span, label).advise(self.list_at(span))
            }
            Problem::NoCount(span) => self.no_count(span),
            Problem::WrongKind {
                span,
                found,
                wanted,
            } => self.wrong_kind_of(span, found, wanted),
            Problem::NotACall(expr) => self.not_a_call(expr),
            Problem::ImpliedParams(ast) => self.implied_params(ast),
            Problem::BareTypeName(name, constructor, ty) => {
                return self.bare_type_name(name, constructor, ty);
            }
            Problem::SumOfVariables(span) => {
                Diagnostic::new(Code::WrongKind, "a sum of two variables", span, "")
                    .note("a sum is at most one variable and numbers")
            }
            Problem::SumTooLarge(span) => sum_too_large(span),
            Problem::AppliedParam(name, span) => applied_param(name, span),
            Problem::WrongArity {
                ty,
                head,
                given,
                span,
            } => return self.wrong_arity(ty, head, given, span),
            Problem::TooManyValues {
                head,
                most,
                given,
                span,
            } => {
                let note = "they are for its parameters and its fields of the type `#`, in order";
                return self.field_alone(takes(head, most, given, span).note(note));
            }
            Problem::BareParam {
                name,
                span,
                percent,
            } => bare_param(name, span, percent),
            Problem::BareOfSeveral { ty, head, percent } => {
                self.bare_of_several(ty, head.value, percent, head.span)
            }
            Problem::UnknownBuiltin(name) => unknown_builtin(name),
            Problem::WrongResult(ast, kind) => wrong_result(ast, kind),
            Problem::NotAConstructor(ast) => {
                self.problems.not_constructors.insert(ast.name.span);
                return None;
            }
            Problem::UntoldParam(ast, param) => return untold_param(ast, param),
            Problem::FieldInResult(name, result) => {
                field_in_result(name, result).advise(self.field_in_braces(name))
            }
            Problem::SameName {
                first,
                name,
                params,
            } => same_name(first, name, params),
            Problem::Duplicate { kind, first, again } => self.duplicate(kind, first, again),
        })
    }

    /// Whether the problem only follows from another one, which is reported.
    fn is_consequence(&self, problem: &Problem<'s>) -> bool {
        let is_lost = |head: &Spanned<&str>| self.problems.undeclared.is_lost(head.value);
        match problem {
            Problem::WrongKind { span, .. }
            | Problem::MaskCounts { span, .. }
            | Problem::NothingRepeated(span)
            | Problem::NoCount(span) => self.is_joined(*span),
            Problem::WrongArity { head, span, .. } => {
                self.is_joined(*span) || self.is_exchanged(*span) || is_lost(head)
            }
            Problem::SameName { name, .. } => self.is_exchanged(name.span),
            Problem::BareOfSeveral { head, .. } => is_lost(head),
            Problem::Unknown(name, _) => is_html(name.value),
            Problem::BareTypeName(_, id, _) => {
                let entry = self.entries.find(*id);
                entry.is_some_and(|it| is_html(it.ast.name.value))
            }
            Problem::WrongResult(ast, _) => ast.result.head().is_some_and(|it| is_html(it.value)),
            Problem::NotANumber(_)
            | Problem::NotAMask(_)
            | Problem::NoSuchBit(_)
            | Problem::NotACall(_)
            | Problem::ImpliedParams(_)
            | Problem::SumOfVariables(_)
            | Problem::SumTooLarge(_)
            | Problem::AppliedParam(..)
            | Problem::TooManyValues { .. }
            | Problem::BareParam { .. }
            | Problem::UnknownBuiltin(_)
            | Problem::NotAConstructor(_)
            | Problem::UntoldParam(..)
            | Problem::FieldInResult(..)
            | Problem::Duplicate { .. } => false,
        }
    }

    /// Explains `query:!x = X`: one name in two cases.
    fn in_another_case(&mut self, ast: &Combinator<'s>) -> Option<Diagnostic> {
        let result = ast.result.word()?;
        let is_it = |name: &str| name != result && name.eq_ignore_ascii_case(result);
        let mut implied = ast.params.iter().filter(|it| it.implied);
        let param = implied.find(|it| is_it(it.name.value))?;
        if ast.param(result).is_some() || self.has_declaration(result) {
            return None;
        }
        self.problems.undeclared.add_param(result);
        let label = format!("the result is `{result}`");
        let message = "`!` without a parameter";
        Some(
            Diagnostic::new(Code::WrongKind, message, param.span, label)
                .note(CALL)
                .suggest("is it the result?", param.span, result),
        )
    }

    /// Explains `query:!X` without `{X:Type}`, unless `X` is something else.
    fn implied_params(&mut self, ast: &Combinator<'s>) -> Diagnostic {
        if let Some(other) = self.in_another_case(ast) {
            return other;
        }
        let (mut names, mut braces, mut spans) = (Vec::new(), String::new(), Vec::new());
        for param in ast.params.iter().filter(|it| it.implied) {
            let name = param.name.value;
            if self.has_declaration(name) {
                return no_parameter(param.span);
            }
            names.push(format!("`{name}`"));
            braces.push_str(&format!(" {{{name}:Type}}"));
            spans.push(param.span);
        }
        if let Some(more) = names.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            names.truncate(SHOWN);
            names.push(format!("{more} more"));
        }
        let (what, they) = match names.len() {
            1 => ("parameter", "this parameter"),
            _ => ("parameters", "these parameters"),
        };
        let message = format!(
            "`{}` does not declare its {what} {}",
            ast.name.value,
            names.join(" and ")
        );
        let first = spans.first().copied().unwrap_or(ast.name.span);
        let label = "nothing declares this";
        let mut diagnostic = Diagnostic::new(Code::MissingParameter, message, first, label);
        for &span in spans.iter().take(SHOWN).skip(1) {
            diagnostic = diagnostic.label(span, "nor this");
        }
        let written = ast.id.filter(|id| id::is_given(ast, id.value));
        let diagnostic = match written {
            Some(id) => diagnostic.note(format!(
                "the declaration is read as if it had {they}, so its text gives the id {:08x}",
                id.value
            )),
            None => diagnostic.note(format!("the declaration is read as if it had {they}")),
        };
        let name = ast.id.map_or(ast.name.span, |id| id.span);
        let behind = name.at_end();
        diagnostic.suggest(
            format!("declare {}", if names.len() == 1 { "it" } else { "them" }),
            behind,
            braces,
        )
    }

    fn wrong_kind_of(&mut self, span: Span, found: Found<'s>, wanted: Wanted<'s>) -> Diagnostic {
        if let Some(distant) = self.distant_id(span) {
            return distant;
        }
        let (label, kind) = match found {
            Found::Number => ("this is a number".to_owned(), ParamKind::Type),
            Found::NumberVar(name) => (format!("`{name}` is a `#`"), ParamKind::Type),
            Found::TypeParam => (
                "this parameter stands for a type".to_owned(),
                ParamKind::Nat,
            ),
            Found::Constructor => ("this is a constructor".to_owned(), ParamKind::Nat),
            Found::Type => ("this is a type".to_owned(), ParamKind::Nat),
            Found::TypeOfNumbers => {
                let label = "`#` is the type of numbers, not a number";
                (label.to_owned(), ParamKind::Nat)
            }
        };
        let (message, kind) = match kind {
            ParamKind::Type => ("a number where a type belongs", "a type"),
            ParamKind::Nat => ("a type where a number belongs", "a number"),
        };
        let note = match wanted {
            Wanted::Field => format!("a field has {kind}"),
            Wanted::Count => format!("the count of a repetition is {kind}"),
            Wanted::Argument(head, index) => {
                format!("argument {} of `{head}` is {kind}", index + 1)
            }
        };
        Diagnostic::new(Code::WrongKind, message, span, label)
            .note(note)
            .advise(self.count_before(span))
    }

    /// Explains `int {X:Type} = Foo X`: builtins use `int` too, as `int128 4*[ int ] = Int128` does.
    fn replaced_builtin(
        &mut self,
        ty: TypeId,
        head: Spanned<&'s str>,
        given: usize,
    ) -> Option<Diagnostic> {
        let place = self.types.all[ty].span;
        let message = format!(
            "`{}` is built in, and takes {}",
            head.value,
            arguments(given)
        );
        let label = format!("takes {}", arguments(self.types.all[ty].params.len()));
        let finding = Diagnostic::new(Code::WrongArity, message, place, label)
            .note("other types that are built in are made of it: give yours another name");
        self.problems.replacing.insert(place).then_some(finding)
    }

    fn wrong_arity(
        &mut self,
        ty: TypeId,
        head: Spanned<&'s str>,
        given: usize,
        span: Span,
    ) -> Option<Diagnostic> {
        if span.file == PRELUDE_FILE {
            return self.replaced_builtin(ty, head, given);
        }
        if let Some(exchanged) = self.exchanged(span) {
            return Some(exchanged);
        }
        let advice = self
            .nested(span, ty)
            .or_else(|| self.argument_behind(span))
            .or_else(|| self.type_and_name_in_brackets(span));
        let ty = &self.types.all[ty];
        let diagnostic = takes(head, ty.params.len(), given, span);
        let diagnostic = if ty.span.file == PRELUDE_FILE {
            diagnostic
        } else {
            diagnostic.label(ty.span, format!("`{}` is declared here", ty.name))
        };
        let kinds = ty.params.iter().take(SHOWN).map(|kind| match kind {
            ParamKind::Type => "a type",
            ParamKind::Nat => "a number",
        });
        let more = (ty.params.len() > SHOWN).then_some("…");
        let kinds: Vec<&str> = kinds.chain(more).collect();
        let diagnostic = match &kinds[..] {
            [] => diagnostic,
            [kind] => diagnostic.note(format!("it takes {kind}")),
            kinds => diagnostic.note(format!("it takes, in this order: {}", kinds.join(", "))),
        };
        Some(diagnostic.advise(advice))
    }

    fn bare_of_several(&self, ty: TypeId, head: &str, percent: Span, name: Span) -> Diagnostic {
        let constructors = &self.types.all[ty].constructors;
        let names = constructors.iter().take(3);
        let names = names.filter_map(|id| self.entries.find(*id));
        let names: Vec<String> = names
            .map(|entry| format!("`{}`", entry.ast.name.value))
            .collect();
        let more = if constructors.len() > 3 { ", …" } else { "" };
        Diagnostic::new(
            Code::AmbiguousBare,
            format!("`%{head}` does not say which constructor it is"),
            percent.to(name),
            format!("`{head}` has {} constructors", constructors.len()),
        )
        .note(format!("they are {}{more}", names.join(", ")))
        .note("a bare value does not have an id that tells them apart")
        .suggest("write it boxed", percent, "")
        .of_values()
    }

    /// Explains two different declarations of one name.
    fn duplicate(
        &mut self,
        kind: CombinatorKind,
        first: &Combinator<'_>,
        again: &Combinator<'_>,
    ) -> Diagnostic {
        // Without the repetition, the type has other constructors or parameters.
        if kind == CombinatorKind::Constructor {
            let ty = again.result.head().map(|head| head.value.to_owned());
            self.problems.undeclared.add_lost(ty);
        }
        let (kind, name) = (kind.name(), again.name);
        // Two layers have hundreds of these.
        let is_told = first.name.span.file == name.span.file
            || std::mem::replace(&mut self.problems.files_told, true);
        let of_files: &[&str] = if is_told { &[] } else { &OF_FILES };
        let message = format!(
            "the {kind} `{}` is declared twice, with differences",
            name.value
        );
        let diagnostic = Diagnostic::new(
            Code::DuplicateName,
            message,
            name.span,
            "declared again here",
        )
        .label(first.name.span, "first declared here")
        .note(duplicate::difference(first, again))
        .note("the same declaration may be repeated, in one file or in several");
        of_files.iter().copied().fold(diagnostic, Diagnostic::note)
    }
}

fn takes(head: Spanned<&str>, wanted: usize, given: usize, span: Span) -> Diagnostic {
    let message = format!("`{}` takes {}", head.value, arguments(wanted));
    let label = format!("{} given", arguments(given));
    Diagnostic::new(Code::WrongArity, message, span, label)
}

fn arguments(count: usize) -> String {
    match count {
        0 => "no arguments".to_owned(),
        1 => "1 argument".to_owned(),
        _ => format!("{count} arguments"),
    }
}

/// What to do with files that declare one name differently.
const OF_FILES: [&str; 2] = [
    "if the files are two layers of one schema, use `--layers` (in a build script `layers`)",
    "if the files are of two protocols, they are two schemas: pass each to a run or `Builder` of its own",
];

const CALL: &str =
    "`!X` is the call of any function whose result is `X`, a parameter: `{X:Type} query:!X = X`";

fn no_parameter(span: Span) -> Diagnostic {
    let label = "this is not a parameter of kind `Type`";
    Diagnostic::new(Code::WrongKind, "`!` without a parameter", span, label).note(CALL)
}

fn bare_param(name: &str, span: Span, percent: Span) -> Diagnostic {
    let message = format!("`{name}` cannot be made bare");
    let label = "its constructor is not known here";
    Diagnostic::new(Code::AmbiguousBare, message, span, label)
        .note("the argument decides whether a parameter is bare")
        .suggest("leave out the `%`", percent, "")
}

fn sum_too_large(span: Span) -> Diagnostic {
    let message = "the sum does not fit into 32 bits";
    Diagnostic::new(Code::NumberTooLarge, message, span, "too large")
}

fn applied_param(name: &str, span: Span) -> Diagnostic {
    let message = format!("`{name}` takes no arguments");
    let label = "this is a parameter: it already stands for a type with arguments";
    Diagnostic::new(Code::WrongArity, message, span, label)
}

fn same_name(first: Span, name: Spanned<&str>, params: bool) -> Diagnostic {
    let what = if params { "parameters" } else { "fields" };
    let message = format!("two {what} are called `{}`", name.value);
    Diagnostic::new(Code::DuplicateField, message, name.span, "once more here")
        .label(first, "first here")
}

/// Whether a name is written as in `us&#101;r`. That the text is HTML is reported.
fn is_html(name: &str) -> bool {
    name.contains('&')
}

fn unknown_builtin(name: Spanned<&str>) -> Diagnostic {
    let message = format!("`{}` is not a builtin", name.value);
    let label = "its values cannot be read or written";
    Diagnostic::new(Code::UnknownBuiltin, message, name.span, label)
        .note("`?` is for values that every implementation of TL knows how to read and write, such as `int ? = Int`")
}

fn field_in_result(name: &str, result: Span) -> Diagnostic {
    let message = format!("the field `{name}` cannot be an argument of a result");
    let label = format!("`{name}` is known only after the value has been read");
    Diagnostic::new(Code::InvalidResult, message, result, label)
        .note("an argument of a constructor's result is a parameter, in braces: `{n:#}`")
}

/// Explains a result that does not even begin with a type.
fn wrong_result(ast: &Combinator<'_>, kind: CombinatorKind) -> Diagnostic {
    let head = ast.result.head().map_or("", |head| head.value);
    let (label, note) = match (ast.param(head), kind) {
        (None, _) => (
            "this is not a type".to_owned(),
            "results are boxed, and names of types begin with a capital letter",
        ),
        (Some(_), CombinatorKind::Function) => (
            format!("`{head}` is not a type by itself"),
            "a parameter used as a result has the kind `Type`, and does not take arguments",
        ),
        (Some(_), CombinatorKind::Constructor) => (
            format!("`{head}` is a parameter"),
            "a constructor belongs to one type; only the result of a function may be a parameter",
        ),
    };
    let message = format!("the result of `{}` is not a type", ast.name.value);
    Diagnostic::new(Code::InvalidResult, message, ast.result.span, label).note(note)
}

fn untold_param(ast: &Combinator<'_>, param: &Param<'_>) -> Option<Diagnostic> {
    let name = param.name.value;
    // A duplicate name is reported as such.
    let same = ast.params.iter().filter(|other| other.name.value == name);
    if ast.params.len() < 100 && same.count() > 1 {
        return None;
    }
    let message = format!("nothing says what `{name}` is");
    Some(
        Diagnostic::new(Code::InvalidResult, message, param.span, "this parameter")
            .label(ast.result.span, "is not an argument of the result")
            .note("a reader knows only the type, so every parameter must appear in the result: `{t:Type} … = Vector t`"),
    )
}
