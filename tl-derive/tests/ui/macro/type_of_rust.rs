#[derive(tl_runtime::TlObject)]
#[tl("item code:i32 = Item;")]
struct Item {
    code: i32,
}

#[derive(tl_runtime::TlObject)]
#[tl("numbers a:u64 b:timestamp c:Vec<int> d:hash = Numbers;")]
struct Numbers {
    a: u64,
    b: u64,
    c: Vec<i32>,
    d: [u8; 20],
}
