#[derive(tl_runtime::TlObject)]
#[tl("item id:long name:string flags:# date:flags.0?int = Item;", functoin)]
struct Item {
    id: i32,
    naem: String,
    #[tl(renam = "date")]
    date: i32,
}
