#[derive(tl_runtime::TlObject)]
enum Photo {
    #[tl("photoEmpty = Photo;")]
    Empty,
    #[tl("videoEmpty = Video;")]
    Video,
}
