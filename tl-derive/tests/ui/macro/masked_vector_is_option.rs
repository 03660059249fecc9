#[derive(tl_runtime::TlObject)]
#[tl("item flags:# ids:flags.0?Vector<int> = Item;")]
struct Item {
    ids: Vec<i32>,
}
