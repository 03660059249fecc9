//! Suggestions that would change an id that only the text gives.

use memchr::{memchr, memmem, memrchr};

use crate::diagnostic::{Advice, Code, Diagnostic, Suggestion};
use crate::hasher::Map;
use crate::id::{self, Rule};
use crate::source::{FileId, Span};
use crate::syntax::ast::Program;
use crate::syntax::parse;

/// How much text of one declaration is looked at.
const LONGEST: usize = 10_000;

/// Returns the diagnostics, with a note if the suggestion gives a declaration another id, and a second
/// suggestion that keeps the id if it is only about this declaration. All this is for other names for the
/// same: with other fields, a declaration rightly has another id.
pub(crate) fn keeping_ids(found: Vec<Diagnostic>, programs: &[Program<'_>]) -> Vec<Diagnostic> {
    let mut wrong: Map<Span, Vec<Span>> = Map::default();
    for it in &found {
        if let (Some(about), Some(place)) = (it.about, wrong_text(it)) {
            let places = wrong.entry(about).or_default();
            // Of two, one is elsewhere for any finding.
            if places.len() < 2 && !places.contains(&place) {
                places.push(place);
            }
        }
    }
    let complete = |found: Diagnostic| {
        // If a text is wrong in several places, neither id is one that was or will be used.
        let places = found.about.and_then(|about| wrong.get(&about));
        let is_elsewhere = |place: &Span| found.place() != Some(*place);
        let is_right_elsewhere = places.is_none_or(|places| !places.iter().any(is_elsewhere));
        // For bare types, the note says it already.
        let changed = match is_right_elsewhere && found.code != Code::BareTypeName {
            true => changed(programs, &found),
            false => None,
        };
        match changed {
            Some((note, kept)) => found.note(note).advise(kept.map(Advice::Replace)),
            None => found,
        }
    };
    found.into_iter().map(complete).collect()
}

/// Returns the place of a mistake in the text that gives the declaration's id: not in its comments, and only
/// if it is an error or other text is suggested.
fn wrong_text(found: &Diagnostic) -> Option<Span> {
    let (about, place) = (found.about?, found.place()?);
    let is_inside = |span: Span| about.start <= span.start && span.end <= about.end;
    let is_edited = || found.replacements().any(|it| is_inside(it.span));
    (is_inside(place) && (found.is_error() || is_edited())).then_some(place)
}

fn changed(
    programs: &[Program<'_>],
    diagnostic: &Diagnostic,
) -> Option<(String, Option<Suggestion>)> {
    let suggestion = diagnostic.replacements().next()?;
    let place = suggestion.span;
    let program = Program::find(programs, place)?;
    if !is_name(place.text_in(program.text)?) || !is_name(&suggestion.replacement) {
        return None;
    }
    let about = diagnostic.about.filter(|about| about.file == place.file);
    let extent = about.or_else(|| extent(program, place))?;
    let old = extent.text_in(program.text)?;
    if old.len() > LONGEST {
        return None;
    }
    let new = Suggestion {
        span: moved(place, extent)?,
        also: suggestion
            .also
            .iter()
            .filter_map(|it| moved(*it, extent))
            .collect(),
        ..suggestion.clone()
    }
    .apply(old);
    let after = read(&new)?;
    let before = match read(old) {
        Some(before) => before.id,
        None => of_words(old),
    }?;
    let now = after.id.filter(|now| *now != before)?;
    let mut kept = new;
    kept.insert_str(after.name.len(), &format!("#{before:08x}"));
    let name = after.name;
    let is_other = |it: &Span| moved(*it, extent).is_none() && has_implicit_id(programs, *it);
    let others = match suggestion.also.iter().any(is_other) {
        true => ", and those of the other declarations",
        false => "",
    };
    let note = format!(
        "no id is written, so this changes the id of `{name}` from {before:08x} to {now:08x}{others}; `{name}#{before:08x}` keeps it"
    );
    // A suggestion writes the same in all places, so it cannot mend other declarations too.
    let is_here = suggestion
        .also
        .iter()
        .all(|it| moved(*it, extent).is_some());
    Some((note, is_here.then(|| difference(extent, old, &kept))))
}

fn is_name(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '#');
    !text.is_empty() && text.chars().all(is_part)
}

/// Returns the place in the text of `extent`, if it is there.
fn moved(place: Span, extent: Span) -> Option<Span> {
    let is_inside = place.file == extent.file && place.end <= extent.end;
    Some(Span {
        start: place
            .start
            .checked_sub(extent.start)
            .filter(|_| is_inside)?,
        end: place.end.checked_sub(extent.start)?,
        ..place
    })
}

/// Whether the text gives the id of the declaration at the place.
fn has_implicit_id(programs: &[Program<'_>], place: Span) -> bool {
    let Some(program) = Program::find(programs, place) else {
        return false;
    };
    let behind = program
        .declarations
        .partition_point(|it| it.span.start <= place.start);
    let declaration = behind
        .checked_sub(1)
        .and_then(|at| program.declarations.get(at));
    let combinator = declaration.and_then(|it| it.combinator());
    combinator.is_some_and(|it| it.id.is_none())
}

/// A valid declaration.
struct Read {
    name: String,
    /// The id that its text gives, if none is written.
    id: Option<u32>,
}

fn read(text: &str) -> Option<Read> {
    let mut diagnostics = Vec::new();
    let program = parse(FileId(0), text, &mut diagnostics);
    let [declaration] = program.declarations.as_slice() else {
        return None;
    };
    let ast = declaration.combinator()?;
    let is_right = diagnostics.is_empty() && ast.name.span.start == 0;
    is_right.then(|| Read {
        name: ast.name.value.to_owned(),
        id: ast.id.is_none().then(|| id::id(ast, Rule::Official)),
    })
}

/// Returns the id that a tool would compute from text that is not quite right.
fn of_words(text: &str) -> Option<u32> {
    let text = text.trim_end_matches(|c: char| c == ';' || c <= ' ');
    let name = text.split_ascii_whitespace().next()?;
    if name.contains('#') || text.contains("//") || text.contains("/*") {
        return None;
    }
    let plain = text.replace(['<', ','], " ");
    let plain = plain.replace(['>', '(', ')', '{', '}'], "");
    let words: Vec<&str> = plain.split_ascii_whitespace().collect();
    Some(crc32fast::hash(words.join(" ").as_bytes()))
}

/// Returns the text around `place` between two declarations, from its first word to its `;`, unless it is long.
fn extent(program: &Program<'_>, place: Span) -> Option<Span> {
    let declaration = end_before(place, &program.declarations, |it| it.span);
    let comment = end_before(place, &program.comments, |it| it.span);
    let first = declaration.max(comment) as usize;
    let text = program.text.as_bytes();
    let (start, end) = (place.start as usize, place.end as usize);
    let from = start.saturating_sub(LONGEST).max(first);
    let gap = text.get(from..start)?;
    // After an invalid declaration before it, and after a section mark.
    let ends = memrchr(b';', gap)
        .map_or(0, |at| at + 1)
        .max(memmem::rfind(gap, b"---").map_or(0, |at| at + 3));
    if ends == 0 && from > first {
        return None;
    }
    let gap = gap.get(ends..)?.trim_ascii_start();
    let rest = text.get(end..)?;
    let end = end + memchr(b';', rest.get(..LONGEST).unwrap_or(rest))? + 1;
    Some(Span {
        start: u32::try_from(start - gap.len()).ok()?,
        end: u32::try_from(end).ok()?,
        ..place
    })
}

/// Returns the end of the last one before `place`. They are in the order of the text.
fn end_before<T>(place: Span, all: &[T], span: impl Fn(&T) -> Span) -> u32 {
    let count = all.partition_point(|it| span(it).end <= place.start);
    let before = all.get(..count).and_then(<[T]>::last);
    before.map_or(0, |it| span(it).end)
}

/// Returns the part in which `new` differs from `old`, which is at `place`.
fn difference(place: Span, old: &str, new: &str) -> Suggestion {
    let same = |(one, other): &(char, char)| one == other;
    let first = old.chars().zip(new.chars()).take_while(same);
    let start: usize = first.map(|(letter, _)| letter.len_utf8()).sum();
    let rest = |text: &str| text.get(start..).unwrap_or_default().to_owned();
    let (old, new) = (rest(old), rest(new));
    let last = old.chars().rev().zip(new.chars().rev()).take_while(same);
    let end: usize = last.map(|(letter, _)| letter.len_utf8()).sum();
    let replacement = new.get(..new.len() - end).unwrap_or_default();
    let at = |offset: usize| place.start + u32::try_from(offset).unwrap_or_default();
    let span = Span {
        start: at(start),
        end: at(start + old.len() - end),
        ..place
    };
    Suggestion::new("the same, with the id that it had", span, replacement)
}

#[cfg(test)]
mod tests;
