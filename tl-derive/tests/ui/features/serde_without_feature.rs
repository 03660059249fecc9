#[derive(tl_runtime::TlObject)]
#[tl("ping#7abe77ec ping_id:long = Pong;", serde)]
struct Item {
    ping_id: i64,
}
