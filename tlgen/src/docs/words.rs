//! Descriptions in few words, and texts as they may be shown.

use std::borrow::Cow;

use tl_codegen::facts::Text;
use tl_parser::source::is_bidirectional;

/// The first words of a description, as text.
pub(super) fn summary(text: &Text) -> String {
    const LENGTH: usize = 160;
    // The mark of links on Telegram's pages.
    let words = shown(&text.words()).replace(" »", "");
    let sentence = words
        .find(". ")
        .map_or(words.as_str(), |end| words.get(..=end).unwrap_or(&words));
    let Some((end, _)) = sentence.char_indices().nth(LENGTH) else {
        return sentence.into();
    };
    let cut = sentence.get(..end).unwrap_or_default();
    let cut = cut.rfind(' ').and_then(|end| cut.get(..end)).unwrap_or(cut);
    format!("{cut}…")
}

/// A text of one line, with nothing in it that changes how the rest is shown.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    if !text.contains(|it: char| it.is_control() || is_bidirectional(it)) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            it if is_bidirectional(it) => shown.extend(it.escape_unicode()),
            it if it.is_whitespace() => shown.push(' '),
            it if it.is_control() => {}
            it => shown.push(it),
        }
    }
    shown.into()
}

/// A text of several lines, the same.
pub(super) fn shown_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(shown).collect();
    lines.join("\n")
}
