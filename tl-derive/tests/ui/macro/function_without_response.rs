#[derive(tl_runtime::TlObject)]
#[tl("getPhoto id:long = Photo;", function)]
struct Item {
    id: i64,
}
