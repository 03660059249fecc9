//! Extracts documentation from the comments around a declaration.
//!
//! There are three styles. TDLib's names what it describes: `//@description An answer @code Its code`. So
//! does one with words for it: `// @constructor answer An answer`, `// @param code Its code`. In all other
//! schemas, comments are directly above what they describe, or at the end of its line; those after the last
//! field are about the declaration. Comments that say nothing (rulers, section headings, code that was
//! commented out) are left out.

pub(crate) mod named;
pub(crate) mod parts;
pub(crate) mod tdlib;

use crate::hasher::{Names, Set};
use crate::source::Spanned;
use crate::syntax::ast::{Comment, Declaration, Field, Program};
use crate::syntax::before_on_line;
use parts::{Parts, Style, Subject};

/// The documentation of a declaration.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Docs<'s> {
    /// The text of the declaration itself: lines joined by `\n`, paragraphs by an empty line; may be empty.
    pub(crate) text: String,
    /// The names and texts of its fields in the order of the text, including those inside repetitions.
    pub(crate) fields: Vec<(&'s str, String)>,
    /// Whether it is in TDLib's style, where "may be null" says that a field may be absent in JSON.
    pub(crate) tdlib: bool,
    /// `//@class Error @description …`: the name and the text of the type that begins here.
    pub(crate) class: Option<(&'s str, String)>,
}

/// Returns the documentation of `declaration`, which is part of `program`.
pub(crate) fn docs<'s>(program: &Program<'s>, declaration: &Declaration<'s>) -> Docs<'s> {
    let before = program.comments(&declaration.comments);
    let inner = program.comments(&declaration.inner_comments);
    let mut docs = Docs::default();
    if before.is_empty() && inner.is_empty() {
        return docs;
    }
    let mut fields = FieldDocs::default();
    if let Some(parts) = parts(program, declaration) {
        docs.tdlib = parts.style == Style::Tdlib;
        let params = param_names(Some(declaration));
        for part in &parts.all {
            match part.subject {
                Subject::Declaration => add_lines(&mut docs.text, &part.lines),
                Subject::Class(name) => {
                    let mut text = String::new();
                    add_lines(&mut text, &part.lines);
                    end(&mut text);
                    docs.class = Some((name, text));
                }
                Subject::Field(name) if params.contains(name) => {
                    add_blank(&mut docs.text);
                    let text = part.lines.join("\n");
                    add_line(&mut docs.text, &format!("`{name}`: {text}"));
                }
                Subject::Field(name) => part.lines.iter().for_each(|line| fields.add(name, line)),
            }
        }
    } else {
        let mut in_code = false;
        for comment in directly_above(program, declaration, before) {
            add_comment(&mut docs.text, comment, &mut in_code);
        }
    }
    inside(program, declaration, inner, &mut docs, &mut fields);
    docs.fields = fields.all;
    end(&mut docs.text);
    docs
}

/// Returns the parts of the comments before a declaration if they name what they describe.
pub(crate) fn parts<'s>(program: &Program<'s>, declaration: &Declaration<'s>) -> Option<Parts<'s>> {
    let comments = program.comments(&declaration.comments);
    if tdlib::is_block(comments) && !named::is_of(comments, declaration) {
        let fields = field_names(declaration).into_iter().map(|name| name.value);
        let mut names = param_names(Some(declaration));
        names.extend(fields);
        let apart = comments.len() - directly_above(program, declaration, comments).len();
        Some(tdlib::read(comments, apart, &names))
    } else if named::is_block(comments) {
        let apart = comments.len() - directly_above(program, declaration, comments).len();
        Some(named::read(comments, apart, declaration))
    } else {
        None
    }
}

/// Returns the parts of the comments after the last declaration.
pub(crate) fn parts_at_end<'s>(comments: &[Comment<'s>]) -> Option<Parts<'s>> {
    tdlib::is_block(comments).then(|| tdlib::read(comments, comments.len(), &Set::default()))
}

/// Returns the names of the parameters in braces.
pub(crate) fn param_names<'s>(declaration: Option<&Declaration<'s>>) -> Set<&'s str> {
    let combinator = declaration.and_then(Declaration::combinator);
    let params = combinator.map_or(&[][..], |it| &it.params);
    params.iter().map(|param| param.name.value).collect()
}

/// Returns the names of the fields, including those inside repetitions.
pub(crate) fn field_names<'s>(declaration: &Declaration<'s>) -> Vec<Spanned<&'s str>> {
    fn add<'s>(fields: &[Field<'s>], names: &mut Vec<Spanned<&'s str>>) {
        for field in fields {
            names.extend(field.name);
            add(field.ty.repeated(), names);
        }
    }
    let mut names = Vec::new();
    let combinator = declaration.combinator();
    add(combinator.map_or(&[], |it| it.fields()), &mut names);
    names
}

/// Returns the comments about the declaration: those directly above it, and those inside it.
pub(crate) fn attached<'p, 's>(
    program: &'p Program<'s>,
    declaration: &Declaration<'s>,
) -> impl Iterator<Item = &'p Comment<'s>> {
    let before = program.comments(&declaration.comments);
    let inner = program.comments(&declaration.inner_comments);
    directly_above(program, declaration, before)
        .iter()
        .chain(inner)
}

/// Returns the last comments, as long as no empty line is after one. Each begins a line, or follows a comment that
/// does; or it is between two declarations on one line.
fn directly_above<'p, 's>(
    program: &'p Program<'s>,
    declaration: &Declaration<'s>,
    comments: &'p [Comment<'s>],
) -> &'p [Comment<'s>] {
    let mut next = declaration.span.start;
    let mut first = comments.len();
    let mut is_on_line = true;
    for (at, comment) in comments.iter().enumerate().rev() {
        let gap = program
            .text
            .get(comment.span.end as usize..next as usize)
            .unwrap_or_default();
        let lines = gap.bytes().filter(|&byte| byte == b'\n').count();
        // A section mark may be between them, which begins something new.
        if lines > 1 || gap.contains("---") {
            break;
        }
        next = comment.span.start;
        is_on_line &= lines == 0;
        if comment.own_line || (is_on_line && before_on_line(program.text, next).ends_with(';')) {
            first = at;
        } else if !before_on_line(program.text, next).ends_with("*/") {
            break;
        }
    }
    comments.get(first..).unwrap_or_default()
}

/// Adds the comments between the fields: above a field, at the end of its line, or after the `;`.
fn inside<'s>(
    program: &Program<'s>,
    declaration: &Declaration<'s>,
    comments: &[Comment<'s>],
    docs: &mut Docs<'s>,
    field_docs: &mut FieldDocs<'s>,
) {
    if comments.is_empty() {
        return;
    }
    let combinator = declaration.combinator();
    let fields = combinator.map_or(&[][..], |it| it.fields());
    let result = combinator.map_or(u32::MAX, |it| it.result.span.start);
    // Several comments can be one fenced block.
    let (mut documented, mut fenced) = (None, false);
    for comment in comments {
        let start = comment.span.start;
        let after = fields.partition_point(|field| field.span.start < start);
        let field = if start > result || follows_equals(program, start) {
            None
        } else if comment.own_line {
            // After the last field, a comment is about the declaration.
            let next = fields.get(after);
            if next.is_none() && documented != Some(None) {
                add_blank(&mut docs.text);
            }
            next
        } else {
            after.checked_sub(1).and_then(|at| fields.get(at))
        };
        let place = field.map(|field| field.span.start);
        fenced &= documented.replace(place) == Some(place);
        match field.map(|field| field.name) {
            None => add_comment(&mut docs.text, comment, &mut fenced),
            Some(None) => {}
            Some(Some(name)) => {
                let mut text = String::new();
                add_comment(&mut text, comment, &mut fenced);
                end(&mut text);
                field_docs.add(name.value, &text);
            }
        }
    }
}

/// Whether an `=` is directly before the place.
fn follows_equals(program: &Program<'_>, at: u32) -> bool {
    let before = program.text.get(..at as usize).unwrap_or_default();
    let before = before.trim_end_matches(|c| c <= ' ');
    before.ends_with('=') || before.ends_with("=>")
}

/// Up to this many, looking at each is faster than hashing.
const FEW: usize = 16;

/// The documentation of fields, while it is collected.
#[derive(Default)]
struct FieldDocs<'s> {
    all: Vec<(&'s str, String)>,
    /// The index in `all` of each name, from [`FEW`] on.
    index: Names<'s, usize>,
}

impl<'s> FieldDocs<'s> {
    fn add(&mut self, name: &'s str, text: &str) {
        if text.is_empty() {
            return;
        }
        let mut few = self.all.iter().take(FEW);
        let known = few.position(|(field, _)| *field == name);
        let known = known.or_else(|| self.index.get(name).copied());
        if let Some((_, before)) = known.and_then(|at| self.all.get_mut(at)) {
            add_line(before, text);
            return;
        }
        if self.all.len() >= FEW {
            self.index.insert(name, self.all.len());
        }
        self.all.push((name, text.to_owned()));
    }
}

fn add_line(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
}

fn add_lines(text: &mut String, lines: &[&str]) {
    for line in lines {
        match *line {
            "" => add_blank(text),
            line => add_line(text, line),
        }
    }
}

fn add_blank(text: &mut String) {
    if !(text.is_empty() || text.ends_with('\n')) {
        text.push('\n');
    }
}

fn end(text: &mut String) {
    text.truncate(text.trim_end_matches('\n').len());
}

/// Adds the text of the comment, line by line. A blank line separates paragraphs; the text ends with a line
/// break until a paragraph follows.
///
/// `in_code` says whether a code fence is open. Code between fences is an example: it was not commented out.
fn add_comment(text: &mut String, comment: &Comment<'_>, in_code: &mut bool) {
    if comment.text.trim().is_empty() {
        add_blank(text);
    }
    for line in lines(comment) {
        if line.is_empty() {
            add_blank(text);
            continue;
        }
        let line = line.strip_prefix("tlgen:nolint").unwrap_or(line).trim();
        *in_code ^= is_fence(line);
        if *in_code || says_something(line) {
            add_line(text, line);
        }
    }
}

/// Returns the lines of a comment without marks.
pub(crate) fn lines<'s>(comment: &Comment<'s>) -> impl Iterator<Item = &'s str> + use<'s> {
    // Doxygen's marks: `//! text`, `///< text`.
    let after = comment.text.trim_start_matches(['/', '*']);
    let is_mark = |mark: &str| {
        after
            .strip_prefix(mark)
            .is_some_and(|it| it.starts_with(' '))
    };
    let text = match ["!<", "!", "<"].into_iter().find(|mark| is_mark(mark)) {
        Some(mark) => after.get(mark.len()..).unwrap_or_default(),
        None => comment.text,
    };
    text.lines().map(|line| {
        // The third `/` of `///` is part of the mark, and so is the `*` before the lines of `/* */`.
        let marked = line.trim();
        let line = marked.trim_start_matches('/');
        let line = line.strip_prefix("* ").unwrap_or(line).trim();
        match marked {
            "/" | "*" => "",
            // A ruler.
            _ if line.is_empty() => marked,
            _ => line,
        }
    })
}

/// Whether the line begins or ends a block of code.
fn is_fence(line: &str) -> bool {
    line.strip_prefix("```")
        .is_some_and(|info| !info.trim_start_matches('`').contains('`'))
}

fn says_something(line: &str) -> bool {
    let ruler = |character| matches!(character, '/' | '-' | '=' | '*' | ' ');
    let heading = line.starts_with("---") || line.starts_with("===") || line.starts_with("***");
    let code = line.split("//").next().unwrap_or_default();
    let dead_code = code.trim_end().ends_with(';') && code.contains(" = ");
    let directive = line.starts_with("tlgen:") || line.starts_with("LAYER ");
    !(line.chars().all(ruler) || heading || dead_code || directive)
}

#[cfg(test)]
#[allow(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by a panic"
)]
mod tests;
