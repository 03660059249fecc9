#[derive(tl_runtime::TlObject)]
#[tl]
struct Item;
