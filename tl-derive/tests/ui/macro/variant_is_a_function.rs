#[derive(tl_runtime::TlObject)]
enum Photo {
    #[tl("---functions--- getPhoto = Photo;")]
    Get,
}
