//! Comparison of two texts of Rust, regardless of their layout.

use proc_macro2::{Delimiter, LexError, TokenStream, TokenTree};

/// Whether both have the same tokens, except those that rustfmt adds and removes. The words of documentation
/// count; other comments do not.
pub(crate) fn same(one: &str, other: &str) -> bool {
    matches!((tokens(one), tokens(other)), (Ok(one), Ok(other)) if one == other)
}

/// Returns the tokens of a text, each followed by a space. Trailing commas, braces around the body of a match
/// arm or closure, and the `|` before a match arm are left out; adjacent imports are sorted.
fn tokens(text: &str) -> Result<String, LexError> {
    let stream: TokenStream = text.parse()?;
    let mut tokens = String::with_capacity(text.len());
    // The open groups and their closing delimiters.
    let mut open = vec![(stream.into_iter(), "")];
    let mut documented = 0;
    let mut imports = Imports::default();
    while let Some((group, close)) = open.last_mut() {
        match group.next() {
            Some(TokenTree::Group(group)) => {
                let (start, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("( ", ") "),
                    Delimiter::Bracket => ("[ ", "] "),
                    Delimiter::Brace if tokens.ends_with("= > ") => ("", ", "),
                    Delimiter::Brace if tokens.ends_with("| ") => ("", ""),
                    Delimiter::Brace => ("{ ", "} "),
                    Delimiter::None => ("", ""),
                };
                push(&mut tokens, start);
                imports.end_of_item(&mut tokens);
                open.push((group.stream().into_iter(), close));
            }
            Some(TokenTree::Literal(text)) if tokens.ends_with(DOC) => {
                documentation(&mut tokens, &text.to_string(), &mut documented);
            }
            Some(TokenTree::Punct(it)) if it.as_char() == '|' && begins_arm(&tokens, close) => {}
            Some(token) => {
                let mut token = format!("{token} ");
                // rustfmt may change the case of hexadecimal digits.
                if token.starts_with("0x") {
                    token.make_ascii_lowercase();
                }
                push(&mut tokens, &token);
                if token == "; " {
                    imports.end_of_item(&mut tokens);
                }
            }
            None => {
                push(&mut tokens, close);
                imports.end_of_item(&mut tokens);
                open.pop();
            }
        }
    }
    Ok(tokens)
}

/// The beginning of a documentation attribute.
const DOC: &str = "# [ doc = ";

/// Appends words of documentation to the preceding documentation, which ends at `documented`, because comments
/// can be wrapped at any width.
fn documentation(tokens: &mut String, literal: &str, documented: &mut usize) {
    if tokens
        .get(*documented..)
        .and_then(|it| it.strip_prefix("] "))
        == Some(DOC)
    {
        tokens.truncate(*documented);
    }
    for word in literal.trim_matches('"').split_whitespace() {
        tokens.push_str(word);
        tokens.push(' ');
    }
    *documented = tokens.len();
}

/// Whether a match arm can begin after `tokens`, inside a group that ends with `close`.
fn begins_arm(tokens: &str, close: &str) -> bool {
    close == "} " && (tokens.ends_with("{ ") || tokens.ends_with(", "))
}

/// A run of adjacent imports, which are sorted at its end.
#[derive(Default)]
struct Imports {
    /// The offset of the first import.
    first: Option<usize>,
    /// The offset of the current item.
    item: usize,
}

impl Imports {
    fn end_of_item(&mut self, tokens: &mut String) {
        let item = std::mem::replace(&mut self.item, tokens.len());
        let is_import = |it: &str| it.starts_with("pub use ") && it.ends_with("; ");
        if tokens.get(item..).is_some_and(is_import) {
            self.first.get_or_insert(item);
        } else if let Some(first) = self.first.take() {
            let imports = tokens.get(first..item).unwrap_or_default();
            let mut imports: Vec<&str> = imports.split_inclusive("; ").collect();
            imports.sort_unstable();
            let imports = imports.concat();
            tokens.replace_range(first..item, &imports);
        }
    }
}

fn push(tokens: &mut String, token: &str) {
    let ends_a_list = matches!(token, ") " | "] " | "} " | "> " | "{ " | "; " | ", ");
    if ends_a_list && tokens.ends_with(" , ") {
        tokens.truncate(tokens.len() - 2);
    }
    tokens.push_str(token);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_is_no_difference() {
        for (one, other) in [
            (
                "fn a(b: u8, c: u8) {}",
                "fn a(\r\n    b: u8,\r\n    c: u8,\r\n) {\r\n}\r\n",
            ),
            ("// a\nmod a;", "/* b */ mod a; // c"),
            (
                "/// a\n/// b\nmod a;",
                "#[doc = \" a\"] #[doc = \" b\"] mod a;",
            ),
            (
                "/// a\n///\n/// b c\nmod a;",
                "/// a \r\n/// b\r\n/// \r\n/// c\r\nmod a;",
            ),
            ("\u{feff}/// \"a\"\nmod a;", "/// \"a\"\r\nmod a;"),
            ("type A = B<C, D>;", "type A = B<\n    C,\n    D,\n>;"),
            (
                "impl<T> A for B<T> where T: C {}",
                "impl<T> A for B<T>\nwhere\n    T: C,\n{}",
            ),
            (
                "match a { 0 => b(), _ => {} }",
                "match a { 0 => { b() } _ => {} }",
            ),
            (
                "match a { 0 => { b(); } _ => c }",
                "match a { 0 => { b(); }, _ => c, }",
            ),
            (
                "let a = |b| c(b); let d = || e;",
                "let a = |b| { c(b) }; let d = || { e };",
            ),
            ("a(|b| c)", "a(|b| { c },)"),
            ("Vec<Vec<u8>>", "Vec< Vec<u8, > >"),
            ("[0x0a, 0xbc_u32]", "[0x0A, 0xBC_u32]"),
            (
                "match a { 0 => b, 1 | 2 => { c(); } _ => |d| e }",
                "match a {\n    | 0 => b,\n    | 1 | 2 => {\n        c();\n    }\n    | _ => |d| e,\n}",
            ),
            (
                "pub use b; pub use a9; pub use a10;",
                "pub use a10;\npub use a9;\n\npub use b;",
            ),
            (
                "mod a { /// b\nmod b; pub use d; pub use c; } pub use f; pub use e; type G = [u8; 1];",
                "mod a { /// b\nmod b; pub use c; pub use d; } pub use e; pub use f; type G = [u8; 1];",
            ),
        ] {
            assert!(same(one, other), "{one}\n{other}");
        }
    }

    #[test]
    fn all_else_is_one() {
        for (one, other) in [
            ("mod a;", "mod b;"),
            ("mod a {} mod b {}", "mod a { mod b {} }"),
            ("/// a\nmod a;", "/// b\nmod a;"),
            ("/// a\nmod a;", "// a\nmod a;"),
            ("/// a b\nmod a;", "/// ab\nmod a;"),
            ("/// a\n/// b\nmod a;", "/// a\n#[b]\nmod a;"),
            (
                "/// a\nmod a;\n/// b\nmod b;",
                "/// a\n/// b\nmod a;\nmod b;",
            ),
            ("(a, b)", "(a b)"),
            ("match a { b => c, d => e }", "match a { b => c(d => e) }"),
            ("if a { b } c", "if a { b c }"),
            ("match a { 0 | 1 => b }", "match a { 0 1 => b }"),
            (
                "pub use a; mod b; pub use c;",
                "pub use c; mod b; pub use a;",
            ),
            (
                "pub use a; mod b { pub use c; }",
                "pub use c; mod b { pub use a; }",
            ),
            ("pub use a; pub use a;", "pub use a;"),
            ("\"a  b\"", "\"a b\""),
            ("0x0a", "0x0b"),
            ("\"0x0a\"", "\"0x0A\""),
            ("x0a", "x0A"),
            ("a\n\"", "a\n\""),
        ] {
            assert!(!same(one, other), "{one}\n{other}");
        }
    }

    #[test]
    fn deep_nesting_is_no_overflow() {
        let deep = "(".repeat(100_000) + &")".repeat(100_000);
        assert!(same(&deep, &deep));
    }
}
