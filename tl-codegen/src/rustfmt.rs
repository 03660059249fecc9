//! Formatting code by the `rustfmt` of the user.

use std::env;
use std::io::{ErrorKind, Read, Write};
use std::path::{self, Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::files;

/// The code of TDLib's whole API, 360,000 lines, takes four seconds.
const PATIENCE: Duration = Duration::from_secs(120);

/// Formats code for a file, as the configuration says that `rustfmt` finds for it.
///
/// The program is that of the environment variable `RUSTFMT`, by default the `rustfmt` on the
/// path.
///
/// # Errors
/// Why the code could not be formatted, for people.
pub fn format(code: &str, file: &Path) -> Result<String, String> {
    let program = program();
    let mut command = Command::new(&program);
    command.args(["--edition", "2024"]);
    // Here and above rustfmt looks for its configuration. A folder that is missing is for whoever
    // writes the file to tell.
    let folder = files::folder(file);
    if folder.is_dir() {
        command.current_dir(folder);
    }
    run(command, code).map_err(|why| format!("`{}` {why}", program.display()))
}

fn program() -> PathBuf {
    let given = env::var_os("RUSTFMT").filter(|given| !given.is_empty());
    let program = PathBuf::from(given.unwrap_or_else(|| "rustfmt".into()));
    // A path is meant from here, not from the folder of the code.
    if program.components().count() > 1 {
        path::absolute(&program).unwrap_or(program)
    } else {
        program
    }
}

/// What the program makes of the code.
fn run(mut command: Command, code: &str) -> Result<String, String> {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command
        .spawn()
        .map_err(|error| format!("cannot be run: {error}"))?;
    // A thread for each pipe: no one waits for a pipe while the program waits for another.
    let most = code.len().saturating_mul(16).saturating_add(1 << 20);
    let input = child.stdin.take();
    let code = code.to_owned();
    start(Box::new(move || {
        // A program that does not read all of it says why when it ends.
        let _ = input?.write_all(code.as_bytes());
        None
    }));
    let output = child.stdout.take();
    let output = start(Box::new(move || Some(read(&mut output?, most))));
    let complaint = child.stderr.take();
    let complaint = start(Box::new(move || {
        let mut pipe = complaint?;
        let complaint = read(&mut pipe, 1 << 16);
        // A program that says more is not to fail because no one listens.
        while !read(&mut pipe, 1 << 16).is_empty() {}
        Some(complaint)
    }));
    let Some(output) = wait(output).filter(|output| output.len() < most) else {
        let _ = child.kill();
        let _ = child.wait();
        return Err("does not finish".into());
    };
    let status = child.wait().map_err(|error| format!("failed: {error}"))?;
    if !status.success() {
        let complaint = wait(complaint).unwrap_or_default();
        let complaint = String::from_utf8_lossy(&complaint);
        let first = complaint.lines().find(|line| !line.trim().is_empty());
        let why = first.map_or_else(|| status.to_string(), str::to_owned);
        return Err(format!("failed: {why}"));
    }
    match String::from_utf8(output) {
        Ok(code) if !code.trim().is_empty() => Ok(code),
        _ => Err("wrote no code".into()),
    }
}

/// What a thread does with a pipe, and what it reads there.
type Task = Box<dyn FnOnce() -> Option<Vec<u8>> + Send>;

fn start(task: Task) -> JoinHandle<Option<Vec<u8>>> {
    thread::spawn(task)
}

/// What the thread has read, unless that takes too long.
fn wait(thread: JoinHandle<Option<Vec<u8>>>) -> Option<Vec<u8>> {
    let start = Instant::now();
    while !thread.is_finished() {
        if start.elapsed() > PATIENCE {
            return None;
        }
        thread::sleep(Duration::from_millis(1));
    }
    thread.join().ok()?
}

/// What is read from a pipe, up to its end or so many bytes.
fn read(pipe: &mut impl Read, most: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 1 << 13];
    while bytes.len() < most {
        match pipe.read(&mut buffer) {
            Ok(count @ 1..) => bytes.extend_from_slice(buffer.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            // Where it broke off, how the program ended tells why.
            Ok(0) | Err(_) => break,
        }
    }
    bytes
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, code: &str) -> Result<String, String> {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        run(command, code)
    }

    #[test]
    fn megabytes_pass_whatever_the_program_reads_first() {
        let code = "fn main() {}\n".repeat(1 << 18);
        assert_eq!(shell("cat", &code).as_ref(), Ok(&code));
        let loud = "head -c 3000000 /dev/zero >&2 || exit 1; head -c 1000000 /dev/zero; cat";
        assert_eq!(
            shell(loud, &code).map(|it| it.len()),
            Ok(1_000_000 + code.len())
        );
        assert_eq!(shell("echo a; exec <&-", &code).as_deref(), Ok("a\n"));
    }

    #[test]
    fn what_is_no_code_is_an_error_that_says_why() {
        for (script, why) in [
            ("exit 0", "wrote no code"),
            ("printf '\\377'", "wrote no code"),
            ("echo fn; exit 3", "failed: exit status: 3"),
            (
                "echo fn; echo; echo Oops >&2; echo >&2; exit 1",
                "failed: Oops",
            ),
            ("cat /dev/zero", "does not finish"),
        ] {
            assert_eq!(shell(script, "code").unwrap_err(), why, "{script}");
        }
        let none = Command::new("/no such program");
        assert!(
            run(none, "code")
                .unwrap_err()
                .starts_with("cannot be run: ")
        );
    }
}
