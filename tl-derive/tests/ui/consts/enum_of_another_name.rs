#[derive(tl_runtime::TlObject)]
enum Picture {
    #[tl("photoEmpty = Photo;")]
    Empty,
}

#[derive(tl_runtime::TlObject)]
#[tl("item photo:Picture = Item;")]
struct Item {
    photo: Picture,
}
