//! Results, on standard output.

use std::io::{self, ErrorKind, Write};

use crate::exit::Failure;

/// Writes a result as it is.
pub(crate) fn raw(result: &[u8]) -> Result<(), Failure> {
    finish(io::stdout().lock(), result)
}

/// Writes a result that may have colors.
pub(crate) fn colored(result: &str) -> Result<(), Failure> {
    finish(anstream::stdout().lock(), result.as_bytes())
}

fn finish(mut out: impl Write, result: &[u8]) -> Result<(), Failure> {
    match out.write_all(result).and_then(|()| out.flush()) {
        // Whoever reads has seen enough: `| head`.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(Failure::Output),
    }
}
