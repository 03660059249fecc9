//! The words of a name, however they are joined.

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
