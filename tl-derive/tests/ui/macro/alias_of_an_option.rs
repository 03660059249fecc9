type Opt<T> = Option<T>;
type Word = Option<u32>;

#[derive(tl_runtime::TlObject)]
#[tl("item flags:# a:flags.0?int b:flags.1?string more:flags.2?# c:more.0?long = Item;")]
struct Item {
    a: Opt<i32>,
    b: std::option::Option<Opt<String>>,
    more: Word,
    c: Box<Opt<i64>>,
}
