#[derive(tl_runtime::TlObject)]
#[tl("pong#1347773c5 msg_id:long = Pong;")]
struct Item {
    msg_id: i64,
}
