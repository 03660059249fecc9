use super::*;
use crate::allow::Allowances;
use crate::diagnostic::Levels;
use crate::resolve::{World, resolve};
use crate::source::FileId;

/// Returns the mismatches that no comment allows.
fn mismatches(text: &str) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let programs = [crate::syntax::parse(FileId(0), text, &mut diagnostics)];
    let schema = resolve(&programs, World::Closed, &mut diagnostics);
    assert_eq!(diagnostics, [], "{text}");
    verify(&schema, &programs, &mut diagnostics);
    let allowances = Allowances::new(&programs);
    diagnostics.retain(|it| !allowances.allow(it));
    diagnostics
}

/// Returns the findings: message, label, first note, replacement.
fn findings(text: &str) -> Vec<[String; 4]> {
    let finding = |it: &Diagnostic| {
        assert_eq!(it.code, Code::IdMismatch);
        let label = it.labels.first().map(|label| label.message.clone());
        let replacement = it.suggestion().map(|it| it.replacement.clone());
        [
            it.message.clone(),
            label.unwrap_or_default(),
            it.reasons.first().cloned().unwrap_or_default(),
            replacement.unwrap_or_default(),
        ]
    };
    mismatches(text).iter().map(finding).collect()
}

/// Returns the reason that is found for the only finding.
fn reason(text: &str) -> String {
    match findings(text).as_slice() {
        [[_, _, reason, _]] => reason.clone(),
        other => format!("{other:?}"),
    }
}

const PHOTO: &str = "photo = Photo; user = User; ";

#[test]
fn ids_of_every_rule_are_right() {
    let text = "photos.photo#20212ca8 photo:Photo users:Vector<User> = photos.Photo; \
                ---functions--- invokeAfterMsg#cb9f372d {X:Type} msg_id:long query:!X = X;";
    assert_eq!(
        findings(&format!("{PHOTO}{text}")),
        Vec::<[String; 4]>::new()
    );
    let official = "---functions--- invokeAfterMsg#1eeb7e32 {X:Type} msg_id:long query:!X = X;";
    assert_eq!(findings(official), Vec::<[String; 4]>::new());
}

#[test]
fn a_slip_is_reported_with_the_right_id() {
    let text = "photos.photo#20212ca9 photo:Photo users:Vector<User> = photos.Photo;";
    assert_eq!(
        findings(&format!("{PHOTO}{text}")),
        [[
            "the id of `photos.photo` is not the one that its text gives",
            "the text gives 20212ca8",
            "no reason was found: most likely the text was changed, or the id mistyped",
            "20212ca8",
        ]]
    );
}

#[test]
fn reasons_are_found() {
    let with = |rest: &str| reason(&format!("{PHOTO}{rest}"));
    assert_eq!(
        with("photos.photoLegacy#20212ca8 photo:Photo users:Vector<User> = photos.Photo;"),
        "it is the id of the same text with the name `photos.photo`, without `Legacy`"
    );
    assert_eq!(
        with("photos.photo.old23#20212ca8 photo:Photo users:Vector<User> = photos.Photo;"),
        "it is the id of the same text with the name `photos.photo`, without `.old23`"
    );
    assert_eq!(
        with("photos.photo#20212ca8 photo:Photo users:Vector<User> a:int b:int = photos.Photo;"),
        "it is the id of the same text without its last fields `a`, `b`"
    );
    assert_eq!(
        with("photos.photo#20212ca8 photo:Photo n:int users:Vector<User> = photos.Photo;"),
        "it is the id of the same text without its field `n`"
    );
    assert_eq!(
        with("photos.photo#a82c2120 photo:Photo users:Vector<User> = photos.Photo;"),
        "it is the id with its bytes in reverse order: as a number it is 20212ca8"
    );
    assert_eq!(
        with(
            "---functions--- invokeAfterMsg#cb9f372d {X:Type} msg_id:long query:!X = X; \
             invokeAfterMsgPrefix#cb9f372d msg_id:long = User;"
        ),
        "it is the id of `invokeAfterMsg`"
    );
}

#[test]
fn a_comment_allows_it() {
    let text = "// tlgen:allow(id-mismatch)\nuser#12345678 = User;";
    assert_eq!(findings(text), Vec::<[String; 4]>::new());
    assert_eq!(
        findings("// tlgen:allow(duplicate-id)\nuser#12345678 = User;").len(),
        1
    );
}

#[test]
fn the_id_that_was_meant_follows_the_rule_of_the_schema() {
    // By the official rule `f:m.0?true` counts; by Telegram's it does not.
    let right =
        "---functions--- invokeAfterMsg#1eeb7e32 {X:Type} msg_id:long query:!X = X; ---types---";
    let wrong = "user#1 m:# f:m.0?true = User;";
    let official = findings(&format!("{right} {wrong}"));
    let telegram = findings(&format!(
        "{} {wrong}",
        right.replace("1eeb7e32", "cb9f372d")
    ));
    assert_ne!(official, telegram);
}

#[test]
fn both_ids_are_shown_if_nothing_tells_the_rules_apart() {
    for (text, label) in [
        (
            "user#1 m:# f:m.0?true = User;",
            "the text gives 7bb50c16 by Telegram's rule, and 248b2722 by the official rule",
        ),
        (
            "file#1 data:bytes = File;",
            "the text gives cdb42605 by Telegram's rule, and b39441e9 by the official rule",
        ),
        // A rule that does not matter for a declaration is not named.
        ("user#1 id:long = User;", "the text gives 74e5ad7d"),
        // Unwritten ids follow the official rule.
        (
            "user#1 m:# f:m.0?true = User; a = A; b = B;",
            "the text gives 248b2722",
        ),
    ] {
        let found = findings(text);
        assert_eq!(
            found.iter().map(|[_, label, ..]| label).collect::<Vec<_>>(),
            [label],
            "{text}"
        );
    }
}

/// Returns the text with the suggestion of its only finding applied.
fn mended(text: &str) -> String {
    match mismatches(text).as_slice() {
        [finding] => finding.suggestion().unwrap().apply(text),
        others => format!("{others:?}"),
    }
}

#[test]
fn an_id_with_a_reason_is_kept() {
    let photo = "#20212ca8 photo:Photo users:Vector<User>";
    let allow = "// tlgen:allow(id-mismatch): the id of the same text";
    for (before, wrong, after) in [
        (
            "\n",
            format!("photos.photo{photo} n:int"),
            "without its last field `n`\n",
        ),
        (
            "\n// Old\n\t",
            format!("photos.photo{photo} n:int"),
            "without its last field `n`\n\t",
        ),
        (
            "\n  ",
            format!("@old photos.photoLegacy{photo}"),
            "with the name `photos.photo`, without `Legacy`\n  ",
        ),
    ] {
        let text = |it: &str| format!("{PHOTO}{before}{it}{wrong} = photos.Photo;");
        let right = text(&format!("{allow} {after}"));
        assert_eq!(mended(&text("")), right);
        assert_eq!(findings(&right), Vec::<[String; 4]>::new());
    }
    // After another declaration on its line, the comment would be about that one.
    let wrong = format!("photos.photo{photo} n:int = photos.Photo;");
    let right = format!("{PHOTO}\n{allow} without its last field `n`\n{wrong}");
    assert_eq!(mended(&format!("{PHOTO}{wrong}")), right);
    assert_eq!(findings(&right), Vec::<[String; 4]>::new());
}

#[test]
fn an_id_without_a_reason_or_in_reverse_is_replaced() {
    for wrong in ["20212ca9", "a82c2120"] {
        let text = |id: &str| {
            format!("{PHOTO}photos.photo#{id} photo:Photo users:Vector<User> = photos.Photo;")
        };
        assert_eq!(mended(&text(wrong)), text("20212ca8"));
    }
}

/// Writes an id after the first `#`.
fn with_id(declaration: &str, id: u32) -> String {
    declaration.replacen('#', &format!("#{id:08x}"), 1)
}

/// Writes the id that a text gives after the first `#`.
fn with_id_of(declaration: &str, text: &str) -> String {
    with_id(declaration, id::crc32(text))
}

/// Returns the reason that is found for a declaration whose id is the CRC32 of this text.
fn reason_of(declaration: &str, text: &str) -> String {
    reason(&with_id_of(declaration, text))
}

/// Returns the same, with the bytes of the id in reverse.
fn reason_of_reversed(declaration: &str, text: &str) -> String {
    reason(&with_id(declaration, id::crc32(text).swap_bytes()))
}

#[test]
fn brackets_that_were_kept_are_a_reason() {
    assert_eq!(
        reason("item#ba9aa03e list:vector<int> = Item;"),
        "it is the id of the same text with its brackets kept"
    );
    for (declaration, text) in [
        ("a# x:(vector int) = A;", "a x:(vector int) = A"),
        ("a# x:(vector int) = A;", "a x:vector<int> = A"),
        (
            "a# x:Vector<Vector<int>> = A;",
            "a x:Vector<Vector<int>> = A",
        ),
        (
            "a#  x:Vector< int >\n // of them\n = A;",
            "a x:Vector< int > = A",
        ),
        (
            "a# f:# t:f.0?true x:Vector<int> = A;",
            "a f:# x:Vector<int> = A",
        ),
        (
            "a# {t:Type} x:Vector<t> = A t;",
            "a {t:Type} x:Vector<t> = A t",
        ),
        (
            "a# {t:Type} x:Vector<t> = A t;",
            "a t:Type x:Vector<t> = A t",
        ),
        (
            "pair {x:Type} {y:Type} a:x b:y = Pair x y; a# x:Pair<int,long> = A;",
            "a x:Pair<int,long> = A",
        ),
    ] {
        let kept = "it is the id of the same text with its brackets kept";
        assert_eq!(reason_of(declaration, text), kept, "{declaration}");
        assert_eq!(
            reason_of_reversed(declaration, text),
            format!("{kept}, its bytes in reverse"),
            "{declaration}"
        );
    }
}

#[test]
fn the_end_of_the_line_is_a_reason() {
    for (declaration, text, with) in [
        ("a# x:int = A;", "a x:int = A;", "with its `;`"),
        ("a# x:int = A;", "a x:int = A\n", "with a line end"),
        (
            "a# x:int = A;",
            "a x:int = A;\n",
            "with its `;` and a line end",
        ),
        ("a# x:bytes = A;", "a x:bytes = A;", "with its `;`"),
        (
            "a# f:# t:f.0?true = A;",
            "a f:# t:f.0?true = A;",
            "with its `;`",
        ),
        (
            "a# x:Vector<int> = A;",
            "a x:Vector<int> = A;",
            "with its brackets kept and with its `;`",
        ),
    ] {
        let text = with_id_of(declaration, text);
        let is = format!("it is the id of the same text {with}");
        assert_eq!(reason(&text), is, "{declaration}");
        // It is a slip, so the suggestion is another id.
        assert_eq!(
            findings(&mended(&text)),
            Vec::<[String; 4]>::new(),
            "{text}"
        );
    }
}

#[test]
fn words_for_builtin_types_are_a_reason() {
    for (declaration, text, difference) in [
        (
            "a# x:int32 y:int = A;",
            "a x:int y:int = A",
            "`int` for `int32`",
        ),
        (
            "a# x:int y:int = A;",
            "a x:int32 y:int32 = A",
            "`int32` for `int`",
        ),
        (
            "a# x:int y:int = A;",
            "a x:int y:int32 = A",
            "`y:int32` for `y:int`",
        ),
        (
            "a# flags:int y:int = A;",
            "a flags:# y:int = A",
            "`flags:#` for `flags:int`",
        ),
        (
            "a# mode:int = A;",
            "a mode:# = A",
            "`mode:#` for `mode:int`",
        ),
        (
            "a# mode:# = A;",
            "a mode:int = A",
            "`mode:int` for `mode:#`",
        ),
        (
            "a# f:# x:f.0?int53 = A;",
            "a f:# x:f.0?long = A",
            "`long` for `int53`",
        ),
        (
            "a# x:int32 y:vector<int53> = A;",
            "a x:int y:vector long = A",
            "`int` for `int32` and `long` for `int53`",
        ),
        (
            "a# x:string y:string = A;",
            "a x:string y:bytes = A",
            "`y:bytes` for `y:string`",
        ),
        (
            "a# x:vector<int> = A;",
            "a x:Vector int = A",
            "`Vector` for `vector`",
        ),
        ("a# int:long = A;", "a int:int64 = A", "`int64` for `long`"),
    ] {
        assert_eq!(
            reason_of(declaration, text),
            format!("it is the id of the same text with {difference}")
        );
    }
    assert_eq!(
        reason_of("a# x:int32 y:vector<int> = A;", "a x:int y:vector<int> = A"),
        "it is the id of the same text with its brackets kept and with `int` for `int32`"
    );
}

#[test]
fn two_words_and_namespaces_together_are_a_reason() {
    let same = "it is the id of the same text";
    for (declaration, text, why) in [
        (
            "a# f:# n:f.1?int53 = A;",
            "a f:int n:f.1?long = A",
            "with `long` for `int53` and `int` for `#`",
        ),
        (
            "---functions--- a# f:# b:string = Bool;",
            "a f:int b:bytes = Bool",
            "with `int` for `#` and `bytes` for `string`",
        ),
        (
            "a# n:int32 v:Vector<int53> = A;",
            "a n:int v:vector int53 = A",
            "with `int` for `int32` and `vector` for `Vector`",
        ),
        (
            "a# n:int53 v:vector<Bool> = A;",
            "a n:long v:vector<bool> = A",
            "with its brackets kept and with `long` for `int53` and `bool` for `Bool`",
        ),
        ("b.a# n:int = b.A;", "a n:int = A", "without namespaces"),
        (
            "---functions--- b.a# n:vector<c.D> = Bool; ---types--- c.d = c.D;",
            "a n:vector<D> = Bool",
            "with its brackets kept and without namespaces",
        ),
    ] {
        let why = format!("{same} {why}");
        assert_eq!(reason_of(declaration, text), why, "{declaration}");
        let reversed = format!("{why}, its bytes in reverse");
        assert_eq!(reason_of_reversed(declaration, text), reversed);
    }
}

#[test]
fn a_layer_in_the_name_is_a_reason() {
    assert_eq!(
        reason_of("user_layer216# id:long = User;", "user id:long = User"),
        "it is the id of the same text without `_layer216`"
    );
    assert_eq!(
        reason_of(
            "gift = Gift_layer9; user_layer216# id:int53 gift:Gift_layer9 = User;",
            "user id:long gift:Gift = User"
        ),
        "it is the id of the same text without `_layer216` and with `long` for `int53`"
    );
    assert_eq!(
        reason_of(
            "gift_layer9 = Gift; user_layer10# f:# t:f.1?true gift:vector<%Gift> = User;",
            "user f:# gift:vector<%Gift> = User"
        ),
        "it is the id of the same text with its brackets kept and without `_layer10`"
    );
}

#[test]
fn a_renamed_type_is_a_reason() {
    for (declaration, text, difference) in [
        (
            "p_q_inner_data# pq:string = PQInnerData;",
            "p_q_inner_data pq:string = P_Q_inner_data",
            "with `P_Q_inner_data` for `PQInnerData`",
        ),
        (
            "salt = FutureSalt; salts# list:vector<FutureSalt> = Salts;",
            "salts list:vector future_salt = Salts",
            "with `future_salt` for `FutureSalt`",
        ),
        (
            "user = UserLegacy; a# user:UserLegacy = A;",
            "a user:User = A",
            "with `User` for `UserLegacy`",
        ),
        (
            "photo# id:long = tl.Photo;",
            "photo id:long = Photo",
            "with `Photo` for `tl.Photo`",
        ),
        (
            "msgsAck# n:int = MsgsAck;",
            "msgs_ack n:int = MsgsAck",
            "with the name `msgs_ack`",
        ),
    ] {
        assert_eq!(
            reason_of(declaration, text),
            format!("it is the id of the same text {difference}")
        );
    }
}

#[test]
fn what_was_kept_on_purpose_is_kept_and_a_slip_is_mended() {
    let kept = |declaration: &str, text: &str| {
        let mended = mended(&with_id_of(declaration, text));
        assert_eq!(findings(&mended), Vec::<[String; 4]>::new(), "{mended}");
        mended.contains("tlgen:allow")
    };
    assert!(kept("a_layer9# x:int53 = A;", "a x:long = A"));
    assert!(kept("a# x:int32 = A;", "a x:int = A"));
    assert!(kept("a# flags:int = A;", "a flags:# = A"));
    assert!(!kept("a# x:vector<int> = A;", "a x:vector<int> = A"));
    assert!(!kept("a# x:(vector int) = A;", "a x:(vector int) = A"));
}

/// The common part of the reasons, by which they are shown as one.
#[test]
fn one_reason_for_many_is_the_same_for_all() {
    let text = [
        with_id_of("a# x:int53 = A;", "a x:long = A"),
        with_id_of("b_layer7# x:int53 = B;", "b x:long = B"),
        with_id_of("c_layer8# = C;", "c = C"),
        with_id_of("d_layer9# y:int = D;", "d y:int = D"),
    ];
    let diagnostics = mismatches(&text.concat());
    let common = diagnostics.iter().map(|it| it.alike.as_deref().unwrap());
    let common: Vec<&str> = common.map(|it| it.reason.as_str()).collect();
    let layer = "each is the id of the same text without the layer in its names";
    assert_eq!(
        common,
        [
            "each is the id of the same text with `long` for `int53`",
            &format!("{layer} and with `long` for `int53`"),
            layer,
            layer,
        ]
    );
}

#[test]
fn no_reason_is_found_by_chance() {
    // Every id is that of another text, so any reason would be found by chance.
    let text: String = (0..300u32)
        .map(|n| {
            let id = crc32fast::hash(&n.to_le_bytes());
            format!("someName{n}#{id:08x} flags:# a:int32 b:flags.1?Vector<long> c:string = SomeName{n};\n")
        })
        .collect();
    let found = findings(&text);
    assert_eq!(found.len(), 300);
    for [_, _, reason, _] in found {
        assert!(reason.starts_with("no reason was found"), "{reason}");
    }
}

#[test]
fn an_id_that_all_peers_know_is_kept() {
    for text in [
        "gzip_packed#3072cfa1 size:int data:bytes = Packed;",
        "msg_container#73f1f8dc messages:vector<int> = MessageContainer;",
        "rpc_result#f35c6d01 req_msg_id:long result:string = RpcResult;",
    ] {
        assert!(reason(text).contains("in Telegram's protocol"), "{text}");
        assert!(
            mended(text).contains("// tlgen:allow(id-mismatch)"),
            "{text}"
        );
    }
    let other = "gzip_packed#3072cfa2 size:int data:bytes = Packed;";
    assert!(reason(other).starts_with("no reason"));
}

#[test]
fn what_a_type_was_called_is_remembered() {
    let text = [
        with_id_of("userSelf# id:long = Person;", "userSelf id:long = User"),
        with_id_of("a# x:Person = A;", "a x:User = A"),
        with_id_of("b# list:Vector<Person> = B;", "b list:Vector User = B"),
    ];
    for [_, _, reason, _] in findings(&text.concat()) {
        assert_eq!(
            reason,
            "it is the id of the same text with `User` for `Person`"
        );
    }
}

#[test]
fn an_id_that_peers_know_by_another_name_is_kept() {
    for (text, name) in [
        ("true#997275b5 = Bool;", "boolTrue"),
        ("bool.no#bc799737 = Bool;", "boolFalse"),
        ("gzipPacked#3072cfa1 data:bytes = Packed;", "gzip_packed"),
        (
            "container#73f1f8dc # [ int ] = MessageContainer;",
            "msg_container",
        ),
    ] {
        let expected = format!("it is the id of `{name}` in Telegram's protocol");
        assert_eq!(reason(text), expected);
    }
    assert_eq!(
        reason("gzip_packed#a1cf7230 data:bytes = Packed;"),
        "it is the id with its bytes in reverse order: as a number it is 3072cfa1"
    );
    // The text that gives the id is the better reason.
    assert_eq!(
        reason("futureSalt#0949d9dc valid_since:int valid_until:int salt:long = FutureSalt;"),
        "it is the id of the same text with the name `future_salt`"
    );
}

#[test]
fn how_to_allow_all_ids_that_are_kept_is_told_once() {
    let gzip = "gzip_packed#3072cfa1 size:int data:bytes = Packed;";
    let result = "rpc_result#f35c6d01 req_msg_id:long result:string = RpcResult;";
    let allowed = format!("// tlgen:allow(id-mismatch)\n{result}");
    let slips = "a#00000001 = A; b#00000002 = B;";
    for (text, told) in [
        (format!("{slips}\n{gzip}\n{result}"), &[gzip][..]),
        (format!("{result}\n{slips}\n{gzip}"), &[result]),
        (format!("{gzip}\n{allowed}"), &[]),
        (format!("{gzip}\n{slips}"), &[]),
    ] {
        let mut found = Vec::new();
        let programs = [crate::syntax::parse(FileId(0), &text, &mut found)];
        let _ = crate::check::check(&programs, &Levels::default(), &mut found);
        let say = |it: &&Diagnostic| it.reasons.iter().any(|it| it.contains("is not yours"));
        let about = found.iter().filter(say).filter_map(|it| it.about);
        let about: Vec<_> = about.filter_map(|it| it.text_in(&text)).collect();
        assert_eq!(about, told, "{text}");
    }
}
