#[derive(tl_runtime::TlObject)]
#[tl("one x:int type:string = One;")]
struct One {
    x: i32,
    kind: String,
}

#[derive(tl_runtime::TlObject)]
#[tl("two type:int as:string last:int = Two;")]
struct Two {
    kind: i32,
    like: String,
    last: i32,
}

#[derive(tl_runtime::TlObject)]
enum Three {
    #[tl("three x:int = Three;")]
    Three { number: i32 },
}

#[derive(tl_runtime::TlObject)]
#[tl("four x:int y:string z:int = Four;")]
struct Four {
    x: i32,
    name: String,
}
