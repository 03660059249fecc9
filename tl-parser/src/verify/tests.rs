use super::*;
use crate::allow::Allowances;
use crate::resolve::{World, resolve};
use crate::source::FileId;

/// The findings: message, label, first note, replacement.
fn findings(text: &str) -> Vec<[String; 4]> {
    let mut diagnostics = Vec::new();
    let programs = [crate::syntax::parse(FileId(0), text, &mut diagnostics)];
    let schema = resolve(&programs, World::Closed, &mut diagnostics);
    assert_eq!(diagnostics, []);
    verify(&schema, &programs, &mut diagnostics);
    let allowances = Allowances::new(&programs);
    diagnostics.retain(|it| !allowances.allow(it));
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
    diagnostics.iter().map(finding).collect()
}

/// The reason that is found for the only finding.
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
                ---functions--- invokeAfterMsg#cb9f372d {X:Type} msg_id:long query:!X = X; \
                invokeAfterMsg2#0 = Photo;";
    let text = text.replace("invokeAfterMsg2#0 = Photo;", "");
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
        "it is the id with its bytes in reverse: as a number it is 20212ca8"
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
    // By the official rule `f:m.0?true` counts, by Telegram's it does not.
    let right = "---functions--- a#1eeb7e32 {X:Type} msg_id:long query:!X = X; ---types---";
    let right = right.replace("a#", "invokeAfterMsg#");
    let wrong = "user#1 m:# f:m.0?true = User;";
    let official = findings(&format!("{right} {wrong}"));
    let telegram = findings(&format!(
        "{} {wrong}",
        right.replace("1eeb7e32", "cb9f372d")
    ));
    assert_ne!(official, telegram);
}

/// The text with the suggestion of its only finding carried out.
fn mended(text: &str) -> String {
    let mut diagnostics = Vec::new();
    let programs = [crate::syntax::parse(FileId(0), text, &mut diagnostics)];
    let schema = resolve(&programs, World::Closed, &mut diagnostics);
    verify(&schema, &programs, &mut diagnostics);
    let [finding] = diagnostics.as_slice() else {
        return format!("{diagnostics:?}");
    };
    let Some(suggestion) = finding.suggestion() else {
        return String::new();
    };
    let range = suggestion.span.start as usize..suggestion.span.end as usize;
    let mut text = text.to_owned();
    text.replace_range(range, &suggestion.replacement);
    text
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
    // Behind another declaration on its line the comment would be about that one.
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
