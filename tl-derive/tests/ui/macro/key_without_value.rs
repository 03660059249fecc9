#[derive(tl_runtime::TlObject)]
#[tl("item = Item;", response)]
struct Item;
