//! Is the code of the derive free of warnings, even if the user's crate denies all lints?
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test may fail by a panic"
)]

mod support;

use serde_json::Value;

use crate::support::compile;

/// Checks that the compiler reports nothing about the code.
fn silent(code: &str) {
    let root = format!(
        "#![deny(warnings, unused, future_incompatible, nonstandard_style)]
         #![deny(unused_qualifications, unused_lifetimes, single_use_lifetimes, trivial_casts)]
         #![deny(trivial_numeric_casts, elided_lifetimes_in_paths, unreachable_pub)]
         #![deny(explicit_outlives_requirements, unused_results, unit_bindings)]
         #![forbid(unused_imports, dead_code, non_shorthand_field_patterns)]
         pub use inner::*;
         mod inner {{ {code} }}"
    );
    for line in compile(&root).lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        assert!(message["code"].is_null(), "{}", message["rendered"]);
        assert_ne!(message["level"], "error", "{}", message["rendered"]);
    }
}

#[test]
fn a_deprecated_type_is_not_used_by_its_own_impls() {
    for code in [
        r#"
        #[deprecated]
        #[derive(Debug, Clone, PartialEq, tl_runtime::TlObject)]
        #[tl("old id:long = Old;")]
        pub struct Old { pub id: i64 }
        "#,
        r#"
        #[deprecated = "use `Kind2`"]
        #[derive(tl_runtime::TlObject)]
        pub enum Kind {
            #[tl("kindA = Kind;")]
            A,
            #[deprecated]
            #[tl("kindB x:int = Kind;")]
            B { #[deprecated] x: i32 },
            #[deprecated]
            #[tl("kindC int = Kind;")]
            C(i32),
            #[deprecated]
            #[tl(other)]
            Other { id: u32, rest: Vec<u8> },
        }
        "#,
        r#"
        #[deprecated]
        #[derive(tl_runtime::TlObject)]
        #[tl(transparent)]
        pub struct UserId(pub i64);

        #[deprecated]
        #[derive(tl_runtime::TlObject)]
        #[tl("getUsers ids:Vector<int> = Bool;", response = bool)]
        pub struct GetUsers { #[deprecated] pub ids: Vec<i32> }

        #[deprecated]
        #[derive(tl_runtime::TlObject)]
        #[tl("invoke {X:Type} query:!X = X;", function)]
        pub struct Invoke<F> { pub query: F }

        #[deprecated]
        #[derive(tl_runtime::TlObject)]
        #[tl(id = 0x12345678)]
        pub struct Manual<'a> { pub name: &'a str }
        "#,
    ] {
        silent(code);
    }
}

#[test]
fn a_deprecated_field_is_read_and_written_in_silence() {
    for ty in ["i32", "i64"] {
        silent(&format!(
            r#"
            #[derive(tl_runtime::TlObject)]
            #[tl("new flags:# a:flags.0?int b:flags.1?true c:{tl} = New;")]
            pub struct New {{
                #[deprecated] pub flags: u32,
                #[deprecated] pub a: Option<i32>,
                #[deprecated = "not in use"] pub b: bool,
                #[deprecated] pub c: {ty},
            }}
            "#,
            tl = if ty == "i32" { "int" } else { "long" }
        ));
    }
}

#[test]
fn what_the_user_allows_of_a_deprecated_type_holds_for_the_impls() {
    for code in [
        r#"
        #[deprecated]
        pub mod seconds {
            use tl_runtime::codec::{Decoder, Encoder};
            pub fn decode(decoder: &mut Decoder<'_>) -> u32 { decoder.nat() }
            pub fn encode(value: &u32, encoder: &mut Encoder) { encoder.nat(*value); }
        }

        #[derive(tl_runtime::TlObject)]
        #[tl("uses a:int flags:# b:flags.0?int = Uses;")]
        pub struct Uses { #[tl(with = seconds)] pub a: u32, #[tl(with = self::seconds)] pub b: Option<u32> }
        "#,
        r#"
        #[deprecated]
        #[derive(tl_runtime::TlObject)]
        #[tl("old id:long = Old;")]
        pub struct Old { pub id: i64 }

        #[allow(deprecated)]
        #[derive(tl_runtime::TlObject)]
        #[tl("uses a:Old b:old c:Vector<Old> d:2*[ Old ] = Uses;")]
        pub struct Uses { pub a: Old, pub b: Box<Old>, pub c: Vec<Old>, pub d: [Old; 2] }

        #[allow(deprecated)]
        #[derive(tl_runtime::TlObject)]
        #[tl("getOld a:Object = Old;", response = Old)]
        pub struct GetOld { pub a: Old }

        #[allow(deprecated)]
        #[derive(tl_runtime::TlObject)]
        #[tl(transparent)]
        pub struct Newer(pub Old);
        "#,
        r#"
        #[deprecated]
        #[derive(tl_runtime::TlObject)]
        #[tl("kindA id:long = Kind;")]
        pub struct A { pub id: i64 }

        #[derive(tl_runtime::TlObject)]
        pub enum Kind {
            #[tl("kindB = Kind;")]
            B,
            #[allow(deprecated)]
            A(A),
        }
        "#,
    ] {
        silent(code);
    }
}

/// The names are the user's, but the code around them is not.
#[test]
fn no_lint_asks_the_user_to_change_the_code_of_the_derive() {
    for code in [
        r#"
        #[derive(tl_runtime::TlObject)]
        pub enum Shape {
            #[tl("circle flags:# at:flags.0?int r:int = Shape;")]
            Circle { at: Option<i32>, r: i32 },
            #[tl("line mode:# bold:mode.3?true id:int = Shape;")]
            Line { mode: u32, bold: bool, id: i32 },
            #[tl(other)]
            Other { id: u32, rest: Vec<u8> },
        }
        "#,
        r#"
        #[derive(tl_runtime::TlObject)]
        #[tl("counted n:# data:n*[ int ] value:int decoder:long encoder:string id:# = Counted;")]
        pub struct Counted {
            pub n: u32, pub data: Vec<i32>, pub value: i32, pub decoder: i64, pub encoder: String,
            pub id: u32,
        }

        #[derive(tl_runtime::TlObject)]
        #[tl("counted n:# data:n*[ int ] value:int = Counted;")]
        pub struct Tuple(pub u32, pub Vec<i32>, pub i32);
        "#,
        r#"
        #[derive(tl_runtime::TlObject)]
        #[tl("texts one:string two:bytes key:int256 photo:Photo = Texts;")]
        pub struct Texts<'a, 'b, T: Clone> {
            pub one: &'a str, pub two: std::borrow::Cow<'b, [u8]>, pub key: &'a [u8; 32],
            pub photo: std::sync::Arc<T>,
        }

        #[derive(tl_runtime::TlObject)]
        #[tl(type = "Maybe {t:Type}")]
        pub enum Maybe<T> { #[tl("nothing {t:Type} = Maybe t;")] Nothing, Just(Just<T>) }

        #[derive(tl_runtime::TlObject)]
        #[tl("just {t:Type} value:t = Maybe t;")]
        pub struct Just<T> { pub value: T }

        #[derive(tl_runtime::TlObject)]
        #[tl("both one:(Maybe int) two:(Vector (Maybe Both)) three:2*[ int ] = Both;")]
        pub struct Both { pub one: Maybe<i32>, pub two: Vec<Maybe<Both>>, pub three: [i32; 2] }
        "#,
        r#"
        macro_rules! item {
            ($name:ident, $field:ident: $ty:ty) => {
                #[derive(tl_runtime::TlObject)]
                #[tl("item a:int = Item;")]
                pub struct $name { #[deprecated] pub $field: $ty }
            };
        }
        item!(Item, a: i32);
        "#,
    ] {
        silent(code);
    }
}
