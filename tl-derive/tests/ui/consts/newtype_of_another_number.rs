#[derive(tl_runtime::TlObject)]
#[tl(transparent)]
struct UserId(i32);

#[derive(tl_runtime::TlObject)]
#[tl("item id:long = Item;")]
struct Item {
    id: UserId,
}
