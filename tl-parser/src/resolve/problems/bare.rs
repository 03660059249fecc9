//! Types that are used bare by their names in lower case: `vector<oneSalt>` for `vector<%OneSalt>`.

use crate::diagnostic::{Code, Diagnostic};
use crate::id::{self, Rule};
use crate::resolve::Resolver;
use crate::schema::{CombinatorId, TypeId};
use crate::source::Spanned;
use crate::syntax::ast::{Combinator, Expr, ExprKind};
use crate::syntax::replace::{Word, with};

/// How many such types of one declaration are worth saying.
const SAID: usize = 100;

impl<'s> Resolver<'_, 's> {
    /// A use of the type by its name in lower case, where its only constructor is called otherwise.
    pub(super) fn bare_type_name(
        &mut self,
        name: Spanned<&'s str>,
        constructor: CombinatorId,
        ty: TypeId,
    ) -> Option<Diagnostic> {
        let ty = self.types.all[ty].name;
        let only = self.entries.find(constructor)?.ast.name.value;
        let read_as = match only {
            "_" => Word::Bare(ty),
            only => Word::Constructor(only),
        };
        let said = &mut self.subject.said.bare_types;
        if said.iter().any(|(said, _)| *said == name.value) {
            return None;
        }
        said.push((name.value, read_as));
        if said.len() > SAID {
            return None;
        }
        let ast = self.subject.combinator.map(|(ast, _)| ast);
        let after_percent = ast.is_some_and(|ast| is_after_percent(ast, name));
        let percent = |ty: &str| {
            if after_percent {
                ty.to_owned()
            } else {
                format!("%{ty}")
            }
        };
        let mut meant: Vec<(Word<'_>, String)> = Vec::new();
        // What has no name can only be named by its type.
        if only != "_" {
            meant.push((Word::Constructor(only), only.to_owned()));
        }
        meant.push((Word::Bare(ty), percent(ty)));
        let message = format!(
            "there is no constructor `{}`, but a type `{ty}`",
            name.value
        );
        let label = format!("this is read as `%{ty}`, a bare value");
        let mut diagnostic = Diagnostic::new(Code::BareTypeName, message, name.span, label);
        if let Some(ast) = ast {
            let (note, told) = told_by_id(ast, name.value, ty, &meant);
            meant.rotate_left(told);
            diagnostic = diagnostic.note(note);
        }
        let (_, first) = meant.first()?;
        let message = match meant.get(1) {
            Some((_, second)) => format!("write `{first}`, or `{second}`, which means the same"),
            None => format!("write `{first}`"),
        };
        let replacement = first.clone();
        Some(diagnostic.suggest(message, name.span, replacement))
    }
}

/// What the id says of what was meant, and the index of that in `meant`.
fn told_by_id(
    ast: &Combinator<'_>,
    name: &str,
    ty: &str,
    meant: &[(Word<'_>, String)],
) -> (String, usize) {
    let Some(written) = ast.id.map(|id| id.value) else {
        let id = id::id(ast, Rule::Official);
        let keep = format!("`{}#{id:08x}` keeps it", ast.name.value);
        return (
            format!("another text gives the declaration another id; {keep}"),
            0,
        );
    };
    if id::is_given(ast, written) {
        return (
            format!("the id {written:08x} is the id of the text as it is"),
            0,
        );
    }
    let gives = |word| id::is_given(&with(ast, name, word), written);
    let is = |text: &str| format!("the id {written:08x} is that of the text with `{text}`");
    if let Some(at) = meant.iter().position(|(word, _)| gives(*word)) {
        let told = meant.get(at).map_or("", |(_, text)| text.as_str());
        (is(told), at)
    } else if gives(Word::Boxed(ty)) {
        (format!("{}, which would be a boxed value", is(ty)), 0)
    } else {
        let unknown = "the id does not tell which text was meant: none of them gives it";
        (unknown.to_owned(), 0)
    }
}

/// Whether a `%` stands before the name.
fn is_after_percent(ast: &Combinator<'_>, name: Spanned<&str>) -> bool {
    fn within(expr: &Expr<'_>, name: Spanned<&str>) -> bool {
        match &expr.kind {
            ExprKind::Apply { args, .. } => args.iter().any(|arg| within(arg, name)),
            ExprKind::Bare(inner) => {
                inner.head().is_some_and(|head| head == name) || within(inner, name)
            }
            ExprKind::Sum(parts) => parts.iter().any(|part| within(part, name)),
            ExprKind::Repeat { fields, .. } => fields.iter().any(|field| within(&field.ty, name)),
            ExprKind::Nat | ExprKind::Number(_) => false,
        }
    }
    ast.fields().iter().any(|field| within(&field.ty, name)) || within(&ast.result, name)
}
