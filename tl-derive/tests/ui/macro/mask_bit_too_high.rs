#[derive(tl_runtime::TlObject)]
#[tl("item flags:# id:flags.32?int = Item;")]
struct Item {
    id: Option<i32>,
}
