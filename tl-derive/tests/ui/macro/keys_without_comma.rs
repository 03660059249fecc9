#[derive(tl_runtime::TlObject)]
#[tl("item = Item;" function)]
struct Item;
