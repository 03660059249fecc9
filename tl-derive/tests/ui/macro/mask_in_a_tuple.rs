#[derive(tl_runtime::TlObject)]
#[tl("item flags:# id:flags.0?int name:string = Item;")]
struct Item(u32, Option<i32>, String);

#[derive(tl_runtime::TlObject)]
#[tl("two id:int flags:# silent:flags.0?true more:# x:more.1?long = Two;")]
struct Two(i32, u32, bool, u32, Option<i64>);

// As they should be.
#[derive(tl_runtime::TlObject)]
#[tl("fits flags:# id:flags.0?int name:string = Fits;")]
struct Fits(#[tl(rename = "flags")] u32, Option<i32>, String);
