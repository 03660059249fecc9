#[derive(tl_runtime::TlObject)]
#[tl("item names:vector<string> = Item;")]
struct Item {
    #[tl(nullable)]
    names: Vec<Option<i64>>,
}
