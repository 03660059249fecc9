#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/schema.tl")]
struct Item {
    id: i64,
}
