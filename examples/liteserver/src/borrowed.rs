//! Types that borrow large or forwarded data from the packet that it came in. Generated types own their fields,
//! so these are written by hand, with the derive and the same schema.

use tl_runtime::TlObject;

use crate::lite_api::types::ton_node::BlockIdExt;

// ANCHOR: borrowed
/// A query: a call as bytes.
#[derive(Debug, Clone, Copy, PartialEq, TlObject)]
#[tl(schema = "schemas/lite_api.tl", name = "liteServer.query", function)]
pub struct Query<'a> {
    /// The encoded call.
    pub data: &'a [u8],
}

/// A whole block.
#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl(schema = "schemas/lite_api.tl", name = "liteServer.blockData")]
pub struct BlockData<'a> {
    /// The id of the block.
    pub id: BlockIdExt,
    /// The bytes of the block.
    pub data: &'a [u8],
}
// ANCHOR_END: borrowed
