#[derive(tl_runtime::TlObject)]
#[tl("item photo:Photo = Item;")]
struct Item {
    photo: (i64, i64),
}
