#[derive(tl_runtime::TlObject)]
#[tl(transparent)]
struct Pair(i64, i64);
