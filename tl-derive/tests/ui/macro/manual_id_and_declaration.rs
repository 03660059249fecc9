#[derive(tl_runtime::TlObject)]
#[tl("item id:int = Item;", id = 0x670da6e7)]
struct Item {
    id: i32,
}
