//! A chain of blocks that nobody has made: it begins, and that is all.

use crate::lite_api::types::ton_node::{BlockIdExt, ZeroStateIdExt};

/// What a server knows of a chain.
#[derive(Debug, Clone)]
pub struct Chain {
    /// The state that it begins with, which is its newest block, too.
    pub start: BlockIdExt,
    /// The bytes of that state.
    pub data: Vec<u8>,
}

impl Chain {
    /// A chain that begins with these bytes, whose hashes are as they may.
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

    /// The beginning, as servers name it to those who do not know it.
    #[must_use]
    pub fn zero_state(&self) -> ZeroStateIdExt {
        ZeroStateIdExt {
            workchain: self.start.workchain,
            root_hash: self.start.root_hash,
            file_hash: self.start.file_hash,
        }
    }
}
