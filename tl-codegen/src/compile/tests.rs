mod choice;
mod common;
mod customise;
mod derives;
mod emptied;
mod large;
mod layers;
mod lossy;
mod mapped;
mod names;
mod open;
mod private;
mod renamed;
mod selectors;
mod structs;
mod views;

use tl_parser::diagnostic::{Example, Shown, examples};

use super::*;
use crate::facts::ErrorFacts;
use crate::rust::config::{ExternSchema, Impls};

/// Sets an option as the command line does.
fn set(config: &mut Config, option: &str, value: &str) {
    match option {
        "--flat" => config.flat.push(value.into()),
        "--common-fields" => config.common_fields.push(value.into()),
        "--setters" => config.setters.push(value.into()),
        "--only" => config.only.push(value.into()),
        "--exclude" => config.exclude.push(value.into()),
        "--unknown" => config.unknown.push(value.into()),
        "--non-exhaustive" => config.non_exhaustive.push(value.into()),
        "--keep-enums" => config.keep_enums.push(value.into()),
        "--keep-masks" => config.keep_masks.push(value.into()),
        "--nullable" => config.nullable.push(value.into()),
        "--strings-as-bytes" => config.strings_as_bytes.push(value.into()),
        "--derives" => config.derives.push(value.parse().unwrap()),
        "--attribute" => config.attributes.push(value.parse().unwrap()),
        "--views" => config.views.push(value.into()),
        "--rename" => config.rename.push(value.parse().unwrap()),
        "--extern-type" => config.extern_types.push(value.parse().unwrap()),
        "--map-type" => config.map_types.push(value.parse().unwrap()),
        other => panic!("{other:?}"),
    }
}

/// Returns the default options with a change.
fn with(change: impl FnOnce(&mut Config)) -> Config {
    let mut config = Config::default();
    change(&mut config);
    config
}

/// Compiles a schema.
fn compiled(tl: &str, config: &Config) -> Compiled {
    compile(&Sources::of("a.tl", tl), config, &Levels::default())
}

/// Returns the findings of an example, with the option that its heading names.
fn findings(example: &Example<'_>) -> Vec<Code> {
    let mut config = Config::default();
    if let Some((_, error)) = example.heading.split_once("names `") {
        let error = error.trim_end_matches("`:").to_owned();
        config.facts.errors = [error, "NAMED".into()]
            .map(|it| (it, ErrorFacts::default()))
            .into_iter()
            .collect();
        config.rpc_errors = true;
    }
    if let Some((_, option)) = example.heading.split_once("with `") {
        let mut words = option.trim_end_matches("`:").split(' ');
        while let Some(option) = words.next() {
            match option {
                "--no-binary" => config.binary = false,
                "--json" => config.json = true,
                _ => set(&mut config, option, words.next().unwrap()),
            }
        }
    }
    let compiled = compiled(example.tl, &config);
    compiled.diagnostics.iter().map(|it| it.code).collect()
}

/// Returns the messages about JSON, and the texts that they are about.
fn without_json(tl: &str) -> Vec<(String, String)> {
    let sources = Sources::of("a.tl", tl);
    let config = with(|it| it.json = true);
    let compiled = compile(&sources, &config, &Levels::default());
    assert_eq!(compiled.code.is_some(), compiled.diagnostics.is_empty());
    let place = |it: &Shown| sources.text(it.labels[0].span).to_owned();
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
    let tl = format!("big {longs}= Big; row flags:# big:flags.0?Big = Row;");
    let optional = |of: &str| format!("pub big: ::core::option::Option<{of}>,");
    let boxed = "::tl_runtime::alloc::boxed::Box<super::enums::Big>";
    for (keep_enums, ty) in [(vec![], boxed), (vec!["Big".into()], "super::enums::Big")] {
        let config = with(|it| it.keep_enums = keep_enums);
        // The variant already holds a box.
        let code = code_with(&tl, &config);
        assert!(code.contains(&optional(ty)), "{code}");
    }
}

#[test]
fn a_boxed_string_that_is_bytes_keeps_its_id() {
    let config = with(|it| it.strings_as_bytes = vec!["*".into()]);
    let code = code_with("row a:String b:Vector<SecureString> = Row;", &config);
    assert!(code.contains("Vec<u8>") && !code.contains("String,"));
    // `string ? = String` and `secureString = SecureString`.
    for id in ["WithId::<0xb5286e24>", "WithId::<0x8ea8c283>"] {
        assert!(code.contains(id), "{code}");
    }
}

#[test]
fn a_box_is_converted_into_where_a_field_is_one() {
    let boxes = |tl: &str, derives: &str| {
        let config = with(|it| it.derives = vec![derives.parse().unwrap()]);
        let code = code_with(tl, &config);
        let into = "for ::tl_runtime::alloc::boxed::Box<";
        code.matches(into).count()
    };
    let tree = "leaf height:int = Tree; node left:Tree right:Tree = Tree;";
    let large = "big a:string b:string c:string = Big; none why:int = Big; row flags:# a:flags.0?Big = Row;";
    assert_eq!((boxes(tree, "From"), boxes(large, "From")), (2, 2));
    assert_eq!(boxes(tree, "Debug, TryFrom"), 0);
    let small = "leaf = Tree; bush height:int = Tree; row flags:# a:flags.0?Tree b:Tree = Row;";
    assert_eq!(boxes(small, "From"), 0);
    // The standard library has this conversion for a type with one constructor.
    assert_eq!(
        boxes("chain flags:# next:flags.0?chain = Chain;", "From"),
        0
    );
}

/// Returns the code with these fields nullable, and the findings.
fn nullable(tl: &str, selectors: &[&str]) -> (String, Vec<String>) {
    let config = Config {
        nullable: selectors.iter().map(|it| (*it).into()).collect(),
        json: true,
        ..Config::default()
    };
    outcome(compiled(tl, &config))
}

/// Returns the code and the findings.
fn outcome(compiled: Compiled) -> (String, Vec<String>) {
    let found = compiled.diagnostics.iter().map(told).collect();
    (compiled.code.unwrap_or_default(), found)
}

/// Returns the message of a finding, and its notes and labels.
fn told(finding: &Shown) -> String {
    let labels = finding
        .labels
        .iter()
        .map(|label| label.message.as_str().into());
    let said: Vec<_> = finding.notes().chain(labels).collect();
    format!("{} {}", finding.message, said.join(" "))
}

#[test]
fn a_field_that_is_selected_may_be_null() {
    let tl = "day day:int = Day; none = Many; one day:Day = Many; \
              row a:Day b:day c:Many d:vector<Day> e:int f:string g:Vector<string> h:Object \
              rows:2*[ i:Day j:int ] k:vector<vector<Day>> l:Vector<vector<Vector<many.O>>> \
              m:Vector<Object> n:vector<vector<Function>> o:vector<vector<int>> = Row; \
              many.o = many.O;";
    for (selector, code) in [
        ("row:a", "pub a: ::core::option::Option<super::enums::Day>,"),
        ("row:b", "pub b: ::core::option::Option<super::types::Day>,"),
        (
            "row:c",
            "pub c: ::core::option::Option<super::enums::Many>,",
        ),
        ("*:d", "Vec<::core::option::Option<super::enums::Day>>,"),
        ("row:e", "pub e: ::core::option::Option<i32>,"),
        (
            "row:f",
            "pub f: ::core::option::Option<::tl_runtime::alloc::string::String>,",
        ),
        ("row:h", "pub h: ::core::option::Option<"),
        ("row:i", "pub i: ::core::option::Option<super::enums::Day>,"),
        (
            "row:k",
            "Vec<::tl_runtime::alloc::vec::Vec<::core::option::Option<super::enums::Day>>>,",
        ),
        (
            "row:l",
            "Vec<::core::option::Option<super::enums::many::O>>>>,",
        ),
        (
            "row:m",
            "Vec<::core::option::Option<::tl_runtime::alloc::boxed::Box<dyn",
        ),
        (
            "row:n",
            "Vec<::core::option::Option<::tl_runtime::alloc::boxed::Box<dyn",
        ),
        ("one", "pub day: ::core::option::Option<super::enums::Day>,"),
    ] {
        let (without, _) = nullable(tl, &[]);
        let (with, found) = nullable(tl, &[selector]);
        assert!(!without.contains(code), "{selector}");
        assert!(with.contains(code), "{selector}: {with}");
        assert_eq!(found, [""; 0], "{selector}");
    }
    // Documentation has the same effect.
    let documented = format!("//@description A row @a A day; may be null\n{tl}");
    assert!(!nullable(&documented, &[]).0.is_empty());
}

#[test]
fn a_selector_of_what_cannot_be_null_matches_nothing() {
    let tl = "row flags:# a:flags.0?int n:# list:n*[ int ] = Row; ---functions--- \
              run {X:Type} query:!X = X; ping = Bool;";
    for selector in ["row:flags", "row:a", "row:n", "run:query", "ping"] {
        let (_, found) = nullable(tl, &[selector]);
        let [finding] = &found[..] else {
            panic!("{selector}: {found:?}")
        };
        let start = format!("the selector `{selector}` matches nothing");
        assert!(finding.starts_with(&start), "{finding}");
        assert!(finding.contains("`--nullable`"), "{finding}");
    }
    let (_, found) = nullable(tl, &["rwo:lst"]);
    assert!(found[0].contains("did you mean `row:list`?"), "{found:?}");
    assert_eq!(nullable(tl, &["*"]).1, [""; 0]);
}

/// Returns the code of a schema, regardless of warnings.
fn code(tl: &str) -> String {
    code_with(tl, &Config::default())
}

fn code_with(tl: &str, config: &Config) -> String {
    let compiled = compiled(tl, config);
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

#[test]
fn checking_finds_what_generating_refuses() {
    for tl in [
        "tuple {n:#} a:n*[ int ] = Tuple n; ---functions--- f {n:#} = Tuple n;",
        "list {t:Type} a:t = List t; ---functions--- f {t:Type} a:int = List t;",
        "---functions--- maybe {X:Type} flags:# query:flags.0?!X = X;",
        "---functions--- retry {X:Type} query:!X last:X = X;",
        "function name:string = Function; call {X:Type} query:!X = Call X;",
        "pair {t:Type} a:t b:t = Pair t; grow {t:Type} flags:# more:flags.0?(grow (Pair t)) = Grow t;",
        "// tlgen:allow(undetermined-parameter)\n---functions---\nf {n:#} x:n*[ int ] = Bool;",
        "getUsers a:int = Vector<User>; ping = Bool;",
        "four {t:Type} a:t b:t c:t d:t = Four t; x x:(four (four (four (four (four (four (four (four (four (four int)))))))))) = X;",
    ] {
        let sources = Sources::of("a.tl", tl);
        let mut found = Vec::new();
        let programs = check::parse_all(&sources, &mut found);
        let schema = check::check(&programs, &Levels::default(), &mut found);
        if !check::failed(&found) {
            refuse(&schema, &mut found);
        }
        assert!(check::failed(&found), "{tl}");
        let found = Levels::default().show(found);
        let compiled = compiled(tl, &Config::default());
        assert_eq!(compiled.diagnostics, found, "{tl}");
    }
}

/// To search all fields for a call at each use would take minutes.
#[test]
fn many_uses_of_a_parameter_that_no_call_tells() {
    for field in [" t", " (vector t)", " Maybe<t>"] {
        let uses = field.repeat(200_000);
        let tl = format!(
            "nothing {{t:Type}} = Maybe t;\n---functions---\nstore {{t:Type}}{uses} = Bool;"
        );
        let compiled = compiled(&tl, &Config::default());
        assert!(!compiled.diagnostics.is_empty());
    }
}

#[test]
fn a_type_without_values_is_read_as_an_error() {
    for tl in [
        "Empty Never; ---functions--- never = Never;",
        "Empty ns.Never; ---functions--- never a:int = ns.Never; ping = Bool;",
        "Empty Never; ---functions--- never = Never int; other {X:Type} q:!X = Never (Vector X);",
    ] {
        let code = code(tl);
        assert!(code.contains("pub struct Never(());"), "{code}");
        assert!(code.contains("decoder.unexpected_id(id);"), "{code}");
    }
    for (impls, binary) in [(Impls::Derive, true), (Impls::Generated, false)] {
        let config = Config {
            impls,
            json: true,
            binary,
            ..Config::default()
        };
        let code = code_with("Empty Never; ---functions--- never = Never;", &config);
        assert!(code.contains("json.unknown(\"Never\");"), "{code}");
        assert_eq!(code.contains("decoder.unexpected_id(id);"), binary);
    }
}

#[test]
fn a_registry_has_each_id_once() {
    for tl in [
        "---functions--- a#1 = Bool; b#1 x:int = Bool;",
        "a#1 = A; b#1 x:int = B;",
        "---functions--- a#1 = Bool; b#1 = Bool; c#1 = Bool;",
    ] {
        let sources = Sources::of("a.tl", tl);
        let mut levels = Levels::default();
        levels.allow("duplicate-id").unwrap();
        levels.allow("id-mismatch").unwrap();
        for registry in [false, true] {
            let config = with(|it| it.registry = registry);
            let compiled = compile(&sources, &config, &levels);
            let found: Vec<_> = compiled.diagnostics.iter().map(|it| it.code).collect();
            let wanted = if registry {
                vec![Code::DuplicateId]
            } else {
                vec![]
            };
            assert_eq!(found, wanted, "{tl}");
            assert_eq!(compiled.code.is_none(), registry);
        }
    }
}
