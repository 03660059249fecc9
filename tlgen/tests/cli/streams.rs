use std::process::Stdio;

use crate::values::{self, CALL, HEX};
use crate::{BAD, Folder, GOOD};

#[test]
fn standard_input_and_output() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    folder.run(&["a.tl", "-o", "a.rs"]).assert_quiet();
    let run = folder.run_with_input(&["-", "-o", "-"], GOOD.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(run.out, folder.read("a.rs"));
    assert_eq!(folder.names(), ["a.rs", "a.tl"]);

    let run = folder.run_with_input(&["check", "-", "--message-format=short"], BAD.as_bytes());
    assert!(run.err.starts_with("<stdin>:1:9: error"), "{}", run.err);
}

#[test]
fn standard_input_can_be_one_of_several() {
    let folder = Folder::new(&[("a.tl", "user x:Photo = User;")]);
    let run = folder.run_with_input(&["check", "a.tl", "-"], b"photo = Photo;");
    assert_eq!(run.code, 0, "{}", run.err);
    let run = folder.run_with_input(&["check", "-", "-"], b"photo = Photo;");
    assert_eq!(run.code, 2);
}

#[test]
fn text_that_is_not_utf8() {
    let folder = Folder::new(&[]);
    // In a comment it is a warning, and the documentation has U+FFFD.
    folder.write(
        "a.tl",
        b"// A caf\xe9.\na = A; // \xff\xfe\n/* \xe4 */ b = A;",
    );
    let run = folder.run(&["a.tl", "-o", "-", "--message-format", "short"]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("/// A caf\u{fffd}."), "{}", run.out);
    assert_eq!(
        run.err,
        "a.tl:1:9: warning[TL0008]: a comment is not UTF-8\n\
         a.tl:2:11: warning[TL0008]: a comment is not UTF-8\n\
         a.tl:3:4: warning[TL0008]: a comment is not UTF-8\n\
         warning: 3 warnings emitted\n"
    );
    assert_eq!(
        folder
            .run(&["check", "a.tl", "--allow", "invalid-utf-8"])
            .code,
        0
    );
    // Elsewhere it is an error, and the rest is still checked.
    folder.write("a.tl", b"caf\xe9 = A;\nb x:B = A;\n\xff");
    let run = folder.run(&["check", "a.tl", "--message-format", "short"]);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.err,
        "a.tl:1:4: error[TL0008]: the text is not UTF-8\n\
         a.tl:2:5: error[TL0201]: there is no type `B`\n\
         a.tl:3:1: error[TL0008]: the text is not UTF-8\n"
    );
    let run = folder.run_with_input(&["check", "-"], b"\xff\xfea\0 \0=\0 \0A\0;\0");
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("a text in UTF-16 begins like this"),
        "{}",
        run.err
    );
}

/// Longer than the buffer of a pipe, so that the writer notices that it is closed.
fn long() -> String {
    (0..5000)
        .map(|number| format!("a{number} = A{number};\n"))
        .collect()
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let folder = Folder::new(&[("a.tl", &long())]);
    for arguments in [&["ids", "a.tl"][..], &["a.tl", "-o", "-"]] {
        let mut child = folder
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        assert_eq!(output.status.code(), Some(0));
    }
}

#[test]
fn nobody_reads_the_messages() {
    let bad: String = (0..900)
        .map(|number| format!("a{number} x:missing{number} = A{number};\n"))
        .collect();
    let folder = Folder::new(&[("a.tl", &bad)]);
    let mut child = folder
        .command(&["check", "a.tl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stderr.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .ends_with(": 900 errors\n")
    );
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full_is_an_error() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    for arguments in [
        &["ids", "a.tl"][..],
        &["a.tl", "-o", "-"],
        &["check", "a.tl"],
    ] {
        let full = std::fs::File::create("/dev/full").unwrap();
        let output = folder.command(arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            said.starts_with("error: cannot write to standard output: "),
            "{said}"
        );
    }
}

#[test]
fn a_file_gets_the_whole_output_or_stays_as_it_is() {
    let folder = values::folder();
    let bytes = data_encoding::HEXLOWER.decode(HEX.as_bytes()).unwrap();
    let read = |name: &str| std::fs::read(folder.path(name)).unwrap();
    for (arguments, out, written) in [
        (&["encode", "a.tl", "call.json"][..], "a.bin", bytes),
        (
            &["encode", "a.tl", "call.json", "--hex"],
            "a.hex",
            format!("{HEX}\n").into(),
        ),
        (
            &["decode", "a.tl", "call.hex", "--hex"],
            "a.json",
            format!("{CALL}\n").into(),
        ),
        (
            &["decode", "a.tl", "call.hex", "--hex", "--format", "tree", "--color", "always"],
            "a.txt",
            "   0  photos.updateProfilePhoto\n   4    id: inputPhoto\n   8      id: 5\n  16      access_hash: -2\n\
             \x20 24      file_reference: deadbeef01\n"
                .into(),
        ),
    ] {
        folder.run(&[arguments, &["-o", out]].concat()).assert_quiet();
        assert_eq!(read(out), written, "{arguments:?}");
    }
    let run = folder.run(&["decode", "a.tl", "call.hex", "--hex", "--output", "-"]);
    assert_eq!((run.code, run.out), (0, format!("{CALL}\n")));

    for (arguments, input) in [
        (&["encode", "a.tl"][..], r#"{"@type":"photos.photo"}"#),
        (&["decode", "a.tl", "--hex"], "2c74d4720dbfd71c00"),
        (&["decode", "a.tl", "--hex"], "2c74d472"),
    ] {
        let arguments = [arguments, &["-", "-o", "a.json"]].concat();
        let run = folder.run_with_input(&arguments, input.as_bytes());
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{arguments:?}");
        assert_eq!(read("a.json"), format!("{CALL}\n").as_bytes());
    }
    for file in ["a.tl", "call.json"] {
        let run = folder.run(&["encode", "a.tl", "call.json", "-o", file]);
        let said = format!("error: the output would overwrite {file}, which is read\n");
        assert_eq!((run.code, run.err), (2, said));
    }
}

/// `-Encoding utf8` of Windows PowerShell writes a byte order mark into a text file.
#[test]
fn a_byte_order_mark_may_stand_before_any_text() {
    let folder = Folder::new(&[("a.tl", "user#71cafb23 id:int = User;")]);
    let run = |arguments: &[&str], text: &str| {
        let text = format!("\u{feff}{text}\r\n");
        folder.run_with_input(
            &[&arguments[..1], &["a.tl"], &arguments[1..]].concat(),
            text.as_bytes(),
        )
    };
    let json = r#"{"@type":"user","id":5}"#;
    for (arguments, text, expected) in [
        (&["encode", "--hex"][..], json, "23fbca7105000000\n"),
        (&["encode", "--base64"], json, "I/vKcQUAAAA=\n"),
        (
            &["decode", "--hex"],
            "23fbca7105000000",
            "{\"@type\":\"user\",\"id\":5}\n",
        ),
        (
            &["decode", "--base64"],
            "I/vKcQUAAAA=",
            "{\"@type\":\"user\",\"id\":5}\n",
        ),
    ] {
        let found = run(arguments, text);
        assert_eq!(
            (found.code, found.out.as_str()),
            (0, expected),
            "{arguments:?}: {}",
            found.err
        );
    }
    // The places of mistakes count it.
    let wrong = run(&["decode", "--hex"], "23fbca71x");
    assert_eq!(
        wrong.err,
        "error: byte 11 of the input is not a hexadecimal digit\n"
    );
    let wrong = run(&["encode", "--hex"], r#"{"@type":"user","#);
    assert!(wrong.err.contains("is not JSON: "), "{}", wrong.err);
    let forgotten =
        folder.run_with_input(&["decode", "a.tl"], "\u{feff}23fbca7105000000".as_bytes());
    assert!(forgotten.err.contains("`--hex`"), "{}", forgotten.err);
    // Bytes are not text.
    let folder_bytes = folder.run_with_input(&["decode", "a.tl"], b"\xef\xbb\xbf\x01");
    assert!(
        folder_bytes.err.contains("the id 01bfbbef"),
        "{}",
        folder_bytes.err
    );
}
