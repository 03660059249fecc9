use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl("photo id:long = Photo;", decode_only, encode_only)]
struct Photo {
    id: i64,
}

#[derive(TlObject)]
enum Size {
    #[tl("small = Size;", decode_only)]
    Small,
}

#[derive(TlObject)]
#[tl(transparent, encode_only)]
struct Id(i64);
