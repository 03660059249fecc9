use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl("b.list lists:Vector<Vector<int>> three:3*[ int ] = b.List;")]
pub struct List<T: Clone> {
    lists: Vec<Vec<T>>,
    three: [T; 3],
}

pub fn fits(list: &List<i32>) {
    let _ = tl_runtime::to_bytes(list);
}

pub fn list(list: &List<i64>) {
    let _ = tl_runtime::to_bytes(list);
}
