//! The command line of the benchmarks.

use crate::{Result, alloc};

/// The parts to measure.
pub(crate) const PARTS: [&str; 10] = [
    "compile", "parse", "generate", "decode", "encode", "reuse", "views", "dynamic", "tools",
    "hostile",
];

/// The contenders of any part.
const CONTENDERS: [&str; 6] = [
    "us",
    "grammers",
    "tl-proto",
    "tl-scheme",
    "memcpy",
    "generated",
];

/// The usage of the program.
pub(crate) const USAGE: &str = "\
usage: cargo run --release -p tlgen-benches -- [PART...] [OPTION...]

parts (all of them without one): compile, parse, generate, decode, encode, reuse, views, dynamic,
       tools, hostile

--quick        few repetitions: to see that it works, not to quote
--runs N       repetitions of each compilation (3)
--only NAME    this contender only: us, grammers or tl-proto; may be repeated
--row TEXT     only rows with this text in their names; may be repeated
--derives LIST our optional traits in what is compiled, by the names that Builder knows
--instructions compile, decode, encode, reuse: count instructions by valgrind instead of taking times
--loop N       decode, encode, reuse: run each workload N times and print nothing, for a profiler
";

/// The options.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    parts: Vec<String>,
    only: Vec<String>,
    rows: Vec<String>,
    /// Whether to repeat less often.
    pub quick: bool,
    /// The number of times to compile each thing.
    pub runs: usize,
    /// The list of optional traits for tlgen.
    pub derives: Option<String>,
    /// Whether to count instructions instead of measuring times.
    pub instructions: bool,
    /// The number of times to run each workload for a profiler.
    pub repeat: Option<usize>,
}

impl Options {
    /// Parses the arguments of the process; returns `None` if they ask for help.
    ///
    /// # Errors
    /// An argument is unknown.
    pub(crate) fn parse(mut args: impl Iterator<Item = String>) -> Result<Option<Self>> {
        let mut options = Self {
            parts: Vec::new(),
            only: Vec::new(),
            rows: Vec::new(),
            quick: false,
            runs: 0,
            derives: None,
            instructions: false,
            repeat: None,
        };
        while let Some(arg) = args.next() {
            let mut value = || {
                args.next()
                    .ok_or_else(|| format!("{arg} takes a value\n\n{USAGE}"))
            };
            match arg.as_str() {
                "--help" | "-h" => return Ok(None),
                "--quick" => options.quick = true,
                "--runs" => options.runs = value()?.parse()?,
                "--only" => {
                    let name = value()?;
                    if !CONTENDERS.contains(&name.as_str()) {
                        return Err(format!("{name} is not a contender\n\n{USAGE}").into());
                    }
                    options.only.push(name);
                }
                "--row" => options.rows.push(value()?),
                "--derives" => options.derives = Some(value()?),
                "--instructions" => options.instructions = true,
                "--loop" => options.repeat = Some(value()?.parse()?),
                part if PARTS.contains(&part) => options.parts.push(arg),
                other => return Err(format!("what is {other}?\n\n{USAGE}").into()),
            }
        }
        if options.runs == 0 {
            options.runs = if options.quick { 1 } else { 3 };
        }
        Ok(Some(options))
    }

    /// Whether a part is requested and this program can measure it; not every part allocates.
    #[must_use]
    pub(crate) fn part(&self, part: &str) -> bool {
        let asked = self.parts.is_empty() || self.parts.iter().any(|asked| asked == part);
        asked && (alloc::COUNTER.is_none() || alloc::PARTS.contains(&part))
    }

    /// Whether another program has to count the allocations of a requested part.
    #[must_use]
    pub(crate) fn counts_allocations(&self) -> bool {
        let measures_times = alloc::COUNTER.is_none() && !self.instructions;
        let asked = alloc::PARTS.iter().any(|part| self.part(part));
        measures_times && self.repeat.is_none() && asked
    }

    /// Whether a contender takes part.
    #[must_use]
    pub(crate) fn contender(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|asked| asked == name)
    }

    /// Whether a row is requested.
    #[must_use]
    pub(crate) fn row(&self, name: &str) -> bool {
        self.rows.is_empty() || self.rows.iter().any(|asked| name.contains(asked.as_str()))
    }
}
