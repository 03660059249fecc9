use std::borrow::Cow;

#[derive(tl_runtime::TlObject)]
#[tl("item name:string data:bytes key:int256 all:Vector<string> = Item;")]
struct Item {
    name: &'static str,
    data: Cow<'static, [u8]>,
    key: &'static [u8; 32],
    all: Vec<&'static str>,
}

#[derive(tl_runtime::TlObject)]
#[tl("just {t:Type} value:t = Maybe t;")]
struct Just<T> {
    value: T,
}

#[derive(tl_runtime::TlObject)]
#[tl("both one:string flags:# other:flags.0?string just:(Maybe string) = Both;")]
struct Both<'a> {
    one: &'a str,
    other: Option<&'static str>,
    just: Just<&'static str>,
}
