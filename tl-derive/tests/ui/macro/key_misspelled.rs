#[derive(tl_runtime::TlObject)]
#[tl("item = Item;", functoin)]
struct Item;
