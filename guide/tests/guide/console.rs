//! Do the commands print the output that the pages show?
//!
//! A page is one session of `sh`, in a folder with the schemas of the guide. With `SNAPSHOTS=overwrite`, the
//! actual output is written to the pages.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use snapbox::Data;

use crate::page::{Line, Page, guide};

/// The separator between the outputs of two commands.
const SEPARATOR: char = '\x1e';

/// The program that the commands run.
pub(crate) static TLGEN: LazyLock<PathBuf> = LazyLock::new(|| {
    let build = escargot::CargoBuild::new().package("tlgen").bin("tlgen");
    let program = build.current_release().current_target().run();
    program.expect("tlgen can be built").path().to_owned()
});

// A test for each page.
include!(concat!(env!("OUT_DIR"), "/commands.rs"));

fn prints_what_it_shows(path: &str) {
    let page = Page::read(guide().join(path));
    if page
        .lines()
        .any(|line| matches!(line, Line::Fence("console")))
    {
        let outputs = run(&script(&page));
        let mut outputs = outputs.split(SEPARATOR);
        snapbox::assert_data_eq!(
            filled(&page, || outputs.next().unwrap_or_default()),
            Data::read_from(&page.path, None).raw()
        );
    }
}

fn is_console(fence: &str) -> bool {
    fence == "console"
}

fn file(fence: &str) -> Option<&str> {
    fence.split(',').find_map(|it| it.strip_prefix("file:"))
}

/// Returns a script with all files and commands of a page, in order.
fn script(page: &Page) -> String {
    let mut script = "exec 2>&1 < /dev/null\n".to_owned();
    let (mut in_console, mut in_file) = (false, None);
    for line in page.lines() {
        match line {
            Line::Fence(fence) => {
                in_console = is_console(fence);
                in_file = file(fence);
                if let Some(file) = in_file {
                    let folder = Path::new(file).parent().unwrap_or(Path::new(""));
                    let folder = Path::new(".").join(folder);
                    writeln!(
                        script,
                        "mkdir -p {}; cat > {file} << 'END OF FILE'",
                        folder.display()
                    )
                    .expect("a string takes it");
                }
            }
            Line::Code(code) if in_console => {
                if let Some(command) = code.strip_prefix("$ ") {
                    // Restores the exit code of the command for the next one, such as `echo $?`.
                    writeln!(script, "{command}\nset $?; printf '\\036'; (exit $1)")
                        .expect("a string takes it");
                }
            }
            Line::Code(code) if in_file.is_some() => {
                let hidden = code == "#" || code.starts_with("# ");
                if !(hidden && in_file.is_some_and(|it| it.ends_with(".rs"))) {
                    script += code;
                    script += "\n";
                }
            }
            Line::End if in_file.take().is_some() => script += "END OF FILE\n",
            Line::End | Line::Code(_) | Line::Text => {}
        }
    }
    script
}

fn run(script: &str) -> String {
    let folder = tempfile::tempdir().expect("there is room for the files of a page");
    let session = folder.path().join("session");
    fs::create_dir(&session).expect("it can be made");
    for schema in fs::read_dir(guide().join("schemas")).expect("there are schemas") {
        let schema = schema.expect("it can be listed");
        fs::copy(schema.path(), session.join(schema.file_name())).expect("it can be copied");
    }
    let root = guide().parent().expect("the guide is in the repository");
    // Next to a package of the session, `../tlgen` links to the repository.
    std::os::unix::fs::symlink(root, session.join("tlgen")).expect("it can be linked");

    let programs = TLGEN.parent().expect("it is in a folder").to_owned();
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let paths = [programs].into_iter().chain(std::env::split_paths(&paths));
    let output = Command::new("sh")
        .args(["-c", script])
        .current_dir(&session)
        .env("PATH", std::env::join_paths(paths).expect("a path"))
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("guide"),
        )
        .env("CARGO_NET_OFFLINE", "true")
        .env("GIT_CEILING_DIRECTORIES", folder.path())
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("RUSTFMT")
        .output()
        .expect("there is a shell");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Returns the page with the outputs of its commands.
fn filled<'o>(page: &Page, mut output: impl FnMut() -> &'o str) -> String {
    let mut text = String::new();
    let mut in_console = false;
    for (line, kind) in page.text.lines().zip(page.lines()) {
        match kind {
            Line::Fence(fence) => in_console = is_console(fence),
            Line::Code(code) if in_console => {
                if code.starts_with("$ ") {
                    text += line;
                    text += "\n";
                    let output = output();
                    text += output;
                    if !output.is_empty() && !output.ends_with('\n') {
                        text += "\n";
                    }
                }
                continue;
            }
            Line::Code(_) | Line::Text | Line::End => {}
        }
        text += line;
        text += "\n";
    }
    text
}
