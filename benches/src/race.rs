//! Runs contenders in turn, so that what disturbs one disturbs all.

use std::time::{Duration, Instant};

use crate::alloc;
use crate::options::Options;
use crate::report::{Table, Unit};

/// What one contender does over and over.
pub type Lap<'a> = Box<dyn FnMut() + 'a>;

/// The same work by several contenders.
pub struct Race<'a> {
    /// The row of the table.
    pub row: &'static str,
    /// Who does it, in the order of the columns; the last ones may be missing.
    pub laps: Vec<Option<Lap<'a>>>,
    /// The bytes of one lap where speed is asked for instead of time.
    pub bytes: Option<usize>,
    /// Whether allocations are of interest.
    pub allocations: bool,
}

/// How long a contender runs before it is the next one's turn: shorter than what a busy system
/// gives a process at a time, so that most turns are undisturbed.
const TURN: Duration = Duration::from_micros(400);

/// Runs a race and adds its rows to the table.
pub fn run(table: &mut Table, options: &Options, race: Race<'_>) {
    if !options.row(race.row) {
        return;
    }
    let contenders = table.contenders.clone();
    let mut laps: Vec<(usize, Lap<'_>)> = race
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
    let turns: Vec<u32> = laps
        .iter_mut()
        .map(|(_, lap)| laps_in_a_turn(lap))
        .collect();
    let rounds = if options.quick { 15 } else { 301 };
    for _ in 0..rounds {
        for ((column, lap), &turn) in laps.iter_mut().zip(&turns) {
            let seconds = time(lap, turn);
            match race.bytes {
                Some(bytes) => table.add(race.row, Unit::Speed, *column, count(bytes) / seconds),
                None => table.add(race.row, Unit::Time, *column, seconds),
            }
        }
    }
    if race.allocations {
        for (column, lap) in &mut laps {
            let (number, bytes) = alloc::of(lap);
            table.add(
                &format!("{}: allocations", race.row),
                Unit::Count,
                *column,
                count(number),
            );
            table.add(
                &format!("{}: allocated", race.row),
                Unit::Bytes,
                *column,
                count(bytes),
            );
        }
    }
}

/// The seconds of one lap out of many.
fn time(lap: &mut Lap<'_>, laps: u32) -> f64 {
    let start = Instant::now();
    for _ in 0..laps {
        lap();
    }
    start.elapsed().as_secs_f64() / f64::from(laps)
}

/// How many laps fill a turn.
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

#[expect(
    clippy::cast_precision_loss,
    reason = "nothing here is counted up to 2^53"
)]
fn count(number: usize) -> f64 {
    number as f64
}
