//! Which files are written, and which are left alone.

use std::fs;

use super::{SCHEMA, docs, files};
use crate::Folder;

fn folder() -> Folder {
    Folder::new(&[("a.tl", SCHEMA)])
}

#[test]
fn a_second_run_writes_nothing() {
    for form in ["site", "book"] {
        let folder = folder();
        let first = docs(&folder, &["--form", form]);
        assert!(
            first.out.ends_with(" changed, 0 removed\n") && !first.out.contains(" 0 changed"),
            "{}",
            first.out
        );
        let before = files(&folder.path("out"));
        let page = before
            .keys()
            .find(|path| path.contains("photos.getPhoto"))
            .unwrap();
        let modified = || {
            fs::metadata(folder.path("out").join(page))
                .unwrap()
                .modified()
                .unwrap()
        };
        let time = modified();
        let second = docs(&folder, &["--form", form]);
        assert!(
            second.out.contains(", 0 changed, 0 removed"),
            "{}",
            second.out
        );
        assert_eq!(files(&folder.path("out")), before);
        assert_eq!(modified(), time);
    }
}

#[test]
fn a_change_writes_the_pages_that_show_it_and_removes_those_that_are_stale() {
    let folder = folder();
    docs(&folder, &[]);
    folder.write(
        "a.tl",
        SCHEMA.replace("photos.getSizes id:long = Vector<PhotoSize>;\n", ""),
    );
    fs::write(folder.path("out/function/mine.html"), "mine").unwrap();
    let run = docs(&folder, &[]);
    assert!(run.out.ends_with(", 1 removed\n"), "{}", run.out);
    assert!(!folder.path("out/function/photos.getSizes.html").exists());
    assert_eq!(folder.read("out/function/mine.html"), "mine");
    // The other form has other files, so those of the first are stale.
    docs(&folder, &["--form", "book"]);
    assert!(!folder.path("out/index.html").exists());
    assert!(!folder.path("out/type").exists());
    assert_eq!(folder.read("out/function/mine.html"), "mine");
}

#[test]
fn a_folder_without_files_is_removed() {
    for (one, other, left) in [("book", "site", "src"), ("site", "book", "type")] {
        let folder = folder();
        docs(&folder, &["--form", one]);
        assert!(folder.path("out").join(left).exists());
        docs(&folder, &["--form", other]);
        assert!(!folder.path("out").join(left).exists(), "{left}");
    }
    // A folder with a file of the user is left.
    let folder = folder();
    docs(&folder, &["--form", "book"]);
    folder.write("out/src/mine.md", "mine");
    docs(&folder, &[]);
    assert_eq!(fs::read_dir(folder.path("out/src")).unwrap().count(), 1);
}

/// Not every file system distinguishes the case of names. On those that do, as on Linux, this cannot fail.
#[test]
fn a_page_may_be_renamed_in_case_only() {
    for (old, new) in [
        ("photos.getSizes", "photos.getSizES"),
        ("photos.getSizes", "photos.getsizes"),
        ("photos.getSizes", "photos.getSIZES"),
    ] {
        let folder = folder();
        docs(&folder, &[]);
        folder.write("a.tl", SCHEMA.replace(old, new));
        let run = docs(&folder, &[]);
        assert_eq!(run.code, 0, "{}", run.err);
        let pages = fs::read_dir(folder.path("out/function")).unwrap();
        let pages = pages.map(|it| it.unwrap().file_name().into_string().unwrap());
        let is_it = |page: &String| page.eq_ignore_ascii_case(&format!("{old}.html"));
        let pages: Vec<String> = pages.filter(is_it).collect();
        assert_eq!(pages.len(), 1, "{pages:?}");
        let page = folder.read(&format!("out/function/{}", pages[0]));
        assert!(page.contains(new), "{page}");
        assert!(docs(&folder, &[]).out.contains(", 0 changed, 0 removed"));
    }
}

#[test]
fn files_of_others_are_not_overwritten() {
    for name in ["index.html", "function/photos.getPhoto.html", "site.css"] {
        let folder = folder();
        fs::create_dir_all(folder.path("out/function")).unwrap();
        folder.write(&format!("out/{name}"), "mine");
        let run = docs(&folder, &[]);
        assert_eq!(run.code, 3);
        assert!(
            run.err.contains("was not written by an earlier run"),
            "{}",
            run.err
        );
        assert_eq!(
            files(&folder.path("out")).len(),
            1,
            "nothing else was written"
        );
        assert_eq!(folder.read(&format!("out/{name}")), "mine");
    }
}

#[test]
fn files_of_a_run_that_failed_are_its_own() {
    let with = |comment: &str| SCHEMA.to_owned() + comment + "photos.getMore id:long = Bool;\n";
    let folder = folder();
    docs(&folder, &[]);
    // The page of the new function is moved before it turns out that another file cannot be replaced.
    fs::remove_file(folder.path("out/search.js")).unwrap();
    fs::create_dir_all(folder.path("out/search.js/mine")).unwrap();
    folder.write("a.tl", with(""));
    let run = docs(&folder, &[]);
    assert_eq!(run.code, 3);
    assert!(
        run.err.contains("cannot write out/search.js"),
        "{}",
        run.err
    );
    assert!(folder.path("out/function/photos.getMore.html").exists());
    fs::remove_dir_all(folder.path("out/search.js")).unwrap();
    folder.write("a.tl", with("// More.\n"));
    let run = docs(&folder, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    // A file of an earlier run that is stale by now is removed.
    folder.write("a.tl", SCHEMA);
    assert!(docs(&folder, &[]).out.ends_with(", 1 removed\n"));
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    for (link, target) in [
        ("function", "elsewhere"),
        ("index.html", "elsewhere/x"),
        (".tlgen-docs", "elsewhere/y"),
    ] {
        let folder = folder();
        fs::create_dir_all(folder.path("elsewhere")).unwrap();
        fs::create_dir_all(folder.path("out")).unwrap();
        symlink(folder.path(target), folder.path("out").join(link)).unwrap();
        let run = docs(&folder, &[]);
        assert_eq!((run.code, run.out.as_str()), (3, ""));
        assert!(run.err.contains("it is a link"), "{}", run.err);
        assert!(files(&folder.path("elsewhere")).is_empty());
    }
}

#[test]
fn a_list_that_names_other_files_removes_none_of_them() {
    let folder = folder();
    docs(&folder, &[]);
    folder.write("mine", "mine");
    let list = folder.read("out/.tlgen-docs");
    folder.write(
        "out/.tlgen-docs",
        format!("{list}../mine\n{}\n", folder.path("mine").display()),
    );
    assert_eq!(docs(&folder, &[]).code, 0);
    assert_eq!(folder.read("mine"), "mine");
}

#[test]
fn a_schema_with_errors_gets_no_pages() {
    let folder = Folder::new(&[("a.tl", "user id:itn = User;\n")]);
    let run = folder.run(&["docs", "a.tl", "-o", "out"]);
    assert_eq!(run.code, 1);
    assert!(!folder.path("out").exists());
}

#[test]
fn a_file_is_not_a_folder() {
    let folder = folder();
    folder.write("out", "a file");
    let run = docs(&folder, &[]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("cannot write out"), "{}", run.err);
    let standard = folder.run(&["docs", "a.tl", "-o", "-", "--allow", "warnings"]);
    assert_eq!(standard.code, 2);
    assert!(
        standard.err.contains("pages go to a folder"),
        "{}",
        standard.err
    );
}

#[cfg(unix)]
#[test]
fn pages_of_a_folder_without_write_permission_are_written_in_place() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    docs(&folder, &[]);
    let (page, old, new) = ("out/index.html", "photos.getSizes", "photos.getSizesOf");
    folder.write("a.tl", SCHEMA.replace("//", "// Now:"));
    let permit = |mode| {
        let inner = files(&folder.path("out")).into_keys();
        let inner =
            inner.filter_map(|file| file.rsplit_once('/').map(|(inner, _)| inner.to_owned()));
        for inner in inner.chain([String::new()]) {
            let path = folder.path("out").join(inner);
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    permit(0o555);
    let is_refused = fs::write(folder.path("out/b.html"), "").is_err();
    let run = docs(&folder, &[]);
    folder.write("a.tl", SCHEMA.replace(old, new));
    let before = folder.read(page);
    let failed = is_refused.then(|| folder.run(&["docs", "a.tl", "-o", "out"]));
    permit(0o755);
    assert!(!run.out.contains(" 0 changed"), "{}", run.out);
    if let Some(failed) = failed {
        assert_eq!(failed.code, 3, "{}", failed.err);
        assert_eq!(folder.read(page), before);
    }
}
