#[derive(tl_runtime::TlObject)]
#[tl("ping = Bool;", response = i32)]
struct Ping;
