struct Photo;

#[derive(tl_runtime::TlObject)]
#[tl("item photo:Photo = Item;")]
struct Item {
    photo: Photo,
}
