use serde_json::Value;

use crate::{BAD, Folder, WARNING};

const SCHEMA: &str = "\
photos.photo photo:Photo users:Vector<User> = photos.Photo;
photo sizes:Vector<PhotoSize> owner:user = Photo;
photoEmpty = Photo;
photoSize w:int h:int = PhotoSize;
user id:long photo:Photo = User;
alone size:PhotoSize = Alone;
---functions---
getUser id:long = User;
getPhoto id:long = photos.Photo;
setSize size:PhotoSize = Bool;
";

fn folder() -> Folder {
    Folder::new(&[("a.tl", SCHEMA)])
}

#[test]
fn the_shortest_way_and_the_users() {
    let run = folder().run(&["why", "a.tl", "photoSize"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @r"
    photoSize is the constructor of PhotoSize

    The shortest path to it from a function:

        setSize  size:PhotoSize
        photoSize

    Used by 1 function and 2 constructors:

        setSize  size:PhotoSize
        photo    sizes:Vector<PhotoSize>
        alone    size:PhotoSize
    ");
    let run = folder().run(&["why", "a.tl", "PhotoSize", "--from", "getPhoto"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @r"
    PhotoSize is a type with 1 constructor

    The shortest path to it from getPhoto:

        getPhoto      = photos.Photo
        photos.photo  photo:Photo
        photo         sizes:Vector<PhotoSize>
        PhotoSize

    Used by 1 function and 2 constructors:

        setSize  size:PhotoSize
        photo    sizes:Vector<PhotoSize>
        alone    size:PhotoSize
    ");
}

#[test]
fn bare_constructors_and_arguments_lead_on() {
    for (target, last) in [
        ("user", "photos.photo  users:Vector<User>"),
        ("User", "photos.photo  users:Vector<User>"),
        ("photoEmpty", "photos.photo  photo:Photo"),
        ("long", "getPhoto  id:long"),
    ] {
        let run = folder().run(&["why", "a.tl", target, "--from", "getPhoto"]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(
            run.out.contains(&format!("    {last}\n    {target}\n")),
            "{}",
            run.out
        );
    }
}

#[test]
fn what_no_function_leads_to() {
    let run = folder().run(&["why", "a.tl", "Alone"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    insta::assert_snapshot!(run.out, @r"
    Alone is a type with 1 constructor

    No function leads to it.

    Nothing uses it.
    ");
    let run = folder().run(&["why", "a.tl", "User", "--from", "setSize"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    insta::assert_snapshot!(run.out, @r"
    User is a type with 1 constructor

    setSize does not lead to it.

    Used by 1 function and 2 constructors:

        getUser       = User
        photos.photo  users:Vector<User>
        photo         owner:user
    ");
}

#[test]
fn a_function_is_called() {
    for (arguments, returned) in [
        (&["getUser"][..], "getUser is a function, and returns User"),
        (
            &["getPhoto", "--from", "getPhoto"],
            "getPhoto is a function, and returns photos.Photo",
        ),
        (
            &["getAll"],
            "getAll is a function, and returns Vector<User>",
        ),
    ] {
        let schema = format!("{SCHEMA}getAll = Vector User;\n");
        let folder = Folder::new(&[("a.tl", &schema)]);
        let run = folder.run(&[&["why", "a.tl"], arguments].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let expected = format!("{returned}\n\nA client calls it; no field leads to a function.\n");
        assert_eq!(run.out, expected);
    }
    let run = folder().run(&["why", "a.tl", "getPhoto", "--from", "getUser"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert!(
        run.out.contains("getUser does not lead to it."),
        "{}",
        run.out
    );
}

#[test]
fn of_many_users_the_first_are_shown() {
    let mut schema = "item = Item;\n".to_owned();
    for number in 0..50 {
        schema += &format!("a{number} x:Item y:item = A{number};\n");
    }
    let folder = Folder::new(&[("a.tl", &schema)]);
    let run = folder.run(&["why", "a.tl", "item"]);
    assert!(run.out.contains("Used by 50 constructors:"), "{}", run.out);
    assert!(
        run.out
            .ends_with("    ... and 80 more (`--all` shows them)\n"),
        "{}",
        run.out
    );
    let all = folder.run(&["why", "a.tl", "item", "--all"]);
    assert_eq!(all.out.lines().count(), run.out.lines().count() + 79);
}

#[test]
fn functions_are_shown_before_the_constructors() {
    let mut schema = "item = Item;\n".to_owned();
    for number in 0..30 {
        schema += &format!("a{number} x:Item = A{number};\n");
    }
    schema += "---functions---\nget = Item;\nset item:Item = Item;\n";
    let folder = Folder::new(&[("a.tl", &schema)]);
    let run = folder.run(&["why", "a.tl", "Item"]);
    let (_, users) = run.out.split_once("Used by ").unwrap();
    let lines: Vec<&str> = users.lines().map(str::trim).collect();
    assert_eq!(lines[0], "2 functions and 30 constructors:");
    assert_eq!(
        lines[2..6],
        [
            "get  = Item",
            "set  = Item",
            "set  item:Item",
            "a0   x:Item"
        ]
    );
    assert_eq!(lines[22], "... and 13 more (`--all` shows them)");
    let run = folder.run(&["why", "a.tl", "Item", "--message-format", "json"]);
    let answer: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(answer["used_by"][1]["declaration"], "set");
}

#[test]
fn json_has_places() {
    let run = folder().run(&["why", "a.tl", "photoSize", "--message-format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let answer: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(answer["name"], "photoSize");
    assert_eq!(answer["path"][0]["declaration"], "setSize");
    assert_eq!(answer["path"][0]["field"], "size:PhotoSize");
    assert_eq!(answer["path"][0]["start"]["line"], 10);
    assert_eq!(answer["used_by"].as_array().unwrap().len(), 3);
    let run = folder().run(&["why", "a.tl", "Alone", "--message-format", "json"]);
    let answer: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((run.code, &answer["path"]), (1, &Value::Null));
}

#[test]
fn a_name_that_is_unknown_is_answered_with_the_nearest() {
    for (arguments, said) in [
        (
            &["PhotoSise"][..],
            "no type or constructor is called `PhotoSise`; did you mean `PhotoSize`?",
        ),
        (&["alOne"], "did you mean `Alone`?"),
        (
            &["nothing_like_it"],
            "no type or constructor is called `nothing_like_it`\n",
        ),
        (
            &["User", "--from", "getUsr"],
            "no function is called `getUsr`; did you mean `getUser`?",
        ),
        (
            &["User", "--from", "photo"],
            "no function is called `photo`",
        ),
    ] {
        let run = folder().run(&[&["why", "a.tl"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains(said), "{}", run.err);
    }
    for arguments in [
        &["why"][..],
        &["why", "a.tl"],
        &["why", "a.tl", "--from", "getUser"],
    ] {
        let run = folder().run(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.err.contains("`tlgen why SCHEMA NAME`"), "{}", run.err);
    }
}

#[test]
fn an_option_may_be_anywhere() {
    let folder = Folder::new(&[("a.tl", SCHEMA), ("b.tl", "other = Other;\n")]);
    let expected = folder.run(&["why", "a.tl", "b.tl", "PhotoSize", "--from", "getPhoto"]);
    assert_eq!(expected.code, 0, "{}", expected.err);
    for arguments in [
        ["--from", "getPhoto", "a.tl", "b.tl", "PhotoSize"],
        ["a.tl", "--from", "getPhoto", "b.tl", "PhotoSize"],
        ["a.tl", "b.tl", "--from", "getPhoto", "PhotoSize"],
    ] {
        let run = folder.run(&[&["why"][..], &arguments].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
        assert_eq!(run.out, expected.out, "{arguments:?}");
    }
    let run = folder.run(&["why", "a.tl", "--all", "PhotoSize"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn a_schema_with_errors_is_not_looked_at() {
    let folder = Folder::new(&[("a.tl", BAD), ("b.tl", WARNING)]);
    let run = folder.run(&["why", "a.tl", "User"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("did you mean"), "{}", run.err);
    // Warnings are not shown.
    let run = folder.run(&["why", "b.tl", "int"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let run = folder.run(&["why", "c.tl", "int"]);
    assert_eq!((run.code, run.out.as_str()), (3, ""));
}

#[test]
fn builtins_that_the_schema_does_not_use_use_nothing() {
    let of = |field: &str, wanted: &str| {
        let schema = format!("a {field} = A;\n---functions---\nf = A;\n");
        let run = Folder::new(&[("a.tl", &schema)]).run(&["why", "a.tl", wanted]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{field}");
        let (_, users) = run.out.split_once("Used by ").unwrap();
        users.to_owned()
    };
    assert_eq!(of("x:int", "int"), "1 constructor:\n\n    a  x:int\n");
    assert_eq!(of("x:int", "Int"), "1 constructor:\n\n    a  x:int\n");
    assert_eq!(of("x:bytes", "bytes"), "1 constructor:\n\n    a  x:bytes\n");
    assert_eq!(
        of("x:int128", "int"),
        "1 constructor:\n\n    int128  4*[ int ]\n"
    );
    assert_eq!(
        of("x:int y:int128", "int"),
        "2 constructors:\n\n    int128  4*[ int ]\n    a       x:int\n"
    );
}

#[test]
fn several_files_are_one_schema() {
    let folder = Folder::new(&[("a.tl", "---functions---\nget = User;\n")]);
    let run = folder.run_with_input(&["why", "a.tl", "-", "user"], b"user id:int = User;");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(
        run.out.contains("    get  = User\n    user\n"),
        "{}",
        run.out
    );
}
