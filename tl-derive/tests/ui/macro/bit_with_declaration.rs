#[derive(tl_runtime::TlObject)]
#[tl("item flags:# id:flags.0?int = Item;")]
struct Item {
    #[tl(bit = "flags.0")]
    id: Option<i32>,
}
