use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl("getPhoto id:long = Photo;", response = Photo, encode_only)]
struct GetPhoto {
    id: i64,
}

#[derive(TlObject)]
#[tl("photo id:long = Photo;", decode_only)]
struct Photo {
    id: i64,
}

fn sent(photo: &Photo) -> Option<Vec<u8>> {
    tl_runtime::to_bytes(photo).ok()
}

fn received(bytes: &[u8]) -> Option<i64> {
    let call: GetPhoto = tl_runtime::from_bytes(bytes).ok()?;
    Some(call.id)
}

fn answered<F: tl_runtime::Serve>(call: F) {}

fn uses(call: GetPhoto) {
    answered(call);
}
