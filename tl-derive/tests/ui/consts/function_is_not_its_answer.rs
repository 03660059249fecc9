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

#[derive(tl_runtime::TlObject)]
#[tl("photo id:long = Photo;")]
struct Photo {
    id: i64,
}

#[derive(tl_runtime::TlObject)]
#[tl("media.get id:long = Photo;", response = Photo)]
struct Get {
    id: i64,
}

#[derive(tl_runtime::TlObject)]
#[tl("media.getAgain id:long = Photo;", response = Get)]
struct ResponseIsAFunction {
    id: i64,
}

#[derive(tl_runtime::TlObject)]
#[tl("media.list = Vector<photo>;", response = Vec<Get>)]
struct ElementsAreFunctions;

#[derive(tl_runtime::TlObject)]
#[tl(type = "Photo")]
enum VariantIsAFunction {
    Get(Get),
}
