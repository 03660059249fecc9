//! What does the tree of `tlgen decode` show?

use crate::values::{HEX, decode, tree};

#[test]
fn a_tree_has_a_line_and_an_offset_for_each_value() {
    let run = tree(&[], HEX);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @r#"
       0  photos.updateProfilePhoto
       4    id: inputPhoto
       8      id: 5
      16      access_hash: -2
      24      file_reference: deadbeef01
    "#);
    // Flags, lists, and elements of a repetition.
    let answer = "a82c2120 2db23123 0700000000000000 15c4b51c 02000000 \
                  7a4bbcd3 0100000000000000 7a4bbcd3 0200000000000000";
    insta::assert_snapshot!(tree(&[], answer).out, @r#"
       0  photos.photo
       4    photo: photoEmpty
       8      id: 7
      16    users: [2]
      24      0: userEmpty
      28        id: 1
      36      1: userEmpty
      40        id: 2
    "#);
    let grid = "02000000 01000000 000000000000f03f ffffffff 000000000000e0bf";
    insta::assert_snapshot!(tree(&["--type", "grid"], grid).out, @r#"
       0  grid
       0    _: [2]
       4      0:
       4        x: 1
       8        y: 1.0
      16      1:
      16        x: -1
      20        y: -0.5
    "#);
    let photo = "03000000 0700000000000000 03c3a90a";
    insta::assert_snapshot!(tree(&["--type", "photo"], photo).out, @r#"
       0  photo
       0    flags: 0x3 has_stickers
       4    id: 7
      12    title: "é\n"
    "#);
}

#[test]
fn a_string_that_is_no_text_is_shown_by_its_bytes() {
    let long = "80".repeat(100);
    for (hex, shown) in [
        ("0817ed48941a08f981000000", "17ed48941a08f981"),
        ("03ff0061", "ff0061"),
        ("02c3a900", "\"é\""),
        ("01c30000", "c3"),
        (
            &format!("64{long}000000"),
            &format!("{}… (100 bytes)", &long[..128]),
        ),
    ] {
        let run = tree(&["--type", "string"], hex);
        let expected = (0, format!("   0  {shown}\n"), String::new());
        assert_eq!((run.code, run.out, run.err), expected, "{hex}");
    }
}

#[test]
fn bytes_that_end_early_show_what_comes_before() {
    let run = tree(&[], HEX.split_at(40).0);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.out, @r#"
       0  photos.updateProfilePhoto
       4    id: inputPhoto
       8      id: 5
    "#);
    insta::assert_snapshot!(run.err, @r#"error: id.access_hash: at byte 16: expected 8 more bytes, found 4"#);
    let run = decode(&[], HEX.split_at(40).0);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.out, @r#"{"@type":"photos.updateProfilePhoto","id":{"@type":"inputPhoto","id":"5"}}"#);
}

#[test]
fn the_count_of_a_list_is_that_of_its_bytes() {
    let (user, wrong) = ("7a4bbcd3 0700000000000000", "efbeadde 0000000000000000");
    let vector = |elements: &[&str]| {
        let count = elements.len() as u32;
        format!("15c4b51c {:08x} {}", count.swap_bytes(), elements.concat())
    };
    let (first, second) = (vector(&[wrong, user]), vector(&[user, wrong, user]));
    for (ty, bytes, shown) in [
        ("Vector<User>", first.clone(), &["   0  [2]"][..]),
        (
            "Vector<User>",
            second.clone(),
            &["   0  [3]", "   8    0: userEmpty", "  12      id: 7"],
        ),
        (
            "3*[ User ]",
            [user, wrong].concat(),
            &["   0  [3]", "   0    0: userEmpty", "   4      id: 7"],
        ),
        (
            "Vector<Vector<User>>",
            vector(&[&vector(&[]), &vector(&[user]), &second, &first]),
            &[
                "   0  [4]",
                "   8    0: [0]",
                "  16    1: [1]",
                "  24      0: userEmpty",
                "  28        id: 7",
                "  36    2: [3]",
                "  44      0: userEmpty",
                "  48        id: 7",
            ],
        ),
    ] {
        let run = tree(&["--type", ty], &bytes);
        assert_eq!(run.code, 1);
        assert_eq!(run.out.lines().collect::<Vec<_>>(), shown, "{ty}");
    }
    let run = tree(&[], &format!("a82c2120 2db23123 0700000000000000 {first}"));
    insta::assert_snapshot!(run.out, @r"
       0  photos.photo
       4    photo: photoEmpty
       8      id: 7
      16    users: [2]
    ");
}
