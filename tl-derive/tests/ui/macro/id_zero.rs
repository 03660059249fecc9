#[derive(tl_runtime::TlObject)]
#[tl("pong#0 msg_id:long = Pong;")]
struct Item {
    msg_id: i64,
}
