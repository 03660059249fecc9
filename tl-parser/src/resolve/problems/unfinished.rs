//! Explains declarations without an end, which run into the next one, and declarations with a word before
//! their name.

use crate::diagnostic::{Advice, Code, Diagnostic, Suggestion};
use crate::foreign;
use crate::resolve::{Position, Resolver};
use crate::schema::CombinatorId;
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Combinator, Field, is_type_name};
use crate::syntax::indent;
use crate::words::other_initial;

impl<'s> Resolver<'_, 's> {
    /// Whether `name` begins the next declaration, as in `user id:long` and, on the next line,
    /// `photo id:long = Photo`. If so, one diagnostic replaces all errors in both.
    pub(super) fn begins_another(&mut self, name: Spanned<&'s str>) -> bool {
        let declaration = self.subject.declaration;
        if self.problems.broken.contains_key(&declaration) {
            return true;
        }
        let Some(unfinished) = self.unfinished(name) else {
            return false;
        };
        self.problems
            .broken
            .entry(declaration)
            .or_insert(unfinished);
        if let Some((ast, _)) = self.subject.combinator {
            let lost = [name.value.to_owned(), other_initial(ast.name.value)];
            self.problems.undeclared.add_lost(lost);
        }
        true
    }

    fn unfinished(&self, name: Spanned<&'s str>) -> Option<Diagnostic> {
        let (before, ast) = self.nameless(name)?;
        let (text, start) = (self.subject.text, self.subject.declaration.start);
        let margin = indent(text, start as usize)?;
        if indent(text, name.span.start as usize)? > margin {
            return None;
        }
        let line = text.get(name.span.end as usize..)?.lines().next()?.trim();
        if line.is_empty() || line.starts_with('/') {
            return None;
        }
        let last = before
            .last()
            .map_or(ast.id.map_or(ast.name.span, |id| id.span), |it| it.span);
        let message = "a declaration has no `=` and no result type";
        let end = last.at_end();
        let wrong = Diagnostic::new(Code::Syntax, message, end, "expected `=` and a type")
            .label(name.span, "another declaration begins here")
            .note("a declaration is a name, fields, `=` and a type: `ok = Ok;`");
        let is_word = |field: &Field<'_>| field.is_nameless() && field.ty.word().is_some();
        let meant = if before.iter().all(is_word) && ast.id.is_none() && ast.params.is_empty() {
            let words = ast.name.span.to(last);
            let words = Span { start, ..words };
            let comment = words.text_in(text)?;
            let comment = format!("// {}", comment.replace('\n', "\n// "));
            Some(Suggestion::new("is it a comment?", words, comment))
        } else {
            let is_result =
                |it: &&Field<'_>| it.is_nameless() && it.ty.word().is_some_and(is_type_name);
            let result = before.last().filter(is_result);
            result.map(|result| {
                let ty = result.span.text_in(text);
                let text = format!("= {};", ty.unwrap_or_default());
                Suggestion::new("is the last type the result?", result.span, text)
            })
        };
        Some(wrong.advise(meant.map(Advice::Replace)))
    }

    /// Reports a word before the name of a declaration, and returns whether there is one: any word, as in
    /// `pub user id:long = User`, if the name is that of this only constructor of a type, and otherwise a keyword of
    /// another language.
    pub(super) fn word_before(
        &mut self,
        name: Spanned<&'s str>,
        constructor: Option<CombinatorId>,
    ) -> bool {
        let Some(([], ast)) = self.nameless(name) else {
            return false;
        };
        let is_it = match constructor {
            Some(only) => {
                let own = self.entries.find(only);
                own.is_some_and(|own| own.ast.name.span == ast.name.span)
            }
            None => foreign::is_keyword(ast.name.value),
        };
        if !is_it {
            return false;
        }
        let label = "the name of a constructor or function is one word";
        let message = format!("a word stands before the name `{}`", name.value);
        let word = ast.name.span.to(name.span.at_start());
        let wrong = Diagnostic::new(Code::Syntax, message, ast.name.span, label);
        let advice = ast
            .id
            .is_none()
            .then(|| Suggestion::new("remove it", word, ""));
        let wrong = wrong.advise(advice.map(Advice::Replace));
        self.problems
            .broken
            .entry(self.subject.declaration)
            .or_insert(wrong);
        true
    }

    /// Returns the fields before the current one, and their combinator, if the current field has no name and
    /// its type is `name`.
    fn nameless(&self, name: Spanned<&str>) -> Option<(&'s [Field<'s>], &'s Combinator<'s>)> {
        let (ast, _) = self.subject.combinator?;
        let Position::Field(siblings, index) = self.subject.place else {
            return None;
        };
        let is_outermost = siblings.first()?.span == ast.fields().first()?.span;
        let field = siblings.get(index)?;
        let is_it = field.is_nameless() && field.ty.word() == Some(name.value);
        let before = siblings.get(..index)?;
        (is_outermost && is_it && !is_type_name(name.value)).then_some((before, ast))
    }
}
