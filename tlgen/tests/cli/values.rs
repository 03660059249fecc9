use crate::{BAD, Folder, Run};

/// The golden pair with its types, some constructs, and MTProto's `gzip_packed`.
const SCHEMA: &str = "\
inputPhotoEmpty#1cd7bf0d = InputPhoto;
inputPhoto#3bb3b94a id:long access_hash:long file_reference:bytes = InputPhoto;
photoEmpty#2331b22d id:long = Photo;
photo flags:# has_stickers:flags.0?true id:long title:flags.1?string = Photo; // tlgen:allow(id-mismatch): short
userEmpty#d3bc4b7a id:long = User;
photos.photo#20212ca8 photo:Photo users:Vector<User> = photos.Photo;
grid # [ x:int y:double ] = Grid;
gzip_packed#3072cfa1 packed_data:bytes = Packed; // tlgen:allow(id-mismatch): that of Telegram
---functions---
photos.updateProfilePhoto#72d4742c id:InputPhoto = photos.Photo;
numbers n:# = Tuple int n;
photos.all = Vector Photo;
---types---
tuple {t:Type} {n:#} [ t ] = Tuple t n;
";

pub(crate) const CALL: &str = r#"{"@type":"photos.updateProfilePhoto","id":{"@type":"inputPhoto","id":"5","access_hash":"-2","file_reference":"3q2+7wE="}}"#;
pub(crate) const HEX: &str = "2c74d4724ab9b33b0500000000000000feffffffffffffff05deadbeef010000";

pub(crate) fn folder() -> Folder {
    Folder::new(&[("a.tl", SCHEMA), ("call.json", CALL), ("call.hex", HEX)])
}

/// Decodes hexadecimal digits.
pub(crate) fn decode(options: &[&str], hex: &str) -> Run {
    let arguments = [&["decode", "a.tl", "--hex"], options].concat();
    folder().run_with_input(&arguments, hex.as_bytes())
}

pub(crate) fn tree(options: &[&str], hex: &str) -> Run {
    decode(&[&["--format", "tree"], options].concat(), hex)
}

pub(crate) fn encode(options: &[&str], json: &str) -> Run {
    let arguments = [&["encode", "a.tl"], options].concat();
    folder().run_with_input(&arguments, json.as_bytes())
}

#[test]
fn bytes_become_json_and_json_the_same_bytes() {
    let folder = folder();
    let run = folder.run(&["decode", "a.tl", "--hex", "call.hex"]);
    assert_eq!(
        (run.code, run.out, run.err),
        (0, format!("{CALL}\n"), String::new())
    );
    let run = folder.run(&["encode", "a.tl", "call.json", "--hex"]);
    assert_eq!(
        (run.code, run.out, run.err),
        (0, format!("{HEX}\n"), String::new())
    );
}

#[test]
fn numbers_come_back_to_the_last_bit() {
    for bits in [
        "90a73b7921cf0741",
        "182d4454fb210940",
        "0100000000000000",
        "ffffffffffffef7f",
    ] {
        let hex = format!("15c4b51c01000000{bits}");
        let json = decode(&["--type", "Vector<double>"], &hex);
        let again = encode(&["--hex", "--type", "Vector<double>"], &json.out);
        assert_eq!(again.out.trim(), hex, "{}", json.out);
    }
}

#[test]
fn every_character_of_a_text_comes_back() {
    let all: String = ('\0'..='\u{2fff}')
        .chain(['\u{202e}', '\u{feff}', '\u{10ffff}'])
        .collect();
    for text in [
        "\u{7f}",
        "a\u{7f}b\u{1b}[31m",
        "\u{9b}31m\u{90}q\u{9c}",
        "\u{1b}]0;title\u{7}",
        &all,
    ] {
        let json = serde_json::to_string(text).unwrap();
        let hex = encode(&["--hex", "--type", "string"], &json).out;
        let decoded = decode(&["--type", "string"], &hex);
        assert_eq!(serde_json::from_str::<String>(&decoded.out).unwrap(), text);
    }
}

#[test]
fn text_of_bytes_may_have_blanks_and_either_case() {
    let run = decode(&[], "2C74 D472\r\n\t0DBF D71C\n");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let folder = folder();
    let json = run.out;
    for (option, text) in [
        ("--base64", "LHTU\n cg2/ 1xw=\n"),
        ("--base64", "LHTUcg2_1xw="),
        ("--hex", "2c74d4720dbfd71c"),
    ] {
        let run = folder.run_with_input(&["decode", "a.tl", option], text.as_bytes());
        assert_eq!(
            (run.code, &run.out, run.err.as_str()),
            (0, &json, ""),
            "{text}"
        );
    }
    let run = folder.run_with_input(&["encode", "a.tl", "--base64", "-"], json.as_bytes());
    assert_eq!((run.code, run.out.as_str()), (0, "LHTUcg2/1xw=\n"));
}

#[test]
fn raw_bytes_go_to_a_pipe_and_come_from_one() {
    let folder = folder();
    let output = folder
        .command(&["encode", "a.tl", "call.json"])
        .output()
        .unwrap();
    assert_eq!(output.stdout.len(), HEX.len() / 2);
    let run = folder.run_with_input(&["decode", "a.tl", "-"], &output.stdout);
    assert_eq!(run.out, format!("{CALL}\n"));
    folder.write("call.bin", &output.stdout);
    assert_eq!(folder.run(&["decode", "a.tl", "call.bin"]).out, run.out);
}

/// Schemas of MTProto declare keys as `string`.
/// A list that is not complete is shown with the count that its bytes have.
#[test]
fn bytes_that_go_wrong_are_named_with_their_place() {
    for (bytes, said) in [
        ("", "at byte 0: expected 4 more bytes, found 0"),
        (
            "2c74d472 efbeadde",
            "id: at byte 4: the id deadbeef is not known here",
        ),
        (
            "2c74d472 2db23123",
            "the id 2331b22d is not known here (the constructor photoEmpty)",
        ),
        (
            "2c74d472 0dbfd71c 00",
            "at byte 8: the value ends here, but 1 more byte follows",
        ),
        (
            "a82c2120 2db23123 0700000000000000 15c4b51c ffffff7f",
            "users: at byte 20: a count of 2147483647",
        ),
        (
            "a82c2120 2db23123 0700000000000000 15c4b51c 01000000 7a4bbcd3 01",
            "users[0].id: at byte 28",
        ),
    ] {
        let run = decode(&[], bytes);
        assert_eq!(run.code, 1, "{bytes}");
        assert!(run.err.contains(said), "{bytes}: {}", run.err);
    }
}

#[test]
fn a_type_is_one_of_tl() {
    for (options, bytes, json) in [
        (
            &["--type", "InputPhoto"][..],
            "0dbfd71c",
            r#"{"@type":"inputPhotoEmpty"}"#,
        ),
        (
            &["--type", "inputPhotoEmpty"],
            "",
            r#"{"@type":"inputPhotoEmpty"}"#,
        ),
        (
            &["--type", "User", "--bare"],
            "0700000000000000",
            r#"{"@type":"userEmpty","id":"7"}"#,
        ),
        (&["--type", "vector<int>"], "0100000005000000", "[5]"),
        (
            &["--type", "Vector<int>"],
            "15c4b51c0100000005000000",
            "[5]",
        ),
        (&["--type", "Bool"], "b5757299", "true"),
        (&["--type", "(tuple int 2)"], "0100000002000000", "[1,2]"),
        (
            &["--response-to", "photos.updateProfilePhoto"],
            "a82c21202db23123070000000000000015c4b51c00000000",
            r#"{"@type":"photos.photo","photo":{"@type":"photoEmpty","id":"7"},"users":[]}"#,
        ),
        (
            &["--response-to", r#"{"@type":"numbers","n":2}"#],
            "8a7670970100000002000000",
            r#"{"@type":"tuple","value":[1,2]}"#,
        ),
    ] {
        let run = decode(options, bytes);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{options:?}");
        assert!(run.out.contains(json), "{options:?}: {}", run.out);
    }
}

#[test]
fn an_answer_that_depends_on_its_call_needs_the_call() {
    let run = decode(&["--response-to", "numbers"], "8a767097");
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("give `--response-to` the call as JSON"),
        "{}",
        run.err
    );
}

#[test]
fn an_id_instead_of_a_certain_one_is_named_with_that_one() {
    let answer = &["--response-to", "photos.updateProfilePhoto"][..];
    for (options, bytes, said) in [
        (
            answer,
            "2db23123",
            "expected the id 20212ca8, found 2331b22d (20212ca8 is the constructor photos.photo, \
             2331b22d is the constructor photoEmpty)",
        ),
        (
            answer,
            "2c74d472",
            "photos.photo, 72d4742c is the function photos.updateProfilePhoto)",
        ),
        (
            &["--type", "photos.Photo"],
            "efbeadde",
            "found deadbeef (20212ca8 is the constructor photos.photo)",
        ),
        (
            &["--type", "InputPhoto"],
            "2c74d472",
            "the id 72d4742c is not known here (the function photos.updateProfilePhoto)",
        ),
        (
            &["--response-to", "photos.all"],
            "a82c2120",
            "found the id 20212ca8 (the constructor photos.photo)",
        ),
        (
            &["--type", "InputPhoto"],
            "2db23123",
            "the id 2331b22d is not known here (the constructor photoEmpty)",
        ),
    ] {
        let run = decode(options, bytes);
        assert_eq!(run.code, 1, "{options:?}");
        assert!(run.err.contains(said), "{options:?}: {}", run.err);
    }
}

#[test]
fn every_list_of_a_wrong_length_is_named() {
    let schema = "\
row n:# left:n*[ int ] right:n*[ m:# list:m*[ long ] ] = Row;
rows rows:Vector<Row> = Rows;
both n:# left:(Part n) right:(Part n) = Both;
part {n:#} list:n*[ int ] = Part n;
";
    let folder = Folder::new(&[("a.tl", schema)]);
    for (json, said) in [
        (
            r#"{"@type":"row","n":1,"left":[],"right":[{"m":1,"list":[]},{"m":1,"list":[]}]}"#,
            &[
                "left: 0, 1",
                "right: 2, 1",
                "right[0].list: 0, 1",
                "right[1].list: 0, 1",
            ][..],
        ),
        (
            r#"{"@type":"rows","rows":[{"n":1,"left":[1,2],"right":[{}]},{"left":[3],"right":[]}]}"#,
            &["rows[0].left: 2, 1", "rows[1].left: 1, 0"],
        ),
        (
            r#"{"@type":"both","n":2,"left":{"list":[1]},"right":{"list":[1,2,3]}}"#,
            &["left.list: 1, 2", "right.list: 3, 2"],
        ),
    ] {
        let run = folder.run_with_input(&["encode", "a.tl"], json.as_bytes());
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{json}");
        let error = |line: &str| {
            let line = line.strip_prefix("error: ")?;
            let (path, lengths) = line.split_once(": a list of ")?;
            let lengths = lengths.replace(" elements where there must be ", ", ");
            Some(format!("{path}: {lengths}"))
        };
        let errors: Vec<_> = run.err.lines().filter_map(error).collect();
        assert_eq!(errors, said, "{}", run.err);
    }
    // A hundred errors are enough.
    let row = r#"{"n":2,"left":[],"right":[]},"#.repeat(1000);
    let rows = format!(
        "{{\"@type\":\"rows\",\"rows\":[{}]}}",
        row.trim_end_matches(',')
    );
    let run = folder.run_with_input(&["encode", "a.tl"], rows.as_bytes());
    assert_eq!((run.code, run.err.lines().count()), (1, 100));
}

#[test]
fn every_mistake_in_json_has_its_place() {
    let run = encode(
        &["--hex"],
        r#"{"@type":"photos.photo","photo":{"@type":"foto"},"users":[{"@type":"userEmpty","id":"x"},{"@type":"userEmpty","i":1}]}"#,
    );
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    insta::assert_snapshot!(run.err, @r#"
    error: photo: expected Photo, found "@type":"foto", which the schema does not have
    error: users[0].id: expected an integer of 64 bits, found "x"
    error: users[1].i: the schema has no such field; did you mean `id`?
    "#);
    for (json, said) in [
        (
            "",
            "the input is not JSON: EOF while parsing a value at line 1 column 0",
        ),
        ("{", "the input is not JSON"),
        (
            &"[".repeat(1_000_000),
            "the input: the value is nested too deeply at line 1 column 513",
        ),
        ("[]", "expected an object, found an array"),
        (
            "{}",
            "expected an object or function, found an object without \"@type\"",
        ),
        (
            r#"{"@type":"photos.photo","photo":{"id":1},"users":[]}"#,
            "photo: expected Photo, found an object without \"@type\"",
        ),
        (
            r#"{"@type":"photos.Photo"}"#,
            "did you mean \"photos.photo\"?",
        ),
        (
            r#"{"@type":"photos.updateProfilePhoto"}"#,
            "id: the object is required, but absent",
        ),
        (
            r#"{"@type":"photos.updateProfilePhoto","id":null}"#,
            "id: expected an object, found null",
        ),
        (
            r#"{"@type":"photos.updateProfilePhoto","id":{"@type":"userEmpty"}}"#,
            "expected InputPhoto, found \"@type\":\"userEmpty\", which is a constructor of another type",
        ),
        (
            r#"{"@type":"photo","flags":2}"#,
            "title: the mask says that the field is there, but it is not",
        ),
        (
            r#"{"@type":"photo","flags":0,"id":1,"title":"x"}"#,
            "title: the mask says that the field is not there, but it is",
        ),
        (
            r#"{"@type":"photo","flags":2,"id":1,"title":"x","has_stickers":true}"#,
            "has_stickers: the mask says that the field is not there, but it is",
        ),
        (
            r#"{"@type":"photo","flags":1,"id":1,"has_stickers":false}"#,
            "has_stickers: the mask says that the field is there, but it is not",
        ),
        (
            r#"{"@type":"photo","flags":64,"id":1}"#,
            "error: flags: the bit 6 guards no field\n",
        ),
        (
            r#"{"@type":"photo","flags":3221225477,"id":1}"#,
            "error: flags: the bits 2, 30, 31 guard no field\n",
        ),
        (
            r#"{"@type":"photo","flags":6,"id":1}"#,
            "error: flags: the bit 2 guards no field\n\
             error: title: the mask says that the field is there, but it is not\n",
        ),
        (
            r#"{"@type":"photo","id":1,"id":2}"#,
            "id: the field is given twice",
        ),
        (
            r#"{"@type":"photo","@type":"photo","id":1}"#,
            "@type: the field is given twice",
        ),
    ] {
        let run = encode(&["--raw"], json);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{json}");
        assert!(run.err.contains(said), "{json}: {}", run.err);
    }
}

#[test]
fn a_wrong_flag_or_mask_is_one_mistake() {
    let tl = "a flags:# b:flags.0?true c:flags.0?int m:flags.1?# d:flags.1?int e:m.0?int = A;";
    let folder = Folder::new(&[("a.tl", tl)]);
    for (path, json) in [
        ("b", r#""b":"x","c":1"#),
        ("b", r#""b":"x""#),
        ("flags", r#""flags":"x","c":1,"d":2"#),
        ("m", r#""m":"x","d":1,"e":1"#),
        ("c", r#""c":"x","b":true"#),
    ] {
        let json = format!(r#"{{"@type":"a",{json}}}"#);
        let run = folder.run_with_input(&["encode", "a.tl"], json.as_bytes());
        let is_right = run.err.starts_with(&format!("error: {path}: expected"));
        assert!(is_right && run.err.lines().count() == 1, "{}", run.err);
    }
}

/// A name that the schema has is not called unknown.
#[test]
fn a_name_in_the_wrong_place_is_said_to_be_what_it_is() {
    let folder = Folder::new(&[(
        "a.tl",
        "a = A; b = B; pair {t:Type} x:t = Pair t; two = Pair int;\n\
         any x:Object = Has; call x:Function = Has; list x:A y:B = Has;\n\
         ---functions---\n\
         f = A; long#00000007 {X:Type} x:!X = X; short#00000007 = A;\n",
    )]);
    for (json, said) in [
        (
            r#"{"@type":"any","x":{"@type":"pair"}}"#,
            r#"x: expected an object or function, found "@type":"pair", which is a constructor of a type with parameters"#,
        ),
        (
            r#"{"@type":"boolTrue"}"#,
            r#"expected an object or function, found "@type":"boolTrue", which is a constructor of a builtin type"#,
        ),
        (
            r#"{"@type":"any","x":{"@type":"int"}}"#,
            r#"x: expected an object or function, found "@type":"int", which is a constructor of a builtin type"#,
        ),
        (
            r#"{"@type":"short"}"#,
            r#"expected an object or function, found "@type":"short", which is a function with the id of another"#,
        ),
        (
            r#"{"@type":"call","x":{"@type":"short"}}"#,
            r#"x: expected a function, found "@type":"short", which is a function with the id of another"#,
        ),
        (
            r#"{"@type":"call","x":{"@type":"a"}}"#,
            r#"x: expected a function, found "@type":"a", which is a constructor"#,
        ),
        (
            r#"{"@type":"call","x":{"@type":"pair"}}"#,
            r#"x: expected a function, found "@type":"pair", which is a constructor"#,
        ),
        (
            r#"{"@type":"list","x":{"@type":"pair"},"y":{"@type":"f"}}"#,
            r#"x: expected a, found "@type":"pair", which is a constructor of another type"#,
        ),
        (
            r#"{"@type":"list","x":{"@type":"a"},"y":{"@type":"short"}}"#,
            r#"y: expected b, found "@type":"short", which is a function"#,
        ),
        (
            r#"{"@type":"list","x":{"@type":"true"}}"#,
            r#"x: expected a, found "@type":"true", which is a constructor of another type"#,
        ),
        (
            r#"{"@type":"nothing"}"#,
            r#"expected an object or function, found "@type":"nothing", which the schema does not have"#,
        ),
    ] {
        let run = folder.run_with_input(&["encode", "a.tl", "--hex"], json.as_bytes());
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{json}");
        let first = run.err.lines().next().unwrap_or_default();
        assert_eq!(first, format!("error: {said}"), "{json}");
    }
}

#[test]
fn bad_input_is_named_and_has_its_exit_code() {
    let folder = folder();
    folder.write("bad.tl", BAD);
    for (arguments, code, said) in [
        (&["decode", "a.tl", "none.bin"][..], 3, "none.bin"),
        (&["decode", "none.tl", "call.hex"], 3, "none.tl"),
        (&["encode", "a.tl", "none.json"], 3, "none.json"),
        (&["decode", "bad.tl", "call.hex"], 1, "error[TL"),
        (&["encode", "bad.tl", "call.json"], 1, "error[TL"),
        (&["decode"], 2, "SCHEMA"),
        (&["encode"], 2, "SCHEMA"),
        (&["decode", "-"], 2, "standard input can be read once only"),
        (
            &["decode", "a.tl", "--hex", "--base64", "call.hex"],
            2,
            "--base64",
        ),
        (
            &["encode", "a.tl", "--hex", "--raw", "call.json"],
            2,
            "--raw",
        ),
        (&["decode", "a.tl", "--bare", "call.hex"], 2, "--type"),
        (
            &["decode", "a.tl", "--type", "Usr", "call.hex"],
            2,
            "there is no type `Usr`; did you mean `User`?",
        ),
        (
            &["decode", "a.tl", "--type", "a;b", "call.hex"],
            2,
            "`--type`: ",
        ),
        (
            &["encode", "a.tl", "--type", "Usr", "call.json"],
            2,
            "there is no type `Usr`",
        ),
        (
            &[
                "decode",
                "a.tl",
                "--type",
                "User",
                "--response-to",
                "numbers",
                "call.hex",
            ],
            2,
            "--response-to",
        ),
        (
            &["decode", "a.tl", "--response-to", "number", "call.hex"],
            2,
            "did you mean `numbers`?",
        ),
        (
            &["decode", "a.tl", "--response-to", "{", "call.hex"],
            2,
            "`--response-to`: the call is not JSON: EOF",
        ),
        (
            &["decode", "a.tl", "--format", "xml", "call.hex"],
            2,
            "tree",
        ),
        (
            &["decode", "a.tl", "--hex", "call.json"],
            1,
            "byte 0 of the input is not a hexadecimal digit",
        ),
        (
            &["decode", "a.tl", "--base64", "call.json"],
            1,
            "byte 0 of the input is not base64",
        ),
    ] {
        let run = folder.run(arguments);
        assert_eq!(
            (run.code, run.out.as_str()),
            (code, ""),
            "{arguments:?}: {}",
            run.err
        );
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
    }
    for (option, text, said) in [
        ("--hex", "2c7", "an odd number of hexadecimal digits"),
        (
            "--hex",
            "2c 7g",
            "byte 4 of the input is not a hexadecimal digit",
        ),
        (
            "--hex",
            "zzz",
            "byte 0 of the input is not a hexadecimal digit",
        ),
        ("--base64", "LHTUc", "the base64 ends wrongly"),
        ("--base64", "LH!", "byte 2 of the input is not base64"),
    ] {
        let run = folder.run_with_input(&["decode", "a.tl", option], text.as_bytes());
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{text}");
        assert!(run.err.contains(said), "{text}: {}", run.err);
    }
}

/// For each encoding: cut at every third byte, and with an invalid byte at each of these positions.
#[test]
fn what_is_before_a_broken_place_is_shown() {
    let folder = folder();
    folder.write(
        "list.tl",
        "list count:int items:Vector<long> name:string = List;\n",
    );
    let json = r#"{"@type":"list","count":7,"items":["1","2","3"],"name":"three"}"#;
    for option in ["--raw", "--hex", "--base64"] {
        let text = if option == "--raw" { "--hex" } else { option };
        let run = folder.run_with_input(&["encode", "list.tl", text], json.as_bytes());
        assert_eq!(run.code, 0, "{}", run.err);
        let text = run.out.trim_end();
        let byte = |at| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
        let bytes: Vec<u8> = match option {
            "--raw" => (0..text.len()).step_by(2).map(byte).collect(),
            _ => text.into(),
        };
        let read = |bytes: &[u8]| {
            let option = [option].into_iter().filter(|it| *it != "--raw");
            let arguments: Vec<&str> = ["decode", "list.tl"].into_iter().chain(option).collect();
            folder.run_with_input(&arguments, bytes)
        };
        let whole = read(&bytes);
        assert_eq!((whole.code, whole.out.trim_end()), (0, json));
        let mut shown = 0;
        for end in (0..bytes.len()).filter(|it| (bytes.len() - it) % 3 == 1) {
            let run = read(&bytes[..end]);
            assert_eq!(run.code, 1, "{option}, {end}");
            assert_eq!(run.err.lines().count(), 1, "{option}, {end}: {}", run.err);
            assert!(run.out.len() >= shown, "{option}, {end}: {}", run.out);
            shown = run.out.len();
            if option != "--raw" {
                let mut broken = bytes.clone();
                broken[end] = b'!';
                let other = read(&broken);
                let said = format!("byte {end} of the input is not");
                assert!(
                    other.code == 1 && other.err.contains(&said),
                    "{}",
                    other.err
                );
                assert_eq!(other.out, run.out, "{option}, {end}");
            }
        }
        // All but the last field.
        assert!(shown + 15 >= json.len(), "{option}: {shown}");
    }
}

#[test]
fn the_last_file_that_ends_as_a_schema_does_is_of_the_schema() {
    let folder = folder();
    folder.write("b.tl", "more x:Photo = More;\n");
    let run = folder.run_with_input(&["decode", "a.tl", "b.tl", "--hex"], HEX.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let run = folder.run(&["decode", "a.tl", "b.tl", "call.hex", "--hex"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    folder.write("c.tl", "third x:int = Third;\n");
    folder.run(&["export", "c.tl", "--to", "tlo", "-o", "c.tlo"]);
    let run = folder.run_with_input(&["decode", "a.tl", "c.tlo", "--hex"], HEX.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn a_mask_that_is_absent_follows_from_the_fields_on_it() {
    let schema =
        "foo flags:# flags2:flags.0?# x:flags2.1?int y:flags2.1?int z:flags2.2?true = Foo;";
    let folder = Folder::new(&[("b.tl", schema)]);
    for (fields, masks) in [
        (r#""x":1,"y":1"#, r#""flags":1,"flags2":2"#),
        (r#""z":true"#, r#""flags":1,"flags2":4"#),
        (r#""x":1,"y":1,"z":true"#, r#""flags":1,"flags2":6"#),
    ] {
        let encode =
            |json: String| folder.run_with_input(&["encode", "b.tl", "--hex"], json.as_bytes());
        let run = encode(format!(r#"{{"@type":"foo",{fields}}}"#));
        let whole = encode(format!(r#"{{"@type":"foo",{masks},{fields}}}"#));
        assert_eq!((run.code, run.out), (0, whole.out), "{fields}: {}", run.err);
    }
    let json = r#"{"@type":"foo","flags":0,"z":true}"#;
    let run = folder.run_with_input(&["encode", "b.tl"], json.as_bytes());
    let said = "error: z: the mask says that the field is not there, but it is\n";
    assert_eq!((run.code, run.err.as_str()), (1, said));
}
