use tl_runtime::{TlObject, from_bytes, to_bytes};

#[derive(TlObject)]
#[tl("label x:int = Label;")]
struct Label {
    x: i32,
}

fn list(labels: Vec<Label>) {
    let _ = to_bytes(&labels);
}

fn decoded(bytes: &[u8]) {
    let _ = from_bytes::<Vec<Label>>(bytes);
}
