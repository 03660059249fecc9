struct Photo;

#[derive(tl_runtime::TlObject)]
#[tl("send photo:Photo = Bool;", response = bool)]
struct Send {
    photo: Photo,
}

#[derive(tl_runtime::TlObject)]
#[tl("get = Photo;", response = Photo)]
struct Get;

#[derive(tl_runtime::TlObject)]
#[tl("all = Vector<Photo>;", response = Vec<Photo>)]
struct All;
