use serde_json::{Value, json};

use crate::{BAD, Folder, GOOD, WARNING};

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn json_has_every_place() {
    // A byte order mark, characters of two to four bytes, a tab, and CRLF.
    let text = "\u{feff}/* ä 漢 😀 */ok = Ok;\r\n\tuser id:itn = User;\r\n";
    let folder = Folder::new(&[("a.tl", text)]);
    let run = folder.run(&["check", "a.tl", "--message-format", "json"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    let start = text.find("itn").unwrap();
    let place = |extra: Value| {
        let mut place = json!({
            "file": "a.tl",
            "start": { "line": 2, "column": 10 },
            "end": { "line": 2, "column": 13 },
            "bytes": [start, start + 3],
        });
        place
            .as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        place
    };
    assert_eq!(
        lines(&run.err),
        [json!({
            "code": "TL0201",
            "name": "undeclared-name",
            "severity": "error",
            "message": "there is no constructor `itn`",
            "labels": [place(json!({ "message": "nothing declares it", "primary": true }))],
            "notes": ["no id is written, so this changes the id of `user` from ca57d352 to 1ec2365e; `user#ca57d352` keeps it"],
            "suggestion": place(json!({ "message": "did you mean `int`?", "replacement": "int" })),
            "alternatives": [{
                "file": "a.tl",
                "start": { "line": 2, "column": 6 },
                "end": { "line": 2, "column": 13 },
                "bytes": [start - 4, start + 3],
                "message": "the same, with the id that it had",
                "replacement": "#ca57d352 id:int",
            }],
        })]
    );
}

#[test]
fn a_suggestion_has_every_place_of_a_wrong_name() {
    let one = "a x:itn y:Vector<itn> = A;\n";
    let two = "b x:int z:itn = B;\n";
    let folder = Folder::new(&[("a.tl", one), ("b.tl", two)]);
    let run = folder.run(&["check", "a.tl", "b.tl", "--message-format", "json"]);
    let [found] = &lines(&run.err)[..] else {
        panic!("{}", run.err);
    };
    let suggestion = &found["suggestion"];
    let also = suggestion["also"].as_array().unwrap();
    let mut places = vec![suggestion];
    places.extend(also);
    let places: Vec<_> = places
        .iter()
        .map(|it| (&it["file"], &it["bytes"]))
        .collect();
    assert_eq!(
        places,
        [
            (&json!("a.tl"), &json!([4, 7])),
            (&json!("a.tl"), &json!([17, 20])),
            (&json!("b.tl"), &json!([10, 13])),
        ]
    );
    let run = folder.run(&["check", "a.tl", "b.tl"]);
    let help = "help: did you mean `int`? (the same in 2 more places)";
    assert!(run.err.contains(help), "{}", run.err);
}

/// Ids that were computed with angle brackets.
const BRACKETS: &str = "\
item0#f162f846 list:vector<int> = Item0;\n\
item1#61786e47 list:vector<int> = Item1;\n\
item2#0a26d205 list:vector<int> = Item2;\n\
item3#9a3c4404 list:vector<int> = Item3;\n\
item4#dc9baa81 list:vector<int> = Item4;\n\
item5#4c813c80 list:vector<int> = Item5;\n\
";

#[test]
fn one_reason_for_many_is_said_once_to_people() {
    let folder = Folder::new(&[("a.tl", BRACKETS)]);
    let run = folder.run(&["check", "a.tl"]);
    for part in [
        "warning[TL0101]: 6 declarations have an id that their text does not give",
        "--> a.tl:1:7",
        "2 | item1#",
        "each is the id of the same text with its brackets kept",
        "and 4 more",
        "tlgen:allow-file(id-mismatch)",
    ] {
        assert!(run.err.contains(part), "{part}\n{}", run.err);
    }
    assert!(!run.err.contains("item2#"), "{}", run.err);
    assert_eq!(run.out.lines().count(), 1);
    assert!(run.out.ends_with(": 6 warnings\n"), "{}", run.out);
    for format in ["json", "short", "github"] {
        let run = folder.run(&["check", "a.tl", "--message-format", format]);
        assert_eq!(run.err.lines().count(), 6, "{}", run.err);
    }
}

#[test]
fn columns_count_characters_behind_the_mark_of_a_file() {
    let folder = Folder::new(&[("a.tl", "\u{feff}/* ä 漢 😀 */ x y:itn = X;")]);
    let run = folder.run(&["check", "a.tl", "--message-format", "json"]);
    assert_eq!(
        lines(&run.err)[0]["labels"][0]["start"],
        json!({ "line": 1, "column": 17 })
    );
    let run = folder.run(&["check", "a.tl", "--message-format", "short"]);
    assert!(
        run.err.starts_with("a.tl:1:17: error[TL0201]: "),
        "{}",
        run.err
    );
    let run = folder.run(&["check", "a.tl"]);
    assert!(run.err.contains("--> a.tl:1:17\n"), "{}", run.err);
}

#[test]
fn json_messages_about_the_run_are_json() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    for arguments in [
        &["check", "missing.tl"][..],
        &["a.tl", "-o", "a.rs", "--check"],
    ] {
        let run = folder.run(&[arguments, &["--message-format", "json"]].concat());
        let said = lines(&run.err);
        assert_eq!(said.len(), 1);
        assert_eq!(
            (&said[0]["severity"], &said[0]["code"]),
            (&json!("error"), &Value::Null)
        );
    }
    let run = folder.run(&["check", "a.tl", "--message-format", "json"]);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
}

#[test]
fn short_is_a_line_each() {
    let folder = Folder::new(&[("a.tl", BAD), ("b.tl", WARNING)]);
    let run = folder.run(&["a.tl", "-o", "-", "--message-format=short"]);
    assert_eq!(
        run.err,
        "a.tl:1:9: error[TL0201]: there is no constructor `itn`\n\
         error: aborting due to 1 error\n"
    );
    let run = folder.run(&["check", "b.tl", "--message-format=short"]);
    assert!(
        run.err.starts_with("b.tl:1:6: warning[TL0101]: "),
        "{}",
        run.err
    );
}

#[test]
fn github_shows_findings_at_their_lines() {
    let folder = Folder::new(&[
        ("a,b.tl", BAD),
        ("c.tl", "user // 100%\r\n x: = User;\n/* open"),
        ("d.tl", WARNING),
    ]);
    let of = |arguments: &[&str]| {
        let run = folder.run(&[arguments, &["--message-format=github"]].concat());
        assert_eq!(
            run.code,
            if arguments.contains(&"missing.tl") {
                3
            } else {
                1
            }
        );
        run.err
    };
    assert_eq!(
        of(&["check", "a,b.tl"]),
        "::error file=a%2Cb.tl,line=1,col=9,endLine=1,endColumn=11,\
         title=TL0201 undeclared-name::there is no constructor `itn`%0Anothing declares it\
         %0Anote: no id is written, so this changes the id of `user` from ca57d352 to 1ec2365e; \
         `user#ca57d352` keeps it%0Ahelp: did you mean `int`?\n"
    );
    let both = of(&["check", "c.tl", "d.tl"]);
    assert!(both.contains("\n::error file=c.tl,line=3,"), "{both}");
    assert!(
        both.contains("\n::warning file=d.tl,line=1,col=6,"),
        "{both}"
    );
    assert_eq!(both.matches("::error ").count() + 1, both.lines().count());
    let run = of(&["a,b.tl", "-o", "-"]);
    assert!(
        run.ends_with("\n::error::aborting due to 1 error\n"),
        "{run}"
    );
    assert!(of(&["check", "missing.tl"]).starts_with("::error::cannot read missing.tl: "));
}

#[test]
fn colors_are_for_terminals_or_on_demand() {
    let folder = Folder::new(&[("a.tl", BAD)]);
    let colored = |arguments: &[&str], environment: Option<(&str, &str)>| {
        let mut command = folder.command(&[&["check", "a.tl"], arguments].concat());
        command.envs(environment);
        String::from_utf8(command.output().unwrap().stderr)
            .unwrap()
            .contains('\u{1b}')
    };
    assert!(!colored(&[], None), "a pipe is not a terminal");
    assert!(colored(&["--color", "always"], None));
    assert!(colored(&[], Some(("CLICOLOR_FORCE", "1"))));
    assert!(!colored(&["--color=never"], Some(("CLICOLOR_FORCE", "1"))));
    assert!(
        colored(&["--color=always"], Some(("NO_COLOR", "1"))),
        "who asks for it gets it"
    );
    assert!(!colored(&[], Some(("NO_COLOR", "1"))));
}

#[test]
fn every_finding_is_shown_in_every_format_however_long_the_line() {
    let findings: String = (0..50)
        .map(|n| format!("x{n} y:missing{n} = X{n};"))
        .collect();
    let rest: String = (0..20_000).map(|n| format!("a{n} b:int = A; ")).collect();
    let folder = Folder::new(&[("a.tl", &(findings + &rest))]);
    let of = |format: &str, mark: &str| {
        let run = folder.run(&["check", "a.tl", "--message-format", format]);
        assert!(
            run.err.lines().all(|line| line.len() < 2000),
            "a line is too long"
        );
        run.err.matches(mark).count()
    };
    let short = of("short", "error[TL");
    assert_eq!(short, 50);
    assert_eq!(of("json", r#""code":"TL"#), short);
    assert_eq!(of("human", "error[TL"), short);
}
