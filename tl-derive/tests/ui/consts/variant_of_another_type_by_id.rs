use tl_runtime::TlObject;

#[derive(TlObject)]
enum Event {
    #[tl(id = 0x11)]
    Start { at: i64 },
    Beat(Beat),
    Stop(Stop),
}

#[derive(TlObject)]
#[tl(id = 0x12, name = "jq.beat")]
struct Beat {
    n: i32,
}

#[derive(TlObject)]
#[tl("jq.stop#00000013 = jq.Event;", unchecked_id)]
struct Stop;
