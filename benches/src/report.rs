//! Tables: a row for each measurement, a column for each contender, and the ratios of tlgen to the others.

use std::fmt;

/// The unit of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Seconds, shown as seconds.
    Seconds,
    /// Seconds, shown as ns, us or ms.
    Time,
    /// Bytes.
    Bytes,
    /// A number of things.
    Count,
    /// Instructions, shown in billions.
    Instructions,
    /// Bytes per second.
    Speed,
}

impl Unit {
    fn show(self, value: f64) -> String {
        match self {
            Unit::Seconds => format!("{value:.2} s"),
            Unit::Time if value < 1e-6 => format!("{:.1} ns", value * 1e9),
            Unit::Time if value < 1e-3 => format!("{:.2} us", value * 1e6),
            Unit::Time => format!("{:.2} ms", value * 1e3),
            Unit::Bytes if value < 1e6 => format!("{:.1} kB", value / 1e3),
            Unit::Bytes => format!("{:.1} MB", value / 1e6),
            Unit::Count => format!("{value:.0}"),
            Unit::Instructions => format!("{:.2} G", value / 1e9),
            Unit::Speed => format!("{:.1} MB/s", value / 1e6),
        }
    }
}

/// Returns a count or size as a sample.
#[expect(
    clippy::cast_precision_loss,
    reason = "nothing here is counted up to 2^53"
)]
pub(crate) fn float(number: u64) -> f64 {
    number as f64
}

/// The samples of one measurement.
#[derive(Debug, Clone, Default)]
pub(crate) struct Samples(pub Vec<f64>);

impl Samples {
    /// Returns the median.
    #[must_use]
    pub(crate) fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
    }

    /// Returns the minimum.
    #[must_use]
    pub(crate) fn min(&self) -> f64 {
        self.0.iter().copied().fold(f64::NAN, f64::min)
    }

    /// Returns the median of the ratios to samples that were taken at the same time.
    #[must_use]
    pub(crate) fn ratio(&self, other: &Self) -> f64 {
        Self(
            self.0
                .iter()
                .zip(&other.0)
                .map(|(ours, theirs)| ours / theirs)
                .collect(),
        )
        .median()
    }
}

/// A row of a table.
#[derive(Debug)]
pub(crate) struct Row {
    /// Its name.
    pub name: String,
    /// The unit of its numbers.
    pub unit: Unit,
    /// The samples of each contender; empty if the contender does not take part.
    pub cells: Vec<Samples>,
}

/// Rows about the same contenders. The first contender is tlgen.
#[derive(Debug)]
pub(crate) struct Table {
    /// The subject of all rows.
    pub title: String,
    /// The contenders.
    pub contenders: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// Returns a table without rows.
    #[must_use]
    pub(crate) fn new(title: impl Into<String>, contenders: &[&'static str]) -> Self {
        Self {
            title: title.into(),
            contenders: contenders.to_vec(),
            rows: Vec::new(),
        }
    }

    /// Adds a sample to the cell of a row, which is created if necessary.
    pub(crate) fn add(&mut self, row: &str, unit: Unit, contender: usize, value: f64) {
        let columns = self.contenders.len();
        let index = self
            .rows
            .iter()
            .position(|known| known.name == row)
            .unwrap_or_else(|| {
                let cells = vec![Samples::default(); columns];
                self.rows.push(Row {
                    name: row.into(),
                    unit,
                    cells,
                });
                self.rows.len() - 1
            });
        self.rows[index].cells[contender].0.push(value);
    }
}

impl Row {
    fn cell(&self, samples: &Samples) -> String {
        let (median, min) = (
            self.unit.show(samples.median()),
            self.unit.show(samples.min()),
        );
        match samples.0.len() {
            0 => "-".into(),
            _ if median == min || self.unit == Unit::Speed => median,
            _ => format!("{median} ({min})"),
        }
    }

    fn ratio(&self, peer: &Samples) -> String {
        let (ratio, least) = (self.cells[0].ratio(peer), self.cells[0].min() / peer.min());
        match (format!("{ratio:.2}"), format!("{least:.2}")) {
            _ if !ratio.is_finite() => "-".into(),
            (ratio, least) if ratio == least || self.unit == Unit::Speed => ratio,
            (ratio, least) => format!("{ratio} ({least})"),
        }
    }
}

impl fmt::Display for Table {
    /// Writes Markdown: medians with the minimum in parentheses, and medians of the ratios with the ratio of
    /// the minimums in parentheses.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let peers = self.contenders.get(1..).unwrap_or_default();
        let ratios = peers.iter().map(|peer| format!("us/{peer}"));
        let names = self.contenders.iter().map(ToString::to_string);
        let mut lines = vec![
            std::iter::once(self.title.clone())
                .chain(names)
                .chain(ratios)
                .collect(),
        ];
        for row in &self.rows {
            let cells = row.cells.iter().map(|cell| row.cell(cell));
            let ratios = row.cells.iter().skip(1).map(|peer| row.ratio(peer));
            lines.push(
                std::iter::once(row.name.clone())
                    .chain(cells)
                    .chain(ratios)
                    .collect(),
            );
        }
        write_aligned(f, &lines)
    }
}

/// Writes lines with aligned cells; the first line is the head.
fn write_aligned(f: &mut fmt::Formatter<'_>, lines: &[Vec<String>]) -> fmt::Result {
    let width = |column: usize| {
        lines
            .iter()
            .filter_map(|line| line.get(column))
            .map(String::len)
            .max()
            .unwrap_or(0)
    };
    for (number, line) in lines.iter().enumerate() {
        for (column, cell) in line.iter().enumerate() {
            write!(f, "| {cell:<width$} ", width = width(column))?;
        }
        writeln!(f, "|")?;
        if number == 0 {
            for column in 0..line.len() {
                write!(f, "|{:-<width$}", "", width = width(column) + 2)?;
            }
            writeln!(f, "|")?;
        }
    }
    Ok(())
}
