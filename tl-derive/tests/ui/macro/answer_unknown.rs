#[derive(tl_runtime::TlObject)]
#[tl("---functions--- getPhoto id:long = Photo;")]
struct GetPhoto {
    id: i64,
}
