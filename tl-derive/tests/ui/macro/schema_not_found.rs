#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/shema.tl", name = "pong")]
struct Item {
    msg_id: i64,
}
