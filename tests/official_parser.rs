//! How do we handle input on which the official parser crashes, hangs, checks nothing, or is too strict?
//!
//! Each test is a fact that was observed with the official parser. If it rejects the input for a good reason,
//! so do we; if it crashes or hangs, we report a finding at the place.

use tl_parser::check;
use tl_parser::diagnostic::{Code, Diagnostic};

use crate::support;

/// Returns the errors in a schema: the code, and the text at the place.
fn errors(text: &str) -> Vec<(Code, String)> {
    let sources = support::sources("a.tl", text);
    let mut found = Vec::new();
    let programs = check::parse_all(&sources, &mut found);
    let _ = check::check(
        &programs,
        &tl_parser::diagnostic::Levels::default(),
        &mut found,
    );
    found.retain(Diagnostic::is_error);
    let place = |it: &Diagnostic| sources.text(it.labels[0].span).to_owned();
    found.iter().map(|it| (it.code, place(it))).collect()
}

#[track_caller]
fn is_wrong(text: &str, code: Code, place: &str) {
    assert_eq!(errors(text), [(code, place.to_owned())], "{text}");
}

#[track_caller]
fn is_right(text: &str) {
    assert_eq!(errors(text), [], "{text}");
}

#[test]
fn it_hangs_on_a_comment_at_the_end_of_the_file() {
    is_right("a = A; // the end");
    is_right("a = A;\n//");
    is_right("a = A; /* the end */");
    is_wrong("a = A; /* the end", Code::UnterminatedComment, "/*");
}

#[test]
fn it_crashes_on_a_mask_that_is_not_there() {
    is_wrong("a x:flags.0?int = A;", Code::InvalidMask, "flags");
    is_wrong("a x:flags.0?int flags:# = A;", Code::InvalidMask, "flags");
}

#[test]
fn it_aborts_on_reserved_ids() {
    is_wrong("a#0 = A;", Code::ReservedId, "0");
    is_wrong("a#00000000 = A;", Code::ReservedId, "00000000");
    is_wrong("a#ffffffff = A;", Code::ReservedId, "ffffffff");
}

#[test]
fn it_aborts_on_too_few_arguments() {
    is_wrong("a x:Vector = A;", Code::WrongArity, "Vector");
    is_wrong("a x:vector = A;", Code::WrongArity, "vector");
    let pair = "pair {X:Type} {Y:Type} x:X y:Y = Pair X Y;";
    is_wrong(
        &format!("{pair} a x:(Pair int) = A;"),
        Code::WrongArity,
        "(Pair int)",
    );
}

#[test]
fn it_aborts_on_a_repetition_that_its_mask_would_count() {
    let place = "[ int ]";
    is_wrong(
        "a flags:# x:flags.0?[ int ] = A;",
        Code::MissingCount,
        place,
    );
    is_right("a n:# flags:# x:flags.0?n*[ int ] = A;");
    is_right("a flags:# n:flags.0?# x:flags.0?[ int ] = A;");
}

#[test]
fn it_does_not_check_bits() {
    is_right("a flags:# x:flags.31?int = A;");
    is_wrong("a flags:# x:flags.32?int = A;", Code::InvalidBit, "32");
    let bit = "99999999999";
    is_wrong(
        &format!("a flags:# x:flags.{bit}?int = A;"),
        Code::NumberTooLarge,
        bit,
    );
}

#[test]
fn it_compiles_masks_under_masks_wrongly() {
    is_right("a flags:# flags2:flags.0?# x:flags2.1?int y:flags.0?int = A;");
}

#[test]
fn it_wants_every_builtin_declared() {
    is_right("a x:int y:string z:Vector<int> b:Bool t:true o:Object = A;");
    is_right("int ? = Int; string ? = String; a x:int y:string = A;");
}

#[test]
fn names_may_be_used_before_they_are_declared() {
    is_right("a x:b y:%C z:C = A; b = B; c = C;");
    is_right("---functions---\nf x:a = A;\n---types---\na = A;");
}

#[test]
fn the_same_declaration_may_be_repeated() {
    is_right("a x:int = A; a x:int = A;");
    is_wrong("a x:int = A; a x:long = A;", Code::DuplicateName, "a");
}
