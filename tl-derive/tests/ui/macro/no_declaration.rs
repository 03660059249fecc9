#[derive(tl_runtime::TlObject)]
struct Item {
    id: i64,
}
