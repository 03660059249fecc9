//! From TL names to Rust names.

use std::collections::BTreeMap;

use crate::rust::model::Ident;
use heck::{ToSnakeCase, ToUpperCamelCase};

/// The parts of `ns.sub.name`: the namespaces and the last part.
pub(crate) fn split(name: &str) -> (Vec<&str>, &str) {
    let mut parts: Vec<&str> = name.split('.').collect();
    let last = parts.pop().unwrap_or(name);
    (parts, last)
}

/// The name of a struct, enum or variant: `inputPhoto` is `InputPhoto`.
pub(crate) fn camel(name: &str) -> String {
    let camel = name.to_upper_camel_case();
    match camel.as_str() {
        "Self" => "Self_".into(),
        text if text.starts_with(|first: char| first.is_ascii_alphabetic()) => camel,
        // A name of underscores and digits only.
        _ => format!("X{camel}"),
    }
}

/// The name of a field or module: `aliceUser` is `alice_user`.
pub(crate) fn snake(name: &str) -> String {
    let snake = name.to_snake_case();
    if snake.starts_with(|first: char| first.is_ascii_alphabetic()) {
        snake
    } else {
        format!("x{snake}")
    }
}

/// An identifier of that text, raw or with an underscore behind it where it is a keyword.
pub(crate) fn ident(text: &str) -> Ident {
    match text {
        "self" | "Self" | "super" | "crate" => Ident::new(&format!("{text}_")),
        text if KEYWORDS.contains(&text) => Ident::new(&format!("r#{text}")),
        text => Ident::new(text),
    }
}

/// The TL name of a field that another field has taken the Rust name of.
pub(crate) fn renamed<'n>(name: Option<&'n str>, given: &Ident) -> Option<&'n str> {
    name.filter(|name| ident(&snake(name)) != *given)
}

/// The keywords of all editions that can be raw identifiers.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The name of the variant for `constructor` in the enum `camel_type`: without the type's name in
/// front, where something is left; else the last word. `inputPhotoEmpty` of `InputPhoto` is
/// `Empty`, `inputPhoto` is `Photo`.
pub(crate) fn variant(constructor: &str, camel_type: &str) -> String {
    let full = camel(constructor);
    let rest = match full.strip_prefix(camel_type) {
        Some("") => return last_word(&full).into(),
        Some(rest) if rest.starts_with(|first: char| !first.is_ascii_lowercase()) => rest,
        _ => return full,
    };
    if rest == "Self" || rest == "Self_" || rest.starts_with(|first: char| first.is_ascii_digit()) {
        return format!("{}{}", last_word(camel_type), rest.trim_end_matches('_'));
    }
    rest.into()
}

fn last_word(camel: &str) -> &str {
    let start = camel
        .rfind(|letter: char| letter.is_ascii_uppercase())
        .unwrap_or(0);
    camel.get(start..).unwrap_or(camel)
}

/// Names that were given in one place, each with the number to try for the next of that name: all
/// below it are taken.
#[derive(Debug, Default)]
pub(crate) struct Taken(BTreeMap<String, u64>);

impl Taken {
    /// `name`, or where it is taken, the name with the least number from 2 on that is free:
    /// `Photo2`, and `Self2` for `Self_`.
    pub(crate) fn unique(&mut self, name: String) -> String {
        let Some(&first) = self.0.get(&name) else {
            self.0.insert(name.clone(), 2);
            return name;
        };
        let stem = name.trim_end_matches('_');
        let mut number = first;
        let mut free = format!("{stem}{number}");
        while self.0.contains_key(&free) {
            number += 1;
            free = format!("{stem}{number}");
        }
        self.0.insert(name, number + 1);
        self.0.insert(free.clone(), 2);
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_drop_the_name_of_their_type() {
        assert_eq!(variant("inputPhotoEmpty", "InputPhoto"), "Empty");
        assert_eq!(variant("inputPhoto", "InputPhoto"), "Photo");
        assert_eq!(variant("inputUserSelf", "InputUser"), "UserSelf");
        assert_eq!(variant("peerUser", "Peer"), "User");
        assert_eq!(variant("updateShort", "Updates"), "UpdateShort");
        assert_eq!(
            variant("decryptedMessageLayer8", "DecryptedMessageLayer"),
            "Layer8"
        );
    }

    #[test]
    fn keywords_become_identifiers() {
        assert_eq!(ident(&snake("type")).to_string(), "r#type");
        assert_eq!(ident(&snake("self")).to_string(), "self_");
        assert_eq!(ident(&snake("gen")).to_string(), "r#gen");
        assert_eq!(ident(&camel("self")).to_string(), "Self_");
        assert_eq!(ident(&snake("_")).to_string(), "x");
        assert_eq!(camel("p_q_inner_data"), "PQInnerData");
    }

    #[test]
    fn taken_names_get_a_number() {
        let mut taken = Taken::default();
        assert_eq!(taken.unique("A".into()), "A");
        assert_eq!(taken.unique("A".into()), "A2");
        assert_eq!(taken.unique("A".into()), "A3");
        assert_eq!(taken.unique("A2".into()), "A22");
        assert_eq!(taken.unique("Self_".into()), "Self_");
        assert_eq!(taken.unique("Self_".into()), "Self2");
    }
}
