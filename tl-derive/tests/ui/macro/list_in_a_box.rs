use std::sync::Arc;

#[derive(tl_runtime::TlObject)]
#[tl("item a:Vector<int> b:vector<int> c:3*[ int ] d:Vector<vector<int>> = Item;")]
struct Item {
    a: Box<Vec<i32>>,
    b: Arc<Vec<i32>>,
    c: Box<[i32; 3]>,
    d: Vec<Box<Vec<i32>>>,
}

type Ids = Vec<i32>;

#[derive(tl_runtime::TlObject)]
#[tl("more flags:# a:flags.0?Vector<int> n:# b:n*[ int ] = More;")]
struct More {
    a: Option<Box<Vec<i32>>>,
    n: u32,
    b: Box<Ids>,
}
