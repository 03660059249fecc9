#[derive(tl_runtime::TlObject)]
#[tl("one = One; two = Two;")]
struct Item;
