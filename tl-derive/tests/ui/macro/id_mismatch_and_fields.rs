#[derive(tl_runtime::TlObject)]
#[tl("inputPhoto#3bb3b94b id:long access_hash:long file_reference:bytes = InputPhoto;")]
struct Item {
    access: i64,
    id: i32,
    file_reference: Option<Vec<u8>>,
    extra: u8,
}
