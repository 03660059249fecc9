#[derive(tl_runtime::TlObject)]
#[tl(transparent, function)]
struct Call(i64);
