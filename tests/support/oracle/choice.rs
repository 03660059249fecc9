//! Which of the values that a schema allows is made.

use crate::support::random::Random;

/// Decides wherever a schema leaves a choice.
pub(crate) trait Choice {
    /// Whether an optional field is there.
    fn present(&mut self) -> bool;
    /// Which of so many constructors; `None` for the one with the fewest bytes.
    fn constructor(&mut self, of: usize) -> Option<usize>;
    /// How many elements or bytes.
    fn count(&mut self) -> u32;
    /// A byte of a number or of bytes.
    fn byte(&mut self) -> u8;
    /// A string of so many bytes, or about.
    fn text(&mut self, length: u32) -> String;
    /// Into a value.
    fn descend(&mut self) {}
    /// Out of it.
    fn ascend(&mut self) {}
}

/// The value with the fewest bytes.
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

/// Some value, not too deep.
#[derive(Debug, Clone)]
pub(crate) struct Any {
    pub random: Random,
    pub depth: u32,
}

/// Deeper than this only the smallest values are chosen.
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
