//! Do names that the user gives fit everything else in the code?

use super::customise::{code, contains, finding};
use super::*;

/// Two structs with one path have different views.
#[test]
fn a_taken_name_is_reported_if_there_are_views() {
    for (tl, rename) in [
        ("a x:int = A; b v:string = B;", "--rename b=A"),
        ("a x:int = A; b v:string = B;", "--rename a=B"),
        (
            "a 2*[ x:int y:int ] = A; b v:string = B;",
            "--rename b=AItems",
        ),
        ("a x:int = A; b = A; c v:string = C; d = C;", "--rename C=A"),
        (
            "a x:int = A; b v:string = B; ---functions--- f x:int = A; g x:string = B;",
            "--rename g=F",
        ),
    ] {
        for views in ["--views *", "--views a", "--views A"] {
            let found = finding(tl, &[rename, views]);
            contains(&found, &["cannot be called", "has this name too"]);
        }
    }
}

/// In the code that decodes, a field and a parameter are both variables.
#[test]
fn a_parameter_is_not_hidden_by_a_field() {
    for (tl, options, parts) in [
        (
            "p {n:#} x:# z:int xs:n*[ int ] = P n; u n:# p:(p n) = U;",
            &["--rename p:x=n"][..],
            &["(n2,)", "let (n, z)", "decoder.tuple(n2, "][..],
        ),
        (
            "p {n:#} {m:#} x:# z:int y:m*[ int ] xs:n*[ int ] = P n m; u n:# p:(p n 2) = U;",
            &["--rename p:x=n", "--rename p:z=m"],
            &[
                "(n2, m2)",
                "let (n, m)",
                "decoder.tuple(n2, ",
                "decoder.tuple(m2, ",
            ],
        ),
        (
            "p {type:#} x:# z:x.0?int w:type.0?int = P type; u n:# p:(p n) = U;",
            &["--rename p:x=type"],
            &["(type2,)", "let r#type = decoder", "type2 & 0x1 != 0"],
        ),
        (
            "p {n:#} x:# z:x.0?int xs:n*[ a:n.0?int b:int ] = P n; u n:# p:(p n) = U;",
            &["--rename p:x=n"],
            &["(n2,)", "decoder.tuple(n2, "],
        ),
        (
            "p {t:Type} x:# y:x*[ t ] z:t = P t; u p:(p int) = U;",
            &["--rename p:x=t"],
            &["(t2,)", "let t = decoder", "t2"],
        ),
    ] {
        contains(&code(tl, options), parts);
    }
}

#[test]
fn a_parameter_of_a_type_has_another_name_than_the_type() {
    let (one, two) = (
        "box {t:Type} v:t = Box t;",
        "no {t:Type} = Opt t; yes {t:Type} v:t = Opt t;",
    );
    for (tl, options, parts) in [
        (one, &["--rename box=T"][..], &["pub struct T<T2>"][..]),
        (
            one,
            &["--rename Box=T"],
            &["pub type T<T2> = super::types::Box<T2>"],
        ),
        (
            one,
            &["--rename box=CT"],
            &["pub struct CT<T>", "(CT2,)> for CT<T>"],
        ),
        (two, &["--rename Opt=T"], &["pub enum T<T2>"]),
        (
            two,
            &["--rename Opt=CT"],
            &["pub enum CT<T>", "(CT2,)> for CT<T>"],
        ),
        (
            "---functions--- call {X:Type} query:!X = X;",
            &["--rename call=X"],
            &["pub struct X<X2>"],
        ),
        // The struct of the elements has the name of its constructor and field.
        (
            "c {T:Type} v:T t:2*[ a:T b:int ] = C T;",
            &[],
            &["pub struct CT<T>", "(CT2,)> for CT<T>"],
        ),
    ] {
        contains(&code(tl, options), parts);
    }
}

#[test]
fn a_name_that_the_struct_of_elements_has_is_not_given() {
    for (tl, option, other) in [
        (
            "row # [ a:int b:int ] = Row; x a:int = X;",
            "--rename x=RowItems",
            "row.items",
        ),
        (
            "row n:# l:n*[ a:int b:int ] = Row; x a:int = X;",
            "--rename x=RowL",
            "row.l",
        ),
        (
            "row 2*[ a:int b:2*[ c:int d:int ] ] = Row; x a:int = X;",
            "--rename x=RowItemsB",
            "row.items_b",
        ),
        (
            "x a:int = X; ---functions--- row l:2*[ a:int b:int ] = X; get = X;",
            "--rename get=RowL",
            "row.l",
        ),
    ] {
        let found = finding(tl, &[option]);
        contains(
            &found,
            &["cannot be called", &format!("`{other}` has this name too")],
        );
    }
    let tl = "row # [ a:int b:int ] = Row; x a:int = X; ---functions--- get = X;";
    contains(
        &code(tl, &["--rename get=RowItems"]),
        &["pub struct RowItems"],
    );
}

#[test]
fn the_derive_knows_the_fields_that_a_name_frees() {
    let tl = "self flags:# self:flags.0?int Self:flags.1?int aliceUser:int = Self;";
    let config = with(|it| {
        it.impls = Impls::Derive;
        set(it, "--rename", "self:self=json");
    });
    let (code, _) = outcome(compiled(tl, &config));
    contains(
        &code,
        &[
            "#[tl(rename = \"self\")]\n        pub json: ",
            "#[tl(rename = \"Self\")]\n        pub self_: ",
        ],
    );
    assert_eq!(code.matches("rename = ").count(), 2, "{code}");
}

#[test]
fn variables_are_in_snake_case() {
    for (tl, parts) in [
        (
            "m f:# fieldsMask:f.0?# a:fieldsMask.0?int = M;",
            &["let word_fields_mask: "][..],
        ),
        ("m f:# MASK:f.0?# a:MASK.0?int = M;", &["let word_mask: "]),
        (
            "m f:# type:f.0?# a:type.0?int word_type:int = M;",
            &["let word_type_: "],
        ),
        (
            "m f:# aB:f.0?# b_c:f.1?# a:aB.0?int b:b_c.0?int = M;",
            &["let word_a_b: ", "let word_b_c: "],
        ),
    ] {
        let code = compiled(tl, &with(|it| it.json = true)).code.unwrap();
        contains(&code, parts);
    }
}
