use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl("user id:long = User;", unchecked_id)]
struct User {
    id: i64,
}

#[derive(TlObject)]
#[tl(schema = "tests/ui/schema.tl", name = "jobs.failed", unchecked_id)]
struct Failed {
    code: i32,
}

#[derive(TlObject)]
#[tl(id = 0x12345678, unchecked_id)]
struct Message {
    id: i64,
}

#[derive(TlObject)]
enum State {
    #[tl("stateOn = State;", unchecked_id)]
    On,
    #[tl("stateOff#00000001 = State;", unchecked_id)]
    Off,
}
