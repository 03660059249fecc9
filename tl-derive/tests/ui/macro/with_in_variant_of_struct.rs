#[derive(tl_runtime::TlObject)]
enum Photo {
    #[tl("photoEmpty#2331b22d id:long = Photo;")]
    Empty { id: i64 },
    #[tl(filler)]
    Photo(#[tl(with = module)] u64),
}
