#[derive(tl_runtime::TlObject)]
union Item {
    id: i64,
    hash: i64,
}
