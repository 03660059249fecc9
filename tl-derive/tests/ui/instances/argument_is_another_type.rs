use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl("f.page items:Vector<int> = f.Page;")]
pub struct Page<T> {
    items: Vec<T>,
}

pub fn fits(page: &Page<i32>) {
    let _ = tl_runtime::to_bytes(page);
}

pub fn numbers(page: &Page<i64>) {
    let _ = tl_runtime::to_bytes(page);
}

pub fn texts(bytes: &[u8]) {
    let _ = tl_runtime::from_bytes::<Page<String>>(bytes);
}
