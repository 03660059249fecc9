use tl_runtime::{Function, Serve, TlObject};

#[derive(TlObject)]
#[tl("getPhoto id:long = Photo;", response = Photo)]
struct GetPhoto {
    id: String,
}

#[derive(TlObject)]
#[tl("invoke {X:Type} layer:long query:!X = X;", function)]
struct Invoke<F> {
    layer: i64,
    query: F,
}

#[derive(TlObject)]
#[tl("photo id:long = Photo;")]
struct Photo {
    id: i64,
}

fn uses(bytes: &[u8]) -> Result<i64, tl_runtime::DecodeError> {
    let call = GetPhoto { id: String::new() };
    let call = Invoke { layer: 1, query: call };
    let photo: Photo = call.decode_response(bytes)?;
    let answer = call.encode_response(&photo);
    Ok(photo.id + i64::from(answer.is_ok()))
}
