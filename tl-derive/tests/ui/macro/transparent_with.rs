#[derive(tl_runtime::TlObject)]
#[tl(transparent)]
struct Id(#[tl(with = module)] u64);
