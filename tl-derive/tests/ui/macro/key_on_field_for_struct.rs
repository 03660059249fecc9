#[derive(tl_runtime::TlObject)]
#[tl("item id:int = Item;")]
struct Item {
    #[tl(function)]
    id: i32,
}
