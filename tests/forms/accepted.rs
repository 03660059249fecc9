//! Declarations that the official parser accepts, but that no value can be encoded for: are they written in the
//! same way, and read back?

use tl_parser::diagnostic::Levels;
use tl_parser::source::{Form, Sources};
use tl_parser::{check, forms};

use super::{read, written};
use crate::support;

/// Returns the errors that generating code reports, by name.
fn errors(sources: &Sources) -> String {
    let mut found = Vec::new();
    let programs = check::parse_all(sources, &mut found);
    let _ = check::check(&programs, &Levels::default(), &mut found);
    found.retain(|it| it.is_error());
    assert!(found.iter().all(|it| it.of_values), "{found:?}");
    let mut names: Vec<&str> = found.iter().map(|it| it.code.name()).collect();
    names.sort_unstable();
    names.dedup();
    names.join(" ")
}

/// Asserts that the bytes are those of the official parser (by CRC32), and that reading and writing restores
/// them.
#[track_caller]
fn assert_written(text: &str, official: u32) -> Sources {
    let bytes = written(&support::sources("a.tl", text), Form::Tlo).unwrap();
    let mut crc = flate2::Crc::new();
    crc.update(&bytes);
    assert_eq!(crc.sum(), official, "{text}");
    let again = read(bytes.clone());
    let twice = written(&again, Form::Tlo).unwrap();
    assert!(
        twice == bytes,
        "{text}\n{}",
        again.iter().next().unwrap().1.text
    );
    again
}

#[test]
fn what_has_no_values_is_written_as_the_official_parser_does() {
    for (text, codes, official) in [
        (
            "int ? = Int; a x:int = T; b y:int = T; u f:%T = U;",
            "ambiguous-bare",
            0x1e07_6a98,
        ),
        (
            "int ? = Int; a x:int = T; b y:int = T; u f:%%T g:T = U;",
            "ambiguous-bare",
            0xcd77_a742,
        ),
        (
            "int ? = Int; u f:%T = U; a x:int = T; b y:int = T; ",
            "ambiguous-bare",
            0x1e07_6a98,
        ),
        (
            "int ? = Int; a = T; u f:%T = U; b = T;",
            "ambiguous-bare",
            0x28c5_277e,
        ),
        (
            "int ? = Int; a x:int = T; b y:int = T; vector {t:Type} # [ t ] = Vector t; u f:(vector %T) g:Vector<%T> = U;",
            "ambiguous-bare",
            0xe36e_6e3b,
        ),
        (
            "int ? = Int; a x:int = T; b y:int = T; u n:# f:n*[ %T ] g:n.1?%T = U;",
            "ambiguous-bare",
            0x0a28_caa7,
        ),
        (
            "int ? = Int; a {t:Type} x:t = T t; b {t:Type} y:int = T t; u f:%(T int) g:%(T Int) = U;",
            "ambiguous-bare",
            0xa609_2efd,
        ),
        (
            "int ? = Int; a {n:#} x:int = T n; b {n:#} = T n; u n:# f:%(T n) g:%(T 3) = U;",
            "ambiguous-bare",
            0xa267_6027,
        ),
        (
            "zero = Nat 0; next {n:#} p:%(Nat n) = Nat (n+1); u f:%(Nat 3) = U;",
            "ambiguous-bare",
            0x31ee_124d,
        ),
        (
            "int ? = Int; a x:int = T; b y:int = T; vector {t:Type} # [ t ] = Vector t; ---functions---\nf x:%T = Vector %T;",
            "ambiguous-bare",
            0xcfe3_d1de,
        ),
        (
            "int ? = Int; a x:int = T; b y:int = T; ---functions---\nf {X:Type} q:!X x:%T = X;",
            "ambiguous-bare",
            0xa392_bbe7,
        ),
        (
            "int ? = Int; a x:int = T; b y:int = T; vector {t:Type} # [ t ] = Vector t; Vector %T;",
            "ambiguous-bare",
            0xd8ac_893c,
        ),
        ("a x:%T = T; b = T;", "ambiguous-bare", 0x9a57_3591),
        (
            "int ? = Int; a#11111111 = T; b#11111111 x:int = T; u x:T = U;",
            "duplicate-id",
            0xe3c1_3e91,
        ),
        (
            "int ? = Int; a#11111111 = T; b#11111111 = T; c#11111111 = T; u x:T = U;",
            "duplicate-id",
            0x73f7_e6b9,
        ),
        (
            "int ? = Int; a#11111111 {t:Type} x:t = T t; b#11111111 {t:Type} = T t; u x:(T int) = U;",
            "duplicate-id",
            0x0f6b_709d,
        ),
        (
            "int ? = Int; a#11111111 = T; b#11111111 x:int = S; u x:T y:S = U;",
            "duplicate-id",
            0x8e81_f762,
        ),
        (
            "int ? = Int; a#11111111 = T; b#11111111 x:int = S; vector {t:Type} # [ t ] = Vector t; u x:(Vector T) y:(vector a) = U;",
            "duplicate-id",
            0x0f5d_b767,
        ),
        (
            "int ? = Int; a#11111111 = T; ---functions---\nf#11111111 = T; g#11111111 = T;",
            "duplicate-id",
            0x747b_7ba3,
        ),
        (
            "int ? = Int; a#11111111 = T; b#11111111 = S; ---functions---\nf x:T = S; g x:S = T;",
            "duplicate-id",
            0xfab3_4e9e,
        ),
        (
            "int ? = Int; a#11111111 {t:Type} x:t = T t; b#11111111 {t:Type} y:t = S t; u x:(S int) = U;",
            "duplicate-id",
            0x17f2_6b56,
        ),
        (
            "int ? = Int; a#11111111 {n:#} x:int = T n; b#11111111 {t:Type} y:t = S t; u x:(S int) y:(T 3) = U;",
            "duplicate-id",
            0x276a_508f,
        ),
        (
            "int ? = Int; a#11111111 = T; b#11111111 = S; vector {t:Type} # [ t ] = Vector t; u x:(Vector T) y:(vector S) z:a w:%T v:b = U;",
            "duplicate-id",
            0xbc78_1c87,
        ),
        (
            "int ? = Int; a#11111111 = T; b#11111111 x:int = T; u x:%T = U;",
            "ambiguous-bare duplicate-id",
            0x4530_9d3c,
        ),
        (
            "int ? = Int; a#70659eff = T; u x:T y:# z:y.0?T w:y.1?# = U;",
            "",
            0x9679_63d3,
        ),
        (
            "int ? = Int; a#2cecf817 = T; u {t:Type} x:T y:t = U t;",
            "",
            0x5699_eda0,
        ),
        (
            "int ? = Int; a#00000001 = T; b#00000002 = T; c#00000003 = S; u x:S y:T z:Vector<S> = U; vector {t:Type} # [ t ] = Vector t; ",
            "",
            0x983d_e530,
        ),
        (
            "int ? = Int; vector {t:Type} # [ t ] = Vector t; a#00000001 = T; b#00000002 = T; c#00000003 = S; Vector T; Vector S;",
            "",
            0xeb82_66d2,
        ),
        (
            "Empty E; Empty F; ---functions---\nf = E; g = F;",
            "",
            0x0503_e968,
        ),
        (
            "int ? = Int; Empty E; u f:E = U;",
            "empty-type",
            0x5f56_fe95,
        ),
        (
            "int ? = Int; Empty E; u f:%E = U;",
            "empty-type",
            0xd6b2_71fd,
        ),
        (
            "int ? = Int; Empty E; u f:E g:%E = U;",
            "empty-type",
            0x08d9_d454,
        ),
        (
            "int ? = Int; Empty E; Empty F; a#11111111 = T; b#11111111 = S; u x:F y:E = U;",
            "duplicate-id empty-type",
            0xff5c_4d3d,
        ),
        ("a x:A = A;", "infinite-type", 0xc09f_05a5),
        ("New Alpha; a = A;", "undeclared-name", 0x4197_1c25),
    ] {
        assert_eq!(errors(&support::sources("a.tl", text)), codes, "{text}");
        let again = assert_written(text, official);
        // A `.tlo` has no trace of `New`.
        let codes = if text.starts_with("New") { "" } else { codes };
        assert_eq!(errors(&again), codes, "{text}");
    }
}

#[test]
fn the_bytes_are_those_of_the_official_parser() {
    for (text, hex) in [
        (
            "a = T; b = T; u x:%T = U;",
            "e29b2f3a0000000000000000040000008643eb12ff9e65700123000000000000 \
        000000000000000000000000000000008643eb12d07aa0470154000002000000 \
        180000000000000000000000000000008643eb1217f8ec2c0454797065000000 \
        00000000000000000000000000000000000000008643eb129a714b9a01550000 \
        010000000000000000000000000000000000000003000000d51e0a5c52c17317 \
        01610000d07aa047d9c6124c000000007243062c083d86c1d07aa04700000000 \
        00000000d51e0a5c82bbd35001620000d07aa047d9c6124c000000007243062c \
        083d86c1d07aa0470000000000000000d51e0a5c9a714b9a017500009a714b9a \
        d9c6124c010000001be6df290178000000000000083d86c1d07aa04701000000 \
        000000007243062c083d86c19a714b9a000000000000000000000000",
        ),
        (
            "a#11111111 = T; b#11111111 = S; u x:S = U;",
            "e29b2f3a0000000000000000050000008643eb12ff9e65700123000000000000 \
        000000000000000000000000000000008643eb12111111110153000001000000 \
        000000000000000000000000000000008643eb12111111110154000001000000 \
        000000000000000000000000000000008643eb1217f8ec2c0454797065000000 \
        00000000000000000000000000000000000000008643eb12daa79aa201550000 \
        010000000000000000000000000000000000000003000000d51e0a5c11111111 \
        0162000011111111d9c6124c000000007243062c083d86c11111111100000000 \
        00000000d51e0a5c111111110161000011111111d9c6124c000000007243062c \
        083d86c1111111110000000000000000d51e0a5cdaa79aa201750000daa79aa2 \
        d9c6124c010000001be6df290178000000000000083d86c11111111100000000 \
        000000007243062c083d86c1daa79aa2000000000000000000000000",
        ),
    ] {
        let bytes = written(&support::sources("a.tl", text), Form::Tlo).unwrap();
        let written: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(written, hex.replace(' ', ""), "{text}");
    }
}

/// The position of an application tells what it instantiated.
#[test]
fn applications_come_back_where_they_stood() {
    for (text, official) in [
        ("a {n:#} = T n; T 2; b {n:#} = T n;", 0xdd0e_90ac),
        ("a {n:#} = T n; b {n:#} = T n; T 2;", 0x7934_094d),
        (
            "a {n:#} = T n; T 1; b {n:#} = T n; T 2; c = T 5; T 3;",
            0x7292_8d88,
        ),
        ("a = T 5; b {n:#} = T n; T 2; c {n:#} = T n;", 0x541a_2b31),
        (
            "int ? = Int; pair {X:Type} {Y:Type} x:X y:Y = Pair X Y; Pair int Int; pair int;",
            0x56c6_f4df,
        ),
        (
            "int ? = Int; pair {X:Type} {Y:Type} x:X y:Y = Pair X Y; pair int; Pair int Int;",
            0x2343_37c5,
        ),
        (
            "int ? = Int; _ {t:Type} = T t t; b {x:Type} {y:Type} = T x y; b %Int;",
            0x3233_3fa8,
        ),
        (
            "int ? = Int; a {t:Type} x:t = T t; u x:int = U; T %U; b {t:Type} y:t = T t; T u;",
            0x34c0_ffe8,
        ),
        (
            "int ? = Int; z {t:Type} f:!t = Z t; z (Z int);",
            0x5aa0_07a1,
        ),
        (
            "int ? = Int; z {t:Type} f:!t g:t = Z t; vector {t:Type} # [ t ] = Vector t; Z (Vector int);",
            0x8698_038a,
        ),
        ("int ? = Int; z {t:Type} _:t int = Z t; Z int;", 0xb694_0556),
    ] {
        assert_written(text, official);
    }
}

/// Only the id of the declaration tells the types apart; without it, the use is ambiguous.
#[test]
fn a_use_of_types_of_one_id_that_nothing_tells_is_an_error() {
    const DECLARED: &str = "a#11111111 = T; b#11111111 = S;";
    for text in [
        "u#22222222 x:S = U;",
        "u x:S = U; v#22222222 x:(Vector S) = V;",
        "---functions---\nf#22222222 = S;",
    ] {
        let sources = support::sources("a.tl", &format!("{DECLARED} {text}"));
        let bytes = written(&sources, Form::Tlo).unwrap();
        let error = forms::add(&mut Sources::new(), "a", bytes).unwrap_err();
        assert_eq!(
            error.message,
            "the types `S` and `T` have the id 11111111, and nothing tells which one is used here"
        );
    }
    // The number of arguments tells the types apart, and so do their kinds.
    let declared = "a#11111111 {t:Type} x:t = T t; b#11111111 {n:#} = S n; c#11111111 = R;";
    let text = format!("{declared} u#22222222 x:(T R) y:(S 2) z:R = U;");
    let sources = support::sources("a.tl", &text);
    let bytes = written(&sources, Form::Tlo).unwrap();
    assert!(written(&read(bytes.clone()), Form::Tlo).unwrap() == bytes);
}

#[test]
fn a_list_of_nothing_but_values_is_an_error() {
    for text in ["a x:3*[ y:# ] = A; a 2;", "a x:3*[ 2*[ # ] ] = A; a 2;"] {
        let found = written(&support::sources("a.tl", text), Form::Tlo).unwrap_err();
        let place = found[0].labels.first().unwrap();
        assert_eq!(place.message, "a list would have no fields");
    }
}
