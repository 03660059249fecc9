#[derive(tl_runtime::TlObject)]
#[tl("photo id:long = Photo;")]
struct Photo {
    id: i64,
}

#[derive(tl_runtime::TlObject)]
#[tl("invoke {X:Type} query:!X = Bool;", response = bool)]
struct Invoke {
    query: Photo,
}
