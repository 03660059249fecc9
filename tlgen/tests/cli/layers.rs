use crate::Folder;

const OLD: &str = "// LAYER 190\nuser id:int = User;\nkept a:int = Kept;\n";
const NEW: &str =
    "// LAYER 223\nuser flags:# id:int name:flags.0?string = User;\nkept a:int = Kept;\n";
const MARKED: &str = "===8===\nuser id:int = User;\n===17===\nuser id:int name:string = User;\n";

/// Returns the modules and the re-exports of shared items.
fn modules(code: &str) -> Vec<&str> {
    let lines = code.lines().map(str::trim);
    let is_shown = |line: &&str| line.starts_with("pub mod layer_") || line.starts_with("pub use ");
    lines.filter(is_shown).collect()
}

#[test]
fn each_layer_is_a_module() {
    let old = OLD.trim_start_matches("// LAYER 190\n");
    let folder = Folder::new(&[
        ("old.tl", OLD),
        ("new.tl", NEW),
        ("plain.tl", old),
        ("api-190.tl", old),
    ]);
    std::fs::create_dir(folder.path("archive")).unwrap();
    std::fs::write(folder.path("archive/layer_190.tl"), old).unwrap();
    std::fs::write(folder.path("archive/223.tl"), NEW).unwrap();
    std::fs::write(folder.path("archive/README.md"), "layers").unwrap();
    for schemas in [
        &["old.tl", "new.tl"][..],
        &["new.tl", "190=plain.tl"],
        &["223=new.tl", "api-190.tl"],
        &["archive"],
    ] {
        let run = [schemas, &["--layers", "-o", "a.rs"]].concat();
        folder.run(&run).assert_quiet();
        let expected = [
            "pub mod layer_190 {",
            "pub mod layer_223 {",
            "pub use super::super::layer_190::types::Kept;",
            "pub use super::super::layer_190::enums::Kept;",
        ];
        assert_eq!(modules(&folder.read("a.rs")), expected, "{schemas:?}");
        folder
            .run(&[&run[..], &["--check"]].concat())
            .assert_quiet();
    }
}

#[test]
fn layers_may_be_a_folder() {
    let folder = Folder::new(&[("old.tl", OLD), ("new.tl", NEW), ("8.tl", MARKED)]);
    let run = ["old.tl", "new.tl", "--layers", "--views", "*", "-o", "api/"];
    folder.run(&run).assert_quiet();
    folder
        .run(&[&run[..], &["--check"]].concat())
        .assert_quiet();
    for file in ["layer_190", "layer_190/types", "layer_223/views/types"] {
        assert!(folder.path(&format!("api/{file}.rs")).exists(), "{file}");
    }
    assert_eq!(
        modules(&folder.read("api/layer_223/views/types.rs")),
        ["pub use super::super::super::layer_190::views::types::Kept;"]
    );
    // The files of a removed layer are removed.
    let run = ["8.tl", "--layers", "-o", "api/"];
    let check = folder.run(&[&run[..], &["--check"]].concat());
    assert_eq!(check.code, 1);
    folder.run(&run).assert_quiet();
    assert!(!folder.path("api/layer_190.rs").exists());
    assert!(!folder.path("api/layer_223/views").exists());
    assert!(folder.path("api/layer_17/types.rs").exists());
}

#[test]
fn a_file_of_no_layer_is_named() {
    let folder = Folder::new(&[("old.tl", OLD), ("plain.tl", "a = A;"), ("8.tl", MARKED)]);
    let run = folder.run(&["old.tl", "plain.tl", "--layers", "-o", "a.rs"]);
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.err, @r#"error: it is not known which layer plain.tl is of: a comment `// LAYER 190` in it says so, its name, `layer_190.tl`, or its number, `190=plain.tl` (in a build script `layer_file(190, "plain.tl")`)"#);
    let run = folder.run(&["9=8.tl", "--layers", "-o", "a.rs"]);
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.err, @"error: 8.tl has marks of several layers, and is not of the one that is given");
    // A number in the file's name does not matter.
    folder
        .run(&["8.tl", "--layers", "-o", "a.rs"])
        .assert_quiet();
}

#[test]
fn what_does_not_go_with_layers_is_said() {
    let folder = Folder::new(&[("old.tl", OLD)]);
    for option in [&["--layer", "5"][..], &["--flat", "*"], &["--no-binary"]] {
        let run = folder.run(&[&["old.tl", "--layers", "-o", "a.rs"], option].concat());
        assert_eq!(run.code, 2, "{option:?}");
        assert!(run.err.contains(option[0]), "{}", run.err);
    }
}

#[test]
fn what_is_wrong_in_a_layer_is_told_once() {
    let broken = "===8===\nuser id:itn = User;\n===17===\nmore a:int = More;\n";
    let folder = Folder::new(&[("a.tl", broken)]);
    let run = folder.run(&["a.tl", "--layers", "-o", "a.rs"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.err.matches("there is no constructor `itn`").count(), 1);
    let run = folder.run(&["check", "a.tl"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.err.matches("there is no constructor `itn`").count(), 1);
}

#[test]
fn marks_are_the_layers_of_a_file() {
    let folder = Folder::new(&[("a.tl", MARKED), ("b.tl", "more user:User = More;\n")]);
    let run = folder.run(&["check", "a.tl"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(
        run.out,
        "checked 2 constructors and 0 functions in a.tl: no findings\n"
    );
    assert_eq!(folder.run(&["check", "a.tl", "b.tl"]).code, 0);
    folder
        .run(&["a.tl", "--layers", "-o", "a.rs"])
        .assert_quiet();
    assert_eq!(
        modules(&folder.read("a.rs"))[..2],
        ["pub mod layer_8 {", "pub mod layer_17 {"]
    );
    let run = folder.run(&["a.tl", "-o", "a.rs"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("`--layers`"), "{}", run.err);
    // Two declarations in one layer are duplicates, not two versions.
    let twice = "===8===\nuser id:int = User;\nuser id:long = User;\n===17===\na = A;\n";
    let folder = Folder::new(&[("a.tl", twice)]);
    assert_eq!(folder.run(&["check", "a.tl"]).code, 1);
}

#[test]
fn the_comments_of_tdlib_begin_layers_too() {
    let text = "user8 id:int = User;\nrow8 a:int = Row;\n\n// layer 23\n\nuser id:int name:string = User;\n";
    let folder = Folder::new(&[("secret.tl", text)]);
    folder
        .run(&["secret.tl", "--layers", "-o", "a.rs", "--allow", "warnings"])
        .assert_quiet();
    let code = folder.read("a.rs");
    assert_eq!(
        modules(&code)[..2],
        ["pub mod layer_8 {", "pub mod layer_23 {"]
    );
    assert_eq!(code.matches("pub struct User8").count(), 1);
    assert!(!modules(&code).iter().any(|line| line.ends_with("User8;")));
}

#[test]
fn enums_are_open_for_what_is_unknown_on_demand() {
    let folder = Folder::new(&[("a.tl", "a x:int = A;\nb = A;\nrow a:A = Row;\n")]);
    let code = |options: &[&str]| {
        folder
            .run(&[&["a.tl", "-o", "a.rs"], options].concat())
            .assert_quiet();
        folder.read("a.rs")
    };
    assert!(code(&["--unknown", "A"]).contains("Unknown(::tl_runtime::value::Unknown)"));
    assert!(code(&["--error-paths"]).contains(".field(\"a\""));
    assert!(code(&["--non-exhaustive", "*"]).contains("#[non_exhaustive]"));
    let run = folder.run(&["a.tl", "-o", "a.rs", "--unknown", "Row"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.err, @r"
    error[TL0303]: the selector `Row` matches nothing
      = note: `--unknown` (in a build script `unknown`) takes enums: types of several constructors or none, and those of `--keep-enums` (in a build script `keep_enums`)
      = note: `Row` is not one of them

    error: aborting due to 1 error
    ");
}

#[test]
fn files_of_layers_without_the_option_ask_for_it() {
    let folder = Folder::new(&[("a.tl", "a = A;\n")]);
    std::fs::create_dir(folder.path("layers")).unwrap();
    for path in ["230=a.tl", "230=none.tl", "layers", "./layers/"] {
        let run = folder.run(&["a.tl", path, "-o", "-"]);
        let error = format!(
            "error: without `--layers`, which generates a module for each layer, `{path}` cannot be read\n"
        );
        assert_eq!((run.code, run.err), (2, error));
    }
    folder.write("1=a.tl", "b = B;\n");
    let run = folder.run(&["a.tl", "1=a.tl", "-o", "-"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let run = folder.run(&["a.tl", "x=a.tl", "-o", "-"]);
    assert!(run.err.contains("cannot read x=a.tl"), "{}", run.err);
}

#[test]
fn the_number_of_a_layer_is_an_int() {
    let folder = Folder::new(&[("a.tl", "a = A;"), ("b.tl", "// LAYER 2147483648\na = A;")]);
    for schema in [
        "2147483648=a.tl",
        "4294967296=a.tl",
        "99999999999=a.tl",
        "b.tl",
    ] {
        let run = folder.run(&[schema, "--layers", "-o", "-"]);
        let said = "the number of a layer is at most 2147483647";
        assert_eq!(run.code, 2);
        assert!(run.err.contains(said), "{schema}: {}", run.err);
    }
    for schema in ["0=a.tl", "2147483647=a.tl"] {
        assert_eq!(folder.run(&[schema, "--layers", "-o", "-"]).code, 0);
    }
}

#[test]
fn files_of_different_layers_are_not_one_schema() {
    let new = NEW.replace("user", "chat").replace("User", "Chat");
    let folder = Folder::new(&[("old.tl", OLD), ("new.tl", &new), ("plain.tl", "a = A;")]);
    for command in [&["check"][..], &["-o", "a.rs"]] {
        let run = folder.run(&[command, &["old.tl", "new.tl"]].concat());
        let said = "a comment names layer 190, but the schema is taken for one of layer 223";
        assert!(run.err.contains(said), "{}", run.err);
        assert!(run.err.contains("use `--layers`"), "{}", run.err);
        let run = folder.run(&[command, &["old.tl", "plain.tl"]].concat());
        assert_eq!(run.code, 0);
    }
    let layers = ["old.tl", "new.tl", "--layers", "-o", "a.rs"];
    folder.run(&layers).assert_quiet();
}

#[test]
fn a_number_that_contradicts_the_comment_is_a_warning() {
    let folder = Folder::new(&[("old.tl", OLD), ("new.tl", NEW), ("plain.tl", "a = A;")]);
    for (schemas, said) in [
        (&["5=old.tl"][..], Some((190, 5))),
        (&["190=old.tl", "5=new.tl"], Some((223, 5))),
        (&["223=old.tl", "new.tl"], Some((190, 223))),
        (&["190=old.tl", "223=new.tl"], None),
        (&["5=plain.tl", "new.tl"], None),
    ] {
        let run = folder.run(&[schemas, &["--layers", "-o", "a.rs"]].concat());
        let said = said.map(|(comment, layer)| {
            format!(
                "a comment names layer {comment}, but the schema is taken for one of layer {layer}"
            )
        });
        let found = run.err.contains("a comment names layer");
        assert_eq!(found, said.is_some(), "{schemas:?}: {}", run.err);
        assert!(run.err.contains(&said.unwrap_or_default()), "{}", run.err);
    }
}
