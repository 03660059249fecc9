//! Types that borrow large or forwarded data from the packet that it came in. Generated types own their fields,
//! so these are written by hand, with the derive and the same schema.

use tl_runtime::TlObject;

use crate::lite_api::types::ton_node::BlockIdExt;

// ANCHOR: borrowed
/// A call, as bytes.
#[derive(Debug, Clone, Copy, PartialEq, TlObject)]
#[tl(schema = "schemas/lite_api.tl", name = "liteServer.query", function)]
pub struct Query<'a> {
    /// The call.
    pub data: &'a [u8],
}

/// A whole block.
#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl(schema = "schemas/lite_api.tl", name = "liteServer.blockData")]
pub struct BlockData<'a> {
    /// Which one.
    pub id: BlockIdExt,
    /// What it is.
    pub data: &'a [u8],
}
// ANCHOR_END: borrowed
