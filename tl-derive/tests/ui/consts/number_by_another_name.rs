type Maybe = Option<i32>;
type Pair = (i32, i32);
type Four = [u8; 4];

#[derive(tl_runtime::TlObject)]
#[tl("item a:int b:int c:bytes d:Bool e:int = Item;")]
struct Item {
    a: Maybe,
    b: Pair,
    c: Four,
    d: std::rc::Rc<bool>,
    e: std::num::NonZeroI32,
}
