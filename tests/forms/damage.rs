//! Is a damaged file an error with its place?

use tl_parser::forms::{self, FormError, FormPlace};
use tl_parser::source::{Form, Sources};
use tl_parser::{check, diagnostic::Levels};

use super::written;
use crate::support;
use crate::support::random::Random;

/// Returns the official `.tlo` files, and one of our own.
fn tlo() -> Vec<Vec<u8>> {
    let official = support::official().into_iter();
    let mut files: Vec<_> = official.map(|(_, _, bytes)| bytes).collect();
    files.push(form("mtproto.tl", Form::Tlo));
    files
}

fn form(name: &str, form: Form) -> Vec<u8> {
    written(&support::schema(&gen_schemas::ours(name)), form).unwrap()
}

/// Reads a file, and checks that the place of an error is in the file and that the length of the text is
/// bounded.
fn read(bytes: &[u8]) -> Result<Sources, FormError> {
    let mut sources = Sources::new();
    match forms::add(&mut sources, "a", bytes.to_vec()) {
        Ok(file) => {
            let text = &sources.get(file).unwrap().text;
            assert!(text.len() <= 64 * (bytes.len() + 64), "{}", text.len());
            Ok(sources)
        }
        Err(error) => {
            match error.place {
                FormPlace::Byte(offset) => assert!(offset <= bytes.len()),
                FormPlace::Line(line, column) => {
                    let lines: Vec<_> = bytes.split(|&byte| byte == b'\n').collect();
                    assert!(line <= lines.len(), "{error}");
                    assert!(column <= lines[line.max(1) - 1].len() + 1, "{error}");
                }
                FormPlace::Nowhere => panic!("{error}"),
            }
            Err(error)
        }
    }
}

/// Checks the schema; it may have findings, but must not panic.
fn check(sources: &Sources) {
    let mut found = Vec::new();
    let programs = check::parse_all(sources, &mut found);
    let _ = check::check(&programs, &Levels::default(), &mut found);
}

#[test]
fn every_beginning_of_a_tlo_file_is_an_error_where_it_ends() {
    for bytes in tlo() {
        assert!(read(&bytes).is_ok());
        // Not every length of a large file, because each attempt reads the file up to there.
        let step = if bytes.len() < 10_000 { 1 } else { 51 };
        for end in (4..bytes.len()).step_by(step) {
            let error = read(&bytes[..end]).unwrap_err();
            assert_eq!(error.place, FormPlace::Byte(end), "{error}");
        }
        let longer = [bytes.as_slice(), &[0]].concat();
        assert_eq!(
            read(&longer).unwrap_err().place,
            FormPlace::Byte(bytes.len())
        );
    }
}

#[test]
fn every_beginning_of_a_json_file_is_an_error() {
    let bytes = form("photos.tl", Form::Json);
    let end = bytes.trim_ascii_end().len();
    for end in 1..end {
        let error = read(&bytes[..end]).unwrap_err();
        assert!(error.message.starts_with("EOF"), "{error}");
    }
    assert!(read(&bytes[..end]).is_ok());
}

/// Counts how many changed files can still be read, and how many are errors.
fn changed(files: &[Vec<u8>], times: usize) -> (usize, usize) {
    let mut random = Random::new(15);
    let (mut right, mut wrong) = (0, 0);
    for bytes in files {
        for _ in 0..times {
            let mut bytes = bytes.clone();
            let form = Form::of(&bytes);
            // A word may end in the middle of a character of JSON.
            let kinds = if form == Form::Json { 3 } else { 5 };
            for _ in 0..=random.below(3) {
                let at = random.below(bytes.len());
                let word = at / 4 * 4;
                let other = random.below(bytes.len() / 4) * 4;
                match random.below(kinds) {
                    0 => bytes[at] ^= 1 << random.below(8),
                    1 => bytes[at] = random.next() as u8,
                    2 => bytes[at] = b"{}[]\":,;/*\n= #%"[random.below(15)],
                    // For example, the id of another constructor.
                    3 if word + 4 <= bytes.len() => bytes.copy_within(other..other + 4, word),
                    _ if word + 4 <= bytes.len() => {
                        let count = [0_u32, 1, 0x7fff_ffff, 0xffff_ffff][random.below(4)];
                        bytes[word..word + 4].copy_from_slice(&count.to_le_bytes());
                    }
                    _ => {}
                }
            }
            if Form::of(&bytes) != form {
                continue;
            }
            match read(&bytes) {
                Ok(sources) => {
                    check(&sources);
                    right += 1;
                }
                Err(_) => wrong += 1,
            }
        }
    }
    (right, wrong)
}

#[test]
fn a_changed_file_is_read_or_is_an_error() {
    let json = ["mtproto.tl", "photos.tl", "full_tl.tl"].map(|name| form(name, Form::Json));
    for files in [tlo(), json.to_vec()] {
        let (right, wrong) = changed(&files, 400);
        // The test is only meaningful if both happen often.
        assert!(right > 50 && wrong > 50, "{right} and {wrong}");
    }
}

/// Returns the `.tlo` of a declaration `a = A`, with these words before its result.
fn tlo_of(words: &[u32]) -> Vec<u8> {
    let name = |letter: u8| u32::from_le_bytes([1, letter, 0, 0]);
    let head = [
        0x3a2f_9be2,
        0,
        0,
        1,
        0x12eb_4386,
        7,
        name(b'A'),
        1,
        0,
        0,
        0,
        0,
    ];
    let constructor = [1, 0x5c0a_1ed5, 7, name(b'a'), 7, 0x4c12_c6d9];
    let result = [0x2c06_4372, 0xc186_3d08, 7, 0, 0, 0];
    support::words(&[&head[..], &constructor, words, &result].concat())
}

#[test]
fn what_is_wrong_in_a_tlo_file_is_named() {
    const ARG: u32 = 0x29df_e61b;
    const EXPR: u32 = 0xc186_3d08;
    assert!(read(&tlo_of(&[0])).is_ok());
    assert!(read(&tlo_of(&[1, ARG, 0, 0, EXPR, 7, 0, 0])).is_ok());
    for (words, at, said) in [
        (&[1, 5][..], 76, "00000005 is not the id of a field"),
        (&[1, ARG, 0, 0, 9], 88, "00000009 is not the id of a type"),
        (&[1, ARG, 0, 0, EXPR, 8], 92, "no type has the id 00000008"),
        (
            &[1, ARG, 0, 0, 0x0142_ceae, 3],
            92,
            "there is no variable 3",
        ),
        (&[1, ARG, 0, 2, 3], 88, "there is no variable 3"),
        (&[1, ARG, 0x3b61_6102], 80, "\"a;\" is not a name"),
        (&[1, ARG, 0xfe], 80, "a name of more than 253 bytes"),
        (
            &[1, ARG, 0, 1 << 17, EXPR, 7, 0, 0],
            76,
            "a parameter without a name",
        ),
    ] {
        let words = if said.contains("a;") {
            [&words[..2], &[u32::from_le_bytes(*b"\x02a;\0")]].concat()
        } else {
            words.to_vec()
        };
        let error = read(&tlo_of(&words)).unwrap_err();
        assert_eq!(error.place, FormPlace::Byte(at), "{error}");
        assert!(error.message.starts_with(said), "{error}");
        assert!(error.to_string().starts_with(&format!("at byte {at}: ")));
    }
}

/// A `.tlo` identifies types by the XOR of their constructors' ids.
#[test]
fn a_type_that_shares_its_id_cannot_be_used() {
    let bytes = tlo_of(&[1, 0x29df_e61b, 0, 0, 0xc186_3d08, 7, 0, 0]);
    let row = &bytes[16..48];
    let twice = [&bytes[..12], &2_u32.to_le_bytes(), row, row, &bytes[48..]].concat();
    let error = read(&twice).unwrap_err();
    assert!(
        error
            .message
            .ends_with("have the id 00000007, and nothing tells which one is used here"),
        "{error}"
    );
    assert_eq!(error.place, FormPlace::Byte(124));
}

#[test]
fn a_deep_type_and_a_count_that_is_too_large_are_errors() {
    let deep = [0xd9fb_20de, 0xdcb4_9bd8, 1, 1, 0x29df_e61b, 0, 0].repeat(100_000);
    let words = [&[1, 0x29df_e61b, 0, 0][..], &deep].concat();
    let error = read(&tlo_of(&words)).unwrap_err();
    assert_eq!(error.message, "the type is nested too deeply");
    let error = read(&tlo_of(&[u32::MAX])).unwrap_err();
    assert!(
        error.message.contains("is not the id of a field"),
        "{error}"
    );
    let error = read(&tlo_of(&[u32::MAX])[..76]).unwrap_err();
    assert_eq!(error.message, "the file ends in the middle of the schema");
    let json = "{\"constructors\":".to_owned() + &"[".repeat(100_000);
    let error = read(json.as_bytes()).unwrap_err();
    assert!(matches!(error.place, FormPlace::Line(1, _)), "{error}");
}

#[test]
fn what_is_wrong_in_a_json_file_is_named() {
    let entry = |id: &str, name: &str, field: &str, ty: &str| {
        format!(
            "{{\"constructors\":[\n{{\"id\":{id},\"predicate\":\"{name}\",\"params\":\
             [{{\"name\":\"x\",\"type\":\"{field}\"}}],\"type\":\"{ty}\"}}],\"methods\":[]}}"
        )
    };
    assert!(read(entry("\"7\"", "a", "int", "A").as_bytes()).is_ok());
    for (json, line, said) in [
        (
            entry("\"x\"", "a", "int", "A"),
            2,
            "invalid value: string \"x\", expected an id",
        ),
        (
            entry("4294967296", "a", "int", "A"),
            2,
            "invalid value: integer `4294967296`",
        ),
        (
            entry("\"-2147483649\"", "a", "int", "A"),
            2,
            "invalid value: integer `-2147483649`",
        ),
        (
            entry("7", "a b", "int", "A"),
            2,
            "invalid value: string \"a b\", expected a name",
        ),
        (
            entry("7", "a", "int; b = B", "A"),
            2,
            "invalid value: string \"int; b = B\", expected a type",
        ),
        (
            entry("7", "a", "int", "A\\n"),
            2,
            "invalid value: string \"A\\n\", expected a type",
        ),
        (
            entry("7", "a", "int", "A//"),
            2,
            "invalid value: string \"A//\", expected a type",
        ),
        ("{\"constructors\":[]}".into(), 1, "missing field `methods`"),
        ("{\"a\":1}".into(), 1, "missing field `constructors`"),
        (entry("7", "a", "int", "A") + "{", 2, "trailing characters"),
        ("{constructors}".into(), 1, "key must be a string"),
    ] {
        let error = read(json.as_bytes()).unwrap_err();
        assert!(
            matches!(error.place, FormPlace::Line(it, _) if it == line),
            "{json}: {error}"
        );
        assert!(error.message.starts_with(said), "{json}: {error}");
        assert!(!error.message.contains(" at line "), "{error}");
    }
}

#[test]
fn what_the_form_cannot_say_is_a_finding() {
    let long = "a".repeat(254);
    for (text, said) in [
        (format!("{long} = A;"), "a name is too long"),
        (format!("a {long}:int = A;"), "a name is too long"),
        ("a = A; b = A; c x:a = C;".into(), "no word for a bare `a`"),
        (
            "a {n:#} x:n.0?int = A n; A 3;".into(),
            "no place for this application",
        ),
        (
            "a {t:Type} = A t; a int;".into(),
            "no place for this application",
        ),
        ("a = A 0; A 1;".into(), "no place for this application"),
        (
            "a {t:Type} x:t = A t; A int; A int;".into(),
            "no place for this application",
        ),
        (
            "---functions---\nf {X:Type} q:!X = X; f int;".into(),
            "no place for this application",
        ),
    ] {
        let sources = support::sources("a.tl", &text);
        let found = written(&sources, Form::Tlo).unwrap_err();
        for found in found {
            assert!(found.message.contains(said), "{text}: {}", found.message);
            assert!(found.place().is_some());
        }
        assert!(written(&sources, Form::Json).is_ok());
    }
    let most = format!("{} = A;", "a".repeat(253));
    assert!(written(&support::sources("a.tl", &most), Form::Tlo).is_ok());
}
