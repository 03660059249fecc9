//! Ids of messages: the time, and the sender.

use std::time::{SystemTime, UNIX_EPOCH};

/// Generates increasing ids.
#[derive(Debug, Default)]
pub(crate) struct MessageIds {
    last: i64,
}

/// The origin of a message, in the last two bits of its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A client sent it.
    Client = 0,
    /// The server sent it as an answer.
    Answer = 1,
    /// The server sent it without a request.
    Notice = 3,
}

impl MessageIds {
    /// Returns the next id.
    pub(crate) fn next(&mut self, origin: Origin) -> i64 {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.unwrap_or_default();
        let seconds = i64::try_from(now.as_secs()).unwrap_or_default();
        // Nanoseconds take 30 bits, and the last two of the 32 bits are for the origin.
        let id = seconds << 32 | i64::from(now.subsec_nanos()) << 2;
        self.last = id.max(self.last + 4);
        self.last | origin as i64
    }
}

/// Returns the Unix time.
pub(crate) fn unix_time() -> i32 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    i32::try_from(now.unwrap_or_default().as_secs()).unwrap_or(i32::MAX)
}
