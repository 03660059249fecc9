#[derive(tl_runtime::TlObject)]
#[tl("pong#347773c5 msg_id:long ping_id:long = Pong;")]
struct Item {
    msg_id: i64,
    ping_id: i64,
    date: i32,
}

#[derive(tl_runtime::TlObject)]
enum Event {
    #[tl("started at:long = Event;")]
    Started { at: i64, by: i64 },
}
