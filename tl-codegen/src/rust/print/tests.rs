//! Each test holds a rule of rustfmt's by a text that rustfmt was seen to leave as it is, in both
//! style editions.

#![allow(clippy::unwrap_used)]

mod expressions;
mod items;
mod wide;

use super::File;
use crate::rust::piece::Piece;
use proc_macro2::TokenStream;
use quote::quote;

fn print(tokens: TokenStream) -> String {
    print_file("", tokens)
}

fn print_file(header: &str, tokens: TokenStream) -> String {
    let mut file = File::new(header);
    file.piece(Piece::Items(tokens));
    file.finish()
}

/// Prints the text's tokens and expects the text itself: it has to come out of the bare tokens.
#[track_caller]
fn stays(text: &str) {
    becomes(text, text);
}

#[track_caller]
fn becomes(tokens: &str, text: &str) {
    let tokens: TokenStream = tokens.parse().unwrap();
    let printed = print(tokens);
    assert!(printed == text, "expected:\n{text}\nprinted:\n{printed}");
}

#[test]
fn documentation() {
    becomes(
        r#"#[doc = " One\n\n \"two\" \u{e9}  \n"] #[doc = r" three"] pub struct A { #[doc = "x"] b: u8 }"#,
        "/// One\n///\n/// \"two\" é\n///\n/// three\npub struct A {\n    ///x\n    b: u8,\n}\n",
    );
    becomes("#![doc = \" File\"] struct A;", "//! File\n\nstruct A;\n");
}

#[test]
fn headers() {
    let tokens: TokenStream = "struct A;".parse().unwrap();
    assert_eq!(
        print_file("By tlgen\n\nfrom a.tl", tokens),
        "// By tlgen\n//\n// from a.tl\n\nstruct A;\n"
    );
    assert_eq!(print(TokenStream::new()), "");
}

/// Puncts from `quote!` are joined where the source joins them, and not between its parts.
#[test]
fn quoted_tokens() {
    let lifetime: TokenStream = "'a".parse().unwrap();
    let path = quote!(::tl_runtime::Read<#lifetime>);
    let tokens = quote! {
        impl<#lifetime> #path for Vec<Vec<u8>> {
            fn f(&self, x: &&u8) -> bool { -1 << 2 >> x == !1 && <#path>::g::<Vec<_>>(|| **x) }
        }
    };
    let text = "impl<'a> ::tl_runtime::Read<'a> for Vec<Vec<u8>> {
    fn f(&self, x: &&u8) -> bool {
        -1 << 2 >> x == !1 && <::tl_runtime::Read<'a>>::g::<Vec<_>>(|| **x)
    }
}
";
    assert_eq!(print(tokens), text);
}

/// Braces that rustfmt removes are not written, nor is a last comma where no line ends with it.
#[test]
fn what_is_given_does_not_matter() {
    becomes(
        "fn f(a: u8,) { match x { A => { b } B => { c(d,); } _ => (), } g(|x| { x }) }",
        "fn f(a: u8) {\n    match x {\n        A => b,\n        B => {\n            c(d);\n        }\n        _ => (),\n    }\n    g(|x| x)\n}\n",
    );
}

/// Nesting beyond all reason costs neither the stack nor much time.
#[test]
fn deep_nesting() {
    for (open, close) in [
        ("f(a, ", ")"),
        ("f(|x| { y; z", "})"),
        ("{ x; ", "}"),
        ("(", ")"),
    ] {
        let text = format!(
            "fn f() {{ x {} 1 {} }}",
            open.repeat(300),
            close.repeat(300)
        );
        assert!(!print(text.parse().unwrap()).is_empty());
    }
}
