type Id = i64;

#[derive(tl_runtime::TlObject)]
#[tl("item a:Object = Item;")]
struct Item {
    a: Id,
}
