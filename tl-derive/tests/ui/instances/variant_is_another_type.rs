use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl(type = "v.Media")]
pub enum Media<T> {
    #[tl("v.empty = v.Media;")]
    Empty,
    #[tl("v.number a:int = v.Media;")]
    Number { a: T },
}

pub fn number(media: &Media<i64>) {
    let _ = tl_runtime::to_bytes(media);
}
