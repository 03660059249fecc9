#[derive(tl_runtime::TlObject)]
#[tl("user id:long = User;")]
struct User {
    id: i64,
}

#[derive(tl_runtime::TlObject)]
#[tl("item pairs:2*[ a:int b:long ] = Item;")]
struct Item {
    pairs: Vec<User>,
}
