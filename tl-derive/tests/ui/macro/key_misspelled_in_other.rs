use tl_runtime::TlObject;

#[derive(TlObject)]
enum Size {
    #[tl("small = Size;")]
    Small,
    #[tl(other)]
    Other(#[tl(renam = "id")] u32, Vec<u8>),
}

#[derive(TlObject)]
enum Photo {
    #[tl("photo = Photo;")]
    Photo,
    #[tl(unknown)]
    Unknown(#[tl(function)] tl_runtime::value::Unknown),
}

#[derive(TlObject)]
enum Chat {
    #[tl("chat id:long = Chat;")]
    Chat {
        #[tl(mast)]
        id: i64,
    },
}
