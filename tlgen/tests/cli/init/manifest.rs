//! What `tlgen init` changes in `Cargo.toml`.

use std::fs;

use super::{MANIFEST, added, package};
use crate::Folder;

/// Asserts that a manifest gets the feature `json`, once.
#[track_caller]
fn gets_the_feature(before: &str, after: &str) {
    let folder = package(before);
    let run = folder.run(&["init", "--json"]);
    let said = "changed  Cargo.toml: feature `json` of tlgen-runtime\n";
    assert!(run.out.contains(said), "{}", run.out);
    assert_eq!(folder.read("Cargo.toml"), after);
    let run = folder.run(&["init", "--json"]);
    assert!(run.out.contains("it has both dependencies"), "{}", run.out);
}

#[test]
fn a_dependency_that_is_there_gets_the_feature() {
    let build = "[build-dependencies]\ntlgen-codegen = \"0.1\"\n";
    for (before, after) in [
        (
            "[dependencies]\ntlgen-runtime = \"0.1\"\n",
            "[dependencies]\ntlgen-runtime = { version = \"0.1\", features = [\"json\"] }\n",
        ),
        (
            "[dependencies.tlgen-runtime]\npath = \"x\" # mine\nfeatures = [\"bytes\"]\n",
            "[dependencies.tlgen-runtime]\npath = \"x\" # mine\nfeatures = [\"bytes\", \"json\"]\n",
        ),
        (
            "[dependencies]\ntlgen-runtime.workspace = true\n",
            "[dependencies]\ntlgen-runtime.workspace = true\ntlgen-runtime.features = [\"json\"]\n",
        ),
    ] {
        let manifest = |runtime: &str| {
            format!("[package]\nname = \"a\"\nedition = \"2024\"\n\n{build}\n{runtime}")
        };
        gets_the_feature(&manifest(before), &manifest(after));
    }
    // `serde` includes `json`.
    let has = "[dependencies]\ntlgen-runtime = { version = \"0.1\", features = [\"serde\"] }\n";
    let folder = package(&format!(
        "[package]\nname = \"a\"\nedition = \"2024\"\n{build}{has}"
    ));
    let run = folder.run(&["init", "--json"]);
    assert!(run.out.contains("it has both dependencies"), "{}", run.out);
}

/// Cargo refuses a package that depends on another one by two names.
#[test]
fn a_dependency_that_has_another_name_here_is_not_added_again() {
    for (before, after) in [
        (
            "tl_runtime = { package = \"tlgen-runtime\", version = \"0.1\" }\n",
            "tl_runtime = { package = \"tlgen-runtime\", version = \"0.1\" , features = [\"json\"] }\n",
        ),
        (
            "tl_runtime.package = \"tlgen-runtime\"\n",
            "tl_runtime.package = \"tlgen-runtime\"\ntl_runtime.features = [\"json\"]\n",
        ),
        (
            "\n[dependencies.tl_runtime]\npackage = \"tlgen-runtime\"\n",
            "\n[dependencies.tl_runtime]\npackage = \"tlgen-runtime\"\nfeatures = [\"json\"]\n",
        ),
    ] {
        let manifest = |runtime: &str| {
            format!(
                "[package]\nname = \"a\"\nedition = \"2024\"\n[build-dependencies]\n\
                 tl_codegen = {{ package = \"tlgen-codegen\", version = \"0.1\" }}\n[dependencies]\n{runtime}"
            )
        };
        gets_the_feature(&manifest(before), &manifest(after));
    }
}

/// Cargo ignores `build_dependencies` where there is `build-dependencies`.
#[test]
fn the_old_name_of_a_table_is_kept() {
    let manifest =
        "[package]\nname = \"a\"\nedition = \"2021\"\n[build_dependencies]\ncc = \"1\"\n";
    let folder = package(manifest);
    let run = folder.run(&["init"]);
    let said = "tlgen-codegen in [build_dependencies]\n";
    assert!(run.out.contains(said), "{}", run.out);
    let after = folder.read("Cargo.toml");
    assert!(
        after.starts_with(&format!("{manifest}tlgen-codegen = ")),
        "{after}"
    );
    assert!(!after.contains("build-dependencies"), "{after}");
}

#[test]
fn a_dependency_of_the_workspace_is_shared() {
    let workspace =
        "[workspace]\nmembers = [\"app\"]\n\n[workspace.dependencies]\ntlgen-runtime = \"0.1\"\n";
    let folder = package(workspace);
    fs::create_dir(folder.path("app")).unwrap();
    folder.write("app/Cargo.toml", MANIFEST);
    assert_eq!(folder.run(&["init", "app"]).code, 0);
    let added = added(&folder, "app/Cargo.toml");
    assert_eq!(added[0], "tlgen-runtime = { workspace = true }");
    assert!(!added.last().unwrap().contains("workspace"), "{added:?}");
    assert_eq!(folder.read("Cargo.toml"), workspace);
}

/// Returns a folder with the packages `ws/app` and `ws/ex`, where `ws` is a workspace that shares the runtime.
fn workspace(keys: &str, package: &str) -> Folder {
    let folder = Folder::new(&[]);
    for (path, manifest) in [
        (
            "ws",
            format!("[workspace]\n{keys}\n[workspace.dependencies]\ntlgen-runtime = \"0.1\"\n")
                .as_str(),
        ),
        ("ws/app", package),
        ("ws/ex", package),
    ] {
        fs::create_dir(folder.path(path)).unwrap();
        folder.write(&format!("{path}/Cargo.toml"), manifest);
    }
    folder
}

#[test]
fn a_workspace_shares_nothing_with_a_package_that_it_excludes() {
    for (keys, is_shared) in [
        ("members = [\"app\"]", true),
        ("exclude = [\"app\"]", true),
        ("exclude = [\"ex\"]", false),
        ("exclude = [\"./ex\", \"app\"]", false),
        ("exclude = [\".\"]", false),
        ("exclude = [\".\"]\nmembers = [\"ex\"]", true),
        ("exclude = [\"e\"]", true),
    ] {
        let folder = workspace(keys, MANIFEST);
        assert_eq!(folder.run(&["init", "ws/ex"]).code, 0);
        let runtime = &added(&folder, "ws/ex/Cargo.toml")[0];
        assert_eq!(
            runtime.contains("workspace"),
            is_shared,
            "{keys}: {runtime}"
        );
    }
}

#[test]
fn the_workspace_that_a_package_names_is_its_own() {
    let named = MANIFEST.replace("name = \"a\"", "workspace = \"../../other\"\nname = \"a\"");
    for (shared, is_shared) in [
        ("", false),
        ("tlgen-runtime = \"0.1\"", true),
        ("serde = \"1\"", false),
    ] {
        let folder = workspace("members = [\"ex\"]", &named);
        fs::create_dir(folder.path("other")).unwrap();
        let other = format!("[workspace]\n[workspace.dependencies]\n{shared}\n");
        folder.write("other/Cargo.toml", other);
        assert_eq!(folder.run(&["init", "ws/ex"]).code, 0);
        let manifest = folder.read("ws/ex/Cargo.toml");
        assert_eq!(
            manifest.contains("tlgen-runtime = { workspace = true }"),
            is_shared,
            "{manifest}"
        );
    }
}

#[test]
fn code_and_script_use_the_names_that_the_package_gives_its_dependencies() {
    let rt = "rt = { package = \"tlgen-runtime\", version = \"0.1\" }\n";
    let generator = "tl-gen = { package = \"tlgen-codegen\", version = \"0.1\" }\n";
    for (runtime, generator, names) in [
        (rt, "", ("rt", "tl_codegen")),
        ("", generator, ("tl_runtime", "tl_gen")),
        (&format!("my-{rt}"), generator, ("my_rt", "tl_gen")),
        // A dependency that is renamed to its own name loses the name of its library.
        (
            "tlgen-runtime = { package = \"tlgen-runtime\", version = \"0.1\" }\n",
            "",
            ("tlgen_runtime", "tl_codegen"),
        ),
        (
            "tlgen-runtime = \"0.1\"\n",
            "tlgen-codegen = \"0.1\"\n",
            ("tl_runtime", "tl_codegen"),
        ),
    ] {
        let folder = package(&format!(
            "{MANIFEST}{runtime}\n[build-dependencies]\n{generator}"
        ));
        let run = folder.run(&["init", "--json"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let (runtime, generator) = names;
        let line = format!("\n    {runtime}::include_tl!(pub mod api);\n");
        assert!(run.out.contains(&line), "{}", run.out);
        let script = folder.read("build.rs");
        for part in [
            format!("-> Result<(), {generator}::Error>"),
            format!("    {generator}::Builder::new()\n"),
            format!("        .role({generator}::Role::Client)\n"),
        ] {
            assert!(script.contains(&part), "{script}");
        }
        let path = format!("        .runtime_path(\"::{runtime}\")\n");
        assert_eq!(script.contains(&path), runtime != "tl_runtime", "{script}");
        let again = folder.run(&["init", "--json"]);
        assert!(again.out.contains("kept     build.rs\n"), "{}", again.out);
    }
}

#[test]
fn a_dependency_may_have_another_name_in_the_workspace() {
    let renamed = "rt = { package = \"tlgen-runtime\", version = \"0.1\" }\n";
    for (keys, is_there) in [
        ("", false),
        ("rt.workspace = true\n", true),
        ("rt = { workspace = true }\n", true),
    ] {
        let root = format!("[workspace]\n[workspace.dependencies]\n{renamed}");
        let folder = package(&root);
        fs::create_dir(folder.path("app")).unwrap();
        folder.write("app/Cargo.toml", format!("{MANIFEST}{keys}"));
        let run = folder.run(&["init", "app"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        assert!(run.out.contains("\n    rt::include_tl!"), "{}", run.out);
        assert_eq!(
            !run.out.contains("tlgen-runtime in"),
            is_there,
            "{}",
            run.out
        );
        let manifest = folder.read("app/Cargo.toml");
        assert_eq!(
            manifest.matches("workspace = true").count(),
            1,
            "{manifest}"
        );
        assert!(!manifest.contains("tlgen-runtime"), "{manifest}");
    }
}

#[test]
fn line_ends_and_a_byte_order_mark_are_kept() {
    for (mark, end) in [
        ("", "\r\n"),
        ("\u{feff}", "\n"),
        ("\u{feff}", "\r\n"),
        ("", "\n"),
    ] {
        let manifest = format!("{mark}{}", MANIFEST.replace('\n', end));
        let folder = package(&manifest);
        assert_eq!(folder.run(&["init"]).code, 0);
        let after = folder.read("Cargo.toml");
        assert!(after.starts_with(&manifest), "{after:?}");
        let count = after.matches('\n').count();
        assert!(count > manifest.matches('\n').count());
        assert_eq!(after.matches(end).count(), count, "{after:?}");
        assert_eq!(
            after.matches('\r').count(),
            if end == "\n" { 0 } else { count }
        );
        assert_eq!(
            after.matches('\u{feff}').count(),
            usize::from(!mark.is_empty())
        );
    }
}

#[test]
fn a_manifest_that_cargo_would_refuse_is_left_as_it_is() {
    let of = |keys: &str| format!("{keys}\n[package]\nname = \"a\"\nedition = \"2024\"\n");
    for (manifest, said) in [
        (of("dependencies = \"x\""), "`dependencies` is not a table"),
        (
            of("build-dependencies = 1"),
            "`build-dependencies` is not a table",
        ),
        (
            of("[[dependencies]]\nserde = \"1\""),
            "`dependencies` is not a table",
        ),
        (
            of("build_dependencies = []"),
            "`build_dependencies` is not a table",
        ),
        ("package = \"x\"\n".into(), "`package` is not a table"),
        (
            of("[dependencies]\ntlgen-runtime = 1"),
            "the dependency `tlgen-runtime` is neither a version nor a table",
        ),
        (
            of("[dependencies]\ntlgen-runtime = { path = \"x\", features = \"json\" }"),
            "the dependency `tlgen-runtime` has `features` that are not an array",
        ),
        // Cargo takes the next ones, but the code would not compile without their features.
        (
            of("[dependencies]\ntlgen-runtime = { version = \"0.1\", optional = true }"),
            "the dependency `tlgen-runtime` is optional, but every build needs it; remove `optional`",
        ),
        (
            of("[build-dependencies.g]\npackage = \"tlgen-codegen\"\noptional = true"),
            "the dependency `g` is optional, but every build needs it; remove `optional`",
        ),
    ] {
        let folder = package(&manifest);
        let run = folder.run(&["init", "--json"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert_eq!(run.err, format!("error: Cargo.toml: {said}\n"));
        assert_eq!(folder.names(), ["Cargo.toml"]);
        assert_eq!(folder.read("Cargo.toml"), manifest);
    }
}
