#[derive(tl_runtime::TlObject)]
#[tl("item flag:# id:flags.0?int = Item;")]
struct Item {
    id: Option<i32>,
}
