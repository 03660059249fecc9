//! The parts of a name: its namespace, and its words, however they are joined.

/// Splits `photos.Photo` into `photos.` and `Photo`.
pub(crate) fn in_namespace(name: &str) -> (&str, &str) {
    let start = name.rfind('.').map_or(0, |dot| dot + 1);
    name.split_at_checked(start).unwrap_or(("", name))
}

/// Returns a name without its namespace.
pub(crate) fn last_part(name: &str) -> &str {
    in_namespace(name).1
}

/// Returns a word with its first letter in upper or lower case.
pub(crate) fn with_initial(word: &str, upper: bool) -> String {
    let mut word = word.to_owned();
    match word.get_mut(..1) {
        Some(initial) if upper => initial.make_ascii_uppercase(),
        Some(initial) => initial.make_ascii_lowercase(),
        None => {}
    }
    word
}

/// Returns `photos.Photo` for `photos.photo`, and the reverse.
pub(crate) fn other_initial(name: &str) -> String {
    let (namespace, word) = in_namespace(name);
    let is_lower = word.starts_with(|c: char| c.is_ascii_lowercase());
    format!("{namespace}{}", with_initial(word, is_lower))
}

/// Returns `user_photo` for `UserPhoto`: the name of a module in Rust.
pub(crate) fn snake_case(name: &str) -> String {
    parts(name).join("_").to_ascii_lowercase()
}

/// Returns `Server`, `DH`, `inner` and `Data` for `ServerDH_innerData`.
pub(crate) fn parts(word: &str) -> Vec<&str> {
    let bytes = word.as_bytes();
    let mut parts = Vec::new();
    let mut start = 0;
    for at in 1..=bytes.len() {
        let upper = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_uppercase);
        let lower = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
        let ends = match bytes.get(at) {
            None | Some(b'_') => true,
            Some(_) => upper(at) && (!upper(at - 1) || lower(at + 1)),
        };
        if ends {
            let part = word.get(start..at).unwrap_or_default();
            let part = part.trim_matches('_');
            if !part.is_empty() {
                parts.push(part);
            }
            start = at;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart_by_case_and_underscores() {
        assert_eq!(
            parts("ServerDH_innerData"),
            ["Server", "DH", "inner", "Data"]
        );
        assert_eq!(parts("__P_Q_"), ["P", "Q"]);
        assert_eq!(parts("v1"), ["v1"]);
        assert_eq!(parts(""), Vec::<&str>::new());
    }

    #[test]
    fn modules_are_in_snake_case() {
        assert_eq!(snake_case("liteServer"), "lite_server");
        assert_eq!(snake_case("liteserver"), "liteserver");
        assert_eq!(snake_case("TON"), "ton");
    }
}
