#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/schema.tl", name = "pong", response = i64)]
struct Item {
    msg_id: i64,
    ping_id: i64,
}
