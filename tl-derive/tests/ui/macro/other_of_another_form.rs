#[derive(tl_runtime::TlObject)]
enum Photo {
    #[tl("photoEmpty = Photo;")]
    Empty,
    #[tl(other)]
    Other(Vec<u8>),
}
