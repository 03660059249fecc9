struct Photo;

#[derive(tl_runtime::TlObject)]
enum Fields {
    #[tl("fields photo:Photo = Fields;")]
    Fields { photo: Photo },
}

#[derive(tl_runtime::TlObject)]
enum Payload {
    Photo(Photo),
}

#[derive(tl_runtime::TlObject)]
#[tl(transparent)]
struct Wrapped(Photo);

fn uses(fields: &Fields, payload: &Payload, wrapped: &Wrapped) {
    tl_runtime::to_bytes(fields);
    tl_runtime::to_bytes(payload);
    tl_runtime::to_bytes(wrapped);
}
