//! The size of a page, in bytes of a site.

use crate::docs::page::{Class, Content, Entry, Section, Target, Token};
use crate::docs::reference::BUILTINS;

/// The maximum size of a page's own content. With the parts that all pages have it stays below 100 kB.
const MOST: usize = 75_000;

/// Returns the approximate size of an entry.
pub(super) fn weight_of(entry: &Entry) -> usize {
    let more = entry
        .more
        .iter()
        .map(|(name, to)| name.len() + to.len() + 32);
    entry.name.len()
        + entry.to.len()
        + entry.summary.len()
        + entry.note.len()
        + more.sum::<usize>()
        + 47
}

/// Whether a page is too large.
pub(super) fn is_too_heavy(sections: &[Section<'_>]) -> bool {
    weight(sections) > MOST
}

/// Removes what is also elsewhere while the page is too large: links in its TL to builtins and to listed
/// constructors, then the descriptions in its longest list.
pub(super) fn lighten(sections: &mut [Section<'_>]) {
    if is_too_heavy(sections) {
        for token in contents(sections).flat_map(tokens) {
            let is_elsewhere = |to: &Target| *to.path == *BUILTINS || token.class == Class::Name;
            token.to = token.to.take().filter(|to| !is_elsewhere(to));
        }
    }
    while is_too_heavy(sections) {
        let lists = contents(sections).filter_map(|content| match content {
            Content::Entries(_, entries) => Some(entries),
            _ => None,
        });
        let described = lists.filter(|entries| entries.iter().any(|it| !it.summary.is_empty()));
        let Some(longest) = described.max_by_key(|entries| entries.len()) else {
            break;
        };
        longest
            .iter_mut()
            .for_each(|entry| entry.summary = "".into());
    }
}

fn contents<'s, 'r>(sections: &'s mut [Section<'r>]) -> impl Iterator<Item = &'s mut Content<'r>> {
    sections.iter_mut().flat_map(|section| &mut section.content)
}

fn tokens<'c>(content: &'c mut Content<'_>) -> impl Iterator<Item = &'c mut Token> {
    let lines = match content {
        Content::Tl(lines) => lines.as_mut_slice(),
        _ => &mut [],
    };
    lines.iter_mut().flatten()
}

fn weight(sections: &[Section<'_>]) -> usize {
    let contents = sections.iter().flat_map(|section| &section.content);
    let weights = contents.map(|content| match content {
        Content::Entries(_, entries) => entries.iter().map(weight_of).sum(),
        Content::Tl(lines) => lines.iter().flatten().map(weight_of_token).sum(),
        Content::Rust(text) => text.len(),
        Content::Prose(_) | Content::Paragraph(_) | Content::Table(_) => 0,
    });
    weights.sum()
}

fn weight_of_token(token: &Token) -> usize {
    let link = match (&token.to, token.class) {
        (Some(to), _) => to.path.len() + to.anchor.as_ref().map_or(0, |it| it.len() + 1) + 23,
        (None, Class::Field | Class::Mark) => 0,
        (None, _) => 23,
    };
    token.text.len() + link
}
