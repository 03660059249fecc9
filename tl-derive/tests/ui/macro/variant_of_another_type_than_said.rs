#[derive(tl_runtime::TlObject)]
#[tl(type = "Picture")]
enum Photo {
    #[tl("photoEmpty = Photo;")]
    Empty,
}
