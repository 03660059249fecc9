#[derive(tl_runtime::TlObject)]
enum Photo {
    #[tl("photo id:long = Photo;", response = i64)]
    Photo { id: i64 },
}
