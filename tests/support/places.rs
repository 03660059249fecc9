//! `{:?}` of a tree or a schema without positions.

/// Removes positions from a text, which have the form `0:12..34`.
pub(crate) fn without_places(shown: &str) -> String {
    let is_place = |c: char| c.is_ascii_digit() || c == ':';
    let mut kept = String::new();
    let mut rest = shown;
    while let Some((before, behind)) = rest.split_once("..") {
        kept.push_str(before.trim_end_matches(is_place));
        rest = behind.trim_start_matches(is_place);
    }
    kept + rest
}
