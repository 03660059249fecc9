//! A minimal chain of blocks: only the initial state exists.

use crate::lite_api::types::ton_node::{BlockIdExt, ZeroStateIdExt};

/// A server's knowledge of a chain.
#[derive(Debug, Clone)]
pub struct Chain {
    /// The initial state, which is also the newest block.
    pub start: BlockIdExt,
    /// The bytes of that state.
    pub data: Vec<u8>,
}

impl Chain {
    /// Returns a chain with an example of an initial state. Its hashes are arbitrary.
    #[must_use]
    pub fn example() -> Self {
        let start = BlockIdExt {
            workchain: -1,
            shard: i64::MIN,
            seqno: 0,
            root_hash: std::array::from_fn(|at| at as u8),
            file_hash: std::array::from_fn(|at| 32 + at as u8),
        };
        Self {
            start,
            data: b"the state that the chain begins with".to_vec(),
        }
    }

    /// Returns the initial state in the form for clients that do not know it.
    #[must_use]
    pub fn zero_state(&self) -> ZeroStateIdExt {
        ZeroStateIdExt {
            workchain: self.start.workchain,
            root_hash: self.start.root_hash,
            file_hash: self.start.file_hash,
        }
    }
}
