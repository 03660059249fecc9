#[derive(tl_runtime::TlObject)]
#[tl("pong#c5737734 msg_id:long ping_id:long = Pong;")]
struct Item {
    msg_id: i64,
    ping_id: i64,
}
