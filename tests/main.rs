//! One module per question.

#[cfg(test)]
mod golden;
