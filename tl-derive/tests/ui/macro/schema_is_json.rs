#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/schema.json", name = "pong")]
struct Item {
    msg_id: i64,
}
