//! Output of the official tools.

use tl_parser::source::Form;

use super::{declared, read, written};
use crate::support;

#[test]
fn the_official_parser_writes_the_same_bytes() {
    for (name, path, official) in support::official() {
        let sources = support::schema(&path);
        let own = written(&sources, Form::Tlo).unwrap();
        assert!(own == official, "{name}");
        let again = read(official);
        assert_eq!(declared(&again), declared(&sources), "{name}");
        assert!(written(&again, Form::Tlo).unwrap() == own, "{name}");
    }
}

/// Returns the words of a text's `.tlo`, without those of names.
fn words(text: &str) -> Vec<u32> {
    let bytes = written(&support::sources("a.tl", text), Form::Tlo).unwrap();
    let words = bytes.chunks_exact(4);
    words
        .map(|word| u32::from_le_bytes(word.try_into().unwrap()))
        .collect()
}

/// Returns the flags of a type, which follow its name and the number of its constructors.
#[track_caller]
fn flags(text: &str, name: &str) -> u32 {
    assert!(name.len() <= 3);
    let mut bytes = [0; 4];
    bytes[0] = name.len() as u8;
    bytes[1..=name.len()].copy_from_slice(name.as_bytes());
    let name = u32::from_le_bytes(bytes);
    let words = words(text);
    let at = words
        .windows(3)
        .position(|it| it[0] == 0x12eb_4386 && it[2] == name);
    words[at.unwrap() + 4]
}

#[test]
fn the_flags_of_a_type_are_those_of_the_official_parser() {
    for (text, expected) in [
        ("t = T;", 0),
        ("t = T; u x:t = U;", 1),
        ("t = T; u x:%T = U;", 8),
        ("t = T; u x:%T y:t = U;", 9),
        ("t = T; u x:%t = U;", 1),
        ("t = T; Final T;", 1),
        ("New T; t = T;", 0),
        ("Empty T;", 1 | 1 << 10),
        ("t = T; u = T;", 16),
        ("_ x:int = T;", 1 << 25),
        ("zero = T 0; next {n:#} = T (n+1);", 0),
        ("two = T 2; next {n:#} = T (n+1);", 16),
        ("a {t:Type} = T t; b {t:Type} x:t = T t;", 16),
        ("a = T int; b = T string;", 0),
        ("a = T int; b = T Int;", 16),
        ("a {x:Type} = T x x; b = T int string;", 0),
        ("a {x:Type} = T x x; b {y:Type} = T y int;", 16),
        ("a {x:Type} = T x (Vector x); b {y:Type} = T y y;", 0),
        // The official parser's result for sums depends on the order of the arguments.
        ("a {n:#} = T n n; b {m:#} = T (m+1) m;", 16),
        ("a {n:#} = T n n; b {m:#} = T m (m+1);", 16),
        ("a {n:#} = T (n+1) n; b {m:#} = T m (m+1);", 16),
        ("a {n:#} = T n (n+2); b {m:#} = T (m+1) m;", 0),
        ("a {n:#} = T (n+3) (n+1); b {m:#} = T (m+2) m;", 0),
        ("a {n:#} = T (n+3) n; b {m:#} = T (m+2) (m+1);", 0),
    ] {
        assert_eq!(flags(text, "T"), expected, "{text}");
    }
}

#[test]
fn an_application_declares_what_the_official_parser_makes_of_it() {
    const DECLARED: &str = "\
int ? = Int;
vector {t:Type} # [ t ] = Vector t;
pair {X:Type} {Y:Type} x:X y:Y = Pair X Y;
tup {n:#} m:# x:n*[ int ] y:m*[ int ] = Tup n;
no {t:Type} = Maybe t;
yes {t:Type} v:t = Maybe t;
zero = Nat 0;
next {n:#} p:(Nat n) = Nat (n+1);
nest n:# [ k:# m:k*[ int ] ] = Nest;
";
    // The CRC32 of the official parser's output.
    for (text, expected) in [
        ("Vector int;", 0x3987_283b),
        ("Maybe int;", 0xde56_363d),
        ("Maybe (Maybe %Int);", 0xb809_5755),
        ("Nat 3;", 0xded0_bf94),
        ("Pair int;", 0x586c_2acd),
        ("Pair int Int; pair int;", 0xbe78_3051),
        ("pair int; Pair Int int;", 0x1066_0505),
        ("tup 3; Tup 4;", 0x424c_f959),
        ("tup 3 4;", 0x331a_fdab),
        ("vector (Vector int); vector int 2;", 0x64cc_f5c7),
        ("nest 2; nest 2 3;", 0x8633_45f4),
        ("Final Pair; Pair int Int;", 0x561d_466b),
        (
            "---functions---\nf {X:Type} n:# x:n*[ X ] = Vector X;\nf int; f int 3; f (pair int int);",
            0x9310_dcba,
        ),
    ] {
        let sources = support::sources("a.tl", &format!("{DECLARED}{text}\n"));
        let bytes = written(&sources, Form::Tlo).unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(&bytes);
        assert_eq!(crc.sum(), expected, "{text}");
        // Reading restores the applications, and so the bytes.
        let again = read(bytes.clone());
        let lines = |text: &str| text.matches(';').count();
        let file = again.iter().next().unwrap().1;
        assert_eq!(
            lines(&file.text),
            lines(DECLARED) + lines(text),
            "{}",
            file.text
        );
        assert!(written(&again, Form::Tlo).unwrap() == bytes, "{text}");
    }
}

#[test]
fn applications_of_constructors_beyond_measure_are_an_error() {
    // Each application instantiates all constructors of its type: a quarter of a million from 20 kB.
    let applied = |count: usize| {
        let constructors = (0..count).map(|it| format!("a{it} {{t:Type}} x:t = T t;\n"));
        let applications = (0..count).map(|it| format!("b{it} y:int = B{it};\nT b{it};\n"));
        let text: String = constructors.chain(applications).collect();
        written(&support::sources("a.tl", &text), Form::Tlo)
    };
    assert!(applied(50).is_ok());
    let found = applied(500).unwrap_err();
    let place = found[0].labels.first().unwrap();
    assert_eq!(
        place.message,
        "the applications of this schema make too much"
    );
}

#[test]
fn a_constructor_without_a_name_comes_last() {
    let bytes = written(
        &support::sources("a.tl", "_ x:int = T; u = T; v = T;"),
        Form::Tlo,
    );
    let again = written(&read(bytes.unwrap()), Form::Tl).unwrap();
    let text = String::from_utf8(again).unwrap();
    let names: Vec<&str> = text
        .lines()
        .map(|line| line.split('#').next().unwrap())
        .collect();
    assert_eq!(
        names,
        ["int ? = Int;", "v", "u", "_"].map(|it| it.split(' ').next().unwrap())
    );
}

/// If no rule gives an id, it does not tell in which of two ways a bare type was written.
#[test]
fn the_flags_of_types_are_kept_where_ids_do_not_tell() {
    for text in [
        "t = T; u#1 x:%T y:t = U;",
        "t = T; u#1 x:t = U; v#2 x:%T = V;",
        "t = T; u x:t = U; v#2 x:%T = V;",
        "t = T; u#1 x:t = U; v x:%T = V;",
        "t = T; u#1 x:%T = U; Final T;",
        "t = T; u#1 x:%T = U;",
        "t = T; u#1 x:t = U;",
        "t = T; u#1 a:%T b:t c:t d:t e:t f:t g:t h:t i:t = U;",
        "t = T; u a:t b:t c:t d:t e:t f:t g:t h:%T i:%T = U;",
        "t = T; u a:%T b:%T c:%T d:%T e:%T f:%T g:%T h:%T = U; v x:t = V;",
        "vector {t:Type} # [ t ] = Vector t; u#1 x:%(Vector int) y:vector<int> = U;",
        "int ? = Int; u#1 x:int y:%Int = U; ---functions--- f#2 x:%Int = Int;",
        "t {n:#} = T n; u#1 n:# x:(t n) y:n.0?%(T n) z:n*[ x:%(T 1) ] = U;",
    ] {
        let once = written(&support::sources("a.tl", text), Form::Tlo).unwrap();
        let again = written(&read(once.clone()), Form::Tlo).unwrap();
        assert!(again == once, "{text}");
    }
}

/// Version 2 has no number for an optional `#`.
#[test]
fn another_version_is_written_only_where_it_is_needed() {
    let version = |text: &str| words(text)[0];
    assert_eq!(version("a n:# m:n.0?# x:n.1?int = A;"), 0x3a2f_9be2);
    for text in [
        "a n:# m:n.0?# x:m.1?int = A;",
        "a n:# m:n.0?# x:m*[ int ] = A;",
        "b {n:#} = B n; a n:# m:n.0?# x:(B m) = A;",
        "a n:# x:n*[ p:n.0?# q:p.0?int ] = A;",
    ] {
        assert_eq!(version(text), 0xe4a8_604b, "{text}");
        let sources = support::sources("a.tl", text);
        let again = declared(&read(written(&sources, Form::Tlo).unwrap()));
        for (key, meaning) in declared(&sources) {
            assert_eq!(again.get(&key), Some(&meaning), "{text}");
        }
    }
}

#[test]
fn json_is_that_of_the_official_site() {
    let text = "\
boolFalse#bc799737 = Bool;
vector#1cb5c415 {t:Type} # [ t ] = Vector t;
p_q_inner_data#83c95aec pq:string p:string = P_Q_inner_data;
user flags:# bot:flags.14?true photo:flags.5?Vector<%Photo> = User;
photo = Photo;
---functions---
invokeAfterMsg#cb9f372d {X:Type} msg_id:long query:!X = X;
";
    let json = written(&support::sources("a.tl", text), Form::Json).unwrap();
    let json = String::from_utf8(json).unwrap();
    let (constructors, methods) = json.split_once("],\"methods\":[").unwrap();
    assert_eq!(
        constructors.replace("},{\"id\"", "},\n{\"id\""),
        r##"{"constructors":[{"id":"-1132882121","predicate":"boolFalse","params":[],"type":"Bool"},
{"id":"481674261","predicate":"vector","params":[],"type":"Vector t"},
{"id":"-2083955988","predicate":"p_q_inner_data","params":[{"name":"pq","type":"string"},{"name":"p","type":"string"}],"type":"P_Q_inner_data"},
{"id":"-701189961","predicate":"user","params":[{"name":"flags","type":"#"},{"name":"bot","type":"flags.14?true"},{"name":"photo","type":"flags.5?Vector<%Photo>"}],"type":"User"},
{"id":"11589226","predicate":"photo","params":[],"type":"Photo"}"##
    );
    assert_eq!(
        methods,
        r#"{"id":"-878758099","method":"invokeAfterMsg","params":[{"name":"msg_id","type":"long"},{"name":"query","type":"!X"}],"type":"X"}]}
"#
    );
}

#[test]
fn json_of_others_may_be_laid_out_and_have_more() {
    let json = r#"

        { "layer": 1, "methods": [], "constructors": [
            { "type": "Error", "id": -994444869, "predicate": "error", "note": {"a": [null]},
              "params": [ {"name": "code", "type": "int"}, {"type": "string", "name": "te\u0078t"} ] },
            { "id": "3300522428", "predicate": "x", "params": [], "type": "X" }
        ] }"#;
    for start in ["", "\u{feff}"] {
        let sources = read(format!("{start}{json}").into_bytes());
        let text = written(&sources, Form::Tl).unwrap();
        assert_eq!(
            String::from_utf8(text).unwrap(),
            "error#c4b9f9bb code:int text:string = Error;\nx#c4b9f9bc = X;\n"
        );
    }
}

#[test]
fn full_tl_has_its_place_in_json() {
    for text in [
        "tuple {t:Type} {n:#} [ t ] = Tuple t n;",
        "a n:# n*[ x:int _:string ] = A;",
        "int ? = Int; bytes = Bytes; float ? = Float; int32 = Int32;",
        "int128 4*[ int ] = Int128; bytes data:string = Bytes;",
        "_ int = A; b {X:Type} {n:#} query:!X x:n.3?!X = B n;",
        "---functions---\nf {X:Type} {n:#} x:n.0?int q:!X = X; vector x:int = Vector int;",
    ] {
        let sources = support::sources("a.tl", text);
        let again = read(written(&sources, Form::Json).unwrap());
        assert_eq!(declared(&again), declared(&sources));
        let [again, text] = [again, sources].map(|sources| {
            let text = written(&sources, Form::Tl).unwrap();
            String::from_utf8(text).unwrap()
        });
        assert_eq!(again, text);
    }
}
