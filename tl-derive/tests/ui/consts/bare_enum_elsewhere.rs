#[derive(tl_runtime::TlObject)]
enum Photo {
    #[tl("photoEmpty = Photo;")]
    Empty,
}

#[derive(tl_runtime::TlObject)]
#[tl("lists all:vector<%Photo> = Item;")]
struct Lists {
    all: Vec<Photo>,
}

#[derive(tl_runtime::TlObject)]
#[tl("one photo:photoEmpty = Item;")]
struct One {
    photo: Photo,
}

#[derive(tl_runtime::TlObject)]
enum Payload {
    Photo(Box<Photo>),
}
