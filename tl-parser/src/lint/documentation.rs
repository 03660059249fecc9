//! Documentation in TDLib's manner that does not match what it documents.

mod block;
mod keys;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::ast::{Comment, Declaration, DeclarationKind, ExprKind, Program, Section};
use crate::diagnostic::{Code, Diagnostic};
use crate::docs::comments;
use crate::docs::tdlib::is_block;
use crate::resolve::suggest::nearest;
use crate::span::{Span, Spanned};
use block::Block;
use keys::keys;

pub(super) fn lint(programs: &[Program<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let mut classes = Classes {
        documented: HashMap::new(),
        diagnostics,
    };
    for program in programs {
        if program.comments.iter().any(|it| it.text.starts_with('@')) {
            classes.file(program);
        }
    }
}

/// What documentation in this manner begins with.
const KEYS: [&str; 2] = ["description", "class"];

struct Classes<'s, 'd> {
    /// The first `@class` of each type.
    documented: HashMap<&'s str, Span>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'s> Classes<'s, '_> {
    fn file(&mut self, program: &Program<'s>) {
        let mut rest = 0;
        for declaration in &program.declarations {
            rest = declaration.comments.end.max(declaration.inner_comments.end);
            self.block(comments(program, &declaration.comments), Some(declaration));
        }
        let end = u32::try_from(program.comments.len()).unwrap_or(u32::MAX);
        self.block(comments(program, &(rest..end)), None);
    }

    /// The comments before a declaration, or behind the last one.
    fn block(&mut self, comments: &[Comment<'s>], declaration: Option<&Declaration<'s>>) {
        if !is_block(comments) {
            self.misspelled(comments);
            return;
        }
        let mut block = Block::read(comments, declaration);
        block.report(self.diagnostics);
        let last = block.classes.pop();
        for class in block.classes {
            self.class(class, None);
        }
        if let Some(class) = last {
            self.class(class, declaration);
        }
    }

    /// `@descripton`: what begins so is no documentation in this manner, and was meant to be.
    fn misspelled(&mut self, comments: &[Comment<'s>]) {
        let first = comments.iter().find_map(|comment| {
            let key = keys(comment)
                .next()
                .filter(|_| comment.text.starts_with('@'))?;
            Some((key.name, nearest(key.name.value, KEYS.into_iter())?))
        });
        let Some((key, meant)) = first else {
            return;
        };
        self.diagnostics.push(
            Diagnostic::new(
                Code::UnknownFieldDocs,
                format!("`@{}` begins no documentation", key.value),
                key.span,
                "neither `@description` nor `@class`",
            )
            .suggest(format!("did you mean `@{meant}`?"), key.span, meant),
        );
    }

    /// `@class Name`, and the declaration that follows it.
    fn class(&mut self, class: Spanned<&'s str>, declaration: Option<&Declaration<'s>>) {
        match self.documented.entry(class.value) {
            Entry::Vacant(slot) => {
                slot.insert(class.span);
            }
            Entry::Occupied(slot) => {
                let message = format!("the type `{}` is documented twice", class.value);
                let finding =
                    Diagnostic::new(Code::RepeatedDocs, message, class.span, "again here");
                let finding = finding.label(*slot.get(), "first here");
                self.diagnostics
                    .push(finding.note("only the first is kept"));
                return;
            }
        }
        let result = declaration.and_then(constructed);
        if result.is_some_and(|result| result.value == class.value) {
            return;
        }
        let label = format!("no constructor of `{}` follows", class.value);
        let mut finding = Diagnostic::new(
            Code::MisplacedClassDocs,
            format!("`@class {}` does not stand before its type", class.value),
            class.span,
            label,
        );
        if let Some(result) = result {
            finding = finding.label(result.span, "the next constructor is of this type");
        }
        finding = finding.note("the documentation of a type stands before its first constructor");
        let meant = result.and_then(|result| nearest(class.value, [result.value].into_iter()));
        if let Some(meant) = meant {
            finding = finding.suggest(format!("did you mean `{meant}`?"), class.span, meant);
        }
        self.diagnostics.push(finding);
    }
}

/// The type of which a declaration is a constructor.
fn constructed<'s>(declaration: &Declaration<'s>) -> Option<Spanned<&'s str>> {
    let DeclarationKind::Combinator(combinator) = &declaration.kind else {
        return None;
    };
    match &combinator.result.kind {
        ExprKind::Apply { head, .. } => {
            let constructor = !combinator.arrow && declaration.section == Section::Types;
            constructor.then_some(*head)
        }
        ExprKind::Nat
        | ExprKind::Number(_)
        | ExprKind::Bare(_)
        | ExprKind::Sum(_)
        | ExprKind::Repeat { .. } => None,
    }
}
