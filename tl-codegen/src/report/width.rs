//! The columns that text takes on a terminal, accurate enough for comments in any language.

/// Returns the columns of a text.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

/// Returns the longest beginning of some characters that takes at most this many columns: its number of bytes.
pub(super) fn fitting(characters: impl Iterator<Item = char>, columns: usize) -> usize {
    let (mut bytes, mut taken) = (0, 0);
    // A text of marks that take no column may be as long as the file.
    for character in characters.take(columns.saturating_mul(4)) {
        taken += width_of(character);
        if taken > columns {
            break;
        }
        bytes += character.len_utf8();
    }
    bytes
}

fn width_of(character: char) -> usize {
    match character {
        '\t' => 4,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}
