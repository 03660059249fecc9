//! A bar on a terminal for what takes long.

use std::time::{Duration, Instant};

use anstream::ColorChoice;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar that is shown after half a second, if a terminal is there to show it.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    steps: u64,
}

const SOON: Duration = Duration::from_millis(500);

impl Progress {
    /// A bar for so many steps.
    pub(super) fn new(steps: usize) -> Self {
        let steps = u64::try_from(steps).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::hidden());
        // indicatif itself knows only `NO_COLOR`.
        let template = match ColorChoice::global() {
            ColorChoice::Never => "{bar:40} {percent} %",
            ColorChoice::Auto | ColorChoice::Always | ColorChoice::AlwaysAnsi => {
                "{bar:40.cyan} {percent} %"
            }
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self {
            bar,
            started: Instant::now(),
            steps: 0,
        }
    }

    /// There are so many steps more.
    pub(super) fn add(&mut self, steps: usize) {
        self.bar
            .inc_length(u64::try_from(steps).unwrap_or_default());
    }

    /// One step is done.
    pub(super) fn step(&mut self) {
        self.steps += 1;
        if self.steps % 64 != 0 {
            return;
        }
        if self.bar.is_hidden() && self.started.elapsed() > SOON {
            // It stays hidden where standard error is not a terminal.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_position(self.steps);
    }

    /// All is done, and the line is free again.
    pub(super) fn finish(self) {
        self.bar.finish_and_clear();
    }
}
