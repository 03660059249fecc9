#[derive(tl_runtime::TlObject)]
#[tl("item lat:double = Item;")]
struct Item {
    lat: f32,
}
