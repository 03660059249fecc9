//! A file of a Git revision: `git:REV:PATH`.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use crate::exit::Failure;

/// A file of a Git revision.
pub(crate) struct Revision<'a> {
    /// `REV:PATH`, Git's name for the file.
    object: &'a str,
}

impl<'a> Revision<'a> {
    /// Parses a path that begins with `git:`; returns `None` for any other path.
    pub(crate) fn of(path: &'a Path) -> Result<Option<Self>, Failure> {
        let Some(object) = path.to_str().and_then(|path| path.strip_prefix("git:")) else {
            return Ok(None);
        };
        match object.split_once(':') {
            Some((revision, file)) if !revision.is_empty() && !file.is_empty() => {
                Ok(Some(Self { object }))
            }
            _ => Err(Failure::Usage(format!(
                "`git:{object}` names no file of a revision; write `git:REV:PATH`, or `./git:{object}` \
                 for a file of that name"
            ))),
        }
    }

    /// Reads the file from the repository.
    pub(crate) fn read(&self) -> Result<Vec<u8>, Failure> {
        let failed = |why: &str| Failure::Git(format!("cannot read git:{}: {why}", self.object));
        let shown = Command::new("git")
            .args(["show", "--no-textconv", "--end-of-options"])
            .arg(OsString::from(self.object))
            .output()
            .map_err(|error| failed(&format!("cannot run git: {error}")))?;
        if !shown.status.success() {
            let said = String::from_utf8_lossy(&shown.stderr);
            let said = said.lines().find(|line| !line.trim().is_empty());
            let said = said.map(|line| line.strip_prefix("fatal: ").unwrap_or(line));
            return Err(failed(said.unwrap_or("git does not say why")));
        }
        // For a folder, `git show` prints its content.
        if shown
            .stdout
            .starts_with(format!("tree {}\n\n", self.object).as_bytes())
        {
            return Err(failed("it is a folder"));
        }
        Ok(shown.stdout)
    }
}
