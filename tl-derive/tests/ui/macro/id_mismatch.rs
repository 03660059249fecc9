#[derive(tl_runtime::TlObject)]
#[tl("pong#347773c6 msg_id:long ping_id:long = Pong;")]
struct Item {
    msg_id: i64,
    ping_id: i64,
}
