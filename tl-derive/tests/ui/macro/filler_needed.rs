#[derive(tl_runtime::TlObject)]
enum Photo {
    #[tl("photo id:long = Photo;")]
    Photo { id: i64 },
}
