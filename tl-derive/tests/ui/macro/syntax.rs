#[derive(tl_runtime::TlObject)]
#[tl("pong (msg_id:long = Pong;")]
struct Item {
    msg_id: i64,
}
