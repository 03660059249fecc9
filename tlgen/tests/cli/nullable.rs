//! `tlgen diff`: documentation that says that a field may be null changes the generated code.

use serde_json::Value;

use crate::Folder;
use crate::schema::wrong_diff;

/// Returns a schema with documentation in TDLib's style.
fn schema(documentation: &str, fields: &str) -> String {
    format!("//@description A user {documentation}\nuser#1 {fields} = User;\n")
}

fn folder(old: &str, new: &str) -> Folder {
    Folder::new(&[("old.tl", old), ("new.tl", new)])
}

/// Returns what is said about the fields, as text and as Markdown, and the field as JSON.
fn said(old: &str, new: &str) -> (String, String, Value) {
    let folder = folder(old, new);
    let diff = |format: &str| {
        let run = folder.run(&["diff", "old.tl", "new.tl", "--format", format]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{old}{new}");
        run.out
    };
    let last = |text: String| text.lines().last().unwrap().trim().to_owned();
    let json: Value = serde_json::from_str(&diff("json")).unwrap();
    assert_eq!(wrong_diff(&json), [""; 0]);
    let field = json["types"][0]["constructors"][0]["fields"][0].clone();
    (last(diff("text")), last(diff("markdown")), field)
}

#[test]
fn documentation_that_makes_a_field_an_option_is_a_change() {
    let (fields, null) = ("id:int53 photo:Photo", "@photo A photo; may be null");
    let photo = "photo#2 = Photo;\n";
    let plain = schema("@photo A photo", fields) + photo;
    let with_null = schema(null, fields) + photo;
    let with_text = schema(null, "id:int53 photo:string") + photo;
    let moved = schema(null, "photo:Photo id:int53") + photo;
    let passed = schema("@photo A photo; pass null to remove it", fields) + photo;
    for (old, new, text, markdown, nullable) in [
        (
            &plain,
            &with_null,
            "~ photo:Photo (may now be null)",
            "- `photo:Photo` may now be null",
            Value::Bool(true),
        ),
        (
            &plain,
            &passed,
            "~ photo:Photo (may now be null)",
            "- `photo:Photo` may now be null",
            Value::Bool(true),
        ),
        (
            &with_null,
            &plain,
            "~ photo:Photo (may no longer be null)",
            "- `photo:Photo` may no longer be null",
            Value::Bool(false),
        ),
        (
            &plain,
            &with_text,
            "~ photo:Photo -> photo:string (may now be null)",
            "- `photo:Photo` is now `photo:string`; it may now be null",
            Value::Bool(true),
        ),
        (
            &plain,
            &moved,
            "^ photo:Photo (moved, may now be null)",
            "- moved `photo:Photo`; it may now be null",
            Value::Bool(true),
        ),
        (
            &with_null,
            &with_text,
            "~ photo:Photo -> photo:string",
            "- `photo:Photo` is now `photo:string`",
            Value::Null,
        ),
    ] {
        let found = said(old, new);
        assert_eq!((found.0.as_str(), found.1.as_str()), (text, markdown));
        assert_eq!(found.2["nullable"], nullable, "{text}");
    }
}

#[test]
fn other_documentation_is_not_a_change() {
    let fields = "photo:string";
    for (old, new) in [
        ("@photo A photo", "@photo A picture"),
        (
            "@photo A photo; may be null",
            "@photo A picture; may be null",
        ),
        ("", "@photo A photo"),
    ] {
        let folder = folder(&schema(old, fields), &schema(new, fields));
        let run = folder.run(&["diff", "old.tl", "new.tl"]);
        assert!(
            run.out.ends_with("\nno declaration has changed\n"),
            "{}",
            run.out
        );
    }
}

#[test]
fn a_type_that_differs_by_documentation_alone_is_explained() {
    let fields = "photo:string";
    let (plain, null) = ("@photo A photo", "@photo A photo; may be null");
    for (old, new, note) in [
        (
            plain,
            null,
            "its documentation now says that it may be null",
        ),
        (
            null,
            plain,
            "its documentation no longer says that it may be null",
        ),
    ] {
        let folder = folder(&schema(old, fields), &schema(new, fields));
        let run = folder.run(&["diff", "old.tl", "new.tl", "--breaking=source"]);
        assert_eq!(run.code, 1);
        assert!(run.err.contains("TL0607"), "{}", run.err);
        assert!(
            run.err.contains(&format!("= note: {note}\n")),
            "{}",
            run.err
        );
    }
    let folder = folder(&schema(null, fields), &schema(null, "photo:bytes"));
    let run = folder.run(&["diff", "old.tl", "new.tl", "--breaking=source"]);
    assert!(!run.err.contains("documentation"), "{}", run.err);
}
