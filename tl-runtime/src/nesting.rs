//! How deeply values may be nested.

/// The default limit. It takes less than 1 MiB of stack with any type of Telegram's API in a build
/// without optimization.
pub(crate) const MAX_DEPTH: u32 = 128;

/// How many boxes, lists and objects the current value is in.
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

    /// Goes one level deeper, and returns whether that is within the limit.
    #[must_use]
    pub(crate) fn descend(&mut self) -> bool {
        self.depth += 1;
        self.depth <= self.limit
    }

    /// Goes back up one level, after [`descend`](Self::descend).
    pub(crate) fn ascend(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}
