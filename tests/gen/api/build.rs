//! Generates the API.

fn main() {
    gen_schemas::code("api", &[gen_schemas::grammers("api.tl")], |builder| {
        builder.json(true)
    });
}
