#[derive(tl_runtime::TlObject)]
#[tl("pong#347773c5 msg_id:long ping_id:long = Pong;", json)]
struct Item {
    msg_id: i64,
    ping_id: i64,
}
