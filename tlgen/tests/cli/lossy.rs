//! What the JSON of a value does not have.

use crate::Folder;

#[test]
fn a_string_that_json_cannot_express_is_a_note() {
    let schema = "\
text#1 text:string = Text;
texts#2 list:Vector<text> = Texts;
rows#3 # [ id:int text:string ] = Rows;
key#4 key:bytes = Key;
gzip_packed#3072cfa1 packed_data:bytes = Packed;
";
    let folder = Folder::new(&[("a.tl", schema)]);
    let decode = |hex: &str, format: &str| {
        let arguments = ["decode", "a.tl", "--hex", "--format", format];
        let run = folder.run_with_input(&arguments, hex.as_bytes());
        assert_eq!(run.code, 0, "{hex}: {}", run.err);
        run.err
    };
    for lossy in [
        "01000000 01ff0000",
        "02000000 15c4b51c 02000000 01610000 01800000",
        "03000000 01000000 05000000 02c32800",
        // The first value, compressed.
        "a1cf7230 1c1f8b08000000000002036364606060fccfc000007f8cacaf08000000000000",
    ] {
        let said = decode(lossy, "json");
        assert!(said.starts_with("note: a string is not UTF-8"), "{said}");
        assert_eq!(decode(lossy, "tree"), "");
    }
    for whole in ["01000000 02c3a900", "04000000 01ff0000"] {
        assert_eq!(decode(whole, "json"), "");
    }
}

#[test]
fn bits_that_json_does_not_have_are_a_note() {
    let schema = "\
user#1 flags:# bot:flags.0?true name:flags.4?string = User;
users#2 list:Vector<User> = Users;
rows#3 n:# rows:n*[ flags:# id:flags.1?int ] = Rows;
kept#4 mode:# name:mode.4?string = Kept;
";
    let folder = Folder::new(&[("a.tl", schema)]);
    for (hex, is_lost) in [
        ("01000000 03000000", true),
        (
            "02000000 15c4b51c 02000000 01000000 01000000 01000000 00000080",
            true,
        ),
        ("03000000 01000000 04000000", true),
        ("03000000 01000000 02000000 07000000", false),
        ("01000000 11000000 01610000", false),
        ("04000000 03000000", false),
    ] {
        for (format, is_said) in [("json", is_lost), ("tree", false)] {
            let arguments = ["decode", "a.tl", "--hex", "--format", format];
            let run = folder.run_with_input(&arguments, hex.as_bytes());
            let note = "note: a mask has bits that guard no field";
            assert_eq!(
                (run.code, run.err.starts_with(note)),
                (0, is_said),
                "{hex}: {}",
                run.err
            );
        }
    }
}
