#[derive(tl_runtime::TlObject)]
enum Item {
    #[tl("pong#347773c5 msg_id:long ping_id:long = Pong;", filler)]
    Pong { msg_id: i64, ping_id: i64 },
    #[tl("pung#347773c5 msg_id:long = Pong;")]
    Pung { msg_id: i64 },
}
