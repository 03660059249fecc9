//! Generates the API.

fn main() {
    gen_schemas::code("open", &[gen_schemas::grammers("api.tl")], |builder| {
        builder.unknown("*").doc_comments(false)
    });
}
