#[derive(tl_runtime::TlObject)]
enum Photo {
    #[tl("photoEmpty = Photo;")]
    Empty,
}

#[derive(tl_runtime::TlObject)]
#[tl("item photo:%Photo = Item;")]
struct Item {
    photo: Photo,
}
