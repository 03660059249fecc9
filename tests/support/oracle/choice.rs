//! Choices among the values that a schema allows.

use crate::support::random::Random;

/// Decides wherever a schema leaves a choice.
pub(crate) trait Choice {
    /// Whether an optional field is present.
    fn present(&mut self) -> bool;
    /// Chooses one of `of` constructors; `None` is the one with the fewest bytes.
    fn constructor(&mut self, of: usize) -> Option<usize>;
    /// Chooses the number of elements or bytes.
    fn count(&mut self) -> u32;
    /// Chooses a byte of a number or of bytes.
    fn byte(&mut self) -> u8;
    /// Chooses a string of about `length` bytes.
    fn text(&mut self, length: u32) -> String;
    /// Enters a value.
    fn descend(&mut self) {}
    /// Leaves a value.
    fn ascend(&mut self) {}
}

/// Chooses the value with the fewest bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Least;

impl Choice for Least {
    fn present(&mut self) -> bool {
        false
    }

    fn constructor(&mut self, _: usize) -> Option<usize> {
        None
    }

    fn count(&mut self) -> u32 {
        0
    }

    fn byte(&mut self) -> u8 {
        0
    }

    fn text(&mut self, _: u32) -> String {
        String::new()
    }
}

/// Chooses a random value of limited depth.
#[derive(Debug, Clone)]
pub(crate) struct Any {
    pub random: Random,
    pub depth: u32,
}

/// Below this depth, only the smallest values are chosen.
const DEEP: u32 = 4;

impl Choice for Any {
    fn present(&mut self) -> bool {
        self.depth < DEEP && self.random.once_in(2)
    }

    fn constructor(&mut self, of: usize) -> Option<usize> {
        (self.depth < DEEP).then(|| self.random.below(of))
    }

    fn count(&mut self) -> u32 {
        if self.depth < DEEP {
            self.random.below(4) as u32
        } else {
            0
        }
    }

    fn byte(&mut self) -> u8 {
        self.random.next() as u8
    }

    fn text(&mut self, length: u32) -> String {
        let letters = ['a', 'é', '語', '🙂', '\0', '"', '\n'];
        (0..length)
            .map(|_| letters[self.random.below(letters.len())])
            .collect()
    }

    fn descend(&mut self) {
        self.depth += 1;
    }

    fn ascend(&mut self) {
        self.depth -= 1;
    }
}
