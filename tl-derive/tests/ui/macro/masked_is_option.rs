#[derive(tl_runtime::TlObject)]
#[tl("item flags:# id:flags.0?int = Item;")]
struct Item {
    id: i32,
}
