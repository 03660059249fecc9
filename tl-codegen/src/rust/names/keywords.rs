//! The keywords of Rust.

use crate::rust::model::Ident;

/// Returns the identifier for a name: raw if the name is a keyword, or with an underscore if it cannot be
/// raw.
pub(crate) fn ident(name: &str) -> Ident {
    match name {
        "self" | "Self" | "super" | "crate" => Ident::new(&[name, "_"].concat()),
        name if name.len() <= LONGEST && KEYWORDS.binary_search(&name).is_ok() => {
            Ident::new(&["r#", name].concat())
        }
        name => Ident::new(name),
    }
}

/// The keywords of all editions that can be raw identifiers, sorted.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The length of the longest of these.
const LONGEST: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_sorted() {
        assert!(KEYWORDS.is_sorted());
        assert_eq!(KEYWORDS.iter().map(|it| it.len()).max(), Some(LONGEST));
        assert!(
            KEYWORDS
                .iter()
                .all(|keyword| ident(keyword).plain() == *keyword)
        );
    }
}
