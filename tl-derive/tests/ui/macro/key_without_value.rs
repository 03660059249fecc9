#[derive(tl_runtime::TlObject)]
#[tl("item = Item;", response)]
struct Item;

#[derive(tl_runtime::TlObject)]
#[tl(id = , name)]
struct Other {
    #[tl(with =)]
    a: i32,
}
