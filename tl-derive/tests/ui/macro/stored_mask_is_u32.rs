#[derive(tl_runtime::TlObject)]
#[tl("item flags:# id:flags.0?int = Item;")]
struct Item {
    flags: i32,
    id: Option<i32>,
}
