#[derive(tl_runtime::TlObject)]
#[tl("inputPhoto#3bb3b94a id:long access_hash:long file_reference:bytes = InputPhoto;")]
struct Item {
    id: i64,
    access_hash: i64,
}
