#[derive(tl_runtime::TlObject)]
#[tl("item id:long = Item;", transparent)]
struct Id(i64);
