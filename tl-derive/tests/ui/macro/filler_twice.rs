#[derive(tl_runtime::TlObject)]
enum Photo {
    #[tl("photoEmpty = Photo;", filler)]
    Empty,
    #[tl("photoNone = Photo;", filler)]
    None,
}
