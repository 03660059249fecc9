//! Is a value refused if decoding it would take steps or a stack that nothing limits?

use super::*;

/// Returns a schema with `first`, and with types `T1`, `T2`, … whose fields contain the previous type, `PREVIOUS`.
fn chain(first: &str, length: usize, fields: &str) -> String {
    let mut tl = format!("{first};\n");
    for level in 1..=length {
        let fields = fields.replace("PREVIOUS", &format!("T{}", level - 1));
        tl += &format!(
            "t{level} {} = T{level};\n",
            fields.replace("LEVEL", &level.to_string())
        );
    }
    tl
}

/// Returns the names of the declarations that are refused because of `what`.
#[track_caller]
fn refused(tl: &str, what: &str) -> Vec<String> {
    let compiled = compiled(tl, &Config::default());
    assert_eq!(compiled.code.is_none(), !compiled.diagnostics.is_empty());
    let message = format!("Rust code cannot be generated for {what}");
    let names = compiled.diagnostics.iter().map(|it| {
        assert_eq!((it.code, &it.message), (Code::Unsupported, &message));
        let start = it.place().unwrap().start as usize;
        tl[start..].split(' ').next().unwrap().to_owned()
    });
    names.collect()
}

const MANY: &str = "a value that always contains hundreds of thousands of others";
const LARGE: &str = "a struct of more than 1 MiB";

#[test]
fn a_chain_of_types_that_contain_each_other_twice_is_refused_once() {
    for (first, fields, name) in [
        ("t0 = T0", "x:%PREVIOUS y:%PREVIOUS", "t17"),
        ("t0 = T0", "x:PREVIOUS y:PREVIOUS", "t17"),
        ("t0 = T0", "x:3*[ PREVIOUS ] y:%PREVIOUS", "t17"),
        ("t0 = T0", "x:3*[ a:PREVIOUS b:PREVIOUS ]", "t17"),
        ("t0 m:# x:m.0?T40 = T0", "x:PREVIOUS y:%PREVIOUS", "t17"),
        ("t0 = T0; other x:T0 = T9", "x:PREVIOUS y:PREVIOUS", "t25"),
        (
            "pair {t:Type} a:t b:t = Pair t; t0 = T0",
            "x:(pair PREVIOUS)",
            "t16",
        ),
    ] {
        let tl = chain(first, 40, fields);
        assert_eq!(refused(&tl, MANY), [name], "{tl}");
    }
    let four = "four {t:Type} a:t b:t c:t d:t = Four t; ";
    let fours = |depth| {
        let (open, close) = ("(four ".repeat(depth), ")".repeat(depth));
        format!("{four}\nmany x:{open}int{close} = Many;")
    };
    assert_eq!(refused(&fours(8), MANY), Vec::<String>::new());
    assert_eq!(refused(&fours(40), MANY), ["many"]);
}

#[test]
fn a_struct_of_more_than_a_mebibyte_is_refused_once() {
    let raw = "int512 ".repeat(1000);
    let wide = |fields: &str| chain(&format!("t0 {raw}= T0"), 8, fields);
    let sixteen = "%PREVIOUS ".repeat(16);
    assert_eq!(refused(&wide(&sixteen), LARGE), ["t2"]);
    let function = format!(
        "t0 {raw}= T0;\n---functions---\nf {} = T0;",
        "T0 ".repeat(17)
    );
    assert_eq!(refused(&function, LARGE), ["f"]);
}

/// What is in a list or may be absent takes bytes or memory, which are limited.
#[test]
fn lists_and_optional_fields_do_not_count() {
    for fields in [
        "x:Vector<PREVIOUS> y:Vector<PREVIOUS>",
        "m:# x:m*[ PREVIOUS ] y:m*[ PREVIOUS ]",
        "m:# x:m.0?PREVIOUS y:m.0?PREVIOUS",
    ] {
        let tl = chain("t0 = T0", 40, fields);
        assert_eq!(refused(&tl, ""), Vec::<String>::new(), "{tl}");
    }
    // A value that is there has an id of its own, and another constructor ends the chain.
    let ended = chain("t0 = T0", 40, "x:PREVIOUS y:PREVIOUS = TLEVEL; endLEVEL");
    assert_eq!(refused(&ended, ""), Vec::<String>::new());
}
