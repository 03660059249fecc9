#[derive(tl_runtime::TlObject)]
#[tl(type = "photo")]
enum Photo {
    #[tl("photoEmpty = Photo;")]
    Empty,
}
