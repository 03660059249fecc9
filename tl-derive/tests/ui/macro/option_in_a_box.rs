#[derive(tl_runtime::TlObject)]
#[tl("item flags:# a:flags.0?int b:flags.1?Photo c:flags.2?# = Item;")]
struct Item {
    a: Box<Option<i32>>,
    b: std::sync::Arc<Option<Photo>>,
    c: Box<Option<u32>>,
}

#[derive(tl_runtime::TlObject)]
#[tl("photo = Photo;")]
struct Photo;
