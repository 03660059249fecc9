//! Does every schema lead to a finding or to correct code?

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use tl_codegen::{Config, compile};
use tl_parser::diagnostic::{Code, Levels};
use tl_parser::source::{Sources, is_bidirectional};

use crate::support;

/// Text that must not escape from a comment.
const HOSTILE: &[&str] = &[
    "*/ pub fn evil() {} /*",
    "#![allow(warnings)]",
    "#[path = \"/etc/passwd\"] mod evil;",
    "``` ```rust panic!() ```",
    "\"]; pub fn evil() {}",
    "\"##; pub fn evil() {}",
    "<script>alert(1)</script> <!-- ]]> &amp;",
    "[evil](javascript:alert(1)) [`std::fs`] [evil]: http://evil",
    "\u{202e}evil\u{2066}evil\u{2069}",
    "nul \0 bell \u{7} escape \u{1b}[31m",
    "\u{feff}\u{2028}\u{2029}\u{85}pub fn evil() {}",
    "\\u{202e} \\n pub fn evil() {} \\",
    "\r pub fn evil() {}",
];

/// Collects the identifiers of code, and checks the text of documentation.
fn look_at(tokens: TokenStream, idents: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                let is_inner =
                    matches!(tokens.peek(), Some(TokenTree::Punct(it)) if it.as_char() == '!');
                assert!(!is_inner, "an inner attribute");
            }
            TokenTree::Ident(ident) => idents.push(ident.to_string()),
            TokenTree::Group(group) => {
                let text = group.to_string();
                let is_documentation = group.delimiter() == Delimiter::Bracket
                    && text.trim_start_matches(['[', ' ']).starts_with("doc");
                if !is_documentation {
                    look_at(group.stream(), idents);
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

#[test]
fn nothing_gets_out_of_a_comment() {
    for hostile in HOSTILE {
        let line = hostile.replace('\r', "\n//");
        let block = hostile.replace("*/", "* /").replace("/*", "/ *");
        for text in [
            format!("// {line}\na x:int = A;"),
            format!("/* {block} */ a x:int = A;"),
            format!("//@description {line}\n//@x {line}\na x:int = A;"),
            format!("a\n  // {line}\n  x:int = A;"),
            format!("// @param x {line}\na x:int = A; // {line}"),
        ] {
            for json in [false, true] {
                let sources = support::sources("hostile.tl", &text);
                let config = Config {
                    json,
                    ..Config::default()
                };
                let compiled = compile(&sources, &config, &Levels::default());
                let code = compiled
                    .code
                    .unwrap_or_else(|| panic!("{text}: {:?}", compiled.diagnostics));
                let mut idents = Vec::new();
                look_at(code.parse().unwrap(), &mut idents);
                let out = |word: &&str| idents.iter().any(|it| it == word);
                assert_eq!(
                    ["evil", "path", "panic", "script"]
                        .iter()
                        .find(|it| out(it)),
                    None,
                    "{code}"
                );
                assert!(!code.contains(is_bidirectional), "{code}");
                assert!(!code.contains(['\0', '\u{1b}', '\u{7}', '\r']), "{code:?}");
            }
        }
    }
}

/// Names are TL identifiers; Rust code in their place is a finding.
#[test]
fn names_that_are_rust_code() {
    for name in [
        "a{}",
        "fn evil()",
        "a;pub fn evil(){}",
        "r#a",
        "a::b",
        "a\"b",
        "'a",
        "a<T>",
        "a/**/b::c",
    ] {
        for text in [
            format!("{name} = A;"),
            format!("a {name}:int = A;"),
            format!("a x:{name} = A;"),
        ] {
            let sources = support::sources("hostile.tl", &text);
            let compiled = compile(&sources, &Config::default(), &Levels::default());
            match compiled.code {
                Some(code) => {
                    let mut idents = Vec::new();
                    look_at(code.parse().unwrap(), &mut idents);
                    assert!(!idents.iter().any(|it| it == "evil"), "{code}");
                }
                None => assert!(support::failed(&compiled), "{text}"),
            }
        }
    }
}

#[test]
fn ids_and_bits_at_their_extremes() {
    for (text, fine) in [
        ("a#0 = A;", false),
        ("a#ffffffff = A;", false),
        ("a#100000000 = A;", false),
        ("a# = A;", false),
        ("a flags:# x:flags.31?int = A;", true),
        ("a flags:# x:flags.32?int = A;", false),
        ("a flags:# x:flags.4294967296?int = A;", false),
        (
            "a flags:# x:flags.99999999999999999999999999?int = A;",
            false,
        ),
        ("a x:4294967295*[ int ] = A;", true),
        ("a x:4294967296*[ int ] = A;", false),
        ("a x:99999999999999999999999999*[ int ] = A;", false),
        ("a n:# x:n+4294967295*[ int ] = A;", false),
        ("a x:A = A;", false),
        ("a x:b = A; b y:a = B;", false),
        ("a x:32*[ 32*[ 32*[ 32*[ int ] ] ] ] = A;", true),
    ] {
        let sources = support::sources("extreme.tl", text);
        let compiled = compile(&sources, &Config::default(), &Levels::default());
        assert_eq!(
            compiled.code.is_some(),
            fine,
            "{text}: {:?}",
            compiled.diagnostics
        );
        if let Some(code) = compiled.code {
            assert!(code.parse::<TokenStream>().is_ok(), "{code}");
        }
    }
}

/// Bytes that are not UTF-8, or not text at all, are parsed as far as possible.
#[test]
fn bytes_that_are_no_text() {
    for (bytes, code) in [
        (&b"a = A; // \xff\xfe\n"[..], Some(Code::InvalidUtf8)),
        (b"a\xff = A;", None),
        (b"\0\0\0\0", None),
        (b"\xef\xbb\xbfa = A;", None),
        (b"", Some(Code::EmptySchema)),
    ] {
        let mut sources = Sources::new();
        sources.add_bytes("bytes.tl", bytes.to_vec());
        let compiled = compile(&sources, &Config::default(), &Levels::default());
        let has = |code| compiled.diagnostics.iter().any(|it| it.code == code);
        assert!(
            code.is_none_or(has),
            "{bytes:?}: {:?}",
            compiled.diagnostics
        );
        assert_ne!(compiled.code.is_some(), support::failed(&compiled));
    }
}
