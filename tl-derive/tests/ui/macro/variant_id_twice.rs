#[derive(tl_runtime::TlObject)]
enum Photo {
    #[tl("photoEmpty = Photo;")]
    Empty,
    #[tl("photoEmpty = Photo;")]
    None,
}
