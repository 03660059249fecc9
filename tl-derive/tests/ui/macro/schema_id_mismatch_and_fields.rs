#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/schema.tl", name = "wrong")]
struct Item {
    id: i32,
}
