#[derive(tl_runtime::TlObject)]
enum Photo {
    #[tl("photoEmpty = Photo;")]
    Empty,
    #[tl(other)]
    Other(u32, Vec<u8>),
}

#[derive(tl_runtime::TlObject)]
#[tl("item photo:Photo date:int = Item;")]
struct Item {
    photo: Photo,
    date: i32,
}
