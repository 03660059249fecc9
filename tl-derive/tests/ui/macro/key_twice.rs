#[derive(tl_runtime::TlObject)]
#[tl("item#00000001 = Item;", unchecked_id, unchecked_id)]
struct Item;
