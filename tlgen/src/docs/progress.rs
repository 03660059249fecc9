//! A progress bar on a terminal.

use std::time::{Duration, Instant};

use anstream::ColorChoice;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A progress bar that appears after half a second, if there is a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    after: Duration,
    /// The target to show the bar on; `None` once it is shown.
    target: Option<ProgressDrawTarget>,
    steps: u64,
}

const SOON: Duration = Duration::from_millis(500);

impl Progress {
    /// Returns a bar for a number of steps.
    pub(super) fn new(steps: usize) -> Self {
        // It stays hidden if standard error is not a terminal.
        Self::shown(steps, SOON, ProgressDrawTarget::stderr())
    }

    fn shown(steps: usize, after: Duration, target: ProgressDrawTarget) -> Self {
        let steps = u64::try_from(steps).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::hidden());
        // indicatif itself respects only `NO_COLOR`.
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
            after,
            target: Some(target),
            steps: 0,
        }
    }

    /// Records one step.
    pub(super) fn step(&mut self) {
        self.steps += 1;
        if self.steps % 64 != 0 {
            return;
        }
        let is_late = self.started.elapsed() >= self.after;
        if let Some(target) = self.target.take_if(|_| is_late) {
            self.bar.set_draw_target(target);
        }
        self.bar.set_position(self.steps);
    }

    /// Removes the bar.
    pub(super) fn finish(self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use indicatif::InMemoryTerm;

    use super::*;

    /// Returns the content of a terminal after `steps` of a hundred thousand steps, and at the end.
    fn shown(after: Duration, steps: usize) -> [String; 2] {
        let terminal = InMemoryTerm::new(3, 80);
        let target = ProgressDrawTarget::term_like(Box::new(terminal.clone()));
        let mut progress = Progress::shown(100_000, after, target);
        (0..steps).for_each(|_| progress.step());
        let meanwhile = terminal.contents();
        progress.finish();
        [meanwhile, terminal.contents()]
    }

    #[test]
    fn a_run_that_takes_long_has_a_bar_which_is_removed_at_the_end() {
        let [meanwhile, end] = shown(Duration::ZERO, 1_000);
        assert!(
            meanwhile.contains('░') && meanwhile.ends_with(" %"),
            "{meanwhile}"
        );
        assert_eq!(end, "");
    }

    #[test]
    fn a_run_that_is_over_before_its_time_has_no_bar() {
        for steps in [0, 63, 100_000] {
            assert_eq!(shown(Duration::MAX, steps), ["", ""]);
        }
        assert_eq!(shown(Duration::ZERO, 63), ["", ""]);
    }

    #[test]
    fn without_a_terminal_there_is_no_bar() {
        let mut progress = Progress::shown(1_000, Duration::ZERO, ProgressDrawTarget::hidden());
        (0..1_000).for_each(|_| progress.step());
        assert!(progress.target.is_none() && progress.bar.is_hidden());
    }
}
