use super::read::{Read, read, write};
use super::*;

#[track_caller]
fn facts(text: &str) -> Facts {
    let Read { facts, left_out } = read(text.as_bytes()).unwrap();
    assert_eq!(left_out, [""; 0]);
    facts
}

#[track_caller]
fn is_wrong(text: &str, message: &str) {
    let error = read(text.as_bytes()).unwrap_err().to_string();
    assert!(error.contains(message), "{error}");
}

fn function<'f>(facts: &'f Facts, name: &str) -> &'f FunctionFacts {
    facts.functions.get(name).unwrap()
}

const GETDOC: &str = r#"{
  "index": {"layer": 138, "categories": []},
  "methods": {
    "a.get": {"name": "a.get", "description": ["Gets a photo¹.", "Or not."], "links": ["https://core.telegram.org/constructor/photo"],
      "parameters": {"id": {"name": "id", "description": "Its id"}},
      "errors": [{"code": 400, "type": "ID_INVALID", "description": "Wrong id."}], "bot_can_use": true},
    "a.set": {"name": "a.set", "description": ["Sets it."]}
  },
  "constructors": {"a": {"name": "a", "description": ["An a."], "fields": {"x": {"name": "x", "description": "Its x"}}}},
  "types": {"A": {"name": "A", "description": ["All a."]}},
  "errors": {"FLOOD_WAIT_%d": {"code": 420, "type": "FLOOD_WAIT_%d", "description": "Wait %d seconds."}}
}"#;

const MTCUTE: &str = r#"{"l": 204, "e": [
  {"kind": "method", "name": "a.get", "type": "A", "id": 1,
   "comment": "Gets a <a href=\"https://core.telegram.org/api/x?a=1&amp;b=2\">thing</a>, see {@link a.RawSetRequest}, {@link RawPhoto} and <code>x</code>.\n\n<strong>Bold</strong> &amp; <bot_username> {plain}",
   "arguments": [{"name": "id", "type": "int", "comment": "Its id"}],
   "throws": [{"code": 400, "name": "ID_INVALID", "comment": "Wrong id."}], "available": "both"},
  {"kind": "method", "name": "a.set", "type": "A", "id": 2, "comment": "Sets.", "arguments": [], "available": "user"},
  {"kind": "class", "name": "photo", "type": "A", "id": 3, "comment": "A photo", "arguments": []}
], "u": {"A": "All a."}}"#;

const TELEGRAM: &str = r#"{"errors": {"400": {"ID_INVALID": ["a.get", "a.set"]}, "420": {"FLOOD_WAIT_%d": []}, "-503": {"Timeout": ["a.get"]}},
  "descriptions": {"ID_INVALID": "Wrong [id](https://x.org/id), **really**, [x](javascript:y)."}, "user_only": ["a.set"], "bot_only": ["a.bot"],
  "business_supported": ["a.get"], "unauthed_allowed": ["a.set"], "layer": 227}"#;

#[test]
fn getdoc_is_read() {
    let facts = facts(GETDOC);
    assert_eq!(facts.layer, Some(138));
    let get = function(&facts, "a.get");
    assert_eq!(get.callers, Some(Callers::Both));
    assert!(get.errors.get("ID_INVALID").unwrap().iter().eq(&[400]));
    assert_eq!(get.parameters.get("id").unwrap().words(), "Its id");
    assert_eq!(
        get.description.plain(),
        "Gets a photo (https://core.telegram.org/constructor/photo).\n\nOr not."
    );
    assert_eq!(function(&facts, "a.set").callers, Some(Callers::Users));
    assert_eq!(
        facts
            .constructors
            .get("a")
            .unwrap()
            .fields
            .get("x")
            .unwrap()
            .words(),
        "Its x"
    );
    assert_eq!(facts.types.get("A").unwrap().words(), "All a.");
    assert_eq!(
        facts.errors.get("FLOOD_WAIT_%d").unwrap().codes,
        Set::from_iter([420])
    );
}

#[test]
fn mtcute_is_read_and_its_html_is_text() {
    let facts = facts(MTCUTE);
    let get = function(&facts, "a.get");
    let [first, second] = parts(&get.description).try_into().unwrap();
    for part in [
        "[thing](https://core.telegram.org/api/x?a=1&b=2)",
        "`a.set`",
        "`photo`",
        "`x`",
    ] {
        assert!(first.iter().any(|it| it == part), "{part}: {first:?}");
    }
    assert_eq!(second, ["Bold & <bot_username> {plain}"]);
    assert_eq!(
        (get.callers, function(&facts, "a.set").callers),
        (Some(Callers::Both), Some(Callers::Users))
    );
    assert_eq!(
        facts.constructors.get("photo").unwrap().description.words(),
        "A photo"
    );
    assert_eq!(
        facts.errors.get("ID_INVALID").unwrap().description.words(),
        "Wrong id."
    );
}

#[test]
fn the_errors_of_telegram_are_read() {
    let facts = facts(TELEGRAM);
    let get = function(&facts, "a.get");
    assert_eq!(
        (get.callers, get.business, get.unauthorized),
        (Some(Callers::Both), true, false)
    );
    assert!(get.errors.get("Timeout").unwrap().iter().eq(&[-503]));
    assert_eq!(function(&facts, "a.bot").callers, Some(Callers::Bots));
    assert!(function(&facts, "a.set").unauthorized);
    let description = facts.errors.get("ID_INVALID").unwrap().description.plain();
    assert_eq!(
        description,
        "Wrong id (https://x.org/id), really, [x](javascript:y)."
    );
    assert_eq!(
        facts.errors.get("FLOOD_WAIT_%d").unwrap().codes,
        Set::from_iter([420])
    );
}

#[test]
fn an_address_in_markdown_ends_with_its_parentheses() {
    for (written, plain) in [
        (
            "See [TL](https://x.org/TL_(language)) (and more).",
            "See TL (https://x.org/TL_(language)) (and more).",
        ),
        (
            "([a](https://x/(b)/(c(d)))), [e](https://y)",
            "(a (https://x/(b)/(c(d)))), e (https://y)",
        ),
        ("[a](https://x/(b) c", "[a](https://x/(b) c"),
        ("[a](https://x) (b)", "a (https://x) (b)"),
    ] {
        let text = TELEGRAM.replace(
            "Wrong [id](https://x.org/id), **really**, [x](javascript:y).",
            written,
        );
        assert_eq!(
            facts(&text)
                .errors
                .get("ID_INVALID")
                .unwrap()
                .description
                .plain(),
            plain
        );
    }
}

#[test]
fn the_tables_of_telethon_are_read_and_joined() {
    let mut all = facts(
        "method,usability,errors\na.get,both,ID_INVALID FLOOD_WAIT_X\na.set,user,WAIT_XMIN PART_0_MISSING\n",
    );
    all.add(facts("name,codes,description\nID_INVALID,400 403,\"Wrong, id\"\nFLOOD_WAIT_X,420,Wait {seconds}\n"));
    all.join_errors();
    let get = function(&all, "a.get");
    assert!(get.errors.get("ID_INVALID").unwrap().iter().eq(&[400, 403]));
    assert!(get.errors.get("FLOOD_WAIT_%d").unwrap().iter().eq(&[420]));
    assert_eq!(get.callers, Some(Callers::Both));
    assert_eq!(
        all.errors.get("ID_INVALID").unwrap().description.words(),
        "Wrong, id"
    );
    let set = function(&all, "a.set")
        .errors
        .keys()
        .cloned()
        .collect::<Vec<_>>();
    assert_eq!(set, ["PART_%d_MISSING", "WAIT_%dMIN"]);
}

#[test]
fn what_is_written_in_our_form_is_read_again() {
    for text in [GETDOC, MTCUTE, TELEGRAM] {
        let facts = facts(text);
        let normal = write(&facts);
        assert_eq!(super::tests::facts(&normal), facts, "{normal}");
        assert_eq!(write(&facts), normal);
    }
}

#[test]
fn our_form_is_as_its_schema_says() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../facts.schema.json")).unwrap();
    let properties = |value: &serde_json::Value| -> Vec<String> {
        value["properties"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect()
    };
    let known = properties(&schema);
    let facts = facts(
        r#"{"tlgen_facts": 1, "layer": 1,
        "functions": {"f": {"description": "F", "parameters": {"x": {"text": "X¹", "links": ["https://x"]}},
            "errors": {"E": [400]}, "callers": "both", "business": true, "unauthorized": true}},
        "constructors": {"c": {"description": ["C", "c"], "fields": {"y": "Y"}}},
        "types": {"T": "t"}, "errors": {"E": {"codes": [400], "description": "e"}}}"#,
    );
    let written: serde_json::Value = serde_json::from_str(&write(&facts)).unwrap();
    for name in written.as_object().unwrap().keys() {
        assert!(known.contains(name), "{name}");
    }
    for (part, definition) in [
        ("functions", "function"),
        ("constructors", "constructor"),
        ("errors", "error"),
    ] {
        let known = properties(&schema["$defs"][definition]);
        let entries = written[part].as_object().unwrap().values();
        let names: Set<String> = entries
            .flat_map(|it| it.as_object().unwrap().keys().cloned())
            .collect();
        assert!(names.iter().eq(&known), "{part}");
    }
}

#[test]
fn a_fact_that_is_equal_for_all_says_nothing() {
    let all = |available: &str| {
        MTCUTE
            .replace("\"both\"", available)
            .replace("\"user\"", available)
    };
    for (available, sentence) in [
        ("\"user\"", "Only users"),
        ("\"both\"", "Both users"),
        ("\"bot\"", "Only bots"),
    ] {
        let Read { facts, left_out } = read(all(available).as_bytes()).unwrap();
        assert_eq!(function(&facts, "a.get").callers, None);
        let [said] = left_out.as_slice() else {
            panic!("{left_out:?}")
        };
        assert!(
            said.contains("all 2 functions") && said.contains(sentence),
            "{said}"
        );
    }
    let same = GETDOC
        .replace("Sets it.", "Gets.")
        .replace("\"Gets a photo¹.\", \"Or not.\"", "\"Gets.\"");
    let Read { facts, left_out } = read(same.as_bytes()).unwrap();
    assert!(function(&facts, "a.get").description.is_empty());
    assert_eq!(left_out.len(), 1, "{left_out:?}");
    // A single entry cannot be equal to others, and values in our own form are intended.
    assert_eq!(
        super::tests::facts("method,usability,errors\na.get,user,\n")
            .functions
            .get("a.get")
            .unwrap()
            .callers,
        Some(Callers::Users)
    );
    let ours =
        r#"{"tlgen_facts": 1, "functions": {"a": {"callers": "both"}, "b": {"callers": "both"}}}"#;
    assert_eq!(
        super::tests::facts(ours)
            .functions
            .get("a")
            .unwrap()
            .callers,
        Some(Callers::Both)
    );
}

#[test]
fn what_an_earlier_file_says_holds() {
    let mut all = facts(TELEGRAM).of_errors();
    all.add(facts(MTCUTE));
    all.add(facts(GETDOC));
    let get = function(&all, "a.get");
    assert!(get.description.plain().starts_with("Gets a thing"));
    assert_eq!(
        get.errors.keys().collect::<Vec<_>>(),
        ["ID_INVALID", "Timeout"]
    );
    assert_eq!(all.layer, Some(227));
    let errors = facts(MTCUTE).of_errors();
    assert!(errors.constructors.is_empty() && function(&errors, "a.get").description.is_empty());
}

#[test]
fn names_are_joined_whole() {
    let mut sources = tl_parser::source::Sources::new();
    sources.add("a.tl", "a x:int = A; aa x:int = Aa;\n---functions---\na.get id:int = A; a.getAll id:int = A; A.get id:int = A;\n");
    let mut found = Vec::new();
    let programs = tl_parser::check::parse_all(&sources, &mut found);
    let schema = tl_parser::check::check(
        &programs,
        &tl_parser::diagnostic::Levels::default(),
        &mut found,
    );
    let described = facts(GETDOC).describe(&schema).into_owned();
    let docs: Vec<(&str, bool)> = described
        .combinators
        .iter()
        .filter(|it| it.name.starts_with(['a', 'A']))
        .map(|it| (it.name, it.docs.is_empty() && it.fields[0].docs.is_empty()))
        .collect();
    assert_eq!(
        docs,
        [
            ("a", false),
            ("aa", true),
            ("a.get", false),
            ("a.getAll", true),
            ("A.get", true)
        ]
    );
}

#[test]
fn damaged_files_are_errors_with_their_places() {
    is_wrong(
        "{\"index\": {},\n \"methods\": {",
        "in line 2, column 13: EOF",
    );
    is_wrong("{\"a\": tru}", "in line 1, column 10: expected ident");
    is_wrong(
        &GETDOC.replace("\"code\": 400", "\"code\": \"400\""),
        "at `methods[\"a.get\"].errors[0].code`: expected an integer, found a string",
    );
    is_wrong(
        &GETDOC.replace("[\"Sets it.\"]", "[3]"),
        "at `methods[\"a.set\"].description[0]`: expected a string, found a number",
    );
    is_wrong(
        &MTCUTE.replace("\"name\": \"photo\", ", ""),
        "at `e[2]`: `name` is missing",
    );
    is_wrong(
        &MTCUTE.replace("\"both\"", "\"robot\""),
        "at `e[0].available`: \"robot\" is none of",
    );
    is_wrong(
        &TELEGRAM.replace("\"420\"", "\"x\""),
        "at `errors.x`: the name is not the code",
    );
    is_wrong(
        &TELEGRAM.replace("[\"a.set\"]", "\"a.set\""),
        "at `user_only`: expected an array, found a string",
    );
    is_wrong(
        &TELEGRAM.replace("227", "2.5"),
        "at `layer`: 2.5 is not an integer",
    );
    is_wrong(
        "name,codes,description\nA,400,x\nB,4x,y\n",
        "in line 3: \"4x\" is not a code",
    );
    is_wrong(
        "name,codes,description\nA,400\n",
        "in line 2: expected 3 fields, found 2",
    );
    is_wrong(
        "method,usability,errors\na,anyone,\n",
        "in line 2: \"anyone\" is none of",
    );
    is_wrong("{\"tlgen_facts\": 2}", "at `tlgen_facts`: version 2");
    is_wrong(
        "{\"tlgen_facts\": 1, \"function\": {}}",
        "at `function`: there is no such member",
    );
    is_wrong(
        "{\"tlgen_facts\": 1, \"functions\": {\"a\": {\"callers\": \"all\"}}}",
        "at `functions.a.callers`: \"all\" is none of",
    );
    let either = "expected a string or an array of strings, found";
    is_wrong(
        "{\"tlgen_facts\": 1, \"functions\": {\"a\": {\"description\": 5}}}",
        &format!("at `functions.a.description`: {either} a number"),
    );
    is_wrong(
        "{\"tlgen_facts\": 1, \"types\": {\"A\": true}}",
        &format!("at `types.A`: {either} a truth value"),
    );
    is_wrong(
        "{\"tlgen_facts\": 1, \"types\": {\"A\": {\"text\": null}}}",
        &format!("at `types.A.text`: {either} null"),
    );
    is_wrong(
        "{\"tlgen_facts\": 1, \"types\": {\"A\": [\"a\", 5]}}",
        "at `types.A[1]`: expected a string, found a number",
    );
}

#[test]
fn unknown_files_are_refused() {
    for text in [
        "",
        "{}",
        "[]",
        "user = User;",
        "{\"methods\": {}}",
        "ns,friendly,raw\na,b,c\n",
        "a,b\n",
    ] {
        is_wrong(text, "it is in no form that is known");
    }
    assert!(
        read(b"{\"a\": \"\xff\"}")
            .unwrap_err()
            .to_string()
            .contains("at byte 7: it is not UTF-8")
    );
    let deep = format!("{{\"l\": 1, \"e\": {}", "[".repeat(100_000));
    is_wrong(&deep, "recursion limit");
}

/// Returns the parts of each block: ``as it is, `code`, [word](link)``, or lines of code.
fn parts(text: &Text) -> Vec<Vec<String>> {
    let blocks = text.blocks().map(|block| {
        let mut parts = Vec::new();
        match block {
            Block::Paragraph(paragraph) => paragraph.runs(&mut |run| {
                parts.push(match run {
                    Run::Text(text) => text.to_owned(),
                    Run::Code(code) => format!("`{code}`"),
                    Run::Link(word, link) => format!("[{word}]({link})"),
                });
            }),
            Block::Code(code) => parts.push(format!("```{code}```")),
        }
        parts
    });
    blocks.collect()
}

fn linked(text: &str, links: &[&str]) -> Text {
    Text::new(text).with_links(links.iter().map(|&link| link.into()).collect())
}

#[test]
fn only_addresses_of_the_web_are_links() {
    let text = linked(
        "a¹ b² c³ d⁴ m² https://e.org/x, (http://f)",
        &[
            "javascript:alert(1)",
            "https://ok.org",
            "data:text/html,x",
            "https://a\"><script>",
        ],
    );
    assert_eq!(
        parts(&text),
        [[
            "a¹ ",
            "[b](https://ok.org)",
            " c³ d⁴ ",
            "[m](https://ok.org)",
            " ",
            "[https://e.org/x](https://e.org/x)",
            ", (",
            "[http://f](http://f)",
            ")",
        ]]
    );
    assert!(text.words().starts_with("a¹ b c³ d⁴"));
    assert_eq!(Text::new("10 m²").words(), "10 m²");
}

#[test]
fn a_link_is_the_words_that_stand_in_its_address() {
    for (text, link, word) in [
        (
            "See TL conditional fields¹.",
            "https://x/mtproto/TL-combinators#conditional-fields",
            "TL conditional fields",
        ),
        (
            "A file  reference¹ is",
            "https://x/api/file-references",
            "file reference",
        ),
        ("see here »¹ for more", "https://x/api/bots", "here"),
        ("(photo¹)", "https://x/constructor/photo", "photo"),
        ("¹", "https://x/y", "https://x/y"),
        ("»¹", "https://x/y", "»"),
    ] {
        let [parts] = parts(&linked(text, &[link])).try_into().unwrap();
        assert!(parts.contains(&format!("[{word}]({link})")), "{parts:?}");
    }
}

#[test]
fn code_and_fences_are_kept() {
    let text = Text::new("Use `a b`.\nMore.\n\n```rust\nlet x;\n\n- y\n```\nEnd `.");
    assert_eq!(
        parts(&text),
        [
            vec!["Use ", "`a b`", ". More."],
            vec!["```let x;\n\n- y```"],
            vec!["End `."],
        ]
    );
    assert_eq!(Text::new(&text.plain()), text);
    for (text, code) in [
        ("```", ""),
        ("```\n```", ""),
        ("a\n\n   ````\n```\n\nx\n`````\n````x", "```\n\nx"),
    ] {
        let text = Text::new(text);
        let code = vec![format!("```{code}```")];
        assert!(parts(&text).contains(&code), "{text:?}");
        let paragraphs: Vec<&str> = text.paragraphs().collect();
        assert_eq!(Text::new(&paragraphs.join("\n\n")), text);
    }
}

#[test]
fn a_megabyte_takes_time_in_proportion() {
    let text = linked(&"`x¹ ".repeat(250_000), &["https://x"]);
    assert!(text.words().len() > 250_000);
    assert!(!Text::new(&"a\n".repeat(500_000)).is_empty());
    let text = linked(&("ab ".repeat(300_000) + "¹"), &["https://x/ab"]);
    assert_eq!(text.words().len(), 3 * 300_000 - 1);
    assert_eq!(
        Text::new(&"a\n\n".repeat(500_000)).blocks().count(),
        500_000
    );
    assert_eq!(
        Text::new(&"```\n".repeat(500_000)).blocks().count(),
        250_000
    );
}

/// Each link used to take time proportional to all the text after it.
#[test]
fn a_word_may_have_a_million_links() {
    let text = linked(&"x¹".repeat(1_000_000), &["https://x"]);
    let [parts] = parts(&text).try_into().unwrap();
    assert_eq!(parts.len(), 1_000_000);
}

#[test]
fn an_address_that_changes_the_direction_of_text_is_no_link() {
    for address in [
        "https://x/\u{202e}y",
        "https://\u{2066}x",
        "https://x/\u{7}",
    ] {
        let text = format!("a¹ {address}");
        assert_eq!(parts(&linked(&text, &[address])), [[text]]);
    }
}
