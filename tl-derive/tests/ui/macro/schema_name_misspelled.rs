#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/schema.tl", name = "pogn")]
struct Item {
    msg_id: i64,
}
