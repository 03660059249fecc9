use tl_parser::diagnostic::{Example, examples};

use super::*;

/// The findings of an example, with the option that the line before it speaks of.
fn findings(example: &Example<'_>) -> Vec<Code> {
    let mut sources = Sources::new();
    sources.add("a.tl", example.tl);
    let mut config = Config::default();
    if let Some((_, option)) = example.heading.split_once("with `") {
        let option = option.trim_end_matches("`:");
        match option.split_once(' ').unwrap() {
            ("--strings-as-bytes", selector) => config.strings_as_bytes.push(selector.into()),
            other => panic!("{other:?}"),
        }
    }
    let compiled = compile(&sources, &config, &Levels::default());
    compiled.diagnostics.iter().map(|it| it.code).collect()
}

/// The messages about JSON, and the texts that they are about.
fn without_json(tl: &str) -> Vec<(String, String)> {
    let mut sources = Sources::new();
    sources.add("a.tl", tl);
    let config = Config {
        json: true,
        ..Config::default()
    };
    let compiled = compile(&sources, &config, &Levels::default());
    assert_eq!(compiled.code.is_some(), compiled.diagnostics.is_empty());
    let place = |it: &Diagnostic| sources.text(it.labels[0].span).to_owned();
    let found = compiled.diagnostics.iter();
    found.map(|it| (it.message.clone(), place(it))).collect()
}

#[test]
fn what_has_no_json_is_named_with_its_place() {
    let parameters = "there is no JSON form for a type with parameters";
    let outside =
        "there is no JSON form for a repetition whose fields depend on what is outside of it";
    let arguments = "there is no JSON form for a type with arguments";
    for (tl, message, place) in [
        ("just {t:Type} value:t = Maybe t;", parameters, "just"),
        ("list {n:#} values:n*[ int ] = List n;", parameters, "list"),
        (
            "rows n:# rows:2*[ a:n.0?int b:int ] = Rows;",
            outside,
            "rows",
        ),
    ] {
        let found = without_json(tl);
        assert_eq!(found, [(message.to_owned(), place.to_owned())], "{tl}");
    }
    let tl = "just {t:Type} value:t = Maybe t; one x:(Maybe int) = One; many xs:vector<%(Maybe int)> = Many;";
    let found = without_json(tl);
    let places: Vec<(&str, &str)> = found
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let wanted = [
        (parameters, "just"),
        (arguments, "x:(Maybe int)"),
        (arguments, "xs:vector<%(Maybe int)>"),
    ];
    assert_eq!(places, wanted);
}

#[test]
fn all_else_has_json() {
    for tl in [
        "rows n:# rows:n*[ a:int b:#  c:b.0?int53 ] = Rows;",
        "any body:Object = Any; ---functions--- with {X:Type} query:!X = X; run f:Function = Object;",
        "mask a:# b:a.0?# c:b.31?Bool d:b.31?true = Mask;",
    ] {
        assert_eq!(without_json(tl), [], "{tl}");
    }
}

#[test]
fn the_examples_of_findings_of_generating() {
    for &code in Code::ALL
        .iter()
        .filter(|code| code.id().starts_with("TL03"))
    {
        for example in examples(code.explanation(), "Wrong") {
            assert_eq!(findings(&example), [code], "{}", example.tl);
        }
        for example in examples(code.explanation(), "Right") {
            assert_eq!(findings(&example), [], "{}", example.tl);
        }
    }
}

#[test]
fn an_enum_that_is_kept_is_as_large_as_its_variant() {
    let longs: String = (0..40).map(|i| format!("f{i}:long ")).collect();
    let mut sources = Sources::new();
    sources.add(
        "a.tl",
        format!("big {longs}= Big; row flags:# big:flags.0?Big = Row;"),
    );
    let optional = |of: &str| format!("pub big: ::core::option::Option<{of}>,");
    let boxed = "::tl_runtime::alloc::boxed::Box<super::enums::Big>";
    for (keep_enums, ty) in [(vec![], boxed), (vec!["Big".into()], "super::enums::Big")] {
        let config = Config {
            keep_enums,
            ..Config::default()
        };
        // The variant holds a box already.
        let code = compile(&sources, &config, &Levels::default()).code.unwrap();
        assert!(code.contains(&optional(ty)), "{code}");
    }
}

#[test]
fn a_boxed_string_that_is_bytes_keeps_its_id() {
    let mut sources = Sources::new();
    sources.add("a.tl", "row a:String b:Vector<SecureString> = Row;");
    let config = Config {
        strings_as_bytes: vec!["*".into()],
        ..Config::default()
    };
    let code = compile(&sources, &config, &Levels::default()).code.unwrap();
    assert!(code.contains("Vec<u8>") && !code.contains("String,"));
    // `string ? = String` and `secureString = SecureString`.
    for id in ["WithId::<0xb5286e24>", "WithId::<0x8ea8c283>"] {
        assert!(code.contains(id), "{code}");
    }
}

/// The code of a schema, whatever is doubtful about it.
fn code(tl: &str) -> String {
    let mut sources = Sources::new();
    sources.add("a.tl", tl);
    let compiled = compile(&sources, &Config::default(), &Levels::default());
    compiled
        .code
        .unwrap_or_else(|| panic!("{tl}\n{:#?}", compiled.diagnostics))
}

#[test]
fn what_is_read_otherwise_than_it_is_written_gives_the_code_of_that() {
    for (written, read) in [
        (
            "---functions--- call#cb9f372d msg_id:long query:!X = X; ping = Bool;",
            "---functions--- call#cb9f372d {X:Type} msg_id:long query:!X = X; ping = Bool;",
        ),
        (
            "---functions--- call flags:# q:flags.0?!X = Bool;",
            "---functions--- call {X:Type} flags:# q:flags.0?!X = Bool;",
        ),
        ("call q:!X = Call;", "call {X:Type} q:!X = Call;"),
    ] {
        assert_eq!(code(written), code(read));
    }
    let salts = |x: &str| code(&format!("one_salt a:int = OneSalt; salts#1 x:{x} = Salts;"));
    let plain = |code: String| code.replace("oneSalt", "one_salt");
    assert_eq!(plain(salts("vector<oneSalt>")), salts("vector<one_salt>"));
    assert_eq!(plain(salts("oneSalt")), salts("one_salt"));
}
