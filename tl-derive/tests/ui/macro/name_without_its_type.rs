#[derive(tl_runtime::TlObject)]
#[tl("item user photo:Photo = Item;")]
struct Item {
    user: i64,
    photo: Box<dyn tl_runtime::value::AnyObject>,
}
