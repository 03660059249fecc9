//! The type of a value, `--type`.

use crate::values::{decode, encode, tree};

#[test]
fn a_repetition_is_a_type_too() {
    for (ty, hex, json) in [
        ("2*[ int ]", "0100000002000000", "[1,2]"),
        (
            "2*[ a:int b:string ]",
            "01000000017800000200000001790000",
            r#"[{"a":1,"b":"x"},{"a":2,"b":"y"}]"#,
        ),
        (
            "1*[ 1*[ a:int b:2*[ c:int d:int ] ] ]",
            "0100000002000000030000000400000005000000",
            r#"[[{"a":1,"b":[{"c":2,"d":3},{"c":4,"d":5}]}]]"#,
        ),
        (
            "2*[ flags:# a:flags.1?int b:flags.2?true ]",
            "060000000700000000000000",
            r#"[{"flags":6,"a":7,"b":true},{"flags":0}]"#,
        ),
    ] {
        let run = decode(&["--type", ty], hex);
        let expected = (0, format!("{json}\n"), String::new());
        assert_eq!((run.code, run.out, run.err), expected, "{ty}");
        let run = encode(&["--hex", "--type", ty], json);
        assert_eq!(
            (run.code, run.out.trim(), run.err.as_str()),
            (0, hex, ""),
            "{ty}"
        );
    }
    let run = tree(
        &["--type", "2*[ a:int b:1*[ c:int d:string ] ]"],
        "010000000200000001780000030000000400000001790000",
    );
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @r#"
       0  [2]
       0    0:
       0      a: 1
       4      b: [1]
       4        0:
       4          c: 2
       8          d: "x"
      12    1:
      12      a: 3
      16      b: [1]
      16        0:
      16          c: 4
      20          d: "y"
    "#);
}

/// `Vector User` as a field would be two fields.
#[test]
fn a_type_may_be_applied_without_brackets() {
    let (hex, json) = (
        "15c4b51c010000007a4bbcd30700000000000000",
        r#"[{"@type":"userEmpty","id":"7"}]"#,
    );
    for (ty, hex, json) in [
        ("Vector User", hex, json.to_owned()),
        ("(Vector User)", hex, json.to_owned()),
        ("Vector < User >", hex, json.to_owned()),
        ("%Vector User", &hex[8..], json.to_owned()),
        (
            "Vector (Vector User)",
            &format!("15c4b51c01000000{hex}"),
            format!("[{json}]"),
        ),
    ] {
        let run = encode(&["--hex", "--type", ty], &json);
        assert_eq!(
            (run.code, run.out.trim(), run.err.as_str()),
            (0, hex, ""),
            "{ty}"
        );
        let run = decode(&["--type", ty], hex);
        assert_eq!((run.code, run.out.trim()), (0, json.as_str()), "{ty}");
    }
    let run = decode(&["--type", "Vector User", "--bare"], &hex[8..]);
    assert_eq!((run.code, run.out.trim()), (0, json));
    for (ty, error) in [
        ("Vector Usr", "there is no type `Usr`; did you mean `User`?"),
        ("User User", "`User` takes no arguments"),
        ("Vector", "`Vector` takes 1 argument"),
        ("Vector<User", "expected `>`, found the end"),
        ("(Vector User", "expected `)`, found the end"),
        ("2*[ int", "expected `]`, found the end"),
    ] {
        let run = decode(&["--type", ty], hex);
        assert_eq!(
            (run.code, run.err),
            (2, format!("error: `--type`: {error}\n")),
            "{ty}"
        );
    }
}

#[test]
fn json_that_needs_a_type_asks_for_it() {
    let vector =
        "error: expected an object, found an array; give its type, as in `--type 'Vector<User>'`\n";
    let boolean = "error: expected an object, found a boolean; `--type Bool` encodes a `Bool`\n";
    for (options, json, error) in [
        (&[][..], "[]", vector),
        (&[], r#"[{"@type":"userEmpty","id":"7"}]"#, vector),
        (&[], "true", boolean),
        (&[], "7", "error: expected an object, found a number\n"),
        (
            &["--type", "User"],
            "[]",
            "error: expected an object, found an array\n",
        ),
    ] {
        let run = encode(&[&["--hex"], options].concat(), json);
        assert_eq!((run.code, run.err.as_str()), (1, error), "{json}");
    }
}

#[test]
fn a_type_is_one_type() {
    for ty in ["int x:int", "int = True; b", "int x:int y:# = True; b"] {
        let run = decode(&["--type", ty], "01000000");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{ty}");
        assert_eq!(
            run.err,
            format!("error: `--type`: `{ty}` is not one type\n")
        );
    }
}

/// The garbage of a wrong type may look right.
#[test]
fn an_id_before_a_bare_value_is_named() {
    let note = |found: &str, asked: &str| {
        format!(
            "note: the input begins with the id of `{found}`, but a bare `{asked}` has no id; \
             without `--type`, the id tells the type\n"
        )
    };
    let user = "7a4bbcd30700000000000000";
    for (options, hex, said) in [
        (
            &["--type", "userEmpty"][..],
            user,
            note("userEmpty", "userEmpty"),
        ),
        (
            &["--type", "photoEmpty"],
            user,
            note("userEmpty", "photoEmpty"),
        ),
        (
            &["--type", "User", "--bare"],
            user,
            note("userEmpty", "userEmpty"),
        ),
        (
            &["--type", "inputPhotoEmpty"],
            "2c74d4720dbfd71c",
            note("photos.updateProfilePhoto", "inputPhotoEmpty"),
        ),
    ] {
        let run = decode(options, hex);
        assert!(run.err.contains(&said), "{options:?}: {}", run.err);
    }
    for (options, hex) in [
        (&["--type", "User"][..], user),
        (&["--type", "userEmpty"], "0700000000000000"),
        (&["--type", "long"], "7a4bbcd300000000"),
        // The id is that of the field.
        (
            &["--type", "photos.photo"],
            "2db23123070000000000000015c4b51c00000000",
        ),
    ] {
        let run = decode(options, hex);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{options:?}");
    }
}
