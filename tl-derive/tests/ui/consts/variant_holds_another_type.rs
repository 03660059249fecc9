#[derive(tl_runtime::TlObject)]
#[tl("video id:long = Video;")]
struct Video {
    id: i64,
}

#[derive(tl_runtime::TlObject)]
enum Photo {
    #[tl("photoEmpty = Photo;")]
    Empty,
    Video(Video),
}
