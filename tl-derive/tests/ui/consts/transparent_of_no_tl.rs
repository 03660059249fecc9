#[derive(tl_runtime::TlObject)]
#[tl(transparent)]
struct Id(u64);

#[derive(tl_runtime::TlObject)]
#[tl(transparent)]
struct Time {
    at: std::time::Duration,
}

#[derive(tl_runtime::TlObject)]
#[tl(transparent)]
struct Pair((i32, i32));
