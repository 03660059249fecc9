#[derive(tl_runtime::TlObject)]
#[tl("item = Item;", "item = Item;")]
struct Item;
