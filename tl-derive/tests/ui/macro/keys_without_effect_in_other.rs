use tl_runtime::TlObject;

#[derive(TlObject)]
enum Size {
    #[tl("small = Size;")]
    Small,
    #[tl(other, name = "x", unchecked_id)]
    Other(#[tl(rename = "id", nullable)] u32, Vec<u8>),
}

#[derive(TlObject)]
enum Photo {
    #[tl("photo = Photo;")]
    Photo,
    #[tl("x id:int = Photo;", other, filler)]
    Other(u32, #[tl(with = rest)] Vec<u8>),
}

#[derive(TlObject)]
enum Chat {
    #[tl("chat = Chat;")]
    Chat,
    #[tl(unknown, id = 1, schema = "schema.tl")]
    Unknown(#[tl(type = "int")] tl_runtime::value::Unknown),
}

#[derive(TlObject)]
enum User {
    #[tl("user = User;")]
    User,
    #[tl("x = User;", unknown, filler)]
    Unknown(tl_runtime::value::Unknown),
}
