#[derive(tl_runtime::TlObject)]
#[tl("item data:bytes = Item;")]
struct Item {
    data: String,
}
