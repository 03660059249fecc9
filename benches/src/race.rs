//! Runs contenders in turn, so that disturbances affect all of them.

use std::time::{Duration, Instant};

use crate::alloc::{self, Counter};
use crate::options::Options;
use crate::report::{Table, Unit, float};
use crate::schema;

/// One repetition of a contender's work.
pub(crate) type Lap<'a> = Box<dyn FnMut() + 'a>;

/// The same work by several contenders.
pub(crate) struct Race<'a> {
    /// The name of the row in the table.
    pub row: &'static str,
    /// The contenders' laps, in the order of the columns; the last ones may be missing.
    pub laps: Vec<Option<Lap<'a>>>,
    /// The bytes of one lap, to report speed instead of time.
    pub bytes: Option<usize>,
}

/// A contender that takes part, with its column.
type Running<'a> = (usize, Lap<'a>);

/// The duration of a turn. It is shorter than the time slice of a process on a busy system, so that most turns
/// are undisturbed.
const TURN: Duration = Duration::from_micros(400);

/// The number of laps whose instructions are counted.
const LAPS: u64 = 100;

/// Runs a race and adds its rows to the table.
pub(crate) fn run(table: &mut Table, options: &Options, race: Race<'_>) {
    if !options.row(race.row) {
        return;
    }
    let contenders = table.contenders.clone();
    let mut laps: Vec<Running<'_>> = race
        .laps
        .into_iter()
        .enumerate()
        .filter_map(|(column, lap)| Some((column, lap?)))
        .filter(|&(column, _)| options.contender(contenders[column]))
        .collect();
    if let Some(times) = options.repeat {
        laps.iter_mut()
            .for_each(|(_, lap)| (0..times).for_each(|_| lap()));
        return;
    }
    if options.instructions {
        return count_instructions(table, race.row, &laps);
    }
    match alloc::COUNTER {
        Some(counter) => count(table, race.row, &mut laps, counter),
        None => take_turns(table, options, &mut laps, race.row, race.bytes),
    }
}

/// Adds the instructions of one lap of each contender: the difference between many laps and one, each in a
/// process of its own.
fn count_instructions(table: &mut Table, row: &str, laps: &[Running<'_>]) {
    let program = std::env::current_exe().unwrap_or_else(|error| panic!("{error}"));
    for &(column, _) in laps {
        let [many, one] = [1 + LAPS, 1].map(|laps| {
            let (contender, laps) = (table.contenders[column], laps.to_string());
            let args = [
                &table.title,
                "--only",
                contender,
                "--row",
                row,
                "--loop",
                &laps,
            ];
            schema::instructions(&program, &args).unwrap_or_else(|error| panic!("{error}"))
        });
        let lap = float(many - one) / float(LAPS);
        table.add(row, Unit::Count, column, lap);
    }
}

/// Adds the allocations of one lap of each contender.
fn count(table: &mut Table, row: &str, laps: &mut [Running<'_>], counter: Counter) {
    for (column, lap) in laps {
        // Leaves out allocations that are made only once.
        lap();
        let (number, bytes) = counter(lap);
        let (allocations, allocated) = (format!("{row}: allocations"), format!("{row}: allocated"));
        table.add(&allocations, Unit::Count, *column, float(number));
        table.add(&allocated, Unit::Bytes, *column, float(bytes));
    }
}

/// Adds the times of many turns of each contender, or its speed if `bytes` is given.
fn take_turns(
    table: &mut Table,
    options: &Options,
    laps: &mut [Running<'_>],
    row: &str,
    bytes: Option<usize>,
) {
    let turns: Vec<u32> = laps
        .iter_mut()
        .map(|(_, lap)| laps_in_a_turn(lap))
        .collect();
    let rounds = if options.quick { 15 } else { 301 };
    for _ in 0..rounds {
        for ((column, lap), &turn) in laps.iter_mut().zip(&turns) {
            let seconds = time(lap, turn);
            match bytes {
                Some(bytes) => {
                    table.add(row, Unit::Speed, *column, float(bytes as u64) / seconds);
                }
                None => table.add(row, Unit::Time, *column, seconds),
            }
        }
    }
}

/// Returns the seconds of one lap, averaged over many.
fn time(lap: &mut Lap<'_>, laps: u32) -> f64 {
    let start = Instant::now();
    for _ in 0..laps {
        lap();
    }
    start.elapsed().as_secs_f64() / f64::from(laps)
}

/// Returns the number of laps that fill a turn.
fn laps_in_a_turn(lap: &mut Lap<'_>) -> u32 {
    let mut laps = 1;
    loop {
        let start = Instant::now();
        time(lap, laps);
        if start.elapsed() >= TURN || laps > u32::MAX / 2 {
            return laps;
        }
        laps *= 2;
    }
}
