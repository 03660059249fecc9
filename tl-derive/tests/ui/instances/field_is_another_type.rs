use tl_runtime::TlObject;

#[derive(Clone, TlObject)]
#[tl("f.user id:long = f.User;")]
pub struct User {
    id: i64,
}

#[derive(Clone, TlObject)]
#[tl("f.photo id:long = f.Photo;")]
pub struct Photo {
    id: i64,
}

#[derive(Clone, TlObject)]
#[tl("f.item flags:# a:flags.0?f.User b:f.user c:Object d:string = f.Item;")]
pub struct Item<A: Clone, B, C, D> {
    a: Option<Box<A>>,
    b: B,
    c: C,
    d: D,
}

pub fn fits(item: &Item<User, User, Photo, &str>) {
    let _ = tl_runtime::to_bytes(item);
}

pub fn user(item: &Item<Photo, User, Photo, String>) {
    let _ = tl_runtime::to_bytes(item);
}

pub fn bare(item: &Item<User, Photo, Photo, String>) {
    let _ = tl_runtime::to_bytes(item);
}

pub fn object(item: &Item<User, User, i32, String>) {
    let _ = tl_runtime::to_bytes(item);
}

pub fn text(item: &Item<User, User, User, Vec<u8>>) {
    let _ = tl_runtime::to_bytes(item);
}
