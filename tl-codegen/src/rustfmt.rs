//! Formats code with the user's `rustfmt`.

use std::env;
use std::io::{ErrorKind, Read, Write};
use std::path::{self, Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::files;

/// The environment variable that names the program.
pub(crate) const VARIABLE: &str = "RUSTFMT";

/// The time limit. The code of TDLib's whole API, 360,000 lines, takes four seconds.
const PATIENCE: Duration = Duration::from_secs(120);

/// Formats code for a file, with the configuration that `rustfmt` finds for it.
///
/// The environment variable `RUSTFMT` names the program. By default it is the `rustfmt` on the
/// path.
///
/// # Errors
/// If the code could not be formatted. The error is a message for people.
pub fn format(code: &str, file: &Path) -> Result<String, String> {
    let program = program();
    let mut command = Command::new(&program);
    command.args(["--edition", "2024"]);
    // rustfmt looks for its configuration in this folder and above. If the folder is missing, writing the
    // file will report that.
    let folder = files::folder(file);
    if folder.is_dir() {
        command.current_dir(folder);
    }
    run(command, code).map_err(|why| format!("`{}` {why}", program.display()))
}

fn program() -> PathBuf {
    let given = env::var_os(VARIABLE).filter(|given| !given.is_empty());
    let program = PathBuf::from(given.unwrap_or_else(|| "rustfmt".into()));
    // A path is relative to the current folder, not to the folder of the code.
    if program.components().count() > 1 {
        path::absolute(&program).unwrap_or(program)
    } else {
        program
    }
}

/// Runs the program on the code, and returns its output.
fn run(mut command: Command, code: &str) -> Result<String, String> {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command
        .spawn()
        .map_err(|error| format!("cannot be run: {error}"))?;
    // Each pipe has a thread, so that we do not wait for one pipe while the program waits for another.
    let most = code.len().saturating_mul(16).saturating_add(1 << 20);
    let input = child.stdin.take();
    let code = code.to_owned();
    start(Box::new(move || {
        // If the program does not read everything, it reports the reason when it ends.
        let _ = input?.write_all(code.as_bytes());
        None
    }));
    let output = child.stdout.take();
    let output = start(Box::new(move || Some(read(&mut output?, most))));
    let complaint = child.stderr.take();
    let complaint = start(Box::new(move || {
        let mut pipe = complaint?;
        let complaint = read(&mut pipe, 1 << 16);
        // A program that writes more must not fail because nobody reads it.
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

/// Work on a pipe for a thread, which returns the bytes that it read.
type Task = Box<dyn FnOnce() -> Option<Vec<u8>> + Send>;

fn start(task: Task) -> JoinHandle<Option<Vec<u8>>> {
    thread::spawn(task)
}

/// Returns what the thread has read, unless that takes too long.
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

/// Reads from a pipe, up to its end or the given number of bytes.
fn read(pipe: &mut impl Read, most: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 1 << 13];
    while bytes.len() < most {
        match pipe.read(&mut buffer) {
            Ok(count @ 1..) => bytes.extend_from_slice(buffer.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            // If reading failed, the exit of the program tells why.
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
