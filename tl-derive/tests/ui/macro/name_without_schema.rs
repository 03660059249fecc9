#[derive(tl_runtime::TlObject)]
#[tl(name = "pong")]
struct Item {
    msg_id: i64,
}
