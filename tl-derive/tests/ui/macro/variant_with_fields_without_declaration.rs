#[derive(tl_runtime::TlObject)]
enum Photo {
    #[tl("photoEmpty = Photo;")]
    Empty,
    Photo { id: i64 },
}
