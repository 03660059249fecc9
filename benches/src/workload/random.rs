//! Numbers and texts that look random, but are the same in every run.

/// A random number generator: xorshift64*.
pub(crate) struct Random(u64);

impl Random {
    /// Returns a generator with this seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns any number.
    pub(crate) fn number(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 1
    }

    /// Returns any id.
    pub(crate) fn id(&mut self) -> i64 {
        i64::from_le_bytes(self.number().to_le_bytes())
    }

    /// Returns a number below `limit`.
    pub(crate) fn below(&mut self, limit: i32) -> i32 {
        i32::try_from(self.number() % u64::from(limit.unsigned_abs())).unwrap_or(0)
    }

    /// Returns a value with a probability of `percent`.
    pub(crate) fn maybe<T>(
        &mut self,
        percent: i32,
        value: impl FnOnce(&mut Self) -> T,
    ) -> Option<T> {
        (self.below(100) < percent).then(|| value(self))
    }

    /// Returns a word.
    pub(crate) fn word(&mut self) -> &'static str {
        WORDS[usize::try_from(self.below(40)).unwrap_or(0)]
    }

    /// Returns a text of `words` words.
    pub(crate) fn text(&mut self, words: i32) -> String {
        let words: Vec<&str> = (0..words).map(|_| self.word()).collect();
        words.join(" ")
    }

    /// Returns `count` bytes.
    pub(crate) fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.number().to_le_bytes()[3]).collect()
    }
}

const WORDS: [&str; 40] = [
    "the",
    "a",
    "message",
    "and",
    "tomorrow",
    "works",
    "channel",
    "release",
    "of",
    "it",
    "to",
    "photo",
    "compiler",
    "schema",
    "layer",
    "see",
    "https://example.org/page",
    "is",
    "in",
    "new",
    "привет",
    "сообщение",
    "завтра",
    "и",
    "не",
    "что",
    "канал",
    "на",
    "будет",
    "дома",
    "¡hola!",
    "señor",
    "größer",
    "👍",
    "🎉🎉",
    "日本語",
    "on",
    "with",
    "we",
    "later",
];
