use std::fs;

use serde_json::Value;

use crate::{BAD, Folder, GOOD, WARNING};

const SCHEMA: &str = "\
user#71cafb23 id:int first_name:string = User;
---functions---
getUser#12345678 id:int = User;
";

#[test]
fn every_command_reads_every_form() {
    let folder = Folder::new(&[("a.tl", SCHEMA)]);
    let code = folder.run(&["a.tl", "-o", "-"]).out;
    let ids = folder.run(&["ids", "a.tl"]).out;
    for form in ["json", "tlo", "tl"] {
        let out = format!("b.{form}");
        let run = folder.run(&["export", "a.tl", "--to", form, "-o", &out]);
        run.assert_quiet();
        // The extension of a file does not matter.
        let bytes = fs::read(folder.path(&out)).unwrap();
        folder.write("c", &bytes);
        for file in [&out, "c"] {
            // The `.tlo` also declares `int` and `string`, and is sorted by type names.
            let generated = folder.run(&[file, "-o", "-"]);
            assert_eq!(generated.code, 0, "{}", generated.err);
            let [own, other] = [&generated.out, &code].map(|code| {
                let mut lines: Vec<&str> = code.lines().collect();
                lines.sort_unstable();
                lines
            });
            assert_eq!(own, other);
            let listed = folder.run(&["ids", file]).out;
            for line in ids.lines().skip(1) {
                let words = |line: &str| line.split_whitespace().map(str::to_owned).collect();
                let words: Vec<String> = words(line);
                let is_same = |it: &str| it.split_whitespace().eq(&words);
                assert!(listed.lines().any(is_same), "{line}\n{listed}");
            }
            let back = folder.run(&["export", file, "--to", "tl", "-o", "-"]);
            assert!(back.out.ends_with(SCHEMA) || form == "tlo", "{}", back.out);
            let words = |text: &str| text.lines().all(|line| back.out.contains(line));
            assert!(words(SCHEMA), "{}", back.out);
        }
        let checked = folder.run_with_input(&["check", "-"], &bytes);
        assert!(checked.out.contains("in <stdin>"), "{}", checked.out);
        assert_eq!(checked.code, folder.run(&["check", "a.tl"]).code);
    }
}

/// The official parser does not know `int128` if the schema does not declare it.
#[test]
fn a_builtin_beside_another_constructor_is_written_only_where_it_is_named() {
    for (text, named) in [
        ("i = Int128;", None),
        ("i = Int256; k x:Int256 = K;", None),
        ("i {t:Type} = Vector t; k x:(Vector K) = K;", None),
        ("i = Int512; k n:# x:n*[ int512 ] = K;", Some("int512")),
        ("i = Int128; k x:int128 = K;", Some("int128")),
        ("i = Int; j = Long; k x:Int y:long = K;", Some("long")),
    ] {
        let folder = Folder::new(&[("a.tl", text)]);
        let run = folder.run(&["export", "a.tl", "--to", "tlo", "-o", "a.tlo"]);
        let Some(named) = named else {
            let back = folder.run(&["export", "a.tlo", "--to", "tl", "-o", "-"]);
            assert_eq!((run.code, back.code), (0, 0), "{}{}", run.err, back.err);
            let is_of_it = |it: &&str| it.starts_with("i#") || it.contains(" ? = ");
            assert_eq!(back.out.lines().filter(is_of_it).count(), 1, "{}", back.out);
            continue;
        };
        let said = format!("error[TL0301]: the .tlo form has no word for a bare `{named}`");
        assert!(run.err.starts_with(&said), "{text}: {}", run.err);
    }
}

#[test]
fn the_official_parser_writes_the_same_of_types_that_are_builtins() {
    const LIST: &str = "vector {t:Type} # [ t ] = Vector t;";
    // The CRC32 of the official parser's output.
    for (text, official) in [
        ("boolFalse = Bool;", 0xb635_2542_u32),
        ("boolTrue = Bool; a x:Bool = A;", 0xd414_44c2),
        ("other = True; a x:True = A;", 0xde19_fab1),
        ("a = Int; b x:Int y:# = B;", 0x6ec7_c87f),
        (
            "a {t:Type} x:t = Vector t; b x:(Vector B) = B;",
            0x022f_3808,
        ),
        ("long ? = Long; a = Long; b = B; Final Long;", 0x5144_307a),
        (
            "a {t:Type} # [ t ] = Vector t; b = B; Vector B;",
            0xae67_7078,
        ),
        (
            &format!("{LIST} a {{t:Type}} = Vector t; b = B; Vector B;"),
            0xae9c_962d,
        ),
        (
            &format!("{LIST} a {{t:Type}} x:t = Vector t; b = B; vector B; a b;"),
            0x1ff1_cac2,
        ),
        (
            &format!("a {{t:Type}} x:t = Vector t; {LIST} b = B; Vector b; Vector (Vector B);"),
            0x4bc1_9675,
        ),
    ] {
        let folder = Folder::new(&[("a.tl", text)]);
        for (from, out) in [("a.tl", "a.tlo"), ("a.tlo", "b.tlo")] {
            let run = folder.run(&["export", from, "--to", "tlo", "-o", out]);
            assert_eq!((run.code, run.err.as_str()), (0, ""), "{text}");
            let mut crc = flate2::Crc::new();
            crc.update(&fs::read(folder.path(out)).unwrap());
            assert_eq!(crc.sum(), official, "{text}");
        }
    }
}

#[test]
fn a_builtin_without_its_constructors_has_no_word_in_a_tlo() {
    for schema in [
        "boolTrue = Yes; a x:Bool = A;",
        "boolFalse x:int = No; a x:Vector<Bool> = A;",
        "boolTrue f:# = Just Bool;",
    ] {
        let folder = Folder::new(&[("a.tl", schema)]);
        let run = folder.run(&["export", "a.tl", "--to", "tlo", "-o", "a.tlo"]);
        let said = "error[TL0301]: the .tlo form has no word for the type `Bool`";
        assert!(run.err.starts_with(said), "{schema}: {}", run.err);
        assert!(!folder.path("a.tlo").exists(), "{schema}");
    }
}

#[test]
fn findings_show_the_tl_that_a_file_says() {
    let json = r#"{"constructors":[{"id":"7","predicate":"a","params":[{"name":"x","type":"itn"}],"type":"A"}],"methods":[]}"#;
    let folder = Folder::new(&[("a.json", json)]);
    let run = folder.run(&["check", "a.json", "--message-format", "short"]);
    assert_eq!(run.code, 1);
    let expected = "a.json as TL:1:14: error[TL0201]: there is no constructor `itn`\n";
    assert!(run.err.contains(expected), "{}", run.err);
    let run = folder.run(&["check", "a.json"]);
    assert!(run.err.contains("1 | a#00000007 x:itn = A;"), "{}", run.err);
}

/// The lines of the TL are not those of the file.
#[test]
fn github_shows_findings_of_other_forms_at_the_file() {
    let json = "{\"constructors\":[\n{\"id\":\"7\",\"predicate\":\"a\",\"params\":[],\"type\":\"A\"},\n\n\
        {\"id\":\"8\",\"predicate\":\"b\",\"params\":[{\"name\":\"x\",\"type\":\"itn\"},\
        {\"name\":\"x\",\"type\":\"A\"}],\"type\":\"B\"}],\"methods\":[]}";
    let folder = Folder::new(&[("a,1.json", json), ("a.tl", "a = A; b x:A = B;")]);
    let github = |file: &str| {
        let options = ["--message-format=github", "--allow", "id-mismatch"];
        folder.run(&[&["check", file][..], &options].concat()).err
    };
    let found = github("a,1.json");
    assert!(!found.contains("line="), "{found}");
    let unknown = "::error file=a%2C1.json,title=TL0201 undeclared-name::there is no constructor `itn`\
        %0Aa,1.json as TL:2:14: nothing declares it%0A    b#00000008 x:itn x:A = B;%0A";
    assert!(found.contains(unknown), "{found}");
    let twice = "::error file=a%2C1.json,title=TL0203 duplicate-field::two fields are called `x`\
        %0Aa,1.json as TL:2:18: once more here%0A    b#00000008 x:itn x:A = B;\
        %0Aa,1.json as TL:2:12: first here\n";
    assert!(found.contains(twice), "{found}");
    // A line may be as long as the file.
    let fields: Vec<_> = (0..1000)
        .map(|n| format!("{{\"name\":\"x{n}\",\"type\":\"itn\"}}"))
        .collect();
    let long = format!(
        "{{\"constructors\":[{{\"id\":\"7\",\"predicate\":\"a\",\"params\":[{}],\"type\":\"A\"}}],\"methods\":[]}}",
        fields.join(",")
    );
    folder.write("long.json", long.as_bytes());
    let found = github("long.json");
    assert!(found.contains("x1:itn x2:itn"), "{found}");
    assert!(found.len() < 2000, "{found}");
    // A `.tlo` has no lines at all.
    folder.write("b.tl", b"int ? = Int; a#1 x:int = A;");
    folder.run(&["export", "b.tl", "--to", "tlo", "-o", "b.tlo"]);
    let run = folder.run(&["check", "b.tlo", "--message-format=github"]);
    let wrong = "::warning file=b.tlo,title=TL0101 id-mismatch::";
    assert!(run.err.starts_with(wrong), "{}", run.err);
    assert!(
        run.err.contains("%0A    a#00000001 x:int = A;%0A"),
        "{}",
        run.err
    );
    // TL keeps its lines.
    folder.write("c.tl", b"a x:itn = A;");
    assert!(github("c.tl").starts_with("::error file=c.tl,line=1,col=5,"));
}

#[test]
fn what_a_form_has_no_place_for_is_said_once() {
    let schema = "\
// LAYER 7
// A user.
// And more.
@read user#71cafb23 id:int first_name:string = User;
Final User;
New Other;
other = Other;
Vector int;
getUser id:int => User;
";
    let folder = Folder::new(&[("a.tl", schema), ("b.tl", GOOD)]);
    for (form, lost) in [
        (
            "json",
            "the JSON is written without comments, documentation, annotations, applications that \
             stand alone, `New`, `Final` and `Empty`, `=>` (it becomes `=`) and the layer",
        ),
        (
            "tlo",
            "the .tlo is written without comments, documentation, annotations, `New`, `=>` (it \
             becomes `=`) and the layer",
        ),
        ("tl", "the TL is written without comments and documentation"),
    ] {
        let run = folder.run(&["export", "a.tl", "--to", form, "-o", "out"]);
        assert_eq!((run.code, run.err), (0, format!("note: {lost}\n")));
        folder
            .run(&["export", "b.tl", "--to", form, "-o", "out"])
            .assert_quiet();
    }
}

#[test]
fn a_damaged_file_is_an_error_with_its_place() {
    let folder = Folder::new(&[("a.tl", GOOD), ("a.json", "{\n  \"constructors\": [}")]);
    folder.run(&["export", "a.tl", "--to", "tlo", "-o", "a.tlo"]);
    let bytes = fs::read(folder.path("a.tlo")).unwrap();
    folder.write("a.tlo", &bytes[..100]);
    let (json, tlo) = (
        "cannot read a.json: in line 2, column 20: expected value",
        "cannot read a.tlo: at byte 100: the file ends in the middle of the schema",
    );
    for (file, said) in [("a.json", json), ("a.tlo", tlo)] {
        for arguments in [
            &["check", file][..],
            &["ids", file],
            &[file, "-o", "out"],
            &["export", file, "--to", "tl", "-o", "out"],
        ] {
            let run = folder.run(arguments);
            assert_eq!((run.code, run.out.as_str()), (3, ""), "{arguments:?}");
            assert_eq!(run.err, format!("error: {said}\n"));
        }
        let run = folder.run(&["check", file, "--message-format", "json"]);
        let message: Value = serde_json::from_str(&run.err).unwrap();
        assert_eq!(message["message"], said);
    }
    assert_eq!(folder.names(), ["a.json", "a.tl", "a.tlo"]);
}

#[test]
fn json_of_another_shape_is_an_error_that_says_the_right_one() {
    let folder = Folder::new(&[]);
    let method = |method: &str| format!("{{\"constructors\":[],\"methods\":[{method}]}}");
    let field = |field: &str| {
        method(&format!(
            "{{\"id\":1,\"method\":\"f\",\"type\":\"A\",\"params\":[{field}]}}"
        ))
    };
    for (text, said) in [
        (
            "[{\"constructors\":[],\"methods\":[]}]".to_owned(),
            "expected an object with `constructors` and `methods`, found a list",
        ),
        (
            "\n  [\n{}]".to_owned(),
            "expected an object with `constructors` and `methods`, found a list",
        ),
        (
            "{\"constructors\":[\"a\"],\"methods\":[]}".to_owned(),
            "in line 1, column 20: invalid type: string \"a\", expected a constructor: an object with `id`, `predicate`, `params` and `type`",
        ),
        (
            method("\"f\""),
            "in line 1, column 33: invalid type: string \"f\", expected a method: an object with `id`, `method`, `params` and `type`",
        ),
        (
            field("\"x:int\""),
            "in line 1, column 79: invalid type: string \"x:int\", expected a field: an object with `name` and `type`",
        ),
    ] {
        let run = folder.run_with_input(&["check", "-"], text.as_bytes());
        assert_eq!((run.code, run.out.as_str()), (3, ""), "{text}");
        assert_eq!(run.err, format!("error: cannot read <stdin>: {said}\n"));
    }
}

#[test]
fn damaged_tl_that_begins_as_json_is_told_from_json() {
    let folder = Folder::new(&[]);
    for (text, wrong) in [
        (
            "{X:Type} a x:X = A X;\n",
            "in line 1, column 2: key must be a string",
        ),
        (
            "{\n  a = A;\n}\n",
            "in line 2, column 3: key must be a string",
        ),
        ("{", "in line 1, column 1: EOF while parsing an object"),
        (
            "{} a = A;",
            "in line 1, column 2: missing field `constructors`",
        ),
    ] {
        let run = folder.run_with_input(&["check", "-"], text.as_bytes());
        assert_eq!((run.code, run.out.as_str()), (3, ""), "{text}");
        let said = "a file that begins with `{` is read as JSON";
        let said = format!("error: cannot read <stdin>: {wrong}; {said}\n");
        assert_eq!(run.err, said, "{text}");
    }
}

/// The official JSON has the type `t` there; copies of it have other forms.
#[test]
fn the_vector_of_json_is_known_by_its_id() {
    let folder = Folder::new(&[]);
    for rest in [
        r#""params":[],"type":"Vector t""#,
        r#""params":[],"type":"Vector<t>""#,
        r#""params":[],"type":"t""#,
        r#""params":[{"name":"t","type":"Vector<t>"}],"type":"Vector t""#,
        r##""params":[{"name":"t","type":"{Type}"},{"name":"","type":"#"},{"name":"","type":"[ t ]"}],"type":"Vector t""##,
    ] {
        let json = format!(
            r#"{{"constructors":[{{"id":"481674261","predicate":"vector",{rest}}},
            {{"id":"7","predicate":"row","params":[{{"name":"a","type":"Vector<int>"}}],"type":"Row"}}],"methods":[]}}"#
        );
        let run = folder.run_with_input(&["export", "-", "--to", "tl", "-o", "-"], json.as_bytes());
        assert_eq!(run.code, 0, "{rest}: {}", run.err);
        let declared = "vector#1cb5c415 {t:Type} # [ t ] = Vector<t>;\n";
        assert!(run.out.contains(declared), "{rest}: {}", run.out);
    }
    let other =
        r#"{"constructors":[{"id":"5","predicate":"vector","params":[],"type":"t"}],"methods":[]}"#;
    let run = folder.run_with_input(&["check", "-"], other.as_bytes());
    assert_eq!(run.code, 1, "{}", run.err);
}

#[test]
fn a_schema_with_errors_is_not_exported() {
    let twice = "a = A;\n---functions---\nf#1 = A;\ng#1 = A;\n";
    let bare = "a = A;\nb = A;\nc x:a = C;\n";
    let files = [
        ("a.tl", BAD),
        ("b.tl", WARNING),
        ("c.tl", twice),
        ("d.tl", bare),
    ];
    let folder = Folder::new(&files);
    let export = |file, more: &[&str]| {
        let arguments = ["export", file, "--to", "tlo", "-o", "out"];
        folder.run(&[&arguments[..], more].concat())
    };
    let run = export("a.tl", &[]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("error[TL0201]"), "{}", run.err);
    assert!(run.err.contains("aborting due to 1 error"), "{}", run.err);
    assert!(
        export("b.tl", &["--deny", "warnings"])
            .err
            .contains("error[TL0101]")
    );
    let run = export("d.tl", &[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("d.tl:3:5"), "{}", run.err);
    assert_eq!(folder.names(), ["a.tl", "b.tl", "c.tl", "d.tl"]);
    export("b.tl", &[]).assert_quiet();
    // Writing a form needs no values, and so no ids that tell them apart.
    export("c.tl", &[]).assert_quiet();
}

#[test]
fn only_what_needs_values_refuses_a_schema_without_them() {
    for (text, code) in [
        ("a = T;\nb = T;\nu x:%T y:(vector %T) = U;\n", "TL0208"),
        ("a x:%T y:T = T;\nb x:%T = T;\nu = U;\n", "TL0208"),
        ("a#1 = T;\nb#1 x:int = T;\nu x:T = U;\n", "TL0102"),
        ("a#0 x:U = T;\nu x:T = U;\n", "TL0209"),
        ("a x:u = T;\nu x:(a) y:T = U;\n", "TL0209"),
        ("Empty T;\nu x:T y:%T z:(vector %T) = U;\n", "TL0211"),
        ("New T;\nu = U;\n", "TL0201"),
    ] {
        let text = format!("{text}---functions---\nf x:U = U;\n");
        let folder = Folder::new(&[("a.tl", &text)]);
        for arguments in [
            &["export", "a.tl", "--to", "tl", "-o", "b.tl"][..],
            &["export", "a.tl", "--to", "json", "-o", "b.json"],
            &["export", "a.tl", "--to", "tlo", "-o", "b.tlo"],
            &["export", "b.tlo", "--to", "tl", "-o", "c.tl"],
            &["fmt", "a.tl"],
            &["diff", "a.tl", "b.tl"],
            &["diff", "a.tl", "b.tlo"],
            &["why", "a.tl", "U"],
            &["docs", "a.tl", "-o", "docs"],
        ] {
            let run = folder.run(arguments);
            assert_eq!(run.code, 0, "{arguments:?}: {text}{}{}", run.out, run.err);
        }
        for arguments in [
            &["check", "a.tl"][..],
            &["a.tl", "-o", "-"],
            &["check", "b.tl"],
        ] {
            let run = folder.run(arguments);
            assert_eq!(run.code, 1, "{arguments:?}: {text}{}", run.out);
            assert!(run.err.contains(&format!("error[{code}]")), "{}", run.err);
        }
    }
}

#[test]
fn wrong_arguments_and_files_leave_no_file() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    fs::create_dir(folder.path("folder")).unwrap();
    for (arguments, code, said) in [
        (&["export", "a.tl", "-o", "out"][..], 2, "--to <FORM>"),
        (&["export", "a.tl", "--to", "json"], 2, "--output <OUT>"),
        (&["export", "--to", "json", "-o", "out"], 2, "<SCHEMA>..."),
        (
            &["export", "a.tl", "--to", "xml", "-o", "out"],
            2,
            "possible values: json, tlo, tl",
        ),
        (
            &["export", "a.tl", "--to", "json", "-o", "./a.tl"],
            2,
            "the output would overwrite a.tl, which is read",
        ),
        (
            &["export", "a.tl", "b.tl", "--to", "json", "-o", "out"],
            3,
            "cannot read b.tl: ",
        ),
        (
            &["export", "a.tl", "--to", "json", "-o", "no/out"],
            3,
            "cannot write no/out: there is no folder no",
        ),
        (
            &["export", "a.tl", "--to", "tlo", "-o", "folder"],
            3,
            "cannot write folder: it is a folder",
        ),
    ] {
        let run = folder.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{arguments:?}");
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
    }
    assert_eq!(folder.names(), ["a.tl", "folder"]);
    assert_eq!(folder.read("a.tl"), GOOD);
}

#[test]
fn several_files_are_one_schema_in_any_form() {
    let folder = Folder::new(&[("a.tl", "a x:B = A;\n"), ("b.tl", "b = B;\n")]);
    folder
        .run(&["export", "b.tl", "--to", "json", "-o", "b.json"])
        .assert_quiet();
    let run = folder.run(&["export", "b.json", "a.tl", "--to", "tl", "-o", "-"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(run.out, "b#a4070ed3 = B;\na#14ecdee8 x:B = A;\n");
}

#[test]
fn a_file_in_another_form_is_not_written_as_tl() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    for (form, name) in [("json", "JSON"), ("tlo", ".tlo")] {
        let file = format!("a.{form}");
        folder
            .run(&["export", "a.tl", "--to", form, "-o", &file])
            .assert_quiet();
        let bytes = fs::read(folder.path(&file)).unwrap();
        for arguments in [
            &["fmt", &file][..],
            &["fmt", "--check", &file],
            &["ids", "--write", "--rule", "a", &file],
        ] {
            let run = folder.run(arguments);
            assert_eq!((run.code, run.out.as_str()), (1, ""), "{arguments:?}");
            let said = format!("error: {file} is left as it is: it is {name}\n");
            assert_eq!(run.err, said);
            assert_eq!(fs::read(folder.path(&file)).unwrap(), bytes);
        }
    }
}
