//! One module per question.
