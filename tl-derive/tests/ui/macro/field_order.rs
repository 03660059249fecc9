#[derive(tl_runtime::TlObject)]
#[tl("inputPhoto#3bb3b94a id:long access_hash:long file_reference:bytes = InputPhoto;")]
struct Item {
    access_hash: i64,
    id: i64,
    file_reference: Vec<u8>,
}
