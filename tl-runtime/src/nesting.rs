//! How deeply values may be nested.

/// The limit by default. With any type of Telegram's API it takes less than 1 MiB of stack in a
/// build without optimization.
pub(crate) const MAX_DEPTH: u32 = 128;

/// How many boxes, lists and objects are around what is being decoded.
#[derive(Debug)]
pub(crate) struct Nesting {
    depth: u32,
    limit: u32,
}

impl Nesting {
    pub(crate) fn new(limit: u32) -> Self {
        Self { depth: 0, limit }
    }

    pub(crate) fn depth(&self) -> u32 {
        self.depth
    }

    /// Goes one level deeper, and says whether that is within the limit.
    #[must_use]
    pub(crate) fn descend(&mut self) -> bool {
        self.depth += 1;
        self.depth <= self.limit
    }

    /// Comes back from where [`descend`](Self::descend) went.
    pub(crate) fn ascend(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}
