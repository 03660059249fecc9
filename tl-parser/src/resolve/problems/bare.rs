//! Types that are used bare by their names in lower case: `vector<oneSalt>` for `vector<%OneSalt>`.

use super::SAID;
use crate::diagnostic::{Advice, Code, Diagnostic};
use crate::id::{self, Rule};
use crate::resolve::Resolver;
use crate::schema::{CombinatorId, TypeId};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Combinator, Expr, ExprKind};
use crate::syntax::replace::{Word, with};

/// How many uses of one are shown after the first.
const SHOWN: usize = 2;

impl<'s> Resolver<'_, 's> {
    /// Reports a use of the type by its name in lower case, if its only constructor has another name.
    pub(super) fn bare_type_name(
        &mut self,
        name: Spanned<&'s str>,
        constructor: CombinatorId,
        ty: TypeId,
    ) -> Option<Diagnostic> {
        if self.begins_another(name) || self.word_before(name, Some(constructor)) {
            return None;
        }
        let ty = self.types.all[ty].name;
        let only = self.entries.find(constructor)?;
        if self
            .problems
            .broken
            .contains_key(&only.place.declaration.span)
        {
            // The constructor has another name, such as `user` in `pub user id:long = User`.
            return None;
        }
        let only = only.ast.name.value;
        let read_as = match only {
            "_" => Word::Bare(ty),
            only => Word::Constructor(only),
        };
        let said = &mut self.subject.said.bare_types;
        let is_new = said.insert(name.value, read_as);
        if !is_new || said.values().len() > SAID {
            return None;
        }
        let ast = self.subject.combinator.map(|(ast, _)| ast);
        let uses = ast.map_or_else(|| vec![(name.span, false)], |ast| uses(ast, name.value));
        let has_percent = matches!(uses.first(), Some((_, true)));
        let mut meant = meant(only, ty, has_percent);
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
        for &(other, _) in uses.iter().skip(1).take(SHOWN) {
            diagnostic = diagnostic.label(other, "and this");
        }
        let message = match meant.as_slice() {
            [(_, first), (_, second), ..] => {
                format!("write `{first}`, or `{second}`, which means the same")
            }
            all => format!("write `{}`", all.first().map_or("", |it| &it.1)),
        };
        let whole = uses.iter().fold(name.span, |whole, it| whole.to(it.0));
        let replaced = meant
            .first()
            .and_then(|word| self.replaced(&uses, whole, word));
        Some(diagnostic.advise(replaced.map(|text| Advice::replace(message, whole, text))))
    }

    /// Returns the text of `whole` with this word in place of the uses. Each use tells whether it is after a `%`.
    fn replaced(
        &self,
        uses: &[(Span, bool)],
        whole: Span,
        (word, written): &(Word<'_>, String),
    ) -> Option<String> {
        let (mut replaced, mut at) = (String::new(), whole.start);
        for &(span, after_percent) in uses {
            replaced += self.subject.text.get(at as usize..span.start as usize)?;
            replaced += match word {
                Word::Bare(ty) if after_percent => ty,
                _ => written,
            };
            at = span.end;
        }
        Some(replaced)
    }
}

/// Returns the words that can be meant, and how they are written.
fn meant<'s>(only: &'s str, ty: &'s str, has_percent: bool) -> Vec<(Word<'s>, String)> {
    let percent = if has_percent { "" } else { "%" };
    let by_type = (Word::Bare(ty), format!("{percent}{ty}"));
    match only {
        // A constructor without a name can only be named by its type.
        "_" => vec![by_type],
        only => vec![(Word::Constructor(only), only.to_owned()), by_type],
    }
}

/// Returns what the id says about the meaning, and the index of that in `meant`.
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
            format!("with the suggested text, the declaration gets another id; {keep}"),
            0,
        );
    };
    if id::is_given(ast, written) {
        return (
            format!("the id {written:08x} is the id of the text as it is"),
            0,
        );
    }
    let gives = |word| id::is_given(&with(ast, &|it| (it == name).then_some(word)), written);
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

/// Returns the places of the name in the declaration, in the order of the text, and whether a `%` is before it.
fn uses(ast: &Combinator<'_>, name: &str) -> Vec<(Span, bool)> {
    fn within(expr: &Expr<'_>, name: &str, after_percent: bool, uses: &mut Vec<(Span, bool)>) {
        match &expr.kind {
            ExprKind::Apply { head, args } => {
                if head.value == name && uses.last().is_none_or(|it| it.0 < head.span) {
                    uses.push((head.span, after_percent));
                }
                args.iter().for_each(|arg| within(arg, name, false, uses));
            }
            ExprKind::Bare(inner) => within(inner, name, true, uses),
            ExprKind::Repeat { fields, .. } => {
                let types = fields.iter().map(|field| &field.ty);
                types.for_each(|ty| within(ty, name, false, uses));
            }
            ExprKind::Sum(_) | ExprKind::Nat | ExprKind::Number(_) => {}
        }
    }
    let mut uses = Vec::new();
    let types = ast.fields().iter().map(|field| &field.ty);
    types
        .chain([&ast.result])
        .for_each(|ty| within(ty, name, false, &mut uses));
    uses
}
