#[derive(tl_runtime::TlObject)]
#[tl("item name:string = Item;")]
struct Item {
    #[tl(nullable)]
    name: String,
}
