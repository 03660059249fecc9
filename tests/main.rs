//! One module per question.

#[cfg(test)]
mod diagnostics;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod snapshots;
#[cfg(test)]
mod support;
