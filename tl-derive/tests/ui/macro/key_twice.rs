#[derive(tl_runtime::TlObject)]
#[tl("item = Item;", unchecked_id, unchecked_id)]
struct Item;
