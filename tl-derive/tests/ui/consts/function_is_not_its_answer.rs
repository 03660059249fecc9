#[derive(tl_runtime::TlObject)]
#[tl("getPhoto id:long = Photo;", function)]
struct GetPhoto {
    id: i64,
}

#[derive(tl_runtime::TlObject)]
#[tl("item photo:Photo = Item;")]
struct Item {
    photo: GetPhoto,
}
