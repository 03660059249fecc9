#[derive(tl_runtime::TlObject)]
#[tl("---functions--- get = Bool;", respnse = bool)]
struct Get;

#[derive(tl_runtime::TlObject)]
#[tl("item type:int y:string = Item;")]
struct Item {
    #[tl(renam = "type")]
    kind: i32,
    y: String,
}

#[derive(tl_runtime::TlObject)]
enum Kind {
    #[tl("kind type:int = Kind;")]
    Kind {
        #[tl(rename("type"))]
        number: i32,
    },
}
