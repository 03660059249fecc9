//! Summaries of descriptions, and text that is safe to show.

use std::borrow::Cow;

use tl_codegen::facts::Text;
use tl_parser::source::is_bidirectional;

/// Returns the beginning of a description as text.
pub(super) fn summary(text: &Text) -> String {
    const LENGTH: usize = 160;
    // Telegram's pages mark links with this.
    let words = shown(&text.words()).replace(" »", "");
    let sentence = first_sentence(&words);
    let Some((end, _)) = sentence.char_indices().nth(LENGTH) else {
        return sentence.into();
    };
    let cut = sentence.get(..end).unwrap_or_default();
    let cut = cut.rfind(' ').and_then(|end| cut.get(..end)).unwrap_or(cut);
    format!("{cut}…")
}

/// Returns the first sentence. The period of `i.e.` does not end it.
fn first_sentence(words: &str) -> &str {
    let is_end = |at: usize| {
        let (before, after) = words.split_at_checked(at).unwrap_or((words, ""));
        let is_short = before.ends_with("i.e") || before.ends_with("e.g");
        !is_short && !after.chars().nth(2).is_some_and(char::is_lowercase)
    };
    let mut periods = words.match_indices(". ").map(|(at, _)| at);
    let end = periods.find(|at| is_end(*at));
    end.and_then(|at| words.get(..=at)).unwrap_or(words)
}

/// Returns a text of one line, without characters that change how the rest is shown.
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

/// Returns a name as the text of a link. Very long names are cut, because many pages repeat them.
pub(super) fn shown_name(name: &str) -> Cow<'_, str> {
    const LENGTH: usize = 200;
    match name.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", shown(name.get(..end).unwrap_or_default())).into(),
        None => shown(name),
    }
}

/// Returns a text of several lines, without characters that change how the rest is shown.
pub(super) fn shown_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(shown).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn a_sentence_ends_with_its_period() {
        for (words, first) in [
            ("One. Two.", "One."),
            ("One", "One"),
            (
                "None is set (i.e. the bits are 0). Two.",
                "None is set (i.e. the bits are 0).",
            ),
            ("A list, e.g. Vector. Two.", "A list, e.g. Vector."),
            (
                "Photos, videos etc. of a user. Two.",
                "Photos, videos etc. of a user.",
            ),
            ("Layer 2.5 is next. Two.", "Layer 2.5 is next."),
            ("Ends with i.e. ", "Ends with i.e. "),
            ("", ""),
        ] {
            assert_eq!(first_sentence(words), first);
        }
    }
}
