//! Very large inputs: a result or an error in acceptable time, on a stack of the usual size.

use crate::{Folder, Run};

fn repeat(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

/// A chain of masks, each guarded by the previous one. Missing masks are computed without recursion, and
/// without comparing each mask with all others.
#[test]
fn a_hundred_thousand_masks() {
    const COUNT: usize = 100_000;
    let chain = repeat(COUNT, |it| format!("m{}:m{it}.0?# ", it + 1));
    let beside = repeat(COUNT, |it| format!("m{it}:# f{it}:m{it}.31?int "));
    let flags = repeat(COUNT, |it| format!("f{it}:m0.{}?true ", it % 32));
    for (schema, json, length) in [
        (format!("a m0:# {chain}x:m{COUNT}.1?int = A;"), "", 8),
        (
            format!("a m0:# {chain}x:m{COUNT}.1?int = A;"),
            r#","m0":0"#,
            8,
        ),
        (format!("a {beside}= A;"), "", 4 + 4 * COUNT),
        (format!("a m0:# {flags}= A;"), "", 8),
    ] {
        let folder = Folder::new(&[("a.tl", &schema)]);
        let call = format!(r#"{{"@type":"a"{json}}}"#);
        let encoded = folder.command(&["encode", "--raw", "a.tl", "-"]);
        let bytes = output(encoded, call.as_bytes());
        assert_eq!(bytes.len(), length);
        let run: Run = folder.run_with_input(&["decode", "a.tl", "-"], &bytes);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        assert!(run.out.starts_with(r#"{"@type":"a","m0":0"#));
    }
}

/// What can be decoded can be encoded again.
#[test]
fn many_objects_of_a_local_file() {
    const COUNT: usize = 30_000;
    let fields = repeat(20, |it| format!("m{it}:# f{it}:m{it}.0?int "));
    let folder = Folder::new(&[("a.tl", &format!("a {fields}= A;"))]);
    let objects = vec!["{}"; COUNT].join(",");
    let encode = folder.command(&["encode", "--raw", "--type", "vector<a>", "a.tl", "-"]);
    let bytes = output(encode, format!("[{objects}]").as_bytes());
    assert_eq!(bytes.len(), 4 + COUNT * 80);
    let decode = folder.command(&["decode", "--type", "vector<a>", "a.tl", "-"]);
    let json = output(decode, &bytes);
    let encode = folder.command(&["encode", "--raw", "--type", "vector<a>", "a.tl", "-"]);
    assert!(output(encode, &json) == bytes);
}

/// A `.tlo` does not tell how an unnamed field was written. All ways are tried only for short declarations,
/// because each attempt parses the declaration again.
#[test]
fn a_long_declaration_with_fields_without_names_in_a_tlo() {
    let fields = repeat(20_000, |it| format!("x{it}:int "));
    let schema = format!("a#7 {}{fields}= A;", "_:int ".repeat(14));
    let folder = Folder::new(&[("a.tl", &schema)]);
    folder.run(&["export", "a.tl", "--to", "tlo", "-o", "a.tlo"]);
    let run = folder.run(&["export", "a.tlo", "--to", "tl", "-o", "-"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.out.starts_with("a#00000007 int int "),
        "{}",
        &run.out[..100]
    );
    assert!(run.out.contains(" x19999:int = A;\n"));
}

fn output(mut command: std::process::Command, input: &[u8]) -> Vec<u8> {
    use std::io::Write;
    use std::process::Stdio;
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    output.stdout
}

/// Each layer includes the declarations of all layers before it.
#[test]
fn a_file_of_a_hundred_thousand_layers() {
    let layers = repeat(100_000, |it| format!("===={it}====\na{it} = A{it};\n"));
    let layers = layers.replace("====", "===");
    let folder = Folder::new(&[("a.tl", &layers)]);
    for arguments in [&["check", "a.tl"][..], &["--layers", "a.tl", "-o", "a.rs"]] {
        let run = folder.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(
            run.err
                .starts_with("error: a.tl: there are more than 1,000 layers"),
            "{}",
            run.err
        );
    }
    assert_eq!(folder.names(), ["a.tl"]);
}

#[test]
fn three_levels_of_json_for_each_level_of_the_bytes_are_encoded() {
    let schema = "leaf#1 = Tree; node#2 x:Tree = Tree; list#3 x:vector<Tree> = Tree;
        map#4 x:vector<Pair> = Tree; pair#5 key:int x:Tree = Pair;";
    let folder = Folder::new(&[("a.tl", schema)]);
    let words = |words: &[u32]| -> String {
        let bytes = words.iter().flat_map(|it| it.to_le_bytes());
        bytes.map(|byte| format!("{byte:02x}")).collect()
    };
    for inner in [&[2][..], &[3, 1], &[4, 1, 5, 9], &[4, 1, 5, 9, 3, 1, 2]] {
        let levels = if inner.len() == 7 { 3 } else { 1 };
        let most = 127 / levels;
        let hex = |times| words(&inner.repeat(times)) + &words(&[1]);
        let decoded = folder.run_with_input(&["decode", "a.tl", "--hex"], hex(most).as_bytes());
        assert_eq!((decoded.code, decoded.err.as_str()), (0, ""), "{inner:?}");
        let encode =
            |json: &str| folder.run_with_input(&["encode", "a.tl", "--hex"], json.as_bytes());
        let encoded = encode(&decoded.out);
        assert_eq!(
            (encoded.code, encoded.out.trim()),
            (0, &*hex(most)),
            "{inner:?}"
        );
        // One more is too deep for both.
        let decoded = folder.run_with_input(&["decode", "a.tl", "--hex"], hex(most + 1).as_bytes());
        assert!(
            decoded.err.contains("nested more deeply"),
            "{}",
            decoded.err
        );
        let (open, close) = match inner {
            [2] => (r#"{"@type":"node","x":"#, "}"),
            [3, 1] => (r#"{"@type":"list","x":["#, "]}"),
            [4, 1, 5, 9] => (r#"{"@type":"map","x":[{"key":9,"x":"#, "}]}"),
            _ => (
                r#"{"@type":"map","x":[{"key":9,"x":{"@type":"list","x":[{"@type":"node","x":"#,
                "}]}}]}",
            ),
        };
        let json = open.repeat(most + 1) + r#"{"@type":"leaf"}"# + &close.repeat(most + 1);
        let encoded = encode(&json);
        assert!(
            encoded.code == 1 && encoded.err.ends_with(": the value is nested too deeply\n"),
            "{inner:?}: {}",
            encoded.err
        );
    }
}
