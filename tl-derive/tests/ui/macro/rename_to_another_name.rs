use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl("message text:string = Message;")]
struct Needless {
    #[tl(rename = "texts")]
    text: String,
}

#[derive(TlObject)]
#[tl("message type:string = Message;")]
struct Keyword {
    #[tl(rename = "types")]
    r#type: String,
}

#[derive(TlObject)]
#[tl("message text:string = Message;")]
struct Needed {
    #[tl(rename = "texts")]
    body: String,
}

#[derive(TlObject)]
#[tl("message text:string = Message;")]
struct Other {
    #[tl(rename = "name")]
    text: String,
}
