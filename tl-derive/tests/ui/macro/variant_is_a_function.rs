#[derive(tl_runtime::TlObject)]
enum Photo {
    #[tl("---functions--- getPhoto = Photo;")]
    Get,
}

#[derive(tl_runtime::TlObject)]
enum Calls {
    #[tl("---functions--- leave room:long = Bool;")]
    Leave { room: i64 },
    #[tl("---functions--- join = Bool;")]
    Join,
}
